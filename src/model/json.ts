const QUOTE = 0x22;
const BACKSLASH = 0x5c;
// Fifteen digits are always exact as a double.
const MOST_EXACT_DIGITS = 15;
const INTEGER = /^-?\d+$/;

/**
 * Parses JSON and keeps every digit: integers past 2^53 come out as strings, all others as numbers.
 * @throws SyntaxError where the text is not JSON.
 */
export const parseJson = (text: string): unknown => JSON.parse(withLongIntegersAsText(text));

// True answers nest 15 levels deep; whoever walks a quarter of a million by recursion falls off the stack.
const MOST_LEVELS = 64;

/** Whether a value nests past what any reader of ours walks. Itself without recursion. */
export function isNestedTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS) return true;
    const next: unknown[] = [];
    for (const one of level) {
      if (typeof one !== "object" || one === null) continue;
      for (const inner of Object.values(one)) if (typeof inner === "object" && inner !== null) next.push(inner);
    }
    level = next;
  }
  return false;
}

// What is shorter costs little whatever is in it.
const SHORT_TEXT = 65_536;

/** The bounds of an answer: entries of a list or names of an object, characters of a text. True answers have 300 and 50,000. */
export const MOST_ENTRIES = 2_000;
export const LONGEST_TEXT = 200_000;

const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, COMMA] = [0x5b, 0x5d, 0x7b, 0x7d, 0x2c];

export interface CutJson {
  /** JSON again where it was JSON before. */
  readonly text: string;
  /** Objects beyond the first 2,000 of the longest list. */
  readonly leftOut: number;
  readonly isTooDeep: boolean;
  /** It was long, and is within the bounds: nobody need look again. */
  readonly isBounded: boolean;
}

/**
 * A long JSON text without what no reader of ours looks at, before it is parsed: an object of half a million names alone takes the
 * parser seconds. One pass; work in proportion to the text, most of it in the search for the ends of texts.
 */
export function cutJson(text: string): CutJson {
  if (text.length < SHORT_TEXT) return { text, leftOut: 0, isTooDeep: false, isBounded: false };
  const entries: number[] = [0];
  let depth = 0;
  let skippingAt = -1;
  let skipsObjects = false;
  let kept = "";
  let copiedTo = 0;
  let leftOut = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfText(text, at);
      if (end === -1) break;
      if (skippingAt === -1 && end - at > LONGEST_TEXT) {
        kept += text.slice(copiedTo, beforeEscape(text, at + LONGEST_TEXT));
        copiedTo = end;
      }
      at = end;
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      depth += 1;
      if (depth > MOST_LEVELS + 1) return { text, leftOut, isTooDeep: true, isBounded: false };
      entries[depth] = 0;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
      if (depth === skippingAt) {
        copiedTo = at;
        skippingAt = -1;
        if (skipsObjects) leftOut = Math.max(leftOut, (entries[depth] ?? 0) + 1 - MOST_ENTRIES);
      }
      depth = Math.max(0, depth - 1);
    } else if (code === COMMA) {
      entries[depth] = (entries[depth] ?? 0) + 1;
      if (skippingAt === -1 && entries[depth] === MOST_ENTRIES) {
        kept += text.slice(copiedTo, at);
        skippingAt = depth;
        skipsObjects = /^\s{0,40}\{/.test(text.slice(at + 1, at + 50));
      }
    }
  }
  // What never ends is no JSON: the parser says so of the whole text.
  if (skippingAt !== -1) return { text, leftOut: 0, isTooDeep: false, isBounded: false };
  return { text: copiedTo === 0 ? text : kept + text.slice(copiedTo), leftOut, isTooDeep: false, isBounded: true };
}

/** A place at or a little before `at` that is not in the middle of an escaped character, or of one in two halves. */
function beforeEscape(text: string, at: number): number {
  const mark = text.lastIndexOf("\\", at - 1);
  // A character by its number is six characters long, and a backslash may itself be an escaped one.
  const place = mark > at - 6 && !isEscaped(text, mark) ? mark : at;
  const code = text.charCodeAt(place - 1);
  const isHalf = (code >= 0xd800 && code <= 0xdbff) || /\\u[Dd][89ABab]..$/.test(text.slice(place - 6, place));
  return isHalf ? place - (code >= 0xd800 ? 1 : 6) : place;
}

// Which bodies were cut before they were parsed, and what was left out of them.
const cutBodies = new WeakMap<object, number>();

/**
 * The body of an answer, with every digit, within the bounds. @throws SyntaxError where the text is not JSON
 */
export function parseCut({ text, leftOut, isBounded }: CutJson): unknown {
  const body = parseJson(text);
  if (typeof body === "object" && body !== null && isBounded) cutBodies.set(body, leftOut);
  return body;
}

/** What was left out of a body that is known to be within the bounds; null where nobody has looked. */
export const leftOutOf = (body: unknown): number | null =>
  typeof body === "object" && body !== null ? (cutBodies.get(body) ?? null) : null;

/** One pass by hand: the answers hold thousands of short texts, and an expression would have to call back for each. */
function withLongIntegersAsText(text: string): string {
  let quoted = "";
  let copiedTo = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfText(text, at);
      // A text without an end is no JSON; the parser says so.
      if (at === -1) break;
    } else if (isInNumber(code)) {
      const start = at;
      while (isInNumber(text.charCodeAt(at + 1))) at += 1;
      const number = at - start < MOST_EXACT_DIGITS ? "" : text.slice(start, at + 1);
      if (!INTEGER.test(number) || Number.isSafeInteger(Number(number))) continue;
      quoted += `${text.slice(copiedTo, start)}"${number}"`;
      copiedTo = at + 1;
    }
  }
  return copiedTo === 0 ? text : quoted + text.slice(copiedTo);
}

/** Where the quote stands that ends the text begun at `start`; -1 where none does. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, quote: number): boolean {
  let first = quote;
  while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (quote - first) % 2 === 1;
}

/** Digits, signs, points and exponents: + - . 0-9 E e. */
const isInNumber = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e || code === 0x2b || code === 0x65 || code === 0x45;
