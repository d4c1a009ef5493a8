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

  const whole = (text: string) => {
    const { ladder, tradeTerm, isTaxIncluded, minOrderQuantity } = readSaidPrices(text);
    const tiers = ladder.tiers.map(({ minQuantity, unitPrice }) => [minQuantity, unitPrice]);
    return [ladder.currency, ladder.unit, tiers, tradeTerm, isTaxIncluded, minOrderQuantity];
  };
  it.each([
    ["5000个起 17.8元含税", ["CNY", "个", [[5000, "17.8"]], null, true, null]],
    ["17.8元(不含税)", ["CNY", null, [[1, "17.8"]], null, false, null]],
    ["含13%增值税 17.8元/件", ["CNY", "件", [[1, "17.8"]], null, true, null]],
    ["单价17.8元,起订量5000个", ["CNY", null, [[5000, "17.8"]], null, null, 5000]],
    ["批发价 5000个以上 每个17.8元", ["CNY", "个", [[5000, "17.8"]], null, null, null]],
    ["FOB宁波2.95美元", ["USD", null, [[1, "2.95"]], "FOB宁波", null, null]],
    ["出厂价17.8元", ["CNY", null, [[1, "17.8"]], "出厂价", null, null]],
    ["¥17.8 / 件 (5000件以上)", ["CNY", "件", [[5000, "17.8"]], null, null, null]],
    ["USD 2.95 FOB Ningbo from 5000 pcs", ["USD", "pcs", [[5000, "2.95"]], "FOB Ningbo", null, null]],
    ["FOB Ningbo: USD 2.95/pc, MOQ 3000", ["USD", "pc", [[3000, "2.95"]], "FOB Ningbo", null, 3000]],
    ["USD2.95/PC FOB NINGBO (5000PCS)", ["USD", "PCS", [[5000, "2.95"]], "FOB NINGBO", null, null]],
    ["5000 pcs FOB Ningbo 2.95 USD", ["USD", "pcs", [[5000, "2.95"]], "FOB Ningbo", null, null]],
    [
      "USD 2.95 per piece EXW Columbus, Ohio, minimum 3000 pieces",
      ["USD", "piece", [[3000, "2.95"]], "EXW Columbus, Ohio", null, 3000],
    ],
    [
      "US$2.95/pc FOB Ningbo for 5000 pcs; US$2.80/pc for 10000 pcs",
      [
        "USD",
        "pcs",
        [
          [5000, "2.95"],
          [10_000, "2.80"],
        ],
        "FOB Ningbo",
        null,
        null,
      ],
    ],
    [
      "1000-4999 pcs USD 3.10, 5000+ pcs USD 2.95",
      [
        "USD",
        "pcs",
        [
          [1000, "3.10"],
          [5000, "2.95"],
        ],
        null,
        null,
        null,
      ],
    ],
    [
      "100pcs-3.5usd 500pcs-3.2usd",
      [
        "USD",
        "pcs",
        [
          [100, "3.5"],
          [500, "3.2"],
        ],
        null,
        null,
        null,
      ],
    ],
    ["RMB 17.8/pc incl. 13% VAT", ["CNY", "pc", [[1, "17.8"]], null, true, null]],
    ["180.50 INR/pc ex works Pune, 18% GST extra", ["INR", "pc", [[1, "180.50"]], "ex works Pune", false, null]],
    ["€2,65/Stück ab 1.000 Stück zzgl. MwSt.", ["EUR", "pcs", [[1000, "2.65"]], null, false, null]],
    ["480円/個(税込)", ["JPY", "個", [[1, "480"]], null, true, null]],
    ["480円/個 税抜き", ["JPY", "個", [[1, "480"]], null, false, null]],
    ["EUR 2,65 bei 1.000 Stück", ["EUR", "pcs", [[1000, "2.65"]], null, null, null]],
    ["qty 500 price 2.90 USD", ["USD", null, [[500, "2.90"]], null, null, null]],
    ["2.95 USD/pc DDP Chicago incl. duty", ["USD", "pc", [[1, "2.95"]], "DDP Chicago", null, null]],
  ])("%s, with what stands beside it", (text, expected) => {
    expect(whole(text)).toEqual(expected);
  });

  it("under two terms are a price for each", () => {
    const { ladder, tradeTerm } = readSaidPrices("EXW Yiwu 17元, FOB Ningbo 18.5元");
    expect(tradeTerm).toBeNull();
    expect(ladder.tiers.map(({ unitPrice, term }) => [unitPrice, term?.rule, term?.place])).toEqual([
      ["17", "EXW", "Yiwu"],
      ["18.5", "FOB", "Ningbo"],
    ]);
  });

  it("tell what is said of carriage, which only a term makes count", () => {
    const { ladder } = readSaidPrices("17.8元含税含运费");
    expect([ladder.tiers[0]?.unitPrice, ladder.warnings[0]?.code]).toEqual(["17.8", "carriage_said"]);
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
    for (const text of [
      "MOQ 300",
      "call me",
      "((((",
      "1".repeat(5000),
      `${"1,".repeat(1_500)}x`,
      "5 ".repeat(900),
      "FOB ".repeat(500),
      "含".repeat(2000),
      "( ,".repeat(700),
    ])
      expect(readSaidPrices(text, { currency: "USD" }).range).toBeNull();
  });
});
