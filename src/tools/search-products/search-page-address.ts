import type { Marketplace } from "../../model/marketplace.ts";

/** The marketplace's own search page for the words, for a person to open. 1688 reads its address in GBK. */
export function searchPageAddress(marketplace: Marketplace, words: string): string {
  switch (marketplace) {
    case "1688":
      return `https://s.1688.com/selloffer/offer_search.htm?keywords=${gbkEncoded(words)}`;
    case "aliexpress":
      return `https://www.aliexpress.com/w/wholesale-${encodeURIComponent(words.trim().replace(/\s+/g, "-"))}.html`;
    case "alibaba":
      return `https://www.alibaba.com/trade/search?SearchText=${encodeURIComponent(words)}`;
  }
}

/** Percent-encoded GBK bytes; a character that GBK has not is left out. */
export const gbkEncoded = (words: string): string =>
  [...words].map((character) => (/[\w.~-]/.test(character) ? character : (gbkBytes().get(character) ?? ""))).join("");

let bytes: ReadonlyMap<string, string> | null = null;

/** Node decodes GBK and does not encode it: every pair of bytes is decoded once, and the table turned round. */
function gbkBytes(): ReadonlyMap<string, string> {
  if (bytes !== null) return bytes;
  const table = new Map<string, string>();
  const decoder = new TextDecoder("gbk");
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && character !== "\ufffd" && !table.has(character))
        table.set(character, hex(lead, trail));
    }
  }
  for (let code = 0x20; code < 0x7f; code++) table.set(String.fromCharCode(code), hex(code));
  bytes = table;
  return table;
}

const hex = (...codes: readonly number[]): string =>
  codes.map((code) => `%${code.toString(16).toUpperCase().padStart(2, "0")}`).join("");
