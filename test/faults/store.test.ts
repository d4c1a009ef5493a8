import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { liveSettings } from "../support/live-settings.ts";
import { startTestSandbox, type TestSandbox } from "../support/sandbox/test-sandbox.ts";
import { endAll, openServer, stateFolder } from "../support/server-process.ts";
import { askServer, expectCleanEnd, note } from "./fault-row.ts";
import { type FaultProxy, startProxy } from "./proxy.ts";

const [FIRST, SECOND, THIRD] = ["1005008120440117", "1005008120440243", "1005008233150021"] as const;
const [ON_GLOBAL, ALSO_ON_GLOBAL] = ["1601206810412", "1601206810538"] as const;
const DISK_IS_FULL = "ulimit -f 0";

let sandbox: TestSandbox;
let aliexpress: FaultProxy;
let global: FaultProxy;
let redis: ChildProcess | null;

beforeEach(async () => {
  redis = null;
  sandbox = await startTestSandbox();
  aliexpress = await startProxy(sandbox.origin("aliexpress-iop"));
  global = await startProxy(sandbox.origin("alibaba-global"));
});
afterEach(async () => {
  await endAll();
  redis?.kill("SIGKILL");
  await aliexpress.close();
  await global.close();
  await sandbox.close();
});

/** One gateway that forgives going over its quota, and one that closes the app for it: its window is cut to a second here. */
const settings = (more: Record<string, string> = {}): Record<string, string> => ({
  ...liveSettings(sandbox, {
    gateways: { alibaba: "alibaba-global" },
    origins: { aliexpress: aliexpress.origin, alibaba: global.origin },
    quotas: { alibaba: "5/s" },
  }),
  SOURCING_LOG_LEVEL: "debug",
  ...more,
});

// Nothing can be made there, and not even root can.
const READ_ONLY = "/proc/sourcing-state";

describe.runIf(process.platform === "linux")("a state folder that cannot be written", () => {
  it("stops nothing where going over costs a retry", async () => {
    const server = await openServer(settings({ SOURCING_STATE_DIR: READ_ONLY }));
    const ask = askServer(server);
    sandbox.revokeToken("aliexpress");
    const told = await ask(`aliexpress:${FIRST}`);
    const again = await ask(`aliexpress:${SECOND}`);
    note("store read-only, quota forgiving", told, aliexpress.arrivals(FIRST), again);
    expect([told.code, again.code]).toEqual(["ok", "ok"]);
    expect(aliexpress.arrivals("/auth/token/refresh")).toBe(1);
    expect(server.stderr()).toContain("quota_store_lost");
    await expectCleanEnd(server);
  });

  it("stops every call where going over costs the app, until it is mended as told", async () => {
    const server = await openServer(settings({ SOURCING_STATE_DIR: READ_ONLY }));
    const told = await askServer(server)(`alibaba:${ON_GLOBAL}`);
    expect(told).toMatchObject({
      code: "misconfigured",
      said: expect.stringContaining("set SOURCING_STATE_DIR to a local folder that is"),
    });
    expect(told.said).toContain(READ_ONLY);
    expect(global.arrivals(ON_GLOBAL)).toBe(0);
    await expectCleanEnd(server);

    const mended = await openServer(settings());
    const again = await askServer(mended)(`alibaba:${ON_GLOBAL}`);
    note("store read-only, quota that suspends", told, 0, again);
    expect(again.code).toBe("ok");
    await expectCleanEnd(mended);
  });
});

describe("a full disk", () => {
  it("costs the kept answers and nothing else", async () => {
    const server = await openServer(settings(), DISK_IS_FULL);
    const ask = askServer(server);
    const told = await ask(`aliexpress:${FIRST}`);
    const cached = await ask(`aliexpress:${FIRST}`);
    const again = await ask(`aliexpress:${SECOND}`);
    note("store full", told, aliexpress.arrivals(FIRST), again);
    expect([told.code, cached.code, again.code]).toEqual(["ok", "ok", "ok"]);
    expect(aliexpress.arrivals(FIRST)).toBe(1);
    expect(server.stderr()).toContain("cache_store_lost");
    await expectCleanEnd(server);
  });

  it("does not lose a renewed token to the process that renewed it", async () => {
    const server = await openServer(settings(), DISK_IS_FULL);
    const ask = askServer(server);
    sandbox.revokeToken("aliexpress");
    const told = await ask(`aliexpress:${FIRST}`);
    const again = await ask(`aliexpress:${SECOND}`);
    note("store full while a token is renewed", told, aliexpress.arrivals(FIRST), again);
    expect([told.code, again.code]).toEqual(["ok", "ok"]);
    expect(aliexpress.arrivals("/auth/token/refresh")).toBe(1);
    expect(server.stderr()).toContain("token_not_stored");
    await expectCleanEnd(server);
  });
});

describe("a state folder that is emptied under way", () => {
  it("is made anew, and a quota that suspends counts as used up for a window", async () => {
    const folder = stateFolder();
    const server = await openServer(settings({ SOURCING_STATE_DIR: folder, SOURCING_ALIBABA_QUOTA: "1/90s" }));
    const ask = askServer(server);
    expect((await ask(`aliexpress:${FIRST}`)).code).toBe("ok");
    rmSync(folder, { recursive: true });
    const waits = await ask(`alibaba:${ALSO_ON_GLOBAL}`);
    note("store emptied, quota that suspends", waits, 0, waits);
    expect(waits.code).toBe("rate_limited");
    expect(waits.retryAfterSeconds).toBeGreaterThan(60);
    expect(global.arrivals(ALSO_ON_GLOBAL)).toBe(0);
    await expectCleanEnd(server);
  });
});

describe.skipIf(spawnSync("redis-server", ["--version"]).error !== undefined)("a Redis", () => {
  const startRedis = async (port: number): Promise<ChildProcess> => {
    const server = spawn("redis-server", ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--dir", stateFolder()]);
    await new Promise<void>((resolve) => {
      server.stdout.on("data", (text: Buffer) => {
        if (`${text}`.includes("Ready to accept connections")) resolve();
      });
    });
    return server;
  };
  const freePort = (): Promise<number> =>
    new Promise((resolve) => {
      const server = createServer().listen(0, "127.0.0.1", () => {
        const { port } = server.address() as AddressInfo;
        server.close(() => resolve(port));
      });
    });

  it("that is killed stops nothing where going over costs a retry, and everything where it costs the app", async () => {
    const port = await freePort();
    redis = await startRedis(port);
    const server = await openServer(settings({ SOURCING_REDIS_URL: `redis://127.0.0.1:${port}` }));
    const ask = askServer(server);
    expect((await ask(`aliexpress:${FIRST}`)).code).toBe("ok");
    redis.kill("SIGKILL");
    const told = await ask(`aliexpress:${SECOND}`);
    const refused = await ask(`alibaba:${ON_GLOBAL}`);
    expect(told.code).toBe("ok");
    expect(refused).toMatchObject({
      code: "unavailable",
      said: expect.stringContaining("Look at the Redis server that SOURCING_REDIS_URL names."),
    });
    expect(global.arrivals(ON_GLOBAL)).toBe(0);
    note("store killed, quota forgiving", told, aliexpress.arrivals(SECOND), await ask(`aliexpress:${THIRD}`));

    redis = await startRedis(port);
    // An empty store is a forgotten quota: where that costs the app, one whole lease is waited for.
    const held = await ask(`alibaba:${ON_GLOBAL}`);
    note("store killed, then back empty, quota that suspends", refused, 0, held);
    expect(["rate_limited", "unavailable"]).toContain(held.code);
    expect(global.arrivals(ON_GLOBAL)).toBe(0);
    expect(server.stderr()).toContain("quota_store_lost");
    await expectCleanEnd(server);
  });

  it("that was never there shows its password to nobody", async () => {
    const port = await freePort();
    const server = await openServer(settings({ SOURCING_REDIS_URL: `redis://user-hush:hush-word@127.0.0.1:${port}` }));
    const told = await askServer(server)(`aliexpress:${FIRST}`);
    // The newest token is in there: an older refresh token may be void, so the one of the settings is not tried.
    expect(told).toMatchObject({ code: "unavailable", said: expect.stringContaining("Redis, where the token of") });
    expect(aliexpress.arrivals(FIRST)).toBe(0);
    await expectCleanEnd(server);
    expect(server.stderr() + server.stdout()).not.toContain("hush");
  });
});
