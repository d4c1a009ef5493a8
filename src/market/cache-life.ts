const HOUR_MS = 3_600_000;

/** How long each part of a product, and a page of a search, may be believed. Prices and stock move within the day, suppliers hardly in a week. */
export const SECTION_LIFE_MS = {
  texts: 24 * HOUR_MS,
  price: HOUR_MS,
  supplier: 7 * 24 * HOUR_MS,
  description: 24 * HOUR_MS,
  raw: HOUR_MS,
  stock: HOUR_MS,
  freight: HOUR_MS,
  search: HOUR_MS,
  /** A listing that is not there: remembered for ten minutes, the only failure that is. */
  absence: HOUR_MS / 6,
} as const;
export type Section = keyof typeof SECTION_LIFE_MS;
