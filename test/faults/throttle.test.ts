import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { liveSettings } from "../support/live-settings.ts";
import { endAll, openServer } from "../support/server-process.ts";
import { askServer, expectCleanEnd, expectNoSecret, type FaultRow, note, play } from "./fault-row.ts";
import { answers, page } from "./misdeeds.ts";
import { type FaultProxy, type Misdeed, startProxy } from "./proxy.ts";

const ALIEXPRESS_IDS = ["1005008120440117", "1005008120440243"] as const;
const V3_IDS = ["1601206810412", "1601206810538", "1601206810664", "1601309420018"] as const;

let sandbox: Sandbox;
let proxies: FaultProxy[];
const inFront = async (gateway: Parameters<Sandbox["origin"]>[0]): Promise<FaultProxy> => {
  const proxy = await startProxy(sandbox.origin(gateway));
  proxies.push(proxy);
  return proxy;
};

beforeEach(async () => {
  proxies = [];
  sandbox = await startSandbox();
});
afterEach(async () => {
  await endAll();
  await Promise.all(proxies.map((proxy) => proxy.close()));
  await sandbox.close();
});

const inASecond: Misdeed = (visit) => page("429 Too Many Requests", { "retry-after": "1" })(visit);
const atADate: Misdeed = (visit) => {
  const [date, then] = [0, 1_000].map((later) => new Date(Date.now() + later).toUTCString());
  return page("429 Too Many Requests", { date: date ?? "", "retry-after": then ?? "" })(visit);
};

// One server and one gateway: what an answer says of the pace holds for the next row too, so they go one after the other.
it("429, with seconds, with a date and with nothing: waits as told, and says how long where it gives up", async () => {
  const proxy = await inFront("alibaba-v3");
  const server = await openServer(
    liveSettings(sandbox, {
      gateways: { alibaba: "alibaba-v3" },
      origins: { alibaba: proxy.origin },
      quotas: { alibaba: "100/s" },
    }),
  );
  const ask = askServer(server);
  const row = (fault: string, index: number, misdeed: Misdeed, says: RegExp): FaultRow => ({
    fault,
    ref: `alibaba:${V3_IDS[index]}`,
    misdeed,
    told: "rate_limited",
    says,
    calls: 3,
  });
  await play(row("429 with seconds", 0, inASecond, /\(rate limited\)\. Trying again in 1 s can help\./), proxy, ask);
  await play(row("429 with a date", 1, atADate, /\(rate limited\)\. Trying again in 1 s can help\./), proxy, ask);
  await play(
    row("429 with nothing", 2, page("429 Too Many Requests"), /\(rate limited\)\. Trying again can help\./),
    proxy,
    ask,
  );
  await play({ ...row("429 once, then well", 3, inASecond, /### alibaba:/), times: 1, told: "ok", calls: 2 }, proxy, ask);
  await expectCleanEnd(server);
});

describe("a ban", () => {
  const ban = (seconds: number): Misdeed =>
    answers(
      "200 OK",
      `{"error_response":{"type":"ISV","code":"ApiCallLimit","msg":"Api access frequency exceeds the limit. this ban will last ${seconds} seconds"}}`,
    );

  it("of two minutes closes the gateway for all, and what is cached still answers", async () => {
    const proxy = await inFront("aliexpress-iop");
    const server = await openServer(liveSettings(sandbox, { origins: { aliexpress: proxy.origin } }));
    const ask = askServer(server);
    const [cached, banned] = ALIEXPRESS_IDS;
    expect(await ask(`aliexpress:${cached}`)).toMatchObject({ code: "ok" });
    proxy.spoil(banned, ban(120), 1);
    const told = await ask(`aliexpress:${banned}`);
    const again = await ask(`aliexpress:${banned}`);
    note("a ban of 120 seconds", told, proxy.arrivals(banned), again);
    expect(told).toMatchObject({
      code: "suspended",
      retryAfterSeconds: 120,
      said: expect.stringMatching(/Cached products still\s+answer\./),
    });
    expect(again).toMatchObject({ code: "suspended", said: expect.stringMatching(/takes no calls for/) });
    expect(proxy.arrivals(banned)).toBe(1);
    expect(await ask(`aliexpress:${cached}`)).toMatchObject({ code: "ok" });
    expectNoSecret(told.whole + again.whole);
    await expectCleanEnd(server);
  });

  it("of one second is waited for", async () => {
    const proxy = await inFront("aliexpress-iop");
    const server = await openServer(liveSettings(sandbox, { origins: { aliexpress: proxy.origin } }));
    const row: FaultRow = {
      fault: "a ban of 1 second",
      ref: `aliexpress:${ALIEXPRESS_IDS[0]}`,
      misdeed: ban(1),
      times: 1,
      told: "ok",
      says: /### aliexpress:/,
      calls: 2,
    };
    await play(row, proxy, askServer(server));
    await expectCleanEnd(server);
  });

  it("of seven days, where going over suspends, is never tried again", async () => {
    const proxy = await inFront("alibaba-global");
    const server = await openServer(
      // A pace that lets the first call go at once: the everyday one begins with a minute's wait.
      liveSettings(sandbox, {
        gateways: { alibaba: "alibaba-global" },
        origins: { alibaba: proxy.origin },
        quotas: { alibaba: "5/s" },
      }),
    );
    const ask = askServer(server);
    const suspended = answers("429 Too Many Requests", '{"error_response":{"code":429,"msg":"app suspended"}}');
    proxy.spoil(V3_IDS[0], suspended, 1);
    const told = await ask(`alibaba:${V3_IDS[0]}`);
    const again = await ask(`alibaba:${V3_IDS[1]}`);
    note("suspended for 7 days", told, proxy.arrivals("alibaba.product.get"), again);
    expect(told).toMatchObject({ code: "suspended", retryAfterSeconds: 7 * 86_400 });
    expect(again).toMatchObject({ code: "suspended", said: expect.stringContaining("168 hours") });
    expect(proxy.arrivals(V3_IDS[0])).toBe(1);
    expect(proxy.arrivals(V3_IDS[1])).toBe(0);
    await expectCleanEnd(server);
  });
});
