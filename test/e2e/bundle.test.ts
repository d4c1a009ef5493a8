import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SETTINGS } from "../../src/config/config.ts";
import { TOOLS } from "../../src/tools/index.ts";
import { ROOT } from "../support/clients.ts";

interface Field {
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly required?: boolean;
  readonly sensitive?: boolean;
}
interface Manifest {
  readonly manifest_version: string;
  readonly version: string;
  readonly icon: string;
  readonly localization: { readonly resources: string };
  readonly privacy_policies: readonly string[];
  readonly server: { readonly mcp_config: { command: string; args: string[]; env: Record<string, string> } };
  readonly tools: readonly { readonly name: string; readonly description: string }[];
  readonly user_config: Readonly<Record<string, Field>>;
}

let folder = "";
const inBundle = (...path: string[]): string => join(folder, "unpacked", ...path);
const readJson = <T>(path: string): T => JSON.parse(readFileSync(inBundle(path), "utf8")) as T;
const manifest = (): Manifest => readJson<Manifest>("manifest.json");

/** What a host runs for someone who has installed the bundle and filled in nothing but `filledIn`. */
function asHost(filledIn: Readonly<Record<string, string>>) {
  const { command, args, env } = manifest().server.mcp_config;
  const path = (text: string): string => text.replace(/\$\{__dirname\}/g, inBundle());
  const values = Object.entries(env).map(([name, text]) => [name, filledIn[name] ?? text] as const);
  return { command: command === "node" ? process.execPath : command, args: args.map(path), env: Object.fromEntries(values) };
}

async function connect(command: { command: string; args: string[]; env: Record<string, string> }): Promise<Client> {
  const client = new Client({ name: "test", version: "0" });
  await client.connect(new StdioClientTransport({ ...command, cwd: tmpdir(), stderr: "pipe" }));
  return client;
}

describe("the one-click bundle", () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "bundle-"));
    const file = join(folder, "sourcing-mcp.mcpb");
    const node = (...args: string[]) => execFileSync(process.execPath, args, { cwd: ROOT, stdio: "pipe" });
    node("scripts/mcpb/bundle.mjs", file);
    node("node_modules/@anthropic-ai/mcpb/dist/cli/cli.js", "unpack", file, inBundle());
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("asks for every setting that a desktop can use, hides those that open something, and needs none", () => {
    const { user_config, server, manifest_version, version } = manifest();
    const asked = SETTINGS.filter(({ name }) => !name.startsWith("SOURCING_HTTP_")).map(({ name }) => name);
    expect(manifest_version).toBe("0.3");
    expect(version).toBe((JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string }).version);
    expect(Object.keys(server.mcp_config.env)).toEqual(asked);
    expect(Object.values(server.mcp_config.env)).toEqual(Object.keys(user_config).map((key) => `\${user_config.${key}}`));
    for (const { title, description, required } of Object.values(user_config)) {
      expect(title).toMatch(/\w/);
      expect(description).toMatch(/\w/);
      expect(required).toBe(false);
    }
    const hidden = Object.entries(user_config).flatMap(([key, { sensitive }]) => (sensitive === true ? [key] : []));
    expect(hidden).toEqual([
      ...["1688", "aliexpress", "alibaba"].flatMap((owner) =>
        ["app_secret", "access_token", "refresh_token"].map((part) => `sourcing_${owner}_${part}`),
      ),
      ...["sourcing_redis_url", "sourcing_state_key"],
    ]);
  });

  it("has a picture, its words in English and Chinese, and what it keeps of whom", () => {
    const { icon, localization, tools, privacy_policies, user_config } = manifest();
    expect(readFileSync(inBundle(icon)).subarray(1, 4).toString()).toBe("PNG");
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    const strings = (locale: string) =>
      readJson<Pick<Manifest, "tools"> & Partial<Manifest>>(localization.resources.replace(/\$\{locale\}/, locale));
    expect(strings("en-US").tools).toEqual(tools);
    const { tools: named, user_config: fields = {} } = strings("zh-CN");
    expect(named.map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
    expect(Object.keys(fields)).toEqual(Object.keys(user_config));
    for (const { description } of [...named, ...Object.values(fields)]) expect(description).toMatch(/\p{Script=Han}|^ecb/u);
    for (const url of privacy_policies) expect(new URL(url).protocol).toBe("https:");
    expect(existsSync(inBundle("docs/privacy.md"))).toBe(true);
  });

  it("starts where the host hands on every field that nobody filled in as its placeholder, and takes it as not set", async () => {
    const client = await connect(asHost({ SOURCING_STATE_DIR: join(folder, "state") }));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    const call = { name: "get_product", arguments: { products: ["1688:738204915561"] } };
    expect((await client.callTool(call)).structuredContent).toMatchObject({ mode: "sandbox", counts: { ok: 1, failed: 0 } });
    const { contents } = await client.readResource({ uri: "sourcing://method" });
    expect(JSON.stringify(contents)).toContain("landed");
    await client.close();
  }, 30_000);

  it("starts with nothing in its environment", async () => {
    const { command, args } = asHost({});
    const client = await connect({ command: "/usr/bin/env", args: ["-i", command, ...args], env: {} });
    expect((await client.listTools()).tools.length).toBe(TOOLS.length);
    await client.close();
  }, 30_000);
});
