/** A text in one unknown language, or by language tag as the platform wrote it. */
export type LocalizedText = string | Readonly<Record<string, string>>;

export type TextDirection = "ltr" | "rtl";
/** Which step of the fallback chain served the text. */
export type LanguageStep = "requested" | "english" | "default" | "any" | "plain" | "none";
