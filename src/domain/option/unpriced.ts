import { Decimal } from "../../model/money.ts";
import type { Warning } from "../../model/product.ts";
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
  if (namesNoUnit(listing) || unitClass === terms.unitClass) return null;
  const sold = unit !== null && UNIT_WORD.test(unit) ? unit : unitClass;
  return {
    code: "unit_mismatch",
    message: `Sold by the ${sold}; the quantity counts in ${terms.unitClass}, and how many are in one is not known`,
  };
}

export const unitWarning = (listing: Listing, { unitClass }: Terms): readonly Warning[] =>
  namesNoUnit(listing)
    ? [{ code: "unit_not_stated", message: `The ${sourceOf(listing)} names no unit: taken as ${unitClass}` }]
    : [];

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
  const known = skuId === null || product.skus.some(({ id }) => id === skuId);
  return { code: "no_price", message: known ? `The ${sourceOf(listing)} states no price` : `The listing has no SKU ${skuId}` };
};
