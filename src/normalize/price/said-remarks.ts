/** What stands beside the prices of a message and is no price: who pays taxes and carriage, and the trade term. */
export interface SaidRemarks {
  /** The text without them; where a trade term stood, its mark stands. */
  readonly text: string;
  /** The terms as written, in the order of their marks. */
  readonly terms: readonly string[];
  /** Whether the price holds value added tax; null where nothing is said, or both. */
  readonly isTaxIncluded: boolean | null;
  /** What is said of carriage, as written: a trade term says it so that it counts. */
  readonly carriage: readonly string[];
}

const TAX = "(?:VAT|GST|HST|MwSt\\.?|USt\\.?|TVA|IVA|BTW|(?:sales )?tax(?:es)?)";
const SHARE = "(?:\\d{1,2}(?:[.,]\\d{1,2})?\\s?%\\s*)?";
const before = "[\\s,(]{0,4}";
const INCLUDED = [
  `${before}(?<![\\p{L}])(?:incl(?:uding|usive of|uded|usive|\\.)?|inkl(?:usive|\\.)?|with)\\s*${SHARE}${TAX}(?![\\p{L}])\\s?\\)?`,
  `${before}(?<![\\p{L}])${SHARE}${TAX}\\s*(?:is |are )?(?:incl(?:uded|usive|\\.)?|inkl\\.?|incluid[ao]|inclusa)(?![\\p{L}])\\s?\\)?`,
  `${before}(?<![\\p{L}])TTC(?![\\p{L}])\\)?`,
  `${before}税込(?:み|価格)?\\)?`,
  `${before}(?<![不未])[已全]?含(?:${SHARE})(?:增值|专)?[税票](?:价|点)?\\)?`,
].map((source) => new RegExp(source, "giu"));
const EXCLUDED = [
  `${before}(?:\\+|(?<![\\p{L}])(?:plus|excl(?:uding|usive of|uded|usive|\\.)?|exkl\\.?|zzgl\\.?|without|before|w\\/o|hors|net of|ex))\\s*${SHARE}${TAX}(?![\\p{L}])\\s?\\)?`,
  `${before}(?<![\\p{L}])${SHARE}${TAX}\\s*(?:is |are )?(?:extra|excl(?:uded|usive|\\.)?|not included|to be added|on top)(?![\\p{L}])\\s?\\)?`,
  `${before}(?<![\\p{L}])(?:HT|netto)(?![\\p{L}])\\)?`,
  `${before}税(?:抜(?:き|価格)?|別)\\)?`,
  `${before}[不未]含(?:增值)?[税票](?:价)?\\)?`,
].map((source) => new RegExp(source, "giu"));
const CARRIAGE = [
  `${before}[不未]?[含包](?:国内)?(?:运费?|邮费?|快递费?)(?:价)?\\)?`,
  `${before}(?<![\\p{L}])(?:incl(?:uding|\\.)?|excl(?:uding|\\.)?|inkl\\.?|zzgl\\.?|plus|free|without|ohne)\\s*(?:shipping|delivery|freight|carriage|versand|fracht|(?:import )?(?:duty|duties)|customs)(?: costs?)?(?![\\p{L}])\\)?`,
].map((source) => new RegExp(source, "giu"));

const RULE =
  /(?<![:\p{L}\d])(?:EXW|FCA|FAS|FOB|CFR|CNF|C&F|CIF|CPT|CIP|DAP|DPU|DAT|DDP|DDU|ex[- ]?works|ex[- ]?factory|ab Werk)(?![\p{Script=Latin}\d])|出厂价?|工厂价|离岸价|到岸价/giu;
// What follows a rule in a message and names no place.
const NO_PLACE =
  /^(?:US|USD|EUR|CNY|RMB|CNH|GBP|JPY|INR|HKD|AUD|CAD|CHF|SGD|NZD|KRW|TWD|THB|VND|TRY|PLN|SEK|NOK|DKK|CZK|BRL|MXN|ZAR|AED|per|for|from|at|is|are|moq|min|minimum|max|incl\p{L}*|excl\p{L}*|plus|prices?|terms?|with|without|valid|qty|quantity|order|pcs?|pieces?|units?|sets?|and|or|lead|delivery|in|on|to|based|basis|only|each|net|vat|gst|tax|total)\.?$/iu;
const LATIN_PLACE = /^\s*[:(-]?\s*([\p{Script=Latin}'.-]{2,24}(?:[ ,]{1,2}[\p{Script=Latin}'.-]{2,24}){0,3})/u;
const CHINESE_PLACE = /^\s*[:(-]?\s*((?:(?![价每含单起不一为是])\p{Script=Han}){2,4})/u;
const MOST_PLACE_WORDS = 3;
const MOST_TERMS = 20;
// A mark that no text holds, for what is taken out of its middle.
const MARK = "\uE000";
const MARKED = /\s*\uE000(\d{1,2})\uE000\s*/u;

/** Never throws. @example readRemarks("17.8元含税, FOB宁波") // text "17.8元, …", terms ["FOB宁波"], isTaxIncluded true */
export function readRemarks(message: string): SaidRemarks {
  let text = message.replaceAll(MARK, " ");
  const taken = (patterns: readonly RegExp[]): readonly string[] =>
    patterns.flatMap((pattern) => {
      const found = text.match(pattern) ?? [];
      text = text.replace(pattern, (whole) => (whole.startsWith(",") ? ", " : " "));
      return found.map((words) => words.replace(/^[\s,(]+|[\s)]+$/g, ""));
    });
  const excluded = taken(EXCLUDED);
  const included = taken(INCLUDED);
  const carriage = taken(CARRIAGE);
  const terms: string[] = [];
  const marked = withoutTerms(text, terms);
  return {
    text: marked,
    terms,
    isTaxIncluded: excluded.length > 0 === included.length > 0 ? null : included.length > 0,
    carriage,
  };
}

/** A part without its mark, and the number of the term that stood there. */
export function withoutMark(part: string): { readonly text: string; readonly term: number | null } {
  const found = MARKED.exec(part);
  if (found === null) return { text: part, term: null };
  const text = part
    .replace(new RegExp(MARKED, "gu"), " ")
    .replace(/\(\s*\)/g, " ")
    .replace(/^[\s:,-]+|[\s:,-]+$/g, "")
    .replace(/\s+/g, " ");
  return { text, term: Number(found[1]) };
}

function withoutTerms(text: string, terms: string[]): string {
  const pieces: string[] = [];
  let start = 0;
  for (const { 0: rule, index } of text.matchAll(RULE)) {
    if (index < start || terms.length >= MOST_TERMS) continue;
    const place = placeBehind(text.slice(index + rule.length, index + rule.length + 100));
    pieces.push(text.slice(start, index), `${MARK}${terms.length}${MARK}`);
    start = index + rule.length + place.length;
    terms.push(`${rule}${place.replace(/[(:]/g, " ").replace(/\s+/g, " ")}`.trim());
  }
  return [...pieces, text.slice(start)].join("");
}

/** The text of the place behind a rule, with what parts it from the rule; empty where none is named. */
function placeBehind(rest: string): string {
  const [chinese, name] = CHINESE_PLACE.exec(rest) ?? [];
  if (name !== undefined && chinese !== undefined) return chinese;
  const [whole = "", words = ""] = LATIN_PLACE.exec(rest) ?? [];
  if (words === "") return /^\s*价/.exec(rest)?.[0] ?? "";
  const lead = whole.length - words.length;
  let end = 0;
  let count = 0;
  for (const { 0: word, index } of words.matchAll(/[^\s,]+/g)) {
    // "Columbus, Ohio" is one place; what begins small behind a comma is the next thing said.
    const isNext = words.slice(end, index).includes(",") && !/^\p{Lu}/u.test(word);
    if (count >= MOST_PLACE_WORDS || isNext || NO_PLACE.test(word)) break;
    end = index + word.length;
    count += 1;
  }
  return count === 0 ? "" : rest.slice(0, lead + end);
}
