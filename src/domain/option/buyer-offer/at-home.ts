import { UNQUOTED_DELIVERY } from "../../../model/freight.ts";
import type { Listing } from "../../comparison.ts";
import type { BuyerCosts } from "../../landed-cost/buyer-costs.ts";
import { COST_FIELD, COST_LINES, linesInPrice, type WayLine } from "../../landed-cost/cost-lines.ts";

// The one carriage, the VAT of the country and the unloading are paid at home too.
const AT_HOME_TOO: readonly WayLine[] = ["freight", "vat", "unloading"];
const LEFT_OUT = COST_LINES.filter((line) => !AT_HOME_TOO.includes(line));

/**
 * What a seller in the buyer's own country leaves out of the way: there is no export and no customs, one carriage is the whole of it.
 * The buyer's freight is the other sellers' way, from abroad: what carriage at home costs this one says.
 */
export const HOME_COSTS: BuyerCosts = {
  ...Object.fromEntries(LEFT_OUT.map((line) => [line === "insurance" ? "insuranceAmount" : COST_FIELD[line], "0"])),
  ...unsaid("freight", "freightPerUnit", "freightPerKg", "freightPerM3", "freightLeast"),
};

/** The lines of the way that are left out. */
export const HOME_LINES: ReadonlySet<string> = new Set(LEFT_OUT);

/** Laid over the shared costs, a field without a value takes theirs away. */
function unsaid(...fields: readonly (keyof BuyerCosts)[]): BuyerCosts {
  return Object.fromEntries(fields.map((field) => [field, undefined]));
}

/** Whether the seller was said to be in the buyer's country. In China every listing is at home, and has its own rule. */
export const isAtHome = ({ saidCountry }: Pick<Listing, "saidCountry">, destination: string): boolean =>
  saidCountry === destination && destination !== "CN";

/** A listing of the buyer's own country: its carriage is its own to quote, and its price may hold the VAT of the country. */
export function atHome(listing: Listing): Listing {
  const { product } = listing;
  const { offer, shipping } = product;
  const rule = offer.tradeTerm?.rule ?? null;
  const isDelivered = rule !== null && linesInPrice(rule).includes("freight");
  return {
    ...listing,
    isHome: true,
    product: {
      ...product,
      offer: listing.saysTaxIncluded === undefined ? offer : { ...offer, taxIncluded: listing.saysTaxIncluded },
      shipping: isDelivered || shipping.options.length > 0 ? shipping : { ...shipping, options: [UNQUOTED_DELIVERY] },
    },
  };
}
