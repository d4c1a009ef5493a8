import { decimalText } from "./number-text.ts";
import { readQuantityRange } from "./quantity.ts";

// A joined text is one of short parts: what lies further back or ahead than this belongs to no part that can be read.
const REACH = 120;
const HARD_SEPARATOR = /[;\n|、]/;
const NUMBER_OR_COMMA = /\d[\d.,'’]*|,/g;
const LONGEST_NUMBER = 40;
const UNIT = "(?:\\(?[\\p{L}]{1,12}\\.?\\)?)?";
const MORE = "(?:-?\\+|以上|及以上|起批?|起订|or more|and above)";
/** What a number is followed by where it begins a part: "-99件:¥8", "+: 8", "件以上 ¥8". */
const IS_QUANTITY = new RegExp(
  `^\\s*${UNIT}\\s*(?:[-~至到]\\s*\\d[\\d,]{0,12}\\s*${UNIT}\\s*(?:${MORE})?\\s*${UNIT}\\s*[:¥$€£]|${MORE})`,
  "iu",
);
const BEFORE_PRICE = new RegExp(`^\\s*${UNIT}\\s*(?:[:¥$€£]|US ?\\$)\\s*(?:[A-Z]{0,3}\\s?[¥$€£])?\\s*\\d`, "iu");
const BEFORE_WORD = /^\s*:\s*\p{L}/u;

/** What stands behind the quantity of a part: a price in a ladder, a way of transport in a list of freights. */
export type Behind = "price" | "word";

/**
 * The parts of a text joined by semicolons, lines or commas. A comma between digits is the number's own, unless what follows it can
 * only be the quantity of the next part: "1-9:5.00,10-99:4.00" is two tiers, "1-9:€5,20" is one at 5.20.
 */
export const splitJoined = (text: string, behind: Behind): readonly string[] =>
  text
    .split(HARD_SEPARATOR)
    .flatMap((chunk) => splitAtCommas(chunk, behind))
    .map((part) => part.trim())
    .filter((part) => part !== "");

function splitAtCommas(chunk: string, behind: Behind): readonly string[] {
  if (!chunk.includes(",")) return [chunk];
  const parts: string[] = [];
  let start = 0;
  for (const { 0: found, index } of chunk.matchAll(NUMBER_OR_COMMA)) {
    const run = found.replace(/[.,'’]+$/, "");
    if (found === ",") {
      parts.push(chunk.slice(start, index));
      start = index + 1;
      continue;
    }
    const inner = run.includes(",") && run.length <= LONGEST_NUMBER ? innerComma(chunk, start, index, run, behind) : null;
    // "5.20, 100": the comma behind a number has no digit after it.
    const comma = inner ?? (run.length < found.length && found.endsWith(",") ? index + found.length - 1 : null);
    if (comma === null) continue;
    parts.push(chunk.slice(start, comma));
    start = comma + 1;
  }
  return [...parts, chunk.slice(start)];
}

/** Where the run of digits and commas holds a price and the next part's quantity, the comma between them; else null. */
function innerComma(chunk: string, start: number, index: number, run: string, behind: Behind): number | null {
  const before = chunk.slice(Math.max(start, index - REACH), index);
  if (!/\d/.test(before) || !/[:¥$€£]|\s\S{0,4}$/.test(before)) return null;
  const after = chunk.slice(index + run.length, index + run.length + REACH);
  const isCounted = IS_QUANTITY.test(after);
  if (!isCounted && !(behind === "price" ? BEFORE_PRICE : BEFORE_WORD).test(after)) return null;
  const splits = [...run.matchAll(/,/g)]
    .map(({ index: at }) => at)
    .filter((at) => decimalText(run.slice(0, at)) !== null && startsQuantity(run.slice(at + 1)));
  const next = nextQuantity(chunk.slice(start, start + REACH));
  const expected = splits.find((at) => Number(decimalText(run.slice(at + 1))) === next);
  const [only, ...others] = splits;
  // "$1,200:express" is a fee before its way as well as a fee of 1 before a quantity.
  const mayBeWhole = !isCounted && behind === "word" && decimalText(run) !== null;
  const chosen = expected ?? (others.length === 0 && !mayBeWhole ? only : undefined);
  return chosen === undefined ? null : index + chosen;
}

const startsQuantity = (digits: string): boolean => /^[1-9]/.test(digits) && /^\d+$/.test(decimalText(digits) ?? "");

/** The quantity that follows the part's own: 100 behind "1-99件:…". */
function nextQuantity(part: string): number | null {
  const own = /^[^:¥$€£]*/.exec(part)?.[0] ?? "";
  const top = readQuantityRange(own.replace(/US ?$/i, "").trim())?.maxQuantity ?? null;
  return top === null ? null : top + 1;
}
