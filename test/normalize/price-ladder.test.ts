import { describe, expect, it } from "vitest";
import { readPriceLadder } from "../../src/normalize/price-ladder.ts";
import { codes, PARSING } from "./cases.ts";

describe("readPriceLadder", () => {
  it.each(PARSING.ladders.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const ladder = readPriceLadder(one.input, {
      ...(one.currency === undefined ? {} : { currency: one.currency }),
      ...(one.defaultTerm === undefined ? {} : { defaultTerm: one.defaultTerm }),
    });
    const seen = ladder.tiers.map(({ minQuantity, maxQuantity, unitPrice, term }) => ({
      from: minQuantity,
      to: maxQuantity,
      price: unitPrice,
      ...(term === null ? {} : { term: term.rule }),
    }));
    expect(seen).toEqual(one.tiers);
    expect(codes(ladder.warnings)).toEqual(one.warnings ?? []);
    if (one.resultCurrency !== undefined) expect(ladder.currency).toBe(one.resultCurrency);
    else if (one.currency !== undefined) expect(ladder.currency).toBe(one.currency);
    if (one.discounts) expect(ladder.tiers.map(({ discount }) => discount)).toEqual(one.discounts);
    if (one.assumed !== undefined)
      expect(ladder.tiers.map(({ term }) => term?.assumed)).toEqual(one.tiers.map(() => one.assumed));
    if (one.place !== undefined) expect(ladder.tiers[0]?.term?.place).toBe(one.place);
  });

  it("keeps the unit as the seller writes it", () => {
    expect(readPriceLadder("1-9双:¥10;10双以上:¥9", { currency: "CNY" }).unit).toBe("双");
    expect(readPriceLadder(["100:5.0:FOB"]).unit).toBeNull();
  });

  it("quotes what it could not read", () => {
    const { warnings } = readPriceLadder("1-9件:¥10;电话\u202E议价");
    expect(warnings).toEqual([{ code: "unparsed_tier", message: 'No price tier could be read: "电话议价".' }]);
  });

  it("names the quantities of a gap", () => {
    const { warnings } = readPriceLadder("1-9件:¥10;100件以上:¥7");
    expect(warnings.map(({ message }) => message)).toEqual(['Quantities without a price: "10-99".']);
  });

  it("sums up a long list of what it could not read", () => {
    const { warnings } = readPriceLadder(Array.from({ length: 50 }, () => "?"));
    expect(warnings).toHaveLength(6);
    expect(warnings.at(-1)?.message).toBe("No price tier could be read: 45 more.");
  });

  it("marks a stated term as stated", () => {
    const [tier] = readPriceLadder(["100:5.0:CIF:Hamburg"], { defaultTerm: "FOB" }).tiers;
    expect(tier?.term).toEqual({ rule: "CIF", place: "Hamburg", placeKind: "port", assumed: false });
  });

  it("keeps a currency the text names against the field's", () => {
    expect(readPriceLadder("1+:US$3", { currency: "CNY" })).toMatchObject({ currency: "USD", tiers: [{ unitPrice: "3" }] });
  });

  it("takes no price whose sign contradicts the field", () => {
    const ladder = readPriceLadder("1+:¥3", { currency: "USD" });
    expect(ladder.tiers).toEqual([]);
    expect(codes(ladder.warnings)).toEqual(["mixed_currency"]);
  });
});
