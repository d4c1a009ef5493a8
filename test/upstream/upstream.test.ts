import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Dialect } from "../../src/model/dialect.ts";
import { parseJson } from "../../src/model/json.ts";
import { Secret } from "../../src/model/secret.ts";
import type { Call, Reply } from "../../src/model/wire.ts";
import { createMemoryLedger } from "../../src/upstream/quota/memory-ledger.ts";
import { systemTime, type Time } from "../../src/upstream/time.ts";
import { createMemoryTokenStore } from "../../src/upstream/tokens/store.ts";
import { createUpstream, type Upstream } from "../../src/upstream/upstream.ts";
import { callerFor } from "./virtual-time.ts";

const ORIGIN = "https://gw.example.com";
const CALL: Call = {
  gateway: "aliexpress-iop",
  operation: "product",
  ids: ["77"],
  skuId: null,
  quantity: null,
  language: "en",
  country: "US",
  currency: "USD",
  include: [],
};

/** A made-up dialect: its signature is the secret's length and the time, its faults are `{fault, code, wait}`. */
const dialect: Dialect = {
  id: "aliexpress-iop",
  origins: [ORIGIN],
  timeouts: { connectMs: 2_000, answerMs: 2_000, tokenAnswerMs: 2_000 },
  quota: [{ limit: 50, periodMs: 1_000 }],
  suspends: false,
  retry: { attempts: 3, waitsMs: [1, 1], rateLimitedWaitsMs: null },
  token: {
    grant: "refresh_token",
    countsAgainstQuota: true,
    refreshEarlyMs: null,
    request: (grant, stamp) => ({
      method: "POST",
      url: `${ORIGIN}/token`,
      headers: {},
      body: JSON.stringify({ ...grant, secret: stamp.appSecret }),
    }),
    read: (reply) => {
      const body = reply.body as { token?: string; code?: string };
      if (body.token === undefined) return { kind: "unauthorised", code: body.code ?? null, message: "refresh refused" };
      return { accessToken: body.token, refreshToken: null, expiresAtMs: null, refreshExpiresAtMs: null };
    },
  },
  product: {
    request: (call, stamp) => ({
      method: "GET",
      url: `${ORIGIN}/product?id=${call.ids[0]}&access_token=${stamp.accessToken}&t=${stamp.nowMs}`,
      headers: {},
      body: null,
    }),
  },
  batch: null,
  stock: null,
  freight: null,
  search: null,
  readFault: ({ body, text }: Reply) => {
    if (body === undefined) return { kind: "unavailable", code: null, message: text };
    const { fault, code, wait, message } = body as Record<string, string>;
    if (fault === undefined) return null;
    return {
      kind: fault as "unavailable",
      code: code ?? null,
      message: message ?? "",
      ...(wait ? { retryAfterMs: Number(wait) } : {}),
    };
  },
};

interface Seen {
  readonly path: string;
  readonly token: string | null;
  readonly stampedAt: string | null;
}

let seen: Seen[];
let answers: unknown[];
let respond: (request: Seen) => unknown;
let lines: string[];
let close: () => Promise<unknown>;
let base: string;

beforeEach(async () => {
  seen = [];
  answers = [];
  respond = () => ({ product: 1 });
  lines = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const visit = { path: url.pathname, token: url.searchParams.get("access_token"), stampedAt: url.searchParams.get("t") };
    seen.push(visit);
    const answer = answers.shift() ?? respond(visit);
    response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    });
});

afterEach(async () => {
  await upstream.close();
  await close();
});

let upstream: Upstream;

function open(time: Time = systemTime, changes: Partial<Dialect> = {}): Upstream {
  const used = { ...dialect, ...changes };
  upstream = createUpstream({
    dialect: used,
    app: { appKey: "5012", appSecret: new Secret("hush-secret"), settings: {} },
    accessToken: new Secret("hush-access"),
    refreshToken: new Secret("hush-refresh"),
    baseUrl: base,
    ledger: createMemoryLedger(
      { rules: used.quota, leaveMs: 2_000, answerMs: 2_000, suspends: false, startsUsed: false },
      time,
    ),
    tokenStore: createMemoryTokenStore(),
    time,
    log: (level, event, fields) => lines.push(JSON.stringify({ level, event, ...fields })),
  });
  return upstream;
}

const ask = (opened: Upstream, time: Time = systemTime) => opened.send(CALL, callerFor(time, 45_000));

it("touches no network until it is asked", async () => {
  open();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen).toEqual([]);
});

it("asks, stamped with the given token", async () => {
  expect((await ask(open())).body).toEqual({ product: 1 });
  expect(seen).toMatchObject([{ path: "/product", token: "hush-access" }]);
});

it("stamps each try afresh", async () => {
  let nowMs = 1_000;
  const time: Time = {
    ...systemTime,
    now: () => {
      nowMs += 1;
      return nowMs;
    },
  };
  answers = [{ fault: "unavailable" }, "<html>", { product: 2 }];
  expect((await ask(open(time), time)).body).toEqual({ product: 2 });
  expect(new Set(seen.map(({ stampedAt }) => stampedAt)).size).toBe(3);
});

describe("a refused token", () => {
  it("is renewed once and the call asked once more", async () => {
    answers = [{ fault: "unauthorised", code: "IllegalAccessToken" }, { token: "new-token" }, { product: 3 }];
    expect((await ask(open())).body).toEqual({ product: 3 });
    expect(seen.map(({ path, token }) => [path, token])).toEqual([
      ["/product", "hush-access"],
      ["/token", null],
      ["/product", "new-token"],
    ]);
  });

  it("that is refused again stays refused, after three requests", async () => {
    answers = [{ fault: "unauthorised", code: "A" }, { token: "new" }, { fault: "unauthorised", code: "B" }];
    await expect(ask(open())).rejects.toMatchObject({ kind: "unauthorised", code: "B" });
    expect(seen).toHaveLength(3);
  });

  it("costs one renewal for many calls", async () => {
    const opened = open();
    respond = ({ path, token }) =>
      path === "/token" ? { token: "new" } : token === "new" ? { product: 4 } : { fault: "unauthorised" };
    const replies = await Promise.all(Array.from({ length: 5 }, () => ask(opened)));
    expect(replies.map(({ body }) => body)).toEqual(Array(5).fill({ product: 4 }));
    expect(seen.filter(({ path }) => path === "/token")).toHaveLength(1);
  });

  it("whose renewal is refused needs a login, told without a secret", async () => {
    answers = [{ fault: "unauthorised" }, { code: "IllegalRefreshToken" }];
    const fault = await ask(open()).catch((error: unknown) => error);
    expect(fault).toMatchObject({ kind: "login_needed", gateway: "aliexpress-iop" });
    expect(`${String(fault)} ${lines.join()}`).not.toContain("hush");
  });
});

describe("every attempt pays", () => {
  it("retries and token calls too: the fourth request finds a quota of three used up", async () => {
    const limited = { quota: [{ limit: 3, periodMs: 60_000 }] };
    answers = [{ fault: "unauthorised" }, { token: "new" }, { fault: "unavailable" }];
    await expect(ask(open(systemTime, limited))).rejects.toMatchObject({ kind: "rate_limited" });
    expect(seen.map(({ path }) => path)).toEqual(["/product", "/token", "/product"]);
  });
});

describe("a fault", () => {
  it("names the platform's code, and its words only where a person can mend it", async () => {
    answers = [{ fault: "misconfigured", code: "InvalidAppKey", message: "app \u202ekey hush-secret is  wrong" }];
    await expect(ask(open())).rejects.toMatchObject({
      kind: "misconfigured",
      code: "InvalidAppKey",
      message: 'aliexpress-iop answered InvalidAppKey: "app key [redacted] is wrong".',
    });
    answers = [{ fault: "not_found", code: "605", message: "the seller's own words" }];
    await expect(ask(open())).rejects.toMatchObject({ kind: "not_found", message: "aliexpress-iop answered 605." });
  });

  it("of the signature names the clock's offset", async () => {
    answers = [{ fault: "signature_rejected", code: "IncompleteSignature" }];
    const ahead: Time = { ...systemTime, now: () => Date.now() + 600_000 };
    await expect(ask(open(ahead), ahead)).rejects.toMatchObject({
      message: expect.stringMatching(/clock is (599|600|601) s ahead of the gateway's/),
    });
    answers = [{ fault: "signature_rejected" }];
    await expect(ask(open())).rejects.toMatchObject({ message: expect.stringContaining("look at the app's secret") });
  });

  it("that is no fault of ours but a bug is internal", async () => {
    const broken = {
      product: {
        request: () => {
          throw new TypeError("hush-secret");
        },
      },
    };
    const fault = await ask(open(systemTime, broken)).catch((error: unknown) => error);
    expect(fault).toMatchObject({ kind: "internal", message: "The call to aliexpress-iop could not be made." });
  });
});

it("keeps the digits of long ids", async () => {
  answers = ['{"id":1005008177221739999}'];
  expect((await ask(open())).body).toEqual(parseJson('{"id":"1005008177221739999"}'));
});
