import { describe, expect, it } from "vitest";
import type { Gateway } from "../../src/gateways/gateway.ts";
import type { FaultKind } from "../../src/model/fault.ts";
import type { Call } from "../../src/model/wire.ts";
import { fail, HOUR_MS, listing, openMarket, PLAIN, ref, unused, WANT } from "../support/open-market.ts";

const STOCKED: Gateway = { ...PLAIN, stock: { request: unused, read: (body) => body as [] } };
const QUOTED: Gateway = { ...PLAIN, freight: { request: unused, read: (body) => body as [] } };

describe("stock that costs a call of its own", () => {
  const withLevels = (levels: unknown) => (call: Call) => (call.operation === "stock" ? levels : listing(call.ids[0]));

  it("is put to its SKUs and kept for an hour", async () => {
    const { calls, fetch, answers } = openMarket(STOCKED);
    answers(
      withLevels([
        { skuId: "s1", stock: 40 },
        { skuId: "s2", stock: 0 },
      ]),
    );
    for (let count = 0; count < 2; count += 1) {
      const [found] = await fetch([ref("1")]);
      expect(found).toMatchObject({ product: { stock: 40, skus: [{ stock: 40 }, { stock: 0 }] } });
    }
    expect(calls).toEqual(["product 1", "stock 1"]);
  });

  it("leaves the total unknown while a SKU's is", async () => {
    const { fetch, answers } = openMarket(STOCKED);
    answers(withLevels([{ skuId: "s1", stock: 40 }]));
    const [found] = await fetch([ref("1")]);
    expect(found).toMatchObject({ product: { stock: null, skus: [{ stock: 40 }, { stock: null }] } });
  });

  it("leaves the total of a listing that was cut as the listing says it", async () => {
    const { fetch, answers } = openMarket(STOCKED);
    const levels = withLevels([
      { skuId: "s1", stock: 40 },
      { skuId: "s2", stock: 0 },
    ]);
    answers((call) => (call.operation === "stock" ? levels(call) : { ...listing(call.ids[0]), stock: 900, skusLeftOut: 3 }));
    const [found] = await fetch([ref("1")]);
    expect(found).toMatchObject({ product: { stock: 900, skus: [{ stock: 40 }, { stock: 0 }] } });
  });

  it.each<[FaultKind, string]>([
    ["unavailable", "absent"],
    ["not_permitted", "not_licensed"],
  ])("is missing where the call fails (%s), and the product stands", async (kind, reason) => {
    const { fetch, answers } = openMarket(STOCKED);
    answers((call) => (call.operation === "stock" ? fail(kind) : listing(call.ids[0])));
    const [found] = await fetch([ref("1")]);
    expect(found).toMatchObject({ product: { id: "1", stock: null, missing: [{ field: "skus.stock", reason }] } });
  });

  it("does not cost the product its deadline", async () => {
    const { time, kinds, answers } = openMarket(STOCKED);
    answers((call) => (call.operation === "stock" ? time.sleep(60_000) : listing(call.ids[0])));
    expect(await kinds([ref("1")])).toEqual(["1"]);
    expect(time.elapsed()).toBe(44_000);
  });

  it("sets the age of the answer where it is older than the rest, for one answer has one time", async () => {
    const { time, calls, fetch, answers } = openMarket(STOCKED);
    answers(withLevels([{ skuId: "s1", stock: 40 }]));
    const firstMs = time.now();
    await fetch([ref("1")]);
    await time.advance(50 * 60_000);
    const [renewed] = await fetch([ref("1")], { include: ["raw"] });
    expect(calls).toEqual(["product 1", "stock 1", "product 1"]);
    expect(renewed).toMatchObject({ source: { fetchedAtMs: firstMs, ageSeconds: 3_000, cached: true } });
    await time.advance(5 * 60_000);
    const [known] = await fetch([ref("1")]);
    expect(known).toMatchObject({ source: { fetchedAtMs: firstMs, ageSeconds: 3_300, cached: true } });
  });

  it("dates the old answer that is given while the gateway is down", async () => {
    const { time, fetch, answers } = openMarket(STOCKED);
    answers(withLevels([{ skuId: "s1", stock: 40 }]));
    const firstMs = time.now();
    await fetch([ref("1")]);
    await time.advance(70 * HOUR_MS);
    answers((call) => (call.operation === "stock" ? fail("unavailable") : listing(call.ids[0])));
    await fetch([ref("1")]);
    await time.advance(2 * HOUR_MS);
    answers(() => fail("unavailable"));
    const [old] = await fetch([ref("1")]);
    expect(old).toMatchObject({
      source: { fetchedAtMs: firstMs, ageSeconds: 72 * 3_600 },
      product: {
        stock: null,
        warnings: [{ code: "stale", message: expect.stringContaining(new Date(firstMs).toISOString()) }],
      },
    });
  });

  it("is not asked for where only the supplier matters", async () => {
    const { calls, fetch } = openMarket(STOCKED);
    await fetch([ref("1")], { needs: ["supplier"] });
    expect(calls).toEqual(["product 1"]);
  });
});

describe("a freight quote", () => {
  const openQuoted = () => {
    const opened = openMarket(QUOTED, (call) => [{ skuId: call.skuId, quantity: call.quantity }]);
    const quote = (quantity: number) =>
      opened.time.finish(opened.market.freight(ref("1", "s1"), quantity, WANT, opened.asking()));
    return { ...opened, quote };
  };
  /** One was had an hour too long ago, and the next question fails. */
  const openExpired = async (kind: FaultKind) => {
    const { time, answers, quote } = openQuoted();
    await quote(100);
    await time.advance(2 * HOUR_MS);
    answers(() => fail(kind));
    return quote;
  };

  it("is asked for one SKU at one quantity, and kept for an hour", async () => {
    const { time, calls, quote } = openQuoted();
    expect(await quote(100)).toEqual([{ skuId: "s1", quantity: 100 }]);
    await quote(100);
    await quote(200);
    expect(calls).toHaveLength(2);
    await time.advance(HOUR_MS);
    await quote(100);
    expect(calls).toHaveLength(3);
  });

  it.each<FaultKind>(["unavailable", "rate_limited", "quota_exhausted", "suspended", "timed_out"])(
    "is given past its hour where no newer one can be had (%s), with its age said",
    async (kind) => {
      const quote = await openExpired(kind);
      const stale = `Its delivery quote is from 2026-11-20T04:00:00.000Z. It is ${kind}.`;
      expect(await quote(100)).toEqual([{ skuId: "s1", quantity: 100, stale }]);
      // Of another quantity nothing is known.
      await expect(quote(200)).rejects.toMatchObject({ kind });
    },
  );

  it.each<FaultKind>(["not_sold_there", "not_permitted", "bad_answer"])(
    "is not given past its hour where the platform answered (%s)",
    async (kind) => {
      const quote = await openExpired(kind);
      await expect(quote(100)).rejects.toMatchObject({ kind });
    },
  );

  it("is null where the dialect sells none", async () => {
    const { market, asking } = openMarket(PLAIN);
    expect(await market.freight(ref("1", "s1"), 1, WANT, asking())).toBeNull();
  });

  it("throws the fault where the call fails, or the marketplace is not configured", async () => {
    const { market, asking, answers, quote } = openQuoted();
    answers(() => fail("not_sold_there"));
    await expect(quote(1)).rejects.toMatchObject({ kind: "not_sold_there" });
    const elsewhere = { marketplace: "1688", id: "1", skuId: null } as const;
    await expect(market.freight(elsewhere, 1, WANT, asking())).rejects.toMatchObject({ kind: "not_configured" });
  });
});
