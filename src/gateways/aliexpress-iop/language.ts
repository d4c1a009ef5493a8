import { primaryLanguage } from "../protocol/request-text.ts";

// The site's own languages with the locale of each; every other is asked in English.
const LOCALES: Readonly<Record<string, string>> = {
  ar: "ar_MA",
  de: "de_DE",
  en: "en_US",
  es: "es_ES",
  fr: "fr_FR",
  he: "iw_IL",
  id: "in_ID",
  it: "it_IT",
  ja: "ja_JP",
  ko: "ko_KR",
  nl: "nl_NL",
  pl: "pl_PL",
  pt: "pt_BR",
  ru: "ru_RU",
  th: "th_TH",
  tr: "tr_TR",
  vi: "vi_VN",
};

/** The language to ask in: the wanted one where the site speaks it, else English. */
export function askedLanguage(tag: string): string {
  const language = primaryLanguage(tag);
  return Object.hasOwn(LOCALES, language) ? language : "en";
}

export const askedLocale = (tag: string): string => LOCALES[askedLanguage(tag)] ?? "en_US";
