import type { Warning } from "../../model/product.ts";
import { quotedFigures } from "./quoted-figures.ts";

const MAX_SHOWN = 5;
const MAX_RAW_LENGTH = 60;

/** One warning a text that was not read, with its figures; a long list of them is summed up. */
export function unreadTextWarnings(code: string, reason: string, raws: readonly string[]): readonly Warning[] {
  const shown = raws
    .slice(0, MAX_SHOWN)
    .map((raw) => ({ code, message: `${reason}: "${quotedFigures(raw, MAX_RAW_LENGTH)}".` }));
  const rest = raws.length - shown.length;
  return rest > 0 ? [...shown, { code, message: `${reason}: ${rest} more.` }] : shown;
}
