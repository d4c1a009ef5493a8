import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import type { ComparisonRequest, Flip } from "../../../src/domain/comparison.ts";
import { FREE_WAY, listing, lump, request } from "../../support/listing.ts";

const A = "alibaba:1";
const B = "alibaba:2";
const of = (asked: ComparisonRequest, what: string): readonly Pick<Flip, "now" | "threshold" | "leader">[] =>
  compareOptions(asked)
    .flips.filter((flip) => flip.what.includes(what))
    .map(({ now, threshold, leader }) => ({ now, threshold, leader }));

/** Three pieces within ten days. The first seller sends from twelve pieces on, in time and without naming a fee. */
const asked = (otherPrice: string): ComparisonRequest =>
  request(
    [
      listing("1", {
        ladder: [
          [1, "1.00"],
          [12, "1.00"],
        ],
        leadTimeDays: { low: 1, high: 1 },
        options: [lump(null, { scope: "door", minQuantity: 12, days: { low: 1, high: 1 } })],
      }),
      listing("2", { ladder: [[1, otherPrice]] }),
    ],
    {
      quantity: 3,
      costs: { ...FREE_WAY, dutyRate: "0" },
      requirements: { maxLeadTimeDays: 10, minSupplierScore: null, certifications: [], verifiedOnly: false },
    },
  );

describe("a freight that nobody has said", () => {
  it("puts first at once whose smaller order only waited for a delivery", () => {
    // Today 12 × 1.00 = 12.00 against 3 × 3.50 = 10.50. A freight f of the buyer's: 3 × 1.00 + f = 3.00 + f against 10.50 + f.
    expect(compareOptions(asked("3.50")).ranks.cost).toEqual([B, A]);
    expect(of(asked("3.50"), "freight")).toEqual([{ now: null, threshold: "0.00", leader: A }]);
  });

  it("does not scale the freight to an order that nobody would place once it is said", () => {
    // Today 12.00 against 3 × 4.50 = 13.50; then 3.00 + f against 13.50 + f. As if 12 were bought: 12.00 + 4 f, turning at 0.50.
    expect(compareOptions(asked("4.50")).ranks.cost).toEqual([A, B]);
    expect(of(asked("4.50"), "freight")).toEqual([]);
  });
});

describe("a freight of the buyer's own, which takes a seller's days away", () => {
  it.each([
    // Made in 14 days and 7 on the way is past 20. With a freight f of the buyer's: 1.00 + f against 2.00 + f.
    ["where nothing else is levied", { dutyRate: "0" }],
    // With a duty of 10 %, 5.00 at the least: 1.00 + 5.00 + f against 2.00 + 5.00 + f.
    ["where a least of a duty bends what all cost", { duties: [{ name: "a", rate: "0.1", least: "5" }] }],
  ])("puts a seller first that came too late, %s", (_where, levied) => {
    const late = request(
      [
        listing("1", {
          leadTimeDays: { low: 14, high: 14 },
          options: [lump(null, { days: { low: 7, high: 7 } })],
        }),
        listing("2", { ladder: [[1, "2.00"]] }),
        listing("3", { ladder: [[1, "3.00"]] }),
      ],
      {
        quantity: 1,
        costs: { ...FREE_WAY, ...levied },
        requirements: { maxLeadTimeDays: 20, minSupplierScore: null, certifications: [], verifiedOnly: false },
      },
    );
    expect(compareOptions(late).ranks.cost).toEqual([B, "alibaba:3"]);
    expect(of(late, "freight")).toEqual([{ now: null, threshold: "0.00", leader: A }]);
  });
});

it("counts thirds of a lump sum to the cent where they end at half a cent", () => {
  // Four for three: 4 × 1.00125 + 4/3 u against 3 × 34.6673 + u. At u = 300.00: 404.005, told as 404.01, against 404.0019, told as
  // 404.00. At 299.99: 403.9917 against 403.9919, both told as 403.99.
  const thirds = request(
    [
      listing("1", { ladder: [[1, "1.00125"]], rule: "DDP", offer: { orderMultiple: 4 } }),
      listing("2", { ladder: [[1, "34.6673"]], rule: "DDP" }),
    ],
    { quantity: 3 },
  );
  expect(of(thirds, "unloading")).toEqual([{ now: null, threshold: "300.00", leader: B }]);
});
