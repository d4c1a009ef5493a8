import type { Texts } from "./catalogue/texts.ts";

/** The text in a language as the platforms serve it: that language, its primary tag, else null. */
export function textIn(texts: Texts, language: string): string | null {
  const primary = language.split(/[-_]/)[0] ?? language;
  return texts[language] ?? texts[primary] ?? null;
}

/** The text in the first language that has one, else any, else "". */
export function anyText(texts: Texts, ...languages: readonly string[]): string {
  for (const language of languages) {
    const text = textIn(texts, language);
    if (text !== null) return text;
  }
  return Object.values(texts)[0] ?? "";
}
