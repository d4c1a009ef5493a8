import { Decimal } from "../../model/money.ts";
import type { Warning } from "../../model/product.ts";
import { readUnit } from "../../model/unit-words.ts";
import type { Reason } from "../compared-option.ts";
import type { Listing } from "../comparison.ts";
import { convert } from "../exchange-rates.ts";
import type { PriceStep } from "./price/offer-price.ts";
import type { Terms } from "./terms.ts";

/** Why a listing has no price that can be compared; null where it has one. */
export function unpricedReason(listing: Listing, steps: readonly PriceStep[], terms: Terms): Reason | null {
  const { offer } = listing.product;
  const mismatch = unitMismatch(listing, terms);
  if (mismatch) return mismatch;
  if (isUnreadPrice(listing)) return noPrice(listing);
  if (offer.currency === null) return { code: "no_price", message: `The ${sourceOf(listing)} does not say its currency` };
  if (steps.length === 0 && listing.mix.length === 0) return noPrice(listing);
  if (convert(new Decimal(1), offer.currency, terms.currency, terms.fx) !== null) return null;
  return { code: "rate_missing", message: `Priced in ${offer.currency}: no rate to ${terms.currency} is known` };
}

// A unit is the seller's word: only what can be one goes into a sentence of ours.
const UNIT_WORD = /^\p{L}{1,12}$/u;

// A listing that names no unit is taken to count as asked, with a warning; one that names another unit is not comparable.
const namesNoUnit = ({ product }: Listing): boolean => product.offer.unit === null && product.offer.unitClass === "other";

function unitMismatch(listing: Listing, terms: Terms): Reason | null {
  const { unit, unitClass } = listing.product.offer;
  if (namesNoUnit(listing) || (unitClass === terms.unitClass && isSameWord(unit, terms))) return null;
  return {
    code: "unit_mismatch",
    message: `Sold by the ${wordOf(unit) ?? unitClass}; the quantity counts in ${countedIn(terms)}, and how many are in one is not known`,
  };
}

/** Units that are not known are all of one class: only the same word is the same unit. */
const isSameWord = (unit: string | null, terms: Terms): boolean =>
  terms.unitClass !== "other" || readUnit(unit)?.unit.name === terms.unit;

const wordOf = (unit: string | null): string | null => (unit !== null && UNIT_WORD.test(unit) ? unit : null);

const countedIn = ({ unit, unitClass }: Terms): string => (unitClass === "other" ? (wordOf(unit) ?? unitClass) : unitClass);

/** What is taken of a unit that is not stated, or that nobody here knows. */
export function unitWarning(listing: Listing, terms: Terms): readonly Warning[] {
  const { unit, unitClass } = listing.product.offer;
  if (namesNoUnit(listing))
    return [{ code: "unit_not_stated", message: `The ${sourceOf(listing)} names no unit: taken as ${countedIn(terms)}` }];
  if (unitClass !== "other") return [];
  const sold = wordOf(unit) === null ? "a unit that" : `the ${unit}, a unit that`;
  return [{ code: "unit_not_known", message: `Sold by ${sold} is not known here: the quantity is taken to count it` }];
}

const sourceOf = ({ basis }: Pick<Listing, "basis">): string => (basis === "offer" ? "offer" : "listing");

const UNREAD: ReadonlySet<string> = new Set(["unparsed_tier", "mixed_currency", "unit_conflict"]);

/** Whether a price was written, and none could be read in it. */
export const isUnreadPrice = ({ product, basis }: Listing): boolean =>
  (basis === "offer" || basis === "given") &&
  product.offer.tiers.length === 0 &&
  product.warnings.some(({ code }) => UNREAD.has(code));

const noPrice = (listing: Listing): Reason => {
  const { product, skuId } = listing;
  if (isUnreadPrice(listing))
    return { code: "no_price", message: 'The price that was given cannot be read: write it as "1000+: 4.80"' };
  if (product.warnings.some(({ code }) => code === "zero_price") && listing.basis !== undefined && listing.basis !== "listing")
    return { code: "no_price", message: "The price that was given is 0, which is no price: write what one unit costs" };
  const known = skuId === null || product.skus.some(({ id }) => id === skuId);
  return { code: "no_price", message: known ? `The ${sourceOf(listing)} states no price` : `The listing has no SKU ${skuId}` };
};
