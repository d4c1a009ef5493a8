import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { liveSettings } from "../support/live-settings.ts";
import { startTestSandbox, type TestSandbox } from "../support/sandbox/test-sandbox.ts";
import { endAll, openServer, stateFolder } from "../support/server-process.ts";
import { askServer, expectCleanEnd, expectNoSecret, note } from "./fault-row.ts";
import { type FaultProxy, startProxy } from "./proxy.ts";

const MINUTE_MS = 60_000;
const ON_1688 = "738204915561";
const ON_V3 = "1601206810412";
const ON_ALIEXPRESS = ["1005008120440117", "1005008120440243"] as const;

let sandbox: TestSandbox;
let proxy: FaultProxy;
let clockMs: number;

beforeEach(async () => {
  clockMs = 0;
  sandbox = await startTestSandbox({ now: () => Date.now() + clockMs });
});
afterEach(async () => {
  await endAll();
  await proxy.close();
  await sandbox.close();
});

describe("a token", () => {
  const open = async () => {
    proxy = await startProxy(sandbox.origin("1688-open"));
    return openServer({ ...liveSettings(sandbox, { origins: { "1688": proxy.origin } }), SOURCING_LOG_LEVEL: "debug" });
  };

  it("revoked in flight is renewed once and the question asked again: nobody is told", async () => {
    const server = await open();
    const ask = askServer(server);
    // The revocation comes after the request has left and before the platform looks at it.
    const revoking = async ({ pass }: { pass: () => Promise<void> }) => {
      sandbox.revokeToken("1688");
      await pass();
    };
    proxy.spoil(ON_1688, revoking, 1);
    const told = await ask(`1688:${ON_1688}`);
    expect(told.code).toBe("ok");
    expect([proxy.arrivals(ON_1688), proxy.arrivals("/getToken/")]).toEqual([2, 1]);
    const again = await ask("1688:741960338207");
    note("token revoked in flight", told, proxy.arrivals(ON_1688), again);
    expect([again.code, proxy.arrivals("/getToken/")]).toEqual(["ok", 1]);
    await expectCleanEnd(server);
  });

  it("revoked with its refresh token needs a person, and the platform is not asked on", async () => {
    const server = await open();
    sandbox.revokeToken("1688", true);
    const ask = askServer(server);
    const told = await ask(`1688:${ON_1688}`);
    expect(told).toMatchObject({ code: "login_needed", said: expect.stringContaining("A person must authorise the app") });
    const again = await ask(`1688:${ON_1688}`);
    note("refresh token revoked too", told, proxy.arrivals(ON_1688), again);
    expect(again.code).toBe("login_needed");
    expect(proxy.arrivals("/getToken/")).toBe(1);
    expectNoSecret(told.whole + again.whole);
    await expectCleanEnd(server);
  });
});

it("two processes that renew one token at once spend its refresh token once", async () => {
  proxy = await startProxy(sandbox.origin("aliexpress-iop"));
  const settings = { ...liveSettings(sandbox, { origins: { aliexpress: proxy.origin } }), SOURCING_STATE_DIR: stateFolder() };
  sandbox.revokeToken("aliexpress");
  const servers = await Promise.all([openServer(settings), openServer(settings)]);
  const told = await Promise.all(servers.map((server, index) => askServer(server)(`aliexpress:${ON_ALIEXPRESS[index]}`)));
  expect(told.map(({ code }) => code)).toEqual(["ok", "ok"]);
  expect(proxy.arrivals("/auth/token/refresh")).toBe(1);
  const again = await Promise.all(servers.map((server) => askServer(server)("aliexpress:1005008233150021")));
  expect(again.map(({ code }) => code)).toEqual(["ok", "ok"]);
  if (told[0] && again[0]) note("two processes renew at once", told[0], proxy.arrivals("/auth/token/refresh"), again[0]);
  await Promise.all(servers.map(expectCleanEnd));
});

describe("a clock", () => {
  it.each([
    [
      "10 minutes slow",
      10 * MINUTE_MS,
      /This machine's clock is (?:599|600|601) s behind the gateway's: set it \(signature rejected\)\./,
    ],
    [
      "10 minutes fast",
      -10 * MINUTE_MS,
      /This machine's clock is (?:599|600|601) s ahead of the gateway's: set it \(signature rejected\)\./,
    ],
  ])("%s is named, and not tried again", async (name, shiftMs, says) => {
    proxy = await startProxy(sandbox.origin("alibaba-v3"));
    proxy.shiftDate(shiftMs);
    clockMs = shiftMs;
    const server = await openServer(
      liveSettings(sandbox, { gateways: { alibaba: "alibaba-v3" }, origins: { alibaba: proxy.origin } }),
    );
    const ask = askServer(server);
    const told = await ask(`alibaba:${ON_V3}`);
    const calls = proxy.arrivals(ON_V3);
    expect(told).toMatchObject({ code: "signature_rejected", said: expect.stringMatching(says) });
    expect(calls).toBe(1);
    clockMs = 0;
    const again = await ask(`alibaba:${ON_V3}`);
    note(`clock ${name}`, told, calls, again);
    expect(again.code).toBe("ok");
    await expectCleanEnd(server);
  });
});
