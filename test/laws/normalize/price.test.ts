import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, isAmount } from "../../../src/model/money.ts";
import { readAmount } from "../../../src/normalize/price/amount.ts";
import { readPriceLadder } from "../../../src/normalize/price/price-ladder.ts";
import { readRate } from "../../../src/normalize/terms/rate.ts";

// The pieces the readers look for, in senseless order, among any Unicode and lone surrogates.
const PIECES =
  "1 9 0 99 1,000 10.5 - ~ + : ： ; ； , ， . ¥ ￥ $ US$ € 元 % ％ ≥ ≤ > < 件 以上 以下 起 至 FOB 宁波 express 海运 days 天 不 支持 混批 代发 <b> </b> <script> & &amp; é Ã © 锟斤拷 茅 \u0000 \u202E \u200B \uFFFD \uD800 \uDC00 null";
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES.split(" "), " ", "\n"), fc.string({ unit: "binary", maxLength: 5 })), {
    maxLength: 40,
  })
  .map((pieces) => pieces.join(""));

describe("a ladder", () => {
  const tier = fc.record({
    minQuantity: fc.integer({ min: 1, max: 10_000 }),
    price: fc.integer({ min: 1, max: 1_000_000 }).map((cents) => new Decimal(cents).div(100).toFixed(2)),
  });

  it("ascends, never overlaps and prices nothing that was not offered", () => {
    fc.assert(
      fc.property(fc.array(tier, { maxLength: 12 }), (offered) => {
        const { tiers } = readPriceLadder(offered, { currency: "CNY" });
        for (const [index, one] of tiers.entries()) {
          const next = tiers[index + 1];
          expect(one.maxQuantity).toBe(next === undefined ? null : next.minQuantity - 1);
          expect(offered.filter(({ minQuantity }) => minQuantity === one.minQuantity).map(({ price }) => price)).toContain(
            one.unitPrice,
          );
        }
        expect(tiers.map(({ minQuantity }) => minQuantity)).toEqual(
          [...new Set(offered.map(({ minQuantity }) => minQuantity))].sort((a, b) => a - b),
        );
      }),
    );
  });

  it("is the same in whatever order the seller writes it", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(tier, { minLength: 1, maxLength: 8, selector: ({ minQuantity }) => minQuantity }),
        (offered) => {
          expect(readPriceLadder(offered.toReversed()).tiers).toEqual(readPriceLadder(offered).tiers);
        },
      ),
    );
  });

  it("reads 1688's own text back", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(tier, { minLength: 1, maxLength: 8, selector: ({ minQuantity }) => minQuantity }),
        (offered) => {
          const text = offered.map(({ minQuantity, price }) => `${minQuantity}件以上:¥${price}`).join(";");
          expect(readPriceLadder(text, { currency: "CNY" }).tiers).toEqual(readPriceLadder(offered, { currency: "CNY" }).tiers);
        },
      ),
    );
  });
});

describe("an amount", () => {
  it("comes back at its own scale and value", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 6 }),
        (whole, fraction) => {
          const text = `${whole}.${fraction}`;
          expect(readAmount(`¥${text}`)).toBe(text);
          expect(readAmount(`${whole.toLocaleString("en-US")}.${fraction}`)).toBe(text);
        },
      ),
    );
  });

  it("is a plain amount or nothing", () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.double(), fc.string()), (input) => {
        const amount = readAmount(input);
        expect(amount === null || isAmount(amount)).toBe(true);
      }),
    );
  });
});

describe("a rate", () => {
  it("is a fraction between 0 and 1 or unknown", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double(),
          fc.double({ min: -200, max: 200 }).map((value) => `${value}%`),
        ),
        (input) => {
          const { rate } = readRate(input);
          expect(rate === null || (Number(rate) >= 0 && Number(rate) <= 1)).toBe(true);
        },
      ),
    );
  });
});
