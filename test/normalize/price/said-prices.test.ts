import { describe, expect, it } from "vitest";
import { readSaidPrices } from "../../../src/normalize/price/said-prices.ts";

const read = (text: string, currency: string | null = "USD") => {
  const { ladder } = readSaidPrices(text, { currency });
  return ladder.tiers.map(({ minQuantity, maxQuantity, unitPrice }) => [minQuantity, maxQuantity, unitPrice]);
};

describe("prices as suppliers write them in messages", () => {
  it.each([
    [
      "1000-4999 pcs: US$2.10; ≥5000: US$1.95",
      [
        [1000, 4999, "2.10"],
        [5000, null, "1.95"],
      ],
    ],
    [
      "$2.5/pc for 1000, $2.3/pc for 3000",
      [
        [1000, 2999, "2.5"],
        [3000, null, "2.3"],
      ],
    ],
    [
      "2.10 USD @ 1000 pcs / 1.95 USD @ 5000 pcs",
      [
        [1000, 4999, "2.10"],
        [5000, null, "1.95"],
      ],
    ],
    ["1.95@5000", [[5000, null, "1.95"]]],
    ["5000 pcs at 1.95", [[5000, null, "1.95"]]],
    [
      "qty 1000 = $2.10\nqty 5000 = $1.95",
      [
        [1000, 4999, "2.10"],
        [5000, null, "1.95"],
      ],
    ],
    [
      "Price: $2.10 (1000pcs), $1.95 (5000pcs)",
      [
        [1000, 4999, "2.10"],
        [5000, null, "1.95"],
      ],
    ],
    [
      "1000 pcs 2.95 USD; 5000 pcs 2.70 USD",
      [
        [1000, 4999, "2.95"],
        [5000, null, "2.70"],
      ],
    ],
    ["$1.95 each MOQ 1000", [[1000, null, "1.95"]]],
    [
      "1-99: 5.20; 100+: 4.80",
      [
        [1, 99, "5.20"],
        [100, null, "4.80"],
      ],
    ],
    [
      "MOQ 500: $3.20, 1000 pcs $2.95",
      [
        [500, 999, "3.20"],
        [1000, null, "2.95"],
      ],
    ],
    [
      "<1000: 2.30; 1000-4999: 2.10; >=5000: 1.95",
      [
        [1, 999, "2.30"],
        [1000, 4999, "2.10"],
        [5000, null, "1.95"],
      ],
    ],
    ["2.10", [[1, null, "2.10"]]],
  ])("%s", (text, tiers) => {
    expect(read(text)).toEqual(tiers);
  });

  it.each([
    ["¥12/个 起订500", [[500, null, "12"]]],
    ["12块一个,500起", [[500, null, "12"]]],
    [
      "12.5元/件,1000件起;11元/件,5000件起",
      [
        [1000, 4999, "12.5"],
        [5000, null, "11"],
      ],
    ],
    [
      "100件起12元,500件起11元",
      [
        [100, 499, "12"],
        [500, null, "11"],
      ],
    ],
    [
      "100~499: ￥15.5  500~999: ￥14  1000以上: ￥13",
      [
        [100, 499, "15.5"],
        [500, 999, "14"],
        [1000, null, "13"],
      ],
    ],
    [
      "每个12元,满1000个11元",
      [
        [1, 999, "12"],
        [1000, null, "11"],
      ],
    ],
    ["报价:5000件9.5元", [[5000, null, "9.5"]]],
  ])("%s, in yuan", (text, tiers) => {
    expect(read(text, "CNY")).toEqual(tiers);
  });

  it("are in yuan where Chinese words stand beside the mark, and in nothing sure where none does", () => {
    expect(readSaidPrices("¥12/个 起订500").ladder.currency).toBe("CNY");
    expect(readSaidPrices("¥12円").ladder.currency).not.toBe("CNY");
    expect(readSaidPrices("$2.10").ladder.currency).toBeNull();
    expect(readSaidPrices("ab 5000: 1,95 €").ladder).toMatchObject({
      currency: "EUR",
      tiers: [{ minQuantity: 5000, unitPrice: "1.95" }],
    });
  });

  it("say what they are for, their least order and their term", () => {
    expect(readSaidPrices("$24/dozen", { currency: "USD" }).ladder.unit).toBe("dozen");
    expect(readSaidPrices("¥300/箱(24个)", { currency: "CNY" }).ladder.unit).toBe("箱(24个)");
    expect(readSaidPrices("1.95 USD FOB Ningbo, MOQ 500")).toMatchObject({ minOrderQuantity: 500, tradeTerm: "FOB Ningbo" });
    expect(readSaidPrices("1-99: 5.20; 100+: 4.80; MOQ 50", { currency: "USD" })).toMatchObject({
      minOrderQuantity: 50,
      ladder: { tiers: [{ minQuantity: 1 }, { minQuantity: 100 }] },
    });
  });

  it("are a range where only one is written, and no price in a second currency", () => {
    expect(readSaidPrices("$2.10-2.50", { currency: "USD" })).toMatchObject({
      range: { low: "2.10", high: "2.50" },
      ladder: { tiers: [] },
    });
    expect(readSaidPrices("1.95美元/件(5000件起)", { currency: "CNY" })).toMatchObject({ range: null, ladder: { tiers: [] } });
  });

  it("that are none say so and cost no time", () => {
    for (const text of ["MOQ 300", "call me", "((((", "1".repeat(5000), `${"1,".repeat(1_500)}x`, "5 ".repeat(900)])
      expect(readSaidPrices(text, { currency: "USD" }).range).toBeNull();
  });
});
