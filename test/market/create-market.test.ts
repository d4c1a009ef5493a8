import { describe, expect, it } from "vitest";
import { fail, HOUR_MS, listing, openMarket, PLAIN, ref, WANT } from "../support/open-market.ts";

it("answers in the order of the references, each on its own", async () => {
  const { calls, kinds, answers } = openMarket(PLAIN);
  answers((call) => (call.ids[0] === "2" ? fail("not_permitted") : listing(call.ids[0])));
  expect(await kinds([ref("3"), ref("2"), ref("1"), { marketplace: "1688", id: "9", skuId: null }])).toEqual([
    "3",
    "not_permitted",
    "1",
    "not_configured",
  ]);
  expect(calls).toEqual(["product 3", "product 2", "product 1"]);
});

it("tells each product that is settled", async () => {
  const { time, market, asking, answers } = openMarket(PLAIN);
  answers((call) => (call.ids[0] === "2" ? fail("not_found") : listing(call.ids[0])));
  const settled: string[] = [];
  await time.finish(market.many([ref("1"), ref("2")], WANT, { ...asking(), onSettled: ({ id }) => settled.push(id) }));
  expect(settled.sort()).toEqual(["1", "2"]);
});

it("asks once for one product under several references", async () => {
  const { calls, fetch } = openMarket(PLAIN);
  await fetch([ref("1", "s1"), ref("1", "s2"), ref("1")]);
  expect(calls).toEqual(["product 1"]);
});

describe("the deadline", () => {
  it("gives what is in after 45 seconds, and keeps what comes later", async () => {
    const { time, calls, kinds, answers } = openMarket(PLAIN);
    answers(async (call) => {
      if (call.ids[0] === "slow") await time.sleep(50_000);
      return listing(call.ids[0]);
    });
    expect(await kinds([ref("1"), ref("slow")])).toEqual(["1", "timed_out"]);
    expect(time.elapsed()).toBe(45_000);
    await time.advance(10_000);
    expect(await kinds([ref("slow")])).toEqual(["slow"]);
    expect(calls).toEqual(["product 1", "product slow"]);
  });

  it("serves an old answer rather than none", async () => {
    const { time, fetch, answers } = openMarket(PLAIN);
    await fetch([ref("1")]);
    await time.advance(2 * HOUR_MS);
    answers(() => time.sleep(60_000));
    expect(await fetch([ref("1")])).toMatchObject([
      { source: { ageSeconds: 7_245, cached: true }, product: { warnings: [{ code: "stale" }] } },
    ]);
  });

  it("ends a question whose caller leaves", async () => {
    const { time, market, answers } = openMarket(PLAIN);
    answers((_, asked) => time.sleep(30_000, asked.signal));
    const caller = new AbortController();
    const outcomes = market.many([ref("1")], WANT, { signal: caller.signal });
    await time.advance(1_000);
    caller.abort();
    expect(await outcomes).toMatchObject([{ fault: { kind: "cancelled" } }]);
    expect(time.elapsed()).toBe(1_000);
  });
});

it("passes on what is to be said of its gateways", () => {
  expect(openMarket(PLAIN).market.notes()).toEqual(["alibaba-iop is slow."]);
});

it("keeps a bug's text to itself", async () => {
  const { fetch, answers } = openMarket(PLAIN);
  answers(() => {
    throw new TypeError("secret detail");
  });
  expect(await fetch([ref("1")])).toMatchObject([
    { fault: { kind: "internal", message: "The listing could not be fetched." } },
  ]);
});
