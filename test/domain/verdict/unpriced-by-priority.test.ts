import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import type { Priority } from "../../../src/domain/comparison.ts";
import { type ListingWish, listing, lump, request } from "../../support/listing.ts";

const A = "alibaba:1";
const UNPRICED = "alibaba:2";
const wayOf = (low: number, high: number) => [lump("0", { scope: "door", days: { low, high } })];

/** One that takes 10 to 12 days to make and 5 on the way, and one that states no price. */
const decided = (priority: Priority, unpriced: ListingWish) =>
  compareOptions(
    request(
      [
        listing("1", { rule: "DDP", leadTimeDays: { low: 10, high: 12 }, options: wayOf(5, 5) }),
        listing("2", { rule: "DDP", ladder: [], ...unpriced }),
      ],
      { priority },
    ),
  ).verdict;

describe("a listing without a price", () => {
  it("holds up the fastest where it may be faster, and is asked for its price", () => {
    // Made in 5 to 8 days: it may be there before the 17th day.
    expect(decided("speed", { leadTimeDays: { low: 5, high: 8 } })).toMatchObject({
      state: "undecided",
      winner: null,
      contenders: [A, UNPRICED],
      askNext: { kind: "price", ref: UNPRICED, settles: expect.stringContaining("the fastest") },
    });
    // Of its days nothing is known.
    expect(decided("speed", {})).toMatchObject({ state: "undecided", contenders: [A, UNPRICED] });
  });

  it("holds up nobody who is there before it can be made", () => {
    expect(decided("speed", { leadTimeDays: { low: 17, high: 20 } })).toMatchObject({ state: "winner", winner: A });
    expect(decided("speed", { leadTimeDays: { low: 16, high: 20 } })).toMatchObject({ state: "undecided" });
  });

  it("holds up the safest unless an alarm puts it behind", () => {
    expect(decided("risk", {})).toMatchObject({ state: "undecided", contenders: [A, UNPRICED] });
    // One order in ten is disputed, where two in a hundred are alarming.
    expect(decided("risk", { supplier: { disputeRate: "0.1" } }).contenders).not.toContain(UNPRICED);
  });
});
