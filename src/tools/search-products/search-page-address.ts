import type { Marketplace } from "../../model/marketplace.ts";
import { gbkEncode } from "../../normalize/text/character-set.ts";

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
  [...words].map((character) => (/[\w.~-]/.test(character) ? character : percentBytes(gbkEncode(character)))).join("");

const percentBytes = (bytes: Uint8Array | null): string =>
  [...(bytes ?? [])].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
