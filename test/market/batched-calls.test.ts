import { describe, expect, it } from "vitest";
import type { BatchItem, Gateway } from "../../src/gateways/gateway.ts";
import type { FaultKind } from "../../src/model/fault.ts";
import type { Call } from "../../src/model/wire.ts";
import { fail, listing, openMarket, PLAIN, ref, unused, WANT } from "../support/open-market.ts";

const BATCHED: Gateway = { ...PLAIN, batch: { maxIds: 3, request: unused, read: (body) => body as BatchItem[] } };

describe("a gateway that takes several ids in one call", () => {
  const items = (call: Call, faults: Record<string, FaultKind> = {}): BatchItem[] =>
    call.ids.map((id) => {
      const kind = faults[id];
      return kind ? { id, fault: { kind, code: "x", message: "seller's words" } } : { id, product: listing(id) };
    });
  const many = ["1", "2", "3", "4", "5"].map((id) => ref(id));

  it("is asked for what the cache lacks, in as few calls as it allows", async () => {
    const { calls, fetch, kinds, answers } = openMarket(BATCHED);
    await fetch([ref("2")]);
    answers((call) => (call.operation === "batch" ? items(call) : listing(call.ids[0])));
    expect(await kinds(many)).toEqual(["1", "2", "3", "4", "5"]);
    expect(calls.slice(1).sort()).toEqual(["batch 1,3,4", "product 5"]);
  });

  it("takes in who asks while the quota keeps it waiting", async () => {
    const { calls, time, market, asking, answers, quotaWaits } = openMarket(BATCHED);
    answers((call) => items(call));
    quotaWaits(1_000);
    const first = market.many(many.slice(0, 2), WANT, asking());
    await time.advance(500);
    const second = market.many([...many.slice(2, 3), ...many.slice(0, 1)], WANT, asking());
    await time.finish(Promise.all([first, second]));
    expect(calls).toEqual(["batch 1,2,3"]);
  });

  it("does not wait with it for a quota that is long away: the queue says so", async () => {
    const { calls, time, market, asking, answers, quotaWaits } = openMarket(BATCHED);
    answers((call) => items(call));
    quotaWaits(40_000);
    void market.many(many.slice(0, 2), WANT, asking());
    await time.advance(1);
    expect(calls).toEqual(["batch 1,2"]);
  });

  it("fails each id on its own", async () => {
    const { fetch, answers } = openMarket(BATCHED);
    answers((call) => items(call, { "2": "not_found" }));
    const outcomes = await fetch(many.slice(0, 3));
    expect(outcomes).toMatchObject([
      { product: { id: "1" } },
      { fault: { kind: "not_found", message: "alibaba-iop answered x for this listing." } },
      { product: { id: "3" } },
    ]);
  });

  it("asks once more, together, for what failed in passing", async () => {
    const { calls, kinds, answers } = openMarket(BATCHED);
    answers((call) => items(call, calls.length === 1 ? { "1": "unavailable", "3": "rate_limited" } : {}));
    expect(await kinds(many.slice(0, 3))).toEqual(["1", "2", "3"]);
    expect(calls).toEqual(["batch 1,2,3", "batch 1,3"]);
  });

  it("says of an id that is left out of the answer that it is", async () => {
    const { kinds, answers } = openMarket(BATCHED);
    answers((call) => items(call).slice(1));
    expect(await kinds(many.slice(0, 2))).toEqual(["bad_answer", "2"]);
  });

  it("is asked one by one, from then on, where the app was not granted the batch call", async () => {
    const { calls, kinds, answers } = openMarket(BATCHED);
    answers((call) => (call.operation === "batch" ? fail("not_permitted") : listing(call.ids[0])));
    expect(await kinds(many.slice(0, 2))).toEqual(["1", "2"]);
    expect(await kinds(many.slice(2, 4))).toEqual(["3", "4"]);
    expect(calls).toEqual(["batch 1,2", "product 1", "product 2", "product 3", "product 4"]);
  });

  it("fails all of them with what failed the call", async () => {
    const { kinds, answers } = openMarket(BATCHED);
    answers(() => fail("suspended"));
    expect(await kinds(many.slice(0, 3))).toEqual(["suspended", "suspended", "suspended"]);
  });
});
