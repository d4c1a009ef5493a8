import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseLanguage } from "../../src/domain/language/language.ts";
import { isNotTheGoods } from "../../src/domain/option/price/not-the-goods.ts";
import { isPersonal, withoutContacts } from "../../src/gateways/reading/answer/personal-data.ts";
import { startNotes } from "../../src/gateways/reading/notes.ts";
import { readCertificate } from "../../src/gateways/reading/terms/certificate.ts";
import { Decimal, isAmount } from "../../src/model/money.ts";
import { readUnit, unitClassOf } from "../../src/model/unit-words.ts";
import { readAmount, readMarkedAmount, readMoney } from "../../src/normalize/price/amount.ts";
import { readCurrencyMark } from "../../src/normalize/price/currency-mark.ts";
import { splitJoined } from "../../src/normalize/price/joined-text.ts";
import { priceForUnit } from "../../src/normalize/price/ladder-units.ts";
import { decimalText } from "../../src/normalize/price/number-text.ts";
import { readPriceLadder } from "../../src/normalize/price/price-ladder.ts";
import { readPriceRange, readPriceRangeIn } from "../../src/normalize/price/price-range.ts";
import { effectiveMinOrder, readCount, readQuantityRange, readYears } from "../../src/normalize/price/quantity.ts";
import { quantityIn, unitOfQuantity } from "../../src/normalize/price/stated-quantity.ts";
import { readDate } from "../../src/normalize/terms/date.ts";
import { readDayRange, readLeadTime } from "../../src/normalize/terms/day-range.ts";
import { readFreeThreshold } from "../../src/normalize/terms/delivery-template.ts";
import { readFreightBrackets, readFreightMethod } from "../../src/normalize/terms/freight-brackets.ts";
import { readMixedOrder } from "../../src/normalize/terms/mixed-order.ts";
import { placeKindOf } from "../../src/normalize/terms/place-kind.ts";
import { readRate } from "../../src/normalize/terms/rate.ts";
import { namedRules, readTradeTerm } from "../../src/normalize/terms/trade-term.ts";
import { readWholesaleRules } from "../../src/normalize/terms/wholesale-rules.ts";
import { cleanStrings, cleanText } from "../../src/normalize/text/clean-text.ts";
import { htmlToText } from "../../src/normalize/text/html.ts";
import { repairText } from "../../src/normalize/text/mojibake.ts";
import { isPlaceholder } from "../../src/normalize/text/placeholder.ts";

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  readPriceLadder: (text) => readPriceLadder(text, { currency: "CNY", defaultTerm: "FOB" }),
  "readPriceLadder of a list": (text) => readPriceLadder([text, text]),
  readPriceRange,
  readAmount,
  readMarkedAmount,
  readMoney,
  readCurrencyMark,
  readFreeThreshold,
  readRate,
  readQuantityRange,
  readCount,
  effectiveMinOrder: (text) => effectiveMinOrder([text, text]),
  unitClassOf,
  readTradeTerm,
  readFreightBrackets,
  "readFreightBrackets of defaults": (text) =>
    readFreightBrackets({ default_method: text, default_duration: text, default_freight: text }),
  readFreightMethod,
  readDayRange,
  readDate,
  readLeadTime,
  readMixedOrder,
  readYears,
  readUnit,
  decimalText,
  namedRules,
  placeKindOf: (text) => placeKindOf(text, "FCA"),
  isPlaceholder,
  isNotTheGoods,
  "splitJoined of prices": (text) => splitJoined(text, "price"),
  "splitJoined of freights": (text) => splitJoined(text, "word"),
  priceForUnit: (text) => priceForUnit("1", text, "piece"),
  readPriceRangeIn: (text) => readPriceRangeIn(text, "USD"),
  readWholesaleRules,
  quantityIn: (text) => quantityIn("kg")(text),
  "quantityIn a unit that is a text": (text) => quantityIn(text)("12"),
  unitOfQuantity,
  withoutContacts,
  isPersonal,
  readCertificates: (text) => readCertificate(text, text, text, startNotes()),
  htmlToText,
  repairText,
  cleanText,
  cleanStrings: (text) => cleanStrings({ [text]: [text] }),
  chooseLanguage: (text) => chooseLanguage({ en: text, zh: text, [text]: text }, { languages: [text, "ar"] }),
};

// The pieces the readers look for, in senseless order, among any Unicode and lone surrogates.
const PIECES =
  "1 9 0 99 1,000 10.5 - ~ + : ： ; ； , ， . ¥ ￥ $ US$ € 元 % ％ ≥ ≤ > < 件 以上 以下 起 至 FOB 宁波 express 海运 days 天 不 支持 混批 代发 <b> </b> <script> & &amp; é Ã © 锟斤拷 茅 \u0000 \u202E \u200B \uFFFD \uD800 \uDC00 null";
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES.split(" "), " ", "\n"), fc.string({ unit: "binary", maxLength: 5 })), {
    maxLength: 40,
  })
  .map((pieces) => pieces.join(""));

const SLOW_MS = 100;

/** The least time of several runs, milliseconds: the one that was disturbed least. */
function fastest(run: () => unknown, runs: number): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

const LONG = 200_000;
const REPEATED = [
  "<",
  "<a ",
  "</a>",
  "<!--",
  "&",
  "&#",
  "1-",
  "1",
  "1,",
  "1,000",
  "1.",
  ":",
  ";",
  "1:1;",
  "é",
  "Ã©",
  "茅",
  "锟斤拷",
  " ",
  "\n",
  "不",
  "不支持",
  "混批",
  "件",
  "-",
  "¥",
  "(",
  "a",
  "\u202E",
  "\uD800",
  "😀",
  "＜",
  "％",
  "FOB ",
  "1,1",
  "1,1 ",
  ":1,1",
  "1:1,1,",
  "¥1,",
  "1 000",
  "1'",
  "and ",
  "样品",
  "(样品)",
  "after ",
  "@",
  "a@",
  "a.",
  "+1 ",
  "1k",
  "phone:1 ",
  "wechat:",
  "混批1",
];

describe.each(Object.entries(READERS))("%s", (_name, read) => {
  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(hostile, (text) => void read(text)),
      { numRuns: 300 },
    );
  });

  it("finishes on 200 KB of anything repeated, with work that grows as the text does", () => {
    for (const piece of REPEATED) {
      const text = piece.repeat(Math.ceil(LONG / piece.length));
      const whole = fastest(() => read(text), 1);
      // Only what takes long can show that it grows too fast: four times the text in four times the time, eight with the noise
      // of a busy machine; what grows by the square takes sixteen.
      if (whole < SLOW_MS) continue;
      // A busy machine can slow one measurement; what grows by the square shows in every one.
      const growth = (): number => fastest(() => read(text), 3) / fastest(() => read(text.slice(0, text.length / 4)), 3);
      let least = growth();
      for (let again = 0; again < 4 && least >= 10; again += 1) least = Math.min(least, growth());
      expect(least, `${JSON.stringify(piece)} repeated`).toBeLessThan(10);
    }
  });
});

describe.each(
  Object.entries({
    readPriceLadder,
    "readPriceLadder of a list": (value: unknown) => readPriceLadder([value as string]),
    readPriceRange,
    readAmount,
    readMoney,
    readRate,
    readCount,
    effectiveMinOrder: (value: unknown) => effectiveMinOrder([value]),
    readFreightBrackets,
    readDayRange,
    readDate,
    readWholesaleRules,
  } as Record<string, (value: unknown) => unknown>),
)("%s of what is no text", (_name, read) => {
  it("never throws", () => {
    for (const value of [
      null,
      undefined,
      Number.NaN,
      Infinity,
      -0,
      1e300,
      true,
      [],
      [[]],
      {},
      [null],
      Symbol("x"),
      () => 1,
      9n,
    ]) {
      read(value);
    }
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }),
        (value) => void read(value),
      ),
      { numRuns: 300 },
    );
  });
});

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

describe("clean text", () => {
  it("is clean for good, and well formed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.nat({ max: 80 }), (text, length) => {
        const clean = cleanText(text, length);
        expect(cleanText(clean, length)).toBe(clean);
        expect([...clean].length).toBeLessThanOrEqual(length);
        expect(Buffer.from(clean, "utf8").toString("utf8")).toBe(clean);
        expect(clean).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u206F]/);
      }),
    );
  });
});

describe("a repair", () => {
  const WORDS =
    "苹果 手机 不锈钢 保温杯 クーラー 머그컵 кружка стальная كوب حافظة téléphone größe pequeño ñandú “quoted” it’s € – čaša mug 40oz".split(
      " ",
    );
  const sentence = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));
  // Windows-1252 as Node's decoder has it, with the 27 printable places of 0x80–0x9F put right.
  const PRINTABLE = new Map(
    [..."€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"].map((character, index) => [
      [
        0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97,
        0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f,
      ][index],
      character,
    ]),
  );
  const readAsWindows1252 = (text: string): string =>
    [...Buffer.from(text, "utf8")].map((byte) => PRINTABLE.get(byte) ?? String.fromCharCode(byte)).join("");
  const readAsGbk = (text: string): string => new TextDecoder("gbk").decode(Buffer.from(text, "utf8"));

  it("leaves sound text alone", () => {
    fc.assert(
      fc.property(sentence, (text) => {
        expect(repairText(text)).toMatchObject({ text, repaired: false, lossy: false });
      }),
    );
  });

  it("undoes UTF-8 read as Windows-1252, or leaves it; never a third text", () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const damaged = readAsWindows1252(text);
        expect([text, damaged]).toContain(repairText(damaged).text);
      }),
    );
    expect(repairText(readAsWindows1252(WORDS.join(" "))).text).toBe(WORDS.join(" "));
  });

  it("undoes UTF-8 read as GBK, or leaves it; never a third text", () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const damaged = readAsGbk(text);
        expect([text, damaged]).toContain(repairText(damaged).text);
      }),
    );
  });

  it("is done once", () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const once = repairText(readAsWindows1252(text)).text;
        expect(repairText(once).repaired).toBe(false);
      }),
    );
  });
});

describe("the language chosen", () => {
  const tags = fc.constantFrom("en", "en-US", "zh", "zh-CN", "zh_TW", "ar", "es", "pt-BR", "sr-Latn", "x");
  const texts = fc.dictionary(tags, fc.constantFrom("Mug", "杯子", "كوب", "", "null"), { maxKeys: 6 });

  it("is among the available, and there is none only where there is no text", () => {
    fc.assert(
      fc.property(texts, fc.array(tags, { maxLength: 3 }), (text, languages) => {
        const chosen = chooseLanguage(text, { languages });
        if (chosen.step === "none") expect(Object.values(text).every((value) => value === "" || value === "null")).toBe(true);
        else expect(chosen.available).toContain(chosen.language);
      }),
    );
  });

  it("is never Chinese in other characters without a word of it", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const chosen = chooseLanguage(text, { languages: ["zh-TW"] });
        const simplified = chosen.language === "zh" || chosen.language === "zh-CN";
        expect(chosen.warnings.some(({ code }) => code === "other_script")).toBe(simplified);
      }),
    );
  });
});
