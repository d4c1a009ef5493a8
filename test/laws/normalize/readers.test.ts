import fc from "fast-check";
import { describe, it } from "vitest";
import { chooseLanguage } from "../../../src/domain/language/language.ts";
import { isNotTheGoods } from "../../../src/domain/option/price/not-the-goods.ts";
import { isPersonal, withoutContacts } from "../../../src/gateways/reading/answer/personal-data.ts";
import { startNotes } from "../../../src/gateways/reading/notes.ts";
import { readCertificate } from "../../../src/gateways/reading/terms/certificate.ts";
import { readUnit, unitClassOf } from "../../../src/model/unit-words.ts";
import { readAmount, readMarkedAmount } from "../../../src/normalize/price/amount.ts";
import { readCurrencyMark } from "../../../src/normalize/price/currency-mark.ts";
import { splitJoined } from "../../../src/normalize/price/joined-text.ts";
import { priceForUnit } from "../../../src/normalize/price/ladder-units.ts";
import { decimalText } from "../../../src/normalize/price/number-text.ts";
import { readPriceLadder } from "../../../src/normalize/price/price-ladder.ts";
import { readPriceRange, readPriceRangeIn } from "../../../src/normalize/price/price-range.ts";
import { effectiveMinOrder, readCount, readQuantityRange, readYears } from "../../../src/normalize/price/quantity.ts";
import { quantityIn, unitOfQuantity } from "../../../src/normalize/price/stated-quantity.ts";
import { readDate } from "../../../src/normalize/terms/date.ts";
import { readDayRange, readLeadTime } from "../../../src/normalize/terms/day-range.ts";
import { readFreeThreshold } from "../../../src/normalize/terms/delivery-template.ts";
import { readFreightBrackets, readFreightMethod } from "../../../src/normalize/terms/freight-brackets.ts";
import { readMixedOrder } from "../../../src/normalize/terms/mixed-order.ts";
import { placeKindOf } from "../../../src/normalize/terms/place-kind.ts";
import { readRate } from "../../../src/normalize/terms/rate.ts";
import { namedRules, readTradeTerm } from "../../../src/normalize/terms/trade-term.ts";
import { readWholesaleRules } from "../../../src/normalize/terms/wholesale-rules.ts";
import { cleanStrings, cleanText } from "../../../src/normalize/text/clean-text.ts";
import { htmlToText } from "../../../src/normalize/text/html.ts";
import { repairText } from "../../../src/normalize/text/mojibake.ts";
import { isPlaceholder } from "../../../src/normalize/text/placeholder.ts";
import { expectWorkAsSize } from "../growth.ts";

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  readPriceLadder: (text) => readPriceLadder(text, { currency: "CNY", defaultTerm: "FOB" }),
  "readPriceLadder of a list": (text) => readPriceLadder([text, text]),
  readPriceRange,
  readAmount,
  readMarkedAmount,
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
      const upTo = (share: number) => {
        const part = text.slice(0, text.length * share);
        return () => void read(part);
      };
      expectWorkAsSize(upTo, SLOW_MS, `${JSON.stringify(piece)} repeated`);
    }
  });
});

describe.each(
  Object.entries({
    readPriceLadder,
    "readPriceLadder of a list": (value: unknown) => readPriceLadder([value as string]),
    readPriceRange,
    readAmount,
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
