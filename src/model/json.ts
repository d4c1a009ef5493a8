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
