import type { Marketplace } from "../model/marketplace.ts";
import type { Listing } from "./catalogue/listing.ts";
import { LITTLE_WORDS, SYNONYMS } from "./synonyms.ts";

const SIZE = /^\d/;
const LATIN = /^[\p{Script=Latin}\p{N}]+$/u;

export interface FoundPage {
  readonly listings: readonly Listing[];
  readonly total: number;
  /** On sale and of another family: what a platform fills a page with, or sells a place on it to. */
  readonly stranger: Listing | null;
}

/**
 * Listings on sale whose titles, in whatever language, hold most of the words that name goods; where one holds all of them, only goods
 * of its kind. A size alone finds nothing.
 */
export function searchListings(all: readonly Listing[], query: string, page: number, size: number): FoundPage {
  const words = plain(query)
    .split(/[\s,;/]+/)
    .filter((word) => word !== "" && !LITTLE_WORDS.has(word));
  const open = all.filter(({ status }) => status === "on_sale");
  const scored = open.map((listing) => ({ listing, score: scoreOf(listing, words) })).filter(({ score }) => score > 0);
  const names = words.filter(isName).length;
  const kinds = new Set(scored.filter(({ score }) => Math.floor(score) === names).map(({ listing }) => listing.family));
  const found = scored
    .filter(({ listing }) => kinds.size === 0 || kinds.has(listing.family))
    .sort((one, other) => other.score - one.score)
    .map(({ listing }) => listing);
  const families = new Set(found.map(({ family }) => family));
  return {
    listings: found.slice((page - 1) * size, page * size),
    total: found.length,
    stranger: open.find(({ family }) => !families.has(family)) ?? null,
  };
}

/** The marketplace's listings of the goods that a picture of the catalogue shows; null for any other picture. */
export function searchByPicture(
  all: readonly Listing[],
  marketplace: Marketplace,
  address: string,
  page: number,
  size: number,
): FoundPage | null {
  const file = fileOf(address);
  const shown = all.find(({ images }) => file !== "" && images.some((image) => fileOf(image) === file));
  if (shown === undefined) return null;
  const alike = all.filter(
    ({ status, family, ids }) => status === "on_sale" && family === shown.family && ids[marketplace] !== undefined,
  );
  return { listings: alike.slice((page - 1) * size, page * size), total: alike.length, stranger: null };
}

const fileOf = (address: string): string => address.split(/[?#]/)[0]?.split("/").at(-1) ?? "";

const isName = (word: string): boolean => !SIZE.test(word);

/** How many names fit, and a hundredth for each size that does. */
function scoreOf({ title, family }: Listing, words: readonly string[]): number {
  const text = plain([...Object.values(title), family].join(" "));
  const latin = new Set(text.split(/[^\p{Script=Latin}\p{N}]+/u));
  // A Latin word stands between others, so that a mat is no matte mug; Chinese is written without spaces.
  const has = (word: string): boolean => (LATIN.test(word) ? latin.has(word) : text.includes(word));
  const holds = (word: string): boolean => has(word) || (SYNONYMS[word] ?? []).some(has);
  const names = words.filter(isName);
  const hits = names.filter(holds).length;
  return hits * 2 < names.length || hits === 0 ? 0 : hits + words.filter((word) => SIZE.test(word) && holds(word)).length / 100;
}

/** Lower case, "40 oz" as "40oz", English plurals as one. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(\d)\s+(oz|ml|l|cm|mm|kg|g)\b/g, "$1$2")
    .replace(/([a-z]{3,})s\b/g, "$1");
