import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../../src/domain/compare/compare-options.ts";
import type { Listing } from "../../../../src/domain/comparison.ts";
import type { SaidFreight } from "../../../../src/domain/option/buyer-offer/buyer-offer.ts";
import { withFacts } from "../../../../src/domain/option/buyer-offer/offer-listing.ts";
import { listing, lump, request } from "../../../support/listing.ts";

const ladder = [[1, "2.00"]] as const;
const air = lump("80.00", { method: "air", days: { low: 4, high: 7 } });
const sea = lump("30.00", { method: "sea", days: { low: 20, high: 30 } });
const days = (low: number, high: number) => ({ days: { low, high } });

const made = { ladder, leadTimeDays: { low: 10, high: 10 } };

/** The days of the cheapest way of 100, by sea for 230.00, and after 10 days of making those of what comes sooner. */
function plansOf(own: Listing, freight: readonly SaidFreight[]) {
  const { options } = compareOptions(request([withFacts(own, { freight })]));
  const [option] = options;
  return { transit: option?.leadTime?.transit, faster: option?.faster?.days };
}

describe("days that were said of the way, without a price", () => {
  const listed = listing("1", { ...made, options: [air, sea] });

  it("hold for the deliveries that they speak of", () => {
    const both = [
      { method: "air", ...days(5, 5) },
      { method: "sea", ...days(35, 35) },
    ];
    expect(plansOf(listed, both)).toEqual({ transit: { low: 35, high: 35 }, faster: { low: 15, high: 15 } });
    expect(plansOf(listed, [{ method: "air", ...days(9, 9) }])).toEqual({
      transit: { low: 20, high: 30 },
      faster: { low: 19, high: 19 },
    });
  });

  it("hold for every delivery where they name none", () => {
    expect(plansOf(listed, [days(9, 14)])).toEqual({ transit: { low: 9, high: 14 }, faster: undefined });
  });

  it("hold for the quantities that they name", () => {
    const large = [{ method: "sea", minQuantity: 200, ...days(40, 45) }];
    expect(plansOf(listed, large).transit).toEqual({ low: 20, high: 30 });
    const small = [{ method: "sea", maxQuantity: 199, ...days(40, 45) }];
    expect(plansOf(listed, small).transit).toEqual({ low: 40, high: 45 });
  });

  it("of one delivery say nothing of another that names no days", () => {
    const untimed = listing("1", { ...made, options: [air, { ...sea, days: null }] });
    expect(plansOf(untimed, [{ method: "air", ...days(5, 5) }])).toMatchObject({ transit: null, faster: { high: 15 } });
  });

  it("stand in place of those of a quote that was asked for", () => {
    const quoted = listing("1", { ladder }, { quotes: [lump("60.00", days(20, 30))] });
    expect(plansOf(quoted, [days(9, 14)]).transit).toEqual({ low: 9, high: 14 });
  });

  it("are those of the buyer's own freight where no delivery is listed", () => {
    expect(plansOf(listing("1", { ladder }), [{ method: "sea", ...days(25, 30) }]).transit).toEqual({ low: 25, high: 30 });
  });
});
