import { describe, expect, it } from "vitest";
import { readPriceLadder } from "../../../src/normalize/price/price-ladder.ts";
import { codes, PARSING } from "../cases.ts";

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

  it("quotes the figures of what it could not read, and no words", () => {
    const { warnings } = readPriceLadder("1-9件:¥10;电话\u202E议价");
    expect(warnings).toEqual([{ code: "unparsed_tier", message: 'No price tier could be read: "…".' }]);
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

  it("takes no price in another currency than the field's, for nobody can tell which of the two is wrong", () => {
    const ladder = readPriceLadder("1+:US$3", { currency: "CNY" });
    expect(ladder).toMatchObject({ currency: "CNY", tiers: [] });
    expect(codes(ladder.warnings)).toEqual(["mixed_currency"]);
  });

  it("takes no price whose sign contradicts the field", () => {
    const ladder = readPriceLadder("1+:¥3", { currency: "USD" });
    expect(ladder.tiers).toEqual([]);
    expect(codes(ladder.warnings)).toEqual(["mixed_currency"]);
  });
});

describe("a ladder in units", () => {
  const rows = (text: string | readonly string[], currency = "CNY") => {
    const { tiers, unit, warnings } = readPriceLadder(text, { currency });
    return {
      tiers: tiers.map(({ minQuantity, maxQuantity, unitPrice }) => [minQuantity, maxQuantity, unitPrice]),
      unit,
      codes: codes(warnings),
    };
  };

  it("lets a carton's price hold for no number of pieces", () => {
    expect(rows("1-99件:¥2.00;10箱以上:¥180.00")).toEqual({ tiers: [[1, 99, "2.00"]], unit: "件", codes: ["mixed_unit"] });
    expect(rows("1-9双:¥20;10件以上:¥9")).toMatchObject({ tiers: [[1, 9, "20"]], codes: ["mixed_unit"] });
  });

  it("converts what converts exactly", () => {
    // 10 dozen are 120 pieces, at 14.40 / 12 = 1.20 each.
    expect(rows("1-119件:¥1.50;10打以上:¥14.40")).toEqual({
      tiers: [
        [1, 119, "1.50"],
        [120, null, "1.2"],
      ],
      unit: "件",
      codes: [],
    });
    // 1 吨 is 1000 kg, at 4000 / 1000 = 4 a kilogram.
    expect(rows("1-999公斤:¥5;1吨以上:¥4000")).toMatchObject({
      tiers: [
        [1, 1000, "5"],
        [1000, null, "4"],
      ],
      unit: "公斤",
    });
    expect(rows("1-9件:¥8;10个以上:¥7")).toMatchObject({
      tiers: [
        [1, 9, "8"],
        [10, null, "7"],
      ],
      codes: [],
    });
  });

  it("divides a price for a hundred, and counts thousands in the quantity", () => {
    expect(rows("100-999件:¥85/百件;1000件以上:¥800/千件")).toMatchObject({
      tiers: [
        [100, 999, "0.85"],
        [1000, null, "0.8"],
      ],
    });
    expect(rows("1-9千个:¥0.02;10千个以上:¥0.015")).toMatchObject({
      tiers: [
        [1000, 9000, "0.02"],
        [10000, null, "0.015"],
      ],
    });
  });

  it("has a price for one unit beside a quantity in another only where they convert", () => {
    expect(rows("10-99箱:¥2/件;100箱以上:¥40")).toMatchObject({
      tiers: [[100, null, "40"]],
      codes: ["unit_conflict"],
    });
    expect(rows("1-9吨:¥4/kg")).toMatchObject({ tiers: [[1, 9, "4000"]], unit: "吨" });
    expect(rows(["100+:$4.00/kg"], "USD")).toMatchObject({ tiers: [[100, null, "4.00"]], unit: "kg" });
  });

  it("reads decimals of measures, and leaves nothing between two of their tiers", () => {
    expect(rows("0.5-9kg:¥10;10kg以上:¥8")).toEqual({
      tiers: [
        [0.5, 10, "10"],
        [10, null, "8"],
      ],
      unit: "kg",
      codes: [],
    });
    expect(rows("1-9米:¥10;20米以上:¥8")).toMatchObject({
      tiers: [
        [1, 9, "10"],
        [20, null, "8"],
      ],
      codes: ["gap"],
    });
    expect(rows("12.5m+:¥3")).toMatchObject({ tiers: [[12.5, null, "3"]] });
    expect(rows("0.5件以上:¥3").tiers).toEqual([]);
  });

  it("reads every spelling of a number, and never a part of one", () => {
    expect(rows("1-99件:€5,20;100件以上:€4,80", "EUR")).toMatchObject({
      tiers: [
        [1, 99, "5.20"],
        [100, null, "4.80"],
      ],
      codes: [],
    });
    expect(rows("1-99件:€5,20,100件以上:€4,80", "EUR")).toMatchObject({
      tiers: [
        [1, 99, "5.20"],
        [100, null, "4.80"],
      ],
    });
    expect(rows("1,00,000+:₹5.50", "INR")).toMatchObject({ tiers: [[100_000, null, "5.50"]] });
    expect(rows("1\u00A0000件以上:¥4.50")).toMatchObject({ tiers: [[1000, null, "4.50"]] });
    expect(rows("1'000+:1'234.50", "CHF")).toMatchObject({ tiers: [[1000, null, "1234.50"]] });
    expect(rows("1-99件:26.00元;100件以上:18.20元")).toEqual({
      tiers: [
        [1, 99, "26.00"],
        [100, null, "18.20"],
      ],
      unit: "件",
      codes: [],
    });
    // 5 and then 20,100 pieces, or 5.20 and then 100: two readings are two prices too many.
    expect(rows("1+:€5,20,100+:€4,80", "EUR")).toMatchObject({ tiers: [] });
    expect(rows("1-99件:€1.200;100件以上:€4,80", "EUR").tiers).toEqual([[100, null, "4.80"]]);
  });
});
