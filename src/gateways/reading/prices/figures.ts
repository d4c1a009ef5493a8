import { type Amount, Decimal, isCurrency } from "../../../model/money.ts";
import type { Product } from "../../../model/product.ts";
import { readAmount, readMarkedAmount } from "../../../normalize/price/amount.ts";
import { currencyOfMark, readCurrencyMark, resolveCurrency } from "../../../normalize/price/currency-mark.ts";
import { readCount } from "../../../normalize/price/quantity.ts";

// Star ratings and service scores of all three marketplaces are out of 5.
const BEST_RATING = 5;

/** A price; 0 is how the platforms write "none", so it is unknown. */
export const readPrice = (value: unknown): Amount | null => positive(readAmount(value));

/** A price in a field of that currency: one whose mark contradicts the currency is none. */
export const priceIn =
  (currency: string | null) =>
  (value: unknown): Amount | null =>
    positive(amountIn(currency)(value));

/** An amount in a field of that currency, where 0 is nothing to pay; one whose mark contradicts the currency is none. */
export const amountIn =
  (currency: string | null) =>
  (value: unknown): Amount | null => {
    const marked = readMarkedAmount(value);
    return marked === null || resolveCurrency(marked.mark, currency) === "conflict" ? null : marked.amount;
  };

/** An ISO 4217 code, or what stands for one alone: "usd", "US$", "RMB". A lone "$" or "¥" names several currencies. */
export const readCurrency = (code: string): string | null => {
  const currency = currencyOfMark(readCurrencyMark(code));
  return currency !== null && isCurrency(currency) ? currency : null;
};

/** A measure or weight; 0 is not stated. */
export const readMeasure = readPrice;

/** A whole number above 0. */
export const readPositiveCount = (value: unknown): number | null => {
  const count = readCount(value);
  return count !== null && count > 0 ? count : null;
};

/** An amount of grams as kilograms. */
export const kilograms = (grams: Amount | null): Amount | null =>
  grams === null ? null : new Decimal(grams).div(1000).toFixed();

/** Ratings out of 5 under the platform's own names; what is not rated (0) or unreadable is left out. */
export const readRatings = (ratings: Readonly<Record<string, unknown>>): Readonly<Record<string, Amount>> =>
  Object.fromEntries(
    Object.entries(ratings).flatMap(([name, value]) => {
      const rating = positive(readAmount(value));
      return rating !== null && new Decimal(rating).lte(BEST_RATING) ? [[name, rating]] : [];
    }),
  );

/** A product's own stars out of 5 and how many reviews they rest on; null where nobody has rated it. */
export function readRating(stars: unknown, reviews: unknown): Product["rating"] {
  const { stars: read = null } = readRatings({ stars });
  const count = readPositiveCount(reviews);
  return read === null && count === null ? null : { stars: read, reviews: count };
}

export const isLower = (one: Amount, other: Amount): boolean => new Decimal(one).lt(other);

/** Length, width and height from one text: "10x20x50", "2*3*4". */
export function readSize(text: string | null): Pick<Product["package"], "lengthCm" | "widthCm" | "heightCm"> {
  const parts = text?.split(/\s*[x×*X]\s*/) ?? [];
  const [lengthCm = null, widthCm = null, heightCm = null] = parts.length === 3 ? parts.map(readMeasure) : [];
  return { lengthCm, widthCm, heightCm };
}

const positive = (amount: Amount | null): Amount | null => (amount !== null && /[1-9]/.test(amount) ? amount : null);
