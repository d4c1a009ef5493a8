import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle, removeBundle } from "../support/bundle.ts";
import { ROOT } from "../support/clients.ts";

const COMMANDS = /<!-- ninth gateway -->\n```sh\n([\s\S]*?)```/;

describe("the worked example of CONTRIBUTING", () => {
  const copy = mkdtempSync(join(tmpdir(), "ninth-"));
  const commands = COMMANDS.exec(readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8"))?.[1] ?? "";
  let program = "";
  beforeAll(async () => {
    for (const part of ["src", "package.json", "tsconfig.json"])
      cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    execFileSync("sh", ["-e", "-c", commands], { cwd: copy });
    program = await bundle("src/main.ts", copy);
  });
  afterAll(() => {
    removeBundle(program);
    rmSync(copy, { recursive: true, force: true });
  });

  it("copies a folder and adds one line, and no other file changes", () => {
    const changed = execFileSync("sh", ["-c", `diff -rq "${ROOT}src" src || true`], { cwd: copy, encoding: "utf8" });
    expect(changed.trim().split("\n").length).toBe(2);
    expect(changed).toMatch(/Only in src\/gateways: 1688-hmac/);
    const lines = (root: string) => readFileSync(join(root, "src/gateways/dialects.ts"), "utf8").split("\n");
    expect(lines(copy).length - lines(ROOT).length).toBe(1);
  });

  it("compiles", () => {
    writeFileSync(join(copy, "tsconfig.src.json"), JSON.stringify({ extends: "./tsconfig.json", include: ["src"] }));
    const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
    expect(execFileSync(process.execPath, [compiler, "-p", "tsconfig.src.json"], { cwd: copy, encoding: "utf8" })).toBe("");
  });

  it("is in the help", () => {
    const help = execFileSync(process.execPath, [program, "--help"], { encoding: "utf8" });
    expect(help).toContain("1688: the dialect: 1688-open (default), 1688-hmac, 1688-md5, 1688-sha1");
  });

  it("is chosen by a setting, and its request leaves signed its own way", async () => {
    const fixture = readFileSync(join(ROOT, "test/fixtures/payloads/1688-sha1/enterprise.json"), "utf8");
    const answer = fixture.replace(/("product_id": ?"?)\d+/, "$1610784549587");
    const asked: URL[] = [];
    const server = createServer((request, response) => {
      asked.push(new URL(request.url ?? "", "http://reseller.example"));
      response.end(answer);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { structured } = await askFor("1688:610784549587", {
      SOURCING_1688_GATEWAY: "1688-hmac",
      SOURCING_1688_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      SOURCING_1688_APP_KEY: "key",
      SOURCING_1688_APP_SECRET: "app-secret",
      SOURCING_1688_ACCESS_TOKEN: "access-token",
    });
    server.closeAllConnections();
    server.close();

    expect(structured).toMatchObject({
      mode: "live",
      products: [{ status: "ok", product: { source: { gateway: "1688-hmac" } } }],
    });
    expect(asked.map(({ pathname }) => pathname)).toEqual(["/openapi/param2/1/com.alibaba.product/alibaba.product.get"]);
    const { sign, ...signed } = Object.fromEntries(asked[0]?.searchParams ?? []);
    expect(signed).toMatchObject({
      sign_method: "hmac-sha256",
      product_id: "610784549587",
      app_key: "key",
      access_token: "access-token",
    });
    const pairs = Object.keys(signed)
      .sort()
      .map((name) => name + signed[name]);
    expect(sign).toBe(
      createHmac("sha256", "app-secret")
        .update(`app-secret${pairs.join("")}app-secret`)
        .digest("hex")
        .toUpperCase(),
    );
  });

  it("says in sandbox mode that the sandbox does not speak it", async () => {
    const { isError, structured } = await askFor("1688:610784549587", {
      SOURCING_MODE: "sandbox",
      SOURCING_1688_GATEWAY: "1688-hmac",
    });
    expect(isError).toBe(true);
    expect(JSON.stringify(structured)).toContain("The sandbox does not speak 1688-hmac");
  });

  async function askFor(product: string, settings: Readonly<Record<string, string>>) {
    const env = { PATH: process.env["PATH"] ?? "", SOURCING_STATE_DIR: join(copy, "state"), ...settings };
    const client = new Client({ name: "test", version: "0" });
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [program], env }));
    try {
      const result = await client.callTool({ name: "get_product", arguments: { products: [product] } });
      return { isError: result.isError === true, structured: result.structuredContent };
    } finally {
      await client.close();
    }
  }
});
