import { execFile } from "node:child_process";
import { connect } from "node:net";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { GATEWAY_IDS } from "../../src/gateways/ids.ts";
import { listing } from "../../src/sandbox/catalogue/listing.ts";
import { startTestSandbox } from "../support/sandbox/test-sandbox.ts";
import { crossborder, productAlibaba } from "./dialects/ask.ts";

it("listens on loopback alone, one origin a gateway, until it is closed", async () => {
  const sandbox = await startTestSandbox();
  const origins = GATEWAY_IDS.map((gateway) => sandbox.origin(gateway));
  expect(new Set(origins).size).toBe(GATEWAY_IDS.length);
  for (const origin of origins) expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await sandbox.close();
  const port = Number(new URL(sandbox.origin("1688-open")).port);
  const refused = await new Promise((resolve) => {
    connect(port, "127.0.0.1")
      .once("error", () => resolve(true))
      .once("connect", () => resolve(false));
  });
  expect(refused).toBe(true);
});

it("does not keep a process alive", async () => {
  const script = `const { build } = await import("esbuild");
    const { sandboxDialects } = await import("./scripts/sandbox-dialects.mjs");
    const { outputFiles } = await build({ entryPoints: ["src/sandbox/server.ts"], plugins: [sandboxDialects], bundle: true, platform: "node", format: "esm", write: false });
    const { startSandbox } = await import("data:text/javascript;base64," + Buffer.from(outputFiles[0].contents).toString("base64"));
    const sandbox = await startSandbox();
    await fetch(sandbox.origin("1688-open") + "/nothing");
    process.stdout.write("started");`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], { timeout: 15_000 });
  expect(stdout).toBe("started");
});

it("keeps a history that an answer is never ahead of", async () => {
  let nowMs = 1_000;
  const sandbox = await startTestSandbox({ now: () => nowMs, accessTokenLifeMs: Number.POSITIVE_INFINITY });
  await crossborder(sandbox, "738204915561");
  nowMs = 2_000;
  await productAlibaba(sandbox, "1601206810412");
  await sandbox.close();
  // The clock of the test is not the caller's, so both are refused; they are in the history all the same.
  expect(sandbox.history.map(({ gateway, ids, atMs, status, code }) => [gateway, ids, atMs, status, code])).toEqual([
    ["1688-open", ["738204915561"], 1_000, 400, "gw.SignatureInvalid"],
    ["alibaba-iop", ["1601206810412"], 2_000, 200, "IllegalTimestamp"],
  ]);
});

it("can be made to fail in each way, for as many calls as asked", async () => {
  const sandbox = await startTestSandbox();
  sandbox.fail("1688-open", { kind: "answered", status: 503, body: "<html>busy</html>" });
  sandbox.fail("1688-open", { kind: "short" });
  sandbox.fail("1688-open", { kind: "reset" });
  sandbox.fail("1688-open", { kind: "late", afterMs: 5 });
  const outcomes = [];
  for (let count = 0; count < 5; count += 1) {
    outcomes.push(
      await crossborder(sandbox, "738204915561").then(
        ({ status }) => status,
        (error: unknown) => (error instanceof SyntaxError ? "no JSON" : "cut"),
      ),
    );
  }
  expect(outcomes).toEqual(["no JSON", "cut", "cut", 200, 200]);
  expect(sandbox.history.map(({ status }) => status)).toEqual([503, 200, 0, 200, 200]);
  await sandbox.close();
});

it("serves listings of a test's own before the catalogue's", async () => {
  const own = listing({
    family: "tumblers",
    shows: "a test's own",
    ids: { "1688": "738204915561" },
    title: { zh: "测试", en: "Test" },
    currency: "CNY",
    unit: { zh: "个", en: "Piece" },
    pricing: { basis: "none" },
  });
  const sandbox = await startTestSandbox({ listings: [own] });
  expect((await crossborder(sandbox, "738204915561")).body.result.result.subject).toBe("测试");
  await sandbox.close();
});
