import { readUnit } from "../../model/unit-words.ts";
import { toHalfWidth } from "../text/half-width.ts";
import { unreadTextWarnings } from "../text/unread-text.ts";
import { readMarkedAmount } from "./amount.ts";
import { splitJoined } from "./joined-text.ts";
import { type LadderOptions, type PriceLadder, readPriceLadder } from "./price-ladder.ts";
import { readPriceRange } from "./price-range.ts";
import { readCount, readQuantityRange } from "./quantity.ts";
import { readRemarks, withoutMark } from "./said-remarks.ts";

/** What a supplier wrote of its prices. */
export interface SaidPrices {
  readonly ladder: PriceLadder;
  /** Where only a range is written: the price at the quantity is to be asked for. */
  readonly range: { readonly low: string; readonly high: string } | null;
  /** The least order, where it stands apart from the steps ("¥12/个 起订500"). */
  readonly minOrderQuantity: number | null;
  /** Beside the price ("1.95/pc FOB Ningbo"), as written; null where none is. Where steps differ in theirs, each tier has its own. */
  readonly tradeTerm: string | null;
  /** Whether the price holds value added tax; null where it does not say. */
  readonly isTaxIncluded: boolean | null;
}

// A message is longer than a listing's field, and no longer than this.
const MAX_LENGTH = 2_000;
const LABEL =
  /^\s*(?:(?:(?:our |unit |best )?prices?(?: is| are)?|quot(?:e|ation)|offer)\s*[:=]|(?:报价|单价|价格|阶梯价|批发价)\s*(?:[:=是为]\s*)?)\s*(?=\D{0,4}\d)/i;
// "Tier 1: 500 pcs $3.10".
const STEP_LABEL = /(^|[;\n,]\s*)(?:tier|level|step|option)\s*\d{1,2}\s*[:.)]\s*/gi;
// "qty 500 price 2.90 USD".
const PRICE_WORD = /(?<=\d\s?\p{L}{0,8})\s+(?:unit )?price(?: is)?\s*[:=]?\s*(?=\D{0,4}\d)/giu;
// "5000个以上 每个17.8元".
const EACH_INSIDE = /(?<=\S)\s*(每)(个|件|只|双|套|条|台|包|箱|盒|米|公斤|打)\s*(\d[\d.]{0,12}\s?(?:元|块)?)/gu;
// "100pcs-3.5usd".
const DASHED =
  /(\d\s?(?:pcs?|pieces|sets?|个|件|套|只))\s?-\s?(?=(?:[¥$€£]|USD|EUR|RMB)?\s?\d+(?:\.\d+)?\s?(?:USD|EUR|RMB|CNY|GBP|元|[¥$€£]|$|[\s;,]))/giu;
const QUANTITY_LABEL = /^(?:qty|quantity|数量|order(?: of)?|for|if|when|buy)\s*[.:=]?\s*(?=[≥<>≤]?\s*\d)/i;
const UNIT = "(?:\\p{Script=Han}{1,3}?|[a-z]{1,10}\\.?)?";
const COUNT = "(\\d[\\d,]{0,12}k?)";
const LEAST =
  "(?:起订量|起订|起批量|起批|最小起订量?|最低起订量?|moq|min(?:imum)?\\.?(?:\\s*(?:order|qty|quantity)(?:\\s*(?:quantity|qty))?)?)";
// "起订500", "MOQ: 500 pcs" behind a price or alone.
const LEAST_BEHIND = new RegExp(`^(.*?)[\\s,(]*${LEAST}\\s*(?:[:=]|is|为|是)?\\s*${COUNT}\\s*${UNIT}\\)?$`, "iu");
// "500起", "500个起订" behind a price or alone.
const FROM_BEHIND = new RegExp(`^(.*?)[\\s,(]*${COUNT}\\s*${UNIT}\\s*起(?:订|批|发|售)?\\)?$`, "iu");
// "12块一个", "12元每件".
const EACH = /(\d(?:\s?元|\s?块钱?|\s?RMB|\s?CNY)?)\s*(?:一|每)(个|件|只|双|套|条|台|包|箱|盒|米|公斤|打)$/iu;
// "per dozen $24", "每打24元".
const EACH_FIRST =
  /^(?:per|each|a|每|一)\s*(\p{L}{1,10}?)\s*[:=]?\s*((?:US ?)?[¥$€£]?\s?\d[\d.,]{0,20}\s?(?:元|块|[A-Z]{3}|[€$£])?)$/iu;
// "$2.5/pc for 1000", "1.95@5000", "$2.10 (1000 pcs)".
const PRICE_FIRST = /^(.{1,40}?)\s*(?:@|\bfor\b|\bat\b|\bfrom\b|\bover\b|\bif\b|\bwhen\b|\()\s*(.{1,40}?)\)?$/i;
// "5000件9.5".
const GLUED = /^(\d[\d,]{0,12}\s?\p{Script=Han}{1,2})\s?(\d{1,9}(?:\.\d{1,6})?)$/u;
const FROM_WORDS = /(?<![\p{L}\d])(?:ab|bei|dès|à partir de|desde|a partir de|от|od)(\s+)(?=\d)/giu;
const PIECE_WORDS = /(?<=[\d\s/])(?:Stück|Stk\.?|pièces?|piezas?|pezzi|шт\.?)(?![\p{L}])/giu;
// "5000 pcs at 1.95".
const AT_PRICE = /^(.{1,40}?)\s+(?:at|for|is|costs?)\s+(.{1,40})$/i;
// "1000 pcs 2.95 USD": the price is the last figure, with its currency behind it.
const PRICE_LAST =
  /^(.{1,40}?)[\s:=]+(?:at\s+|for\s+)?((?:USD|EUR|CNY|RMB|GBP|JPY|INR|HKD|AUD|CAD|CHF)\s?\d[\d.,]{0,20}(?:\s*(?:\/|per|each)\s*\p{L}{0,10})?|(?:US ?)?[¥$€£]?\s?\d[\d.,]{0,20}\s?(?:USD|EUR|CNY|RMB|GBP|[A-Z]{3}|元|块|美元|欧元|[€$£])(?:\s*(?:\/|per|each)\s*\p{L}{0,10})?)$/iu;
const STEP = `[≥>]?\\s*\\d[\\d,]*\\s*${UNIT}\\s*(?:[-~至到]\\s*\\d[\\d,]*\\s*${UNIT}|\\+|以上|起)?\\s*:`;
const BETWEEN_STEPS = new RegExp(
  `(?<=:\\s?\\D{0,4}\\d[\\d.]{0,12}\\s?(?:元|块|USD|EUR|RMB|CNY|GBP|[€$£])?)\\s+(?=${STEP})`,
  "giu",
);

/**
 * Prices as a supplier writes them in a message: all that `readPriceLadder` reads, and prices before their quantities, a least order
 * apart from them, labels, and steps parted by spaces. Never throws: what cannot be read is a warning of the ladder.
 * @example
 * readSaidPrices("¥12/个 起订500", { currency: "CNY" }).ladder.tiers[0]?.minQuantity; // => 500
 */
export function readSaidPrices(text: string, options: LadderOptions = {}): SaidPrices {
  const remarks = readRemarks(toHalfWidth(text.slice(0, MAX_LENGTH)));
  const leasts: number[] = [];
  const steps: { readonly text: string; readonly term: string | null }[] = [];
  for (const part of partsOf(plainWords(remarks.text))) {
    const { text: said, term: at } = withoutMark(part);
    const term = at === null ? null : (remarks.terms[at] ?? null);
    const { price, minOrder } = withoutLeast(said.trim());
    const step = canonical(price);
    const last = steps.at(-1)?.text ?? "";
    if (minOrder !== null) leasts.push(minOrder);
    // "2.95 USD, FOB Ningbo": a term, and nothing that it stands beside.
    if (step === "" && minOrder === null) continue;
    if (minOrder === null) steps.push({ text: step, term });
    else if (price !== "") steps.push({ text: `≥${minOrder}:${step}`, term });
    // "12.5元/件,1000件起": what a price holds from stands behind its comma.
    else if (isBare(last)) steps.splice(-1, 1, { text: `≥${minOrder}:${last}`, term: steps.at(-1)?.term ?? term });
  }
  const terms = [...new Set(remarks.terms)];
  const isOneTerm = terms.length <= 1;
  const [only = { text: "", term: null }] = steps;
  const ladder = readPriceLadder(steps.length === 1 ? only.text : steps.map((step) => laddered(step, isOneTerm)), {
    ...options,
    currency: options.currency ?? (isChinese(text) ? "CNY" : null),
  });
  const isRange = ladder.tiers.length === 0 && ladder.warnings.some(({ code }) => code === "bare_range");
  return {
    ladder: {
      ...ladder,
      warnings: [
        ...ladder.warnings,
        ...unreadTextWarnings("carriage_said", "What is said of carriage counts as a trade term alone", remarks.carriage),
      ],
    },
    range: isRange ? rangeIn(only.text) : null,
    minOrderQuantity: leasts.length === 0 ? null : Math.min(...leasts),
    tradeTerm: isOneTerm ? (terms[0] ?? null) : steps.length === 1 ? only.term : null,
    isTaxIncluded: remarks.isTaxIncluded,
  };
}

/** A step with its own term, where the steps differ in theirs: "1000:5.0:FOB Ningbo". */
function laddered({ text, term }: { readonly text: string; readonly term: string | null }, isOneTerm: boolean): string {
  const step = isBare(text) ? `≥1:${text}` : text;
  return isOneTerm || term === null ? step : `${step}:${term}`;
}

const isBare = (step: string): boolean => readMarkedAmount(step) !== null;

/** Half width, without a label, and with the words of a few other languages as English ones. */
const plainWords = (text: string): string =>
  inCommas(text)
    .trim()
    .replace(STEP_LABEL, "$1")
    .replace(LABEL, "")
    .replace(PRICE_WORD, ": ")
    .replace(FROM_WORDS, "from$1")
    .replace(PIECE_WORDS, "pcs")
    .replace(EACH_INSIDE, ": $3/$2")
    .replace(DASHED, "$1: ")
    .replace(/\s*\/\s*(?=\p{L})/gu, "/");

/** "1.000 Stück" is a thousand where prices have decimal commas. */
const inCommas = (text: string): string =>
  /\d,\d{1,2}(?!\d)/.test(text) ? text.replace(/(?<![\d.,])(\d{1,3})\.(\d{3})(?![\d.,])/g, "$1$2") : text;

const partsOf = (text: string): readonly string[] =>
  splitJoined(text.replace(/\s{2,}|\s\/\s/g, ";").replace(BETWEEN_STEPS, ";"), "price");

/** A part without the least order that it names; a step's own quantity is none. */
function withoutLeast(part: string): { readonly price: string; readonly minOrder: number | null } {
  for (const pattern of [LEAST_BEHIND, FROM_BEHIND]) {
    const [, before = "", count = ""] = pattern.exec(part) ?? [];
    const minOrder = readCount(count);
    if (minOrder === null || (before.trim() !== "" && readMarkedAmount(perUnit(before.trim())) === null)) continue;
    return { price: before.trim(), minOrder };
  }
  return { price: part, minOrder: null };
}

/** A part as the ladder reads it: the quantity, a colon, the price. */
function canonical(part: string): string {
  const plain = perUnit(part.replace(QUANTITY_LABEL, ""));
  // "¥300/箱(24个)": what stands in the brackets is in the box.
  const pack = readUnit(readMarkedAmount(plain)?.unit ?? null);
  if (pack !== null && (pack.unitsPerPack !== null || pack.holds !== undefined)) return plain;
  const [, price = "", quantity = ""] = PRICE_FIRST.exec(plain) ?? [];
  const behind = quantity.replace(QUANTITY_LABEL, "");
  if (isPrice(price) && readQuantityRange(behind) !== null) return `${behind}:${price}`;
  if (isBare(plain)) return plain;
  const [, held, figure] = GLUED.exec(plain) ?? [];
  if (held !== undefined) return `${held}:${figure}`;
  const [, count = "", at = ""] = AT_PRICE.exec(plain) ?? [];
  if (readQuantityRange(count) !== null && readMarkedAmount(at) !== null) return `${count}:${at}`;
  const [, before = "", last] = PRICE_LAST.exec(plain) ?? [];
  if (last !== undefined && readQuantityRange(before.replace(/[:=]$/, "").trim()) !== null) return `${before}:${last}`;
  return plain;
}

function perUnit(part: string): string {
  const [, unit, price] = EACH_FIRST.exec(part) ?? [];
  if (unit !== undefined && price !== undefined) return `${price}/${unit}`;
  return part.replace(EACH, "$1/$2");
}

/** A figure that can only be a price: it names its currency, what it is for, or parts of one. */
function isPrice(text: string): boolean {
  const amount = readMarkedAmount(text.trim());
  return amount !== null && (amount.mark !== null || amount.unit !== null || /[.,]\d{1,2}$/.test(text.trim()));
}

function rangeIn(text: string): SaidPrices["range"] {
  const { low, high } = readPriceRange(text);
  return low === null || high === null || low === high ? null : { low, high };
}

/** A price of "¥" beside Chinese words of trade is in yuan; Japanese writes 個 and 円. */
const isChinese = (text: string): boolean =>
  /[¥￥]/.test(text) && /[个件只双套条台箱盒起订批块元]/.test(text) && !/[\u3040-\u30ff円個]/.test(text);
