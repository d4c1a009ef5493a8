import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { gatewayOf } from "../../src/gateways/registry.ts";
import { createMarket } from "../../src/market/create-market.ts";
import { Fault } from "../../src/model/fault.ts";
import { Secret } from "../../src/model/secret.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { callTool } from "../../src/tools/call-tool.ts";
import { getProduct } from "../../src/tools/get-product/tool.ts";
import { createCache } from "../../src/upstream/cache/cache.ts";
import { createSlotLedger } from "../../src/upstream/quota/files/slot-ledger.ts";
import { systemSlotTime } from "../../src/upstream/quota/files/slot-time.ts";
import { systemTime, type Time } from "../../src/upstream/time.ts";
import { createMemoryTokenStore } from "../../src/upstream/tokens/store.ts";
import { createUpstream, type Upstream } from "../../src/upstream/upstream.ts";
import { aContext } from "../support/market.ts";
import { endAll, stateFolder } from "../support/server-process.ts";
import { type Ask, expectNoSecret, type FaultRow, note, play, toldBy } from "./fault-row.ts";
import { drip, keepAliveRace, silence, stall } from "./misdeeds.ts";
import { type FaultProxy, type Misdeed, startProxy } from "./proxy.ts";

// The dialect as it is, but for its patience: 10 s a try would make each row half a minute.
const ANSWER_MS = 300;
const LEAVE_MS = 2_000;
const GATEWAY = {
  ...gatewayOf("aliexpress-iop"),
  timeouts: { connectMs: LEAVE_MS, answerMs: ANSWER_MS, tokenAnswerMs: ANSWER_MS },
};
const TIME: Time = { ...systemTime, random: () => 0 };

let sandbox: Sandbox;
let proxy: FaultProxy;
let upstream: Upstream;
let ask: Ask;
let logged: string[];
let folder: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  proxy = await startProxy(sandbox.origin(GATEWAY.id));
  logged = [];
  folder = stateFolder();
  const { appKey, appSecret, accessToken, refreshToken } = sandbox.credentials("aliexpress");
  upstream = createUpstream({
    dialect: GATEWAY,
    app: { appKey, appSecret: new Secret(appSecret), settings: {} },
    accessToken: new Secret(accessToken),
    refreshToken: new Secret(refreshToken),
    baseUrl: proxy.origin,
    ledger: createSlotLedger(
      {
        ...{ rules: GATEWAY.quota, leaveMs: LEAVE_MS, answerMs: ANSWER_MS, suspends: false, startsUsed: false },
        ...{
          folder: join(folder, "quota"),
          gateway: GATEWAY.id,
          account: "a1b2",
          log: (...event) => logged.push(JSON.stringify(event)),
        },
      },
      { ...TIME, ...systemSlotTime },
    ),
    tokenStore: createMemoryTokenStore(),
    time: TIME,
    log: (...event) => logged.push(JSON.stringify(event)),
  });
  const absent = new Fault({ kind: "not_configured", message: "Not set." });
  const { send, nextLeaseMs } = upstream;
  const aliexpress = { gateway: GATEWAY, send, account: appKey, note: () => null, nextLeaseMs };
  const market = createMarket({
    mode: "live",
    marketplaces: { "1688": absent, aliexpress, alibaba: absent },
    cache: createCache(TIME, () => undefined),
    time: TIME,
  });
  ask = async (ref) => {
    const context = aContext({ listings: {} }, { mode: "live", market: async () => market });
    const askedMs = performance.now();
    const { structured, text } = await callTool(getProduct, { products: [ref] }, context, (error) => {
      throw error;
    });
    return toldBy({ structuredContent: structured, content: [{ text }] }, performance.now() - askedMs);
  };
});
afterEach(async () => {
  await upstream.close();
  await endAll();
  await proxy.close();
  await sandbox.close();
  expectNoSecret(logged.join());
});

const LATE = /did not answer within 0\.3 s \(unavailable\)\. Trying again can help\./;
const SLOW: readonly FaultRow[] = [
  { fault: "silence", ref: "aliexpress:1005008120440117", misdeed: silence, told: "unavailable", says: LATE, calls: 3 },
  { fault: "drip", ref: "aliexpress:1005008120440117", misdeed: drip, told: "unavailable", says: LATE, calls: 3 },
  {
    fault: "half a body, then silence",
    ref: "aliexpress:1005008120440117",
    misdeed: stall,
    told: "unavailable",
    says: LATE,
    calls: 3,
  },
];

it.each(SLOW)("$fault", (row) => play(row, proxy, ask));

it("a keep-alive connection that closes as the request leaves costs one more try, and no word", async () => {
  // Whether the pool has the connection of the question before ready again is the machine's affair: asked until it had.
  let raced = false;
  const race: Misdeed = (visit) => {
    raced ||= visit.reused;
    return keepAliveRace(visit);
  };
  const row = { fault: "keep-alive race", misdeed: race, told: "ok", says: /### aliexpress:/, calls: 2 };
  for (const id of ["1005008120440243", "1005008677590188", "1005008566480178", "1005008455370295", "1005008566480051"]) {
    expect(await ask("aliexpress:1005008120440117")).toMatchObject({ code: "ok" });
    const played = play({ ...row, ref: `aliexpress:${id}` }, proxy, ask);
    const failure = await played.then(
      () => null,
      (error: unknown) => error,
    );
    if (!raced) continue;
    if (failure !== null) throw failure;
    return;
  }
  throw new Error("No question left on a connection that had carried one before.");
});

it("a refused connection reaches nobody, and the next call after it does", async () => {
  await proxy.refuse();
  const told = await ask("aliexpress:1005008120440117");
  const calls = proxy.arrivals("");
  await proxy.listen();
  const again = await ask("aliexpress:1005008120440117");
  note("refused", told, calls, again);
  expect(told).toMatchObject({
    code: "unavailable",
    said: expect.stringMatching(/could not be asked \(ECONNREFUSED\) \(unavailable\)/),
  });
  expect(calls).toBe(0);
  expect(again.code).toBe("ok");
});

// One lease: 2,000 ms to leave, 300 ms for the answer, and the period of a second with its guard.
it("a state folder that is emptied under way holds a quota that is forgiving for one lease", async () => {
  expect((await ask("aliexpress:1005008120440117")).code).toBe("ok");
  rmSync(folder, { recursive: true });
  const told = await ask("aliexpress:1005008120440243");
  const again = await ask("aliexpress:1005008677590188");
  note("store emptied, quota forgiving", told, proxy.arrivals("1005008120440243"), again);
  expect([told.code, again.code]).toEqual(["ok", "ok"]);
  expect(told.tookMs).toBeGreaterThanOrEqual(LEAVE_MS + ANSWER_MS + 1_000);
  expect(logged.join()).toContain("quota_history_lost");
});
