import { spawn } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { serverProcess } from "../support/clients.ts";
import { liveSettings } from "../support/live-settings.ts";
import { startTestSandbox, type TestSandbox } from "../support/sandbox/test-sandbox.ts";
import { type BareServer, endAll, openServer, stateFolder } from "../support/server-process.ts";

const ID = "1005008120440117";
const ASKED = { products: [`aliexpress:${ID}`] };

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(async () => {
  await endAll();
  await sandbox.close();
});

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
};

type Leave = (server: BareServer) => unknown;
const endInput: Leave = (server) => server.child.stdin.end();
const terminate: Leave = (server) => process.kill(server.pid, "SIGTERM");
/** All while it stands still: a signal that comes when the system is already clearing the process away ends it as signals do. */
const endThenSignals: Leave = (server) => {
  process.kill(server.pid, "SIGSTOP");
  server.child.stdin.end(() => {
    terminate(server);
    process.kill(server.pid, "SIGINT");
    process.kill(server.pid, "SIGCONT");
  });
};

it.each<readonly [string, Leave]>([
  ["the end of stdin", endInput],
  ["SIGTERM", terminate],
  ["SIGINT", (server) => process.kill(server.pid, "SIGINT")],
  ["SIGHUP", (server) => process.kill(server.pid, "SIGHUP")],
  ["signals after the end of stdin", endThenSignals],
])("an idle server leaves with 0 at %s", async (_, leave) => {
  const server = await openServer();
  leave(server);
  expect(await server.exited).toEqual({ code: 0, signal: null });
  expect(server.isAlive()).toBe(false);
});

describe.each<readonly [string, Leave]>([
  ["the end of stdin", endInput],
  ["SIGTERM", terminate],
])("at %s", (_, leave) => {
  it("a call under way is answered first", async () => {
    sandbox.fail("aliexpress-iop", { kind: "late", afterMs: 600 });
    const server = await openServer(liveSettings(sandbox));
    const answer = server.callTool("get_product", ASKED);
    await until(() => sandbox.history.length === 1);
    leave(server);
    expect((await answer).result).toMatchObject({ structuredContent: { counts: { ok: 1, failed: 0 } } });
    expect(await server.exited).toEqual({ code: 0, signal: null });
  });

  it("a call that would take longer is not waited for", async () => {
    // Three tries of 10 s each lie before this call; the test's own time-out is shorter.
    sandbox.fail("aliexpress-iop", { kind: "silent" }, 3);
    const server = await openServer(liveSettings(sandbox));
    server.callTool("get_product", ASKED).catch(() => undefined);
    await until(() => sandbox.history.length === 1);
    leave(server);
    expect(await server.exited).toEqual({ code: 0, signal: null });
    expect(sandbox.history).toHaveLength(1);
    expect(server.isAlive()).toBe(false);
  });
});

describe("a reader that has gone", () => {
  it("ends the server with 0, whatever it still has to say", async () => {
    const server = await openServer();
    server.child.stdout.destroy();
    server.callTool("get_product", { products: ["1688:738204915561"] }).catch(() => undefined);
    expect(await server.exited).toEqual({ code: 0, signal: null });
    expect(server.stderr()).not.toMatch(/EPIPE.*\n\s+at /);
  });

  it("lets a call under way finish with the platform", async () => {
    sandbox.fail("aliexpress-iop", { kind: "late", afterMs: 300 }, 1);
    const server = await openServer(liveSettings(sandbox));
    server.callTool("get_product", ASKED).catch(() => undefined);
    await until(() => sandbox.history.length === 1);
    server.child.stdout.destroy();
    server.write('{"jsonrpc":"2.0","id":99,"method":"ping"}\n');
    expect(await server.exited).toEqual({ code: 0, signal: null });
  });

  it("of the log alone disturbs nothing", async () => {
    const server = await openServer();
    server.child.stderr.destroy();
    server.write("not JSON\n".repeat(50));
    expect((await server.ask("ping")).result).toEqual({});
    server.child.stdin.end();
    expect(await server.exited).toEqual({ code: 0, signal: null });
  });

  it("of stdout that holds the pipe and never reads does not keep the server from leaving", async () => {
    const server = await openServer();
    server.child.stdout.pause();
    for (let turn = 0; turn < 400; turn += 1) server.send({ id: 1_000 + turn, method: "tools/list", params: {} });
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(server.pid, "SIGTERM");
    const exit = new Promise((resolve) => server.child.once("exit", (code, signal) => resolve({ code, signal })));
    expect(await exit).toEqual({ code: 0, signal: null });
    server.child.stdout.resume();
  });
});

it("leaves no orphan when the host is killed outright", async () => {
  const { command, args, cwd, env } = serverProcess({ SOURCING_STATE_DIR: stateFolder() });
  const host = `
    const { spawn } = require("node:child_process");
    const server = spawn(${JSON.stringify(command)}, ${JSON.stringify(args)}, { stdio: "pipe" });
    server.stdin.write('{"jsonrpc":"2.0","id":1,"method":"ping"}\\n');
    server.stdout.once("data", () => console.log(server.pid));
  `;
  const parent = spawn(process.execPath, ["-e", host], { cwd, env, stdio: ["ignore", "pipe", "inherit"] });
  const pid = Number(await new Promise<string>((resolve) => parent.stdout.once("data", (text: Buffer) => resolve(`${text}`))));
  expect(() => process.kill(pid, 0)).not.toThrow();
  parent.kill("SIGKILL");
  await until(() => {
    try {
      return !process.kill(pid, 0);
    } catch {
      return true;
    }
  });
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});
