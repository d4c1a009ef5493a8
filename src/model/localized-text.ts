/**
 * A text in one unknown language, or by language tag as the platform wrote it.
 * @example
 * const title: LocalizedText = { zh: "保温杯", en: "Vacuum tumbler" };
 */
export type LocalizedText = string | Readonly<Record<string, string>>;

/**
 * How a text runs: left to right or right to left.
 * @example
 * const direction: TextDirection = "rtl";
 */
export type TextDirection = "ltr" | "rtl";

/**
 * Which step of the fallback chain served the text.
 * @example
 * const step: LanguageStep = "english";
 */
export type LanguageStep = "requested" | "english" | "default" | "any" | "plain" | "none";
