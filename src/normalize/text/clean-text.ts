import { repairText } from "./mojibake.ts";

// Invisible characters can carry orders past a reader: C0 and C1 controls but for tab and line feed, all that Unicode says to
// ignore in display (zero-width, bidi controls, tags U+E0000–E007F, variation selectors), annotation marks, noncharacters and
// lone surrogates. The soft hyphen stays: in damaged text it is a byte of "í".
const INVISIBLE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFF9-\uFFFB]|(?!\u00AD)\p{Default_Ignorable_Code_Point}|\p{Noncharacter_Code_Point}|\p{Surrogate}/gu;
// Nothing of the above: ASCII, Latin, Cyrillic, and the common Chinese and Japanese characters with their punctuation.
const HARMLESS = /^[\t\n -~\u00A1-\u00AC\u00AE-\u024F\u0400-\u04FF\u3000-\u30FF\u4E00-\u9FFF\uFF01-\uFF5E]*$/;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
const C1_CONTROL = /[\u0080-\u009F]/;

/** Text without invisible characters, cut to `maxLength` code points. Line feeds and tabs stay. */
export function cleanText(text: string, maxLength = Number.POSITIVE_INFINITY): string {
  if (HARMLESS.test(text)) return firstCodePoints(text, maxLength);
  // In text read with the wrong character set C1 controls are bytes of letters: dropping them would end all hope of repair.
  const whole = C1_CONTROL.test(text) ? repairText(text).text : text;
  return firstCodePoints(whole.replace(LINE_ENDS, "\n").replace(INVISIBLE, ""), maxLength);
}

/** The same over every string and key of a JSON-like value. */
export function cleanStrings<T>(value: T): T {
  return cleaned(value) as T;
}

/** Most values are clean and come back as they are: copying a listing with its hundreds of SKUs would cost as much as reading it. */
function cleaned(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const entries = value.map(cleaned);
    return entries.some((entry, index) => entry !== value[index]) ? entries : value;
  }
  const keys = Object.keys(value);
  const entries = keys.map((key) => cleaned((value as Record<string, unknown>)[key]));
  const isClean = keys.every(
    (key, index) => entries[index] === (value as Record<string, unknown>)[key] && cleanText(key) === key,
  );
  return isClean ? value : Object.fromEntries(keys.map((key, index) => [cleanText(key), entries[index]]));
}

function firstCodePoints(text: string, count: number): string {
  if (text.length <= count) return text;
  let end = 0;
  for (let taken = 0; taken < count && end < text.length; taken += 1) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return text.slice(0, end);
}
