import { describe, expect, expectTypeOf, it } from "vitest";
import type { FieldWithoutSection } from "../../src/market/product-sections.ts";
import type { FaultKind } from "../../src/model/fault.ts";
import { fail, HOUR_MS, listing, openMarket, PLAIN, ref } from "../support/open-market.ts";

describe("the cache", () => {
  it("serves a product again with its age, until the price is an hour old", async () => {
    const { time, calls, fetch } = openMarket(PLAIN);
    const fetchedAtMs = time.now();
    const [first] = await fetch([ref("1")]);
    expect(first).toMatchObject({
      source: { marketplace: "alibaba", gateway: "alibaba-iop", fetchedAtMs, ageSeconds: 0, cached: false },
    });
    await time.advance(HOUR_MS - 1);
    const [second] = await fetch([ref("1")]);
    expect(second).toMatchObject({ source: { fetchedAtMs, ageSeconds: 3_599, cached: true }, product: { title: "Cup 1" } });
    await time.advance(1);
    await fetch([ref("1")]);
    expect(calls).toHaveLength(2);
  });

  it("gives back the product as it was read, the description apart", async () => {
    const { fetch } = openMarket(PLAIN);
    await fetch([ref("1")]);
    const [again] = await fetch([ref("1")]);
    expect(again && "product" in again && again.product).toEqual({ ...listing("1"), description: null });
    expectTypeOf<FieldWithoutSection>().toBeNever();
  });

  it("serves a day-old supplier where only the supplier matters", async () => {
    const { time, calls, fetch } = openMarket(PLAIN);
    await fetch([ref("1")]);
    await time.advance(23 * HOUR_MS);
    await fetch([ref("1")], { needs: ["supplier", "texts"] });
    expect(calls).toHaveLength(1);
    await time.advance(2 * HOUR_MS);
    await fetch([ref("1")], { needs: ["supplier"] });
    expect(calls).toHaveLength(1);
    await fetch([ref("1")], { needs: ["supplier", "texts"] });
    expect(calls).toHaveLength(2);
  });

  it("keeps languages, countries and currencies apart", async () => {
    const { calls, fetch } = openMarket(PLAIN);
    for (const want of [{}, { language: "de" }, { country: "DE" }, { currency: "EUR" }, {}]) await fetch([ref("1")], want);
    expect(calls).toHaveLength(4);
  });

  it("fetches the description and the raw answer only where they are asked for", async () => {
    const { calls, fetch } = openMarket(PLAIN);
    const [plain] = await fetch([ref("1")]);
    expect(plain).toMatchObject({ product: { description: null }, raw: null });
    const [full] = await fetch([ref("1")], { include: ["description", "raw"] });
    expect(full).toMatchObject({
      product: { description: "Long." },
      raw: JSON.stringify(listing("1")),
      source: { cached: false },
    });
    const [again] = await fetch([ref("1")], { include: ["raw", "description"] });
    expect(again).toMatchObject({
      product: { description: "Long." },
      raw: JSON.stringify(listing("1")),
      source: { cached: true },
    });
    expect(calls).toHaveLength(2);
  });

  it.each<FaultKind>(["not_found", "off_shelf", "not_sold_there"])("remembers %s for ten minutes", async (kind) => {
    const { time, calls, kinds, answers } = openMarket(PLAIN);
    answers(() => fail(kind));
    expect(await kinds([ref("1")])).toEqual([kind]);
    await time.advance(HOUR_MS / 6 - 1);
    expect(await kinds([ref("1")])).toEqual([kind]);
    expect(calls).toHaveLength(1);
    await time.advance(1);
    await kinds([ref("1")]);
    expect(calls).toHaveLength(2);
  });

  it.each<FaultKind>(["unavailable", "not_permitted", "bad_answer", "login_needed"])(
    "remembers no other failure: %s",
    async (kind) => {
      const { kinds, answers } = openMarket(PLAIN);
      answers(() => fail(kind));
      await kinds([ref("1")]);
      answers((call) => listing(call.ids[0]));
      expect(await kinds([ref("1")])).toEqual(["1"]);
    },
  );

  it.each<FaultKind>(["unavailable", "suspended", "rate_limited", "quota_exhausted"])(
    "serves an old answer with its age while the gateway is down: %s",
    async (kind) => {
      const { time, fetch, answers } = openMarket(PLAIN);
      await fetch([ref("1")]);
      await time.advance(5 * HOUR_MS);
      answers(() => fail(kind));
      const [old] = await fetch([ref("1")]);
      expect(old).toMatchObject({
        source: { ageSeconds: 18_000, cached: true },
        product: {
          title: "Cup 1",
          warnings: [{ code: "stale", message: `It is ${kind}. This answer is from 2026-11-20T04:00:00.000Z.` }],
        },
      });
    },
  );

  it("does not hide a listing's end behind an old answer", async () => {
    const { time, fetch, kinds, answers } = openMarket(PLAIN);
    await fetch([ref("1")]);
    await time.advance(2 * HOUR_MS);
    answers(() => fail("off_shelf"));
    expect(await kinds([ref("1")])).toEqual(["off_shelf"]);
  });
});
