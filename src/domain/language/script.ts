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

// Languages that Intl writes in another script and that many write in Latin letters.
const ALSO_LATIN: ReadonlySet<string> = new Set(["sr", "uz", "kk", "az", "mn", "tk", "tg", "ku", "ug"]);
// Latin letters under a tag of another script: the trade's common language.
const TRADE_LANGUAGE = "en";
const FEW_LETTERS = 2;
const MANY_HAN = 10;
const KANA_SHARE = 6;

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

/** The language that a text must be in because it cannot be the tag's: by its letters alone. Null where it can be, or nothing says. */
export function contradictingLanguage(tag: string, text: string): string | null {
  const tagScript = scriptOfTag(tag);
  const { script, counts, others } = lettersOf(text);
  if (script === null || tagScript === null) return null;
  const own = WRITTEN_WITH[tagScript] ?? [tagScript];
  const count = (codes: readonly string[]): number => codes.reduce((sum, code) => sum + (counts.get(code) ?? 0), 0);
  if (own.includes(script.code)) return untranslatedHan(tagScript, counts);
  if (script.code !== "Latn") return script.language;
  // Brands and sizes in Latin letters stand in every language's titles; a few letters of its own make the text the tag's.
  const isOwn = count(own) + others >= FEW_LETTERS || ALSO_LATIN.has(tag.split("-")[0] ?? tag);
  return isOwn ? null : TRADE_LANGUAGE;
}

/** Chinese left as it was: Korean is never Han characters alone, Japanese only for a few of them. */
function untranslatedHan(tagScript: string, counts: ReadonlyMap<string, number>): string | null {
  const han = counts.get("Hani") ?? 0;
  const isUntranslated =
    (tagScript === "Kore" && han > 0 && !counts.has("Hang")) ||
    (tagScript === "Jpan" && han >= MANY_HAN && !counts.has("Kana"));
  return isUntranslated ? "zh" : null;
}

/** The language that its letters make likely: Chinese for Han characters, the trade's English for Latin letters; null for others. */
export function likelyLanguage(text: string): string | null {
  const { script } = lettersOf(text);
  return script === null ? null : (script.language ?? TRADE_LANGUAGE);
}

interface Letters {
  /** What most letters belong to; null where there are none that are known here. */
  readonly script: Script | null;
  readonly counts: ReadonlyMap<string, number>;
  /** Letters of scripts that are not in the table. */
  readonly others: number;
}

function lettersOf(text: string): Letters {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const counted = SCRIPTS.map((script) => ({ script, count: sample.match(script.letters)?.length ?? 0 })).filter(
    ({ count }) => count > 0,
  );
  const counts = new Map(counted.map(({ script, count }) => [script.code, count]));
  const others = (sample.match(/\p{L}/gu)?.length ?? 0) - [...counts.values()].reduce((sum, count) => sum + count, 0);
  const most = counted.toSorted((left, right) => right.count - left.count)[0];
  if (most === undefined || others > most.count) return { script: null, counts, others };
  // Japanese mixes kana with at least as many Han characters; one "の" alone is a Chinese seller's ornament.
  const kana = counted.find(({ script }) => script.code === "Kana");
  const isJapanese = most.script.code === "Hani" && kana !== undefined && kana.count * KANA_SHARE >= most.count;
  return { script: isJapanese ? kana.script : most.script, counts, others };
}

const scriptOfText = (text: string): Script | null => lettersOf(text).script;
