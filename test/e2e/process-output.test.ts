import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { TOOLS } from "../../src/tools/index.ts";
import { ROOT } from "../support/clients.ts";
import { type BareServer, endAll, openServer } from "../support/server-process.ts";

const TUMBLER = "1688:738204915561";
const SECRET = "hush-5f3a-secret";
const LIVE = { SOURCING_MODE: "live", SOURCING_1688_APP_KEY: "123", SOURCING_1688_APP_SECRET: SECRET };

afterEach(endAll);

const logLines = (server: BareServer): Record<string, unknown>[] =>
  server
    .stderr()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("stdout holds the protocol and nothing else", () => {
  it.each([
    ["as it comes", {}],
    ["with the most talkative log", { SOURCING_LOG_LEVEL: "debug" }],
    [
      "with settings that are all wrong",
      { SOURCING_MODE: "both", SOURCING_COUNTRY: "Mars", SOURCING_LOG_LEVEL: "loud", SOURCING_COLOUR: "red" },
    ],
  ])("%s", async (_, settings) => {
    const server = await openServer(settings);
    await server.ask("tools/list");
    await server.callTool("get_product", { products: [TUMBLER, "1688:nonsense", "1688:806751994619"] });
    await server.callTool("no_such_tool", {});
    await server.ask("no/such/method");
    server.write("no line of ours\n");
    await server.ask("ping");
    expect(await server.end()).toEqual({ code: 0, signal: null });
    expect(server.strayLines).toEqual([]);
    expect(server.stdout().endsWith("\n")).toBe(true);
    expect(logLines(server).length).toBeGreaterThan(0);
  });

  it("with wrong settings it still lists its tools, and each call names them all", async () => {
    const server = await openServer({ SOURCING_MODE: "both", SOURCING_COUNTRY: "Mars", SOURCING_1688_QUOTA: "many" });
    const { result } = await server.ask("tools/list");
    expect(result?.["tools"]).toHaveLength(TOOLS.length);
    const answer = await server.callTool("get_product", { products: [TUMBLER] });
    expect(answer.result).toMatchObject({ isError: true });
    const said = JSON.stringify(answer.result);
    for (const variable of ["SOURCING_MODE", "SOURCING_COUNTRY", "SOURCING_1688_QUOTA"]) expect(said).toContain(variable);
    expect(said).not.toContain("Mars");
  });
});

describe("a client that leaves its answers unread", () => {
  it("is given no more of them: its questions wait in its own pipe, and all are answered once it reads", async () => {
    const server = await openServer();
    server.child.stdout.pause();
    // Eight kilobytes of question for some twenty of answer: 3.2 MB against 8.
    const _meta = { note: "x".repeat(8_000) };
    const asked = Array.from({ length: 400 }, (_, turn) => 10_000 + turn);
    for (const id of asked) server.send({ id, method: "tools/list", params: { _meta } });
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(server.child.stdin.writableLength).toBeGreaterThan(1_000_000);
    server.child.stdout.resume();
    await server.next(({ id }) => id === asked.at(-1));
    expect(new Set(server.messages.map(({ id }) => id)).size).toBeGreaterThanOrEqual(asked.length);
  });
});

describe("a defect in the process", () => {
  const withDeed = (deed: string): Promise<BareServer> => {
    const file = pathToFileURL(`${ROOT}test/fixtures/misbehaving-dependency.mjs`);
    return openServer({ ...LIVE, SOURCING_LOG_LEVEL: "info", NODE_OPTIONS: `--import=${file.href}?deed=${deed}` });
  };
  const provoke = async (server: BareServer, event: string): Promise<void> => {
    process.kill(server.pid, "SIGUSR2");
    while (!server.stderr().includes(event)) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  it("that throws is logged without the secret, and the process leaves with 1", async () => {
    const server = await withDeed("throws");
    process.kill(server.pid, "SIGUSR2");
    expect(await server.exited).toEqual({ code: 1, signal: null });
    expect(logLines(server)).toMatchObject([{ event: "crash", error: expect.stringContaining("cannot sign with [redacted]") }]);
    expect(server.stderr()).not.toContain(SECRET);
    expect(server.isAlive()).toBe(false);
  });

  it("that nobody waited for is logged without the secret, and the process goes on", async () => {
    const server = await withDeed("rejects");
    await provoke(server, "unhandled_rejection");
    expect((await server.ask("ping")).result).toEqual({});
    expect(await server.end()).toEqual({ code: 0, signal: null });
    expect(logLines(server)).toMatchObject([{ event: "unhandled_rejection", error: expect.stringContaining("[redacted]") }]);
    expect(server.stderr()).not.toContain(SECRET);
  });

  it("that prints reaches the log and not the protocol", async () => {
    const server = await withDeed("prints");
    await provoke(server, "loud");
    expect((await server.ask("ping")).result).toEqual({});
    await server.end();
    expect(server.strayLines).toEqual([]);
    expect(server.stdout()).not.toContain("half a line");
    expect(logLines(server).map(({ event }) => event)).toEqual(["stray_output", "stray_output", "stray_output"]);
    expect(server.stderr()).not.toContain(SECRET);
  });

  it("that makes Node warn is one line of the log", async () => {
    const server = await withDeed("warns");
    await provoke(server, "old habits");
    await server.end();
    expect(logLines(server)).toMatchObject([{ event: "runtime_warning", name: "DeprecationWarning", message: "old habits" }]);
  });
});
