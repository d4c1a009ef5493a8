import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../../src/domain/compare/compare-options.ts";
import type { ComparedOption } from "../../../../src/domain/compared-option.ts";
import type { Comparison, Listing } from "../../../../src/domain/comparison.ts";
import { mixGoods, mixPrices } from "../../../../src/domain/option/price/mix-price.ts";
import type { Decimal } from "../../../../src/model/money.ts";
import { type ListingWish, listing, request, tiersOf } from "../../../support/listing.ts";
import { aSku } from "../../../support/product.ts";

const A = "alibaba:1";
const only = ({ options }: Comparison, ref = A): ComparedOption => {
  const found = options.find((option) => option.ref === ref);
  if (!found) throw new Error(`no option ${ref}`);
  return found;
};
const sku = (id: string, unitPrice: string | null, name = id) => aSku({ id, unitPrice, attributes: { colour: name } });

describe("mixed orders", () => {
  const skus = [sku("1", null), sku("2", null)];
  const wish = (mixedBatch: boolean | null) => ({
    rule: "DDP" as const,
    ladder: [
      [50, "3.00"],
      [100, "2.00"],
    ] as const,
    skus,
    offer: { minOrderQuantity: 50 },
    services: { mixedBatch, mixedFrom: null, dropShipping: null, customMade: null, samples: null },
  });
  const mix = [
    { skuId: "1", quantity: 70 },
    { skuId: "2", quantity: 30 },
  ];

  it("sets the tier by the sum where the listing mixes batches", () => {
    const option = only(compareOptions(request([listing("1", wish(true), { mix })], { costs: { unloading: "0" } })));
    expect(option.cost?.total.high).toBe("200.00");
    expect(option.buy?.mix).toEqual([
      { sku: "1", quantity: 70, unitPrice: "2.00" },
      { sku: "2", quantity: 30, unitPrice: "2.00" },
    ]);
  });

  it("makes each SKU meet the MOQ alone where it does not", () => {
    const option = only(compareOptions(request([listing("1", wish(false), { mix })])));
    expect(option.state).toBe("infeasible");
    expect(option.reasons[0]).toMatchObject({ code: "below_moq" });
    expect(option.reasons[0]?.message).toContain("SKU 2");
  });
});

const FREE = { unloading: "0" };
const services = (mixedBatch: boolean | null, mixedFrom: number | null = null) => ({
  mixedBatch,
  mixedFrom: mixedFrom === null ? null : { quantity: mixedFrom, amount: null },
  dropShipping: null,
  customMade: null,
  samples: null,
});
const stocked = (id: string, unitPrice: string, stock: number | null) => aSku({ id, unitPrice, stock });
/** 300 in stock at 2.00 and 400 at 3.00, delivered. */
const twoKinds = (wish: ListingWish = {}): ListingWish => ({
  rule: "DDP",
  skus: [stocked("a", "2.00", 300), stocked("b", "3.00", 400)],
  ...wish,
  offer: { priceBasis: "sku", tiers: [], ...wish.offer },
});
const askedFor = (quantity: number, wish: ListingWish, change = {}): ComparedOption =>
  only(compareOptions(request([listing("1", wish)], { quantity, costs: FREE, ...change })));
const mixOf = ({ buy }: ComparedOption): string =>
  (buy?.mix ?? []).map(({ sku: id, quantity }) => `${quantity}${id}`).join(" ");

describe("a need above the largest SKU's stock", () => {
  it("is bought as the cheapest mix that stock allows, and said so", () => {
    const option = askedFor(500, twoKinds());
    // 300 · 2.00 + 200 · 3.00
    expect(option.cost?.total).toEqual({ low: "1200.00", high: "1200.00" });
    expect(option.cost?.complete).toBe(true);
    expect(option.buy?.mix).toEqual([
      { sku: "a", quantity: 300, unitPrice: "2.00" },
      { sku: "b", quantity: 200, unitPrice: "3.00" },
    ]);
    expect(option.warnings.map(({ code }) => code)).not.toContain("price_interval");
    expect(option.warnings.find(({ code }) => code === "stock_mix")?.message).toBe(
      "No single SKU has 500 in stock: the cheapest mix is 300 of SKU a at 2.00, 200 of SKU b at 3.00 USD",
    );
  });

  it("stays an interval where one SKU is enough, or a stock is not known", () => {
    expect(askedFor(300, twoKinds()).cost?.total).toEqual({ low: "600.00", high: "900.00" });
    const unknown = twoKinds({ skus: [stocked("a", "2.00", 300), stocked("b", "3.00", null)] });
    expect(askedFor(500, unknown).cost?.total).toEqual({ low: "1000.00", high: "1500.00" });
  });

  it("costs no less than what is left of the cheaper SKUs allows, also where a dearer one alone is enough", () => {
    const option = askedFor(400, twoKinds());
    // Nobody can have 400 at 2.00: 300 · 2.00 + 100 · 3.00, 2.25 a piece; of b alone 400 · 3.00.
    expect(option.cost?.total).toEqual({ low: "900.00", high: "1200.00" });
    expect(option.buy?.unitPrice).toBe(null);
    expect(compareOptions(request([listing("1", twoKinds())], { quantity: 400, costs: FREE })).verdict.because).toContain(
      "at 2.25 to 3.00 USD",
    );
    // Each of them is ordered by 150 at the least: 250 · 2.00 + 150 · 3.00.
    const apart = twoKinds({ offer: { minOrderQuantity: 150 }, services: services(false) });
    expect(askedFor(400, apart).cost?.total).toEqual({ low: "950.00", high: "1200.00" });
    // By 250 at the least they do not come to 400 together: b alone.
    const alone = twoKinds({ offer: { minOrderQuantity: 250 }, services: services(false) });
    expect(askedFor(400, alone).cost?.total).toEqual({ low: "1200.00", high: "1200.00" });
    // 400 of any of them are made in time.
    const made = twoKinds({ supplier: { monthlyOutput: 400 }, leadTimeDays: { low: 5, high: 10 } });
    expect(askedFor(400, made).cost?.total).toEqual({ low: "800.00", high: "1200.00" });
  });

  it("is not bought above all that is in stock", () => {
    expect(askedFor(700, twoKinds()).cost?.total.high).toBe("1800.00");
    const option = askedFor(701, twoKinds());
    expect(option).toMatchObject({ state: "infeasible", nearest: { quantity: 700, total: "1800.00" } });
    expect(option.reasons[0]).toMatchObject({ code: "above_stock", message: "700 are in stock; 701 are needed" });
    // The listing says that it has less in all.
    expect(askedFor(700, twoKinds({ stock: 600 }))).toMatchObject({ state: "infeasible", nearest: { quantity: 600 } });
  });

  it("takes no less of a SKU than the MOQ where batches are not mixed", () => {
    const exactly = { allowOverbuy: false };
    // 300 + 110 would leave b below its 150: 260 · 2.00 + 150 · 3.00
    const option = askedFor(410, twoKinds({ offer: { minOrderQuantity: 150 }, services: services(false) }), exactly);
    expect([mixOf(option), option.cost?.total.high]).toEqual(["260a 150b", "970.00"]);
    // With mixed batches the sum counts: 300 · 2.00 + 110 · 3.00
    const mixed = askedFor(410, twoKinds({ offer: { minOrderQuantity: 150 }, services: services(true) }), exactly);
    expect([mixOf(mixed), mixed.cost?.total.high]).toEqual(["300a 110b", "930.00"]);
    // Of a there is less than a least order.
    const none = askedFor(500, twoKinds({ offer: { minOrderQuantity: 350 }, services: services(false) }));
    expect(none).toMatchObject({ state: "infeasible", reasons: [{ code: "below_moq" }] });
    expect(askedFor(500, twoKinds({ services: services(true, 600) })).buy?.quantity).toBe(600);
  });

  it("is found among hundreds of ways to make it up", () => {
    // Six kinds of 300 from 2.00 to 2.50, none less than 50, no mixed batches: 64 choices. 1,510 = 5 · 300 + 10, and 10 are no order
    // of the sixth: 260 of the fifth and 50 of the sixth. 300 · (2.00 + 2.10 + 2.20 + 2.30) + 260 · 2.40 + 50 · 2.50 = 3,329.
    const skus = ["a", "b", "c", "d", "e", "f"].map((id, index) => stocked(id, `2.${index}0`, 300));
    const wish = twoKinds({ skus, offer: { minOrderQuantity: 50 }, services: services(false) });
    const option = askedFor(1_510, wish, { allowOverbuy: false });
    expect([mixOf(option), option.cost?.total]).toEqual(["300a 300b 300c 300d 260e 50f", { low: "3329.00", high: "3329.00" }]);
    // 40 of e beside 300 · 4 would not come to its 50: 290 of d and 50 of e. 300 · 6.30 + 290 · 2.30 + 50 · 2.40 = 2,677.
    expect(askedFor(1_240, wish, { allowOverbuy: false }).cost?.total.high).toBe("2677.00");
  });

  it("takes a limit per buyer for a stock", () => {
    const skus = [
      aSku({ id: "a", unitPrice: "2.00", stock: 9000, limitPerBuyer: 300 }),
      aSku({ id: "b", unitPrice: "3.00", stock: 9000, limitPerBuyer: 400 }),
    ];
    const option = askedFor(500, twoKinds({ skus, offer: { limitPerBuyer: 300 } }));
    expect([mixOf(option), option.cost?.total.high]).toEqual(["300a 200b", "1200.00"]);
  });

  it("is made of one SKU where the seller makes enough of it in time", () => {
    const made = twoKinds({ supplier: { monthlyOutput: 10_000 }, leadTimeDays: { low: 5, high: 10 } });
    expect(askedFor(500, made).cost?.total).toEqual({ low: "1000.00", high: "1500.00" });
  });

  it("stands in the curve as a comparison at each quantity has it", () => {
    // From 401 on a mix costs 3q - 300: more than 2.50 a piece from 601 on.
    const listings = [listing("1", twoKinds()), listing("2", { rule: "DDP", ladder: [[1, "2.50"]] })];
    const compared = compareOptions(request(listings, { quantity: 500, costs: FREE }));
    expect(compared.verdict).toMatchObject({ state: "winner", winner: A });
    for (const quantity of [401, 599, 600, 601, 700, 701]) {
      const fresh = compareOptions(request(listings, { quantity, costs: FREE })).ranks.cost[0];
      const told = compared.curve.find((stretch) => stretch.fromQuantity <= quantity && quantity <= stretch.toQuantity);
      expect([quantity, told?.cheapest]).toEqual([quantity, fresh]);
    }
    expect(compared.curve.filter(({ toQuantity }) => toQuantity > 600)[0]).toMatchObject({
      fromQuantity: 601,
      cheapest: "alibaba:2",
    });
  });

  it("pays duty and free delivery by what the mix costs", () => {
    const option = askedFor(500, twoKinds({ rule: "FOB" }), { costs: { freight: "0", insuranceRate: "0", dutyRate: "0.1" } });
    expect(option.cost?.lines.find(({ name }) => name === "duty")?.amount).toBe("120.00");
  });

  it.each([
    ["few", 2, 3, 8, 150],
    // Two prices each and four of them: 81 ways to choose.
    ["many", 4, 4, 5, 25],
  ])("is the least of all mixes that may be ordered, of %s kinds", (_many, fewest, most, largestStock, numRuns) => {
    const kind = fc.record({
      // None is under half of another, which would be a bait.
      price: fc.integer({ min: 5, max: 9 }),
      stock: fc.integer({ min: 2, max: largestStock }),
      less: fc.integer({ min: 0, max: 3 }),
      from: fc.integer({ min: 2, max: 6 }),
    });
    let looked = 0;
    fc.assert(
      fc.property(
        fc.array(kind, { minLength: fewest, maxLength: most }),
        fc.constantFrom(true, false, null),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 2 }),
        fc.option(fc.integer({ min: 4, max: 14 })),
        (kinds, isMixed, least, multiple, stock) => {
          const skus = kinds.map(({ price, stock: own, less, from }, index) =>
            aSku({
              id: `${index}`,
              stock: own,
              unitPrice: `${price}`,
              tiers:
                less === 0 || less >= price
                  ? []
                  : tiersOf([
                      [1, `${price}`],
                      [from, `${price - less}`],
                    ]),
            }),
          );
          const stocks = kinds.map(({ stock: own }) => own);
          const [smallest, largest] = [Math.min(...stocks), Math.max(...stocks)];
          const offer = { minOrderQuantity: least, orderMultiple: multiple };
          const wish = twoKinds({ skus, stock, offer, services: services(isMixed) });
          if (new Set(kinds.map(({ price }) => price)).size < 2) return;
          for (let need = smallest + 1; need <= largest + 4; need += 1) {
            const option = askedFor(need, wish, { allowOverbuy: false });
            const best = leastMix(listing("1", wish), need);
            if (need <= largest) {
              expect(option.cost?.total.low ?? null).toBe(best?.toFixed(2) ?? null);
              continue;
            }
            // All cost the same at that quantity, and the listing does not say what it has in all.
            if (mixOf(option) === "" && option.buy !== null && option.buy.unitPrice !== null) continue;
            looked += best === null ? 0 : 1;
            expect(option.cost?.total.high ?? null).toBe(best?.toFixed(2) ?? null);
          }
        },
      ),
      { numRuns, seed: 5 },
    );
    expect(looked).toBeGreaterThan(40);
  });
});

/** Every way to make up a quantity, tried one by one; null where none may be ordered. */
function leastMix(one: Listing, quantity: number): Decimal | null {
  let best: Decimal | null = null;
  const tryAll = (index: number, left: number, mix: Listing["mix"]): void => {
    const next = one.product.skus[index];
    if (next === undefined) {
      const priced = left === 0 ? mixPrices({ ...one, mix }) : { reason: null };
      if ("lines" in priced && (best === null || mixGoods(priced.lines).lessThan(best))) best = mixGoods(priced.lines);
      return;
    }
    for (let units = 0; units <= Math.min(left, next.stock ?? 0); units += 1)
      tryAll(index + 1, left - units, units === 0 ? mix : [...mix, { skuId: next.id, quantity: units }]);
  };
  tryAll(0, quantity, []);
  return best;
}
