import { productPrefix } from "../market/product-sections.ts";
import type { Summary } from "../upstream/cache/kept-store.ts";

/** How the keys of everything that is cached of a listing begin: commands see the market by way of the app alone. */
export const cachePrefix = productPrefix;

/** "12 entries, 340 kB, the oldest from 2026-11-20T04:00:00Z" */
export function summaryInWords({ entries, bytes, oldestMs }: Summary): string {
  if (oldestMs === null) return "Nothing is cached";
  const oldest = new Date(oldestMs).toISOString().replace(/\.\d+Z$/, "Z");
  return `${entries === 1 ? "1 entry" : `${entries} entries`}, ${sizeInWords(bytes)}, the oldest from ${oldest}`;
}

function sizeInWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
