import type { Gateway } from "../../src/gateways/gateway.ts";
import { unknownProduct } from "../../src/gateways/reading/answer/whole-product.ts";
import { createMarket } from "../../src/market/create-market.ts";
import type { Want } from "../../src/market/market.ts";
import { Fault, type FaultKind } from "../../src/model/fault.ts";
import type { Product, Sku } from "../../src/model/product.ts";
import type { ProductRef } from "../../src/model/product-ref.ts";
import type { Call } from "../../src/model/wire.ts";
import { createCache } from "../../src/upstream/cache/cache.ts";
import type { Caller } from "../../src/upstream/send.ts";
import { createVirtualTime } from "../upstream/virtual-time.ts";

export const HOUR_MS = 3_600_000;
export const WANT: Want = { language: "en", country: "US", currency: "USD", include: [] };

export const ref = (id: string, skuId: string | null = null): ProductRef => ({ marketplace: "alibaba", id, skuId });

const sku = (id: string): Sku => ({
  id,
  attributes: {},
  unitPrice: "1.00",
  tiers: [],
  stock: null,
  sold: null,
  image: null,
  customizable: null,
  customFields: [],
});

export const listing = (id: string): Product => ({
  ...unknownProduct("alibaba", id),
  title: `Cup ${id}`,
  description: "Long.",
  skus: [sku("s1"), sku("s2")],
});

export const unused = (): never => {
  throw new Error("The market asks through `send` alone.");
};

/** A gateway whose answers are the values themselves. */
export const PLAIN: Gateway = {
  id: "alibaba-iop",
  marketplace: "alibaba",
  origins: [],
  timeouts: { connectMs: 1, answerMs: 1, tokenAnswerMs: 1 },
  quota: [],
  suspends: false,
  retry: { attempts: 1, waitsMs: null, rateLimitedWaitsMs: null },
  token: "none",
  settings: {},
  dependsOn: ["language", "country", "currency"],
  proxies: {},
  product: { request: unused, read: (body) => body as Product },
  batch: null,
  stock: null,
  freight: null,
  search: null,
  readFault: () => null,
};

export const fail = (kind: FaultKind): never => {
  throw new Fault({ kind, gateway: "alibaba-iop", message: `It is ${kind}.` });
};

/** A market over one gateway, on clocks that stand still; the other marketplaces are not configured. */
export function openMarket(gateway: Gateway, answer: (call: Call, caller: Caller) => unknown = (call) => listing(call.ids[0])) {
  const time = createVirtualTime();
  const calls: string[] = [];
  const opened = { answer, waitMs: 0 };
  const absent = new Fault({ kind: "not_configured", message: "Set the key." });
  const market = createMarket({
    mode: "live",
    marketplaces: {
      "1688": absent,
      aliexpress: absent,
      alibaba: {
        gateway,
        account: "app-1",
        note: () => "alibaba-iop is slow.",
        nextLeaseMs: async () => opened.waitMs,
        send: async (call, caller) => {
          calls.push(`${call.operation} ${call.ids.join(",")}`);
          const body = await opened.answer(call, caller);
          return { status: 200, headers: {}, text: JSON.stringify(body), body };
        },
      },
    },
    cache: createCache(time, () => undefined),
    time,
  });
  const asking = () => ({ signal: new AbortController().signal });
  const fetch = (refs: readonly ProductRef[], want: Partial<Want> = {}) =>
    time.finish(market.many(refs, { ...WANT, ...want }, asking()));
  /** Ids of the products that came, kinds of the faults that came instead. */
  const kinds = async (refs: readonly ProductRef[]) =>
    (await fetch(refs)).map((outcome) => ("fault" in outcome ? outcome.fault.kind : outcome.product.id));
  /** From now on the gateway answers so. */
  const answers = (next: typeof answer): void => {
    opened.answer = next;
  };
  /** From now on the quota keeps a call waiting so long. */
  const quotaWaits = (milliseconds: number): void => {
    opened.waitMs = milliseconds;
  };
  return { time, calls, market, asking, fetch, kinds, answers, quotaWaits };
}
