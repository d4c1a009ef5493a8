import { expect } from "vitest";

const MOST_CHARACTERS = 160;
// A message, and the references of a search for the next call, are to be copied whole.
const MESSAGE = /^(?:Send |\[")/;
// References, addresses, fields in back quotes and the tools' own names are no code words.
const ALLOWED =
  /`[^`]*`|https?:\/\/\S+|(?:1688|aliexpress|alibaba|offer):\S+|\b(?:search_products|get_product|compare_purchase_options|score_supplier|extract_language|recheck_decision)\b/g;
const CODE_WORD = /[a-z]+_[a-z]+/g;

const longLines = (text: string): readonly string[] =>
  text.split("\n").filter((line) => line.length > MOST_CHARACTERS && !MESSAGE.test(line));

/** No line but a message is longer than 160 characters, and no word of the code stands in the text. */
export function expectReadable(text: string, asked: string): void {
  expect(longLines(text), asked).toEqual([]);
  expect(text.replace(ALLOWED, "").match(CODE_WORD) ?? [], asked).toEqual([]);
}
