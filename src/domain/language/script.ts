import type { TextDirection } from "../../model/localized-text.ts";

// Enough to know a script by; the rest of a long text says the same.
const SAMPLE_LENGTH = 2_000;

interface Script {
  /** ISO 15924. */
  readonly code: string;
  readonly letters: RegExp;
  /** The language that a trading text in this script is most likely in; null where the script is common to many. */
  readonly language: string | null;
}

const SCRIPTS: readonly Script[] = [
  { code: "Latn", letters: /\p{Script=Latin}/gu, language: null },
  { code: "Kana", letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, language: "ja" },
  { code: "Hang", letters: /\p{Script=Hangul}/gu, language: "ko" },
  { code: "Hani", letters: /\p{Script=Han}/gu, language: "zh" },
  { code: "Arab", letters: /\p{Script=Arabic}/gu, language: "ar" },
  { code: "Cyrl", letters: /\p{Script=Cyrillic}/gu, language: "ru" },
  { code: "Hebr", letters: /\p{Script=Hebrew}/gu, language: "he" },
  { code: "Grek", letters: /\p{Script=Greek}/gu, language: "el" },
  { code: "Thai", letters: /\p{Script=Thai}/gu, language: "th" },
  { code: "Deva", letters: /\p{Script=Devanagari}/gu, language: "hi" },
];

// What a language's script by Intl.Locale ("Jpan", "Hans") is written with.
const WRITTEN_WITH: Readonly<Record<string, readonly string[]>> = {
  Hans: ["Hani"],
  Hant: ["Hani"],
  Jpan: ["Hani", "Kana"],
  Kore: ["Hang", "Hani"],
};

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"]);

/** The script of a tag's language, ISO 15924 ("Hant" for zh-TW); null where Intl knows none. */
export function scriptOfTag(tag: string): string | null {
  try {
    return new Intl.Locale(tag).maximize().script ?? null;
  } catch {
    return null;
  }
}

/** Which way a text in that language is written; a text of no known language by its own letters. */
export function directionOf(language: string | null, text: string): TextDirection {
  const script = (language === null ? null : scriptOfTag(language)) ?? scriptOfText(text)?.code ?? null;
  return script !== null && RIGHT_TO_LEFT.has(script) ? "rtl" : "ltr";
}

/** The language that a text must be in because its letters are not the tag's; null where they agree or cannot say. */
export function contradictingLanguage(tag: string, text: string): string | null {
  const script = scriptOfText(text);
  const tagScript = scriptOfTag(tag);
  if (script === null || tagScript === null || script.language === null) return null;
  return (WRITTEN_WITH[tagScript] ?? [tagScript]).includes(script.code) ? null : script.language;
}

function scriptOfText(text: string): Script | null {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const counted = SCRIPTS.map((script) => ({ script, count: sample.match(script.letters)?.length ?? 0 })).filter(
    ({ count }) => count > 0,
  );
  // Japanese mixes kana with at least as many Han characters.
  const kana = counted.find(({ script }) => script.code === "Kana");
  const most = counted.toSorted((left, right) => right.count - left.count)[0];
  return (most?.script.code === "Hani" && kana !== undefined ? kana : most)?.script ?? null;
}
