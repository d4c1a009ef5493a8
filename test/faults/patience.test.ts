import { afterEach, beforeEach, expect, it } from "vitest";
import { gatewayOf } from "../../src/gateways/registry.ts";
import { createMarket } from "../../src/market/create-market.ts";
import { Fault } from "../../src/model/fault.ts";
import { Secret } from "../../src/model/secret.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { callTool } from "../../src/tools/call-tool.ts";
import { getProduct } from "../../src/tools/get-product/tool.ts";
import { createCache } from "../../src/upstream/cache/cache.ts";
import { createMemoryLedger } from "../../src/upstream/quota/memory-ledger.ts";
import { systemTime, type Time } from "../../src/upstream/time.ts";
import { createMemoryTokenStore } from "../../src/upstream/tokens/store.ts";
import { createUpstream, type Upstream } from "../../src/upstream/upstream.ts";
import { aContext } from "../support/market.ts";
import { type Ask, expectNoSecret, type FaultRow, note, play, toldBy } from "./fault-row.ts";
import { drip, keepAliveRace, silence, stall } from "./misdeeds.ts";
import { type FaultProxy, type Misdeed, startProxy } from "./proxy.ts";

// The dialect as it is, but for its patience: 10 s a try would make each row half a minute.
const ANSWER_MS = 300;
const GATEWAY = {
  ...gatewayOf("aliexpress-iop"),
  timeouts: { connectMs: 2_000, answerMs: ANSWER_MS, tokenAnswerMs: ANSWER_MS },
};
const TIME: Time = { ...systemTime, random: () => 0 };

let sandbox: Sandbox;
let proxy: FaultProxy;
let upstream: Upstream;
let ask: Ask;
let logged: string[];

beforeEach(async () => {
  sandbox = await startSandbox();
  proxy = await startProxy(sandbox.origin(GATEWAY.id));
  logged = [];
  const { appKey, appSecret, accessToken, refreshToken } = sandbox.credentials("aliexpress");
  upstream = createUpstream({
    dialect: GATEWAY,
    app: { appKey, appSecret: new Secret(appSecret), settings: {} },
    accessToken: new Secret(accessToken),
    refreshToken: new Secret(refreshToken),
    baseUrl: proxy.origin,
    ledger: createMemoryLedger(
      { rules: GATEWAY.quota, leaveMs: 2_000, answerMs: ANSWER_MS, suspends: false, startsUsed: false },
      TIME,
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
    const { structured, text } = await callTool(getProduct, { products: [ref] }, context, (error) => {
      throw error;
    });
    return toldBy({ structuredContent: structured, content: [{ text }] });
  };
});
afterEach(async () => {
  await upstream.close();
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
