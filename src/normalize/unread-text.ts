import type { Warning } from "../model/product.ts";
import { cleanText } from "./clean-text.ts";

const MAX_SHOWN = 5;
const MAX_RAW_LENGTH = 60;

/** One warning a text that was not read, with the text; a long list of them is summed up. */
export function unreadTextWarnings(code: string, reason: string, raws: readonly string[]): readonly Warning[] {
  const shown = raws.slice(0, MAX_SHOWN).map((raw) => ({ code, message: `${reason}: "${cleanText(raw, MAX_RAW_LENGTH)}".` }));
  const rest = raws.length - shown.length;
  return rest > 0 ? [...shown, { code, message: `${reason}: ${rest} more.` }] : shown;
}
