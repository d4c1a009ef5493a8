import type { LocalizedText } from "../../model/localized-text.ts";
import { htmlToText } from "../../normalize/text/html.ts";

/** A description's HTML as text under the language it is in; null where only pictures or nothing are in it. */
export function readProse(html: string | null, language: string): LocalizedText | null {
  const text = html === null ? "" : htmlToText(html).trim();
  return text === "" ? null : { [language]: text };
}
