import { randomBytes } from "node:crypto";

/** Long prose of a seller in the text channel, between two lines that the seller cannot have guessed. */
export function fence(text: string, boundary: string = randomBytes(6).toString("hex")): string {
  return `--- seller text ${boundary} ---\n${text}\n--- end of seller text ${boundary} ---`;
}

/** A seller's words inside one table cell or line: no line breaks, nothing that Markdown would read as its own. */
export const inline = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/[|`*_<>[\]\\#]/g, (mark) => `\\${mark}`)
    .trim();
