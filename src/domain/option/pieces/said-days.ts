import type { DayRange, FreightOption } from "../../../model/freight.ts";
import type { Product } from "../../../model/product.ts";
import type { Route } from "./piece.ts";

type Said = readonly FreightOption[];

/** Whether a delivery serves a quantity. */
export const serves = ({ minQuantity, maxQuantity }: FreightOption, quantity: number): boolean =>
  minQuantity <= quantity && (maxQuantity === null || quantity <= maxQuantity);

/** The deliveries with the days that a supplier said of them in place of their own; one that was not spoken of keeps its own. */
export function withSaidDays(options: readonly FreightOption[], product: Product, quantity: number): readonly FreightOption[] {
  const said = saidFor(product, quantity);
  if (said.length === 0) return options;
  return options.map((option) => {
    const ofIt = said.filter((one) => speaksOf(one, option));
    return ofIt.length === 0 ? option : { ...option, days: spanOf(ofIt) };
  });
}

/**
 * The days of the way that were said, for a way whose delivery names none; null is not said. What was said of one delivery that is
 * listed holds for no other that is; where none is taken beyond the seller's country, all that was said may be meant.
 */
export function saidTransit(
  route: Pick<Route, "scope"> | null,
  options: readonly FreightOption[],
  product: Product,
  quantity: number,
): DayRange | null {
  const said = saidFor(product, quantity);
  const isOpen = route === null || route.scope === "domestic";
  const ofIt = said.filter(
    (one) => isOpen || (one.method === null && one.carrier === null) || !options.some((option) => speaksOf(one, option)),
  );
  return ofIt.length === 0 ? null : spanOf(ofIt);
}

const saidFor = ({ shipping }: Product, quantity: number): Said =>
  (shipping.saidDays ?? []).filter((one) => serves(one, quantity));

/** What is said of a way or a carrier holds for a delivery that names no other. One within the seller's country is not the way. */
const speaksOf = ({ method, carrier }: FreightOption, option: FreightOption): boolean =>
  option.scope !== "domestic" && agrees(method, option.method) && agrees(carrier, option.carrier);

const agrees = (said: string | null, listed: string | null): boolean =>
  said === null || listed === null || said.toLowerCase() === listed.toLowerCase();

/** From the first day of any to the last day of all; an end that is open stays open. */
function spanOf(said: Said): DayRange {
  const highs = said.map(({ days }) => days?.high ?? null);
  return {
    low: Math.min(...said.map(({ days }) => days?.low ?? 0)),
    high: highs.reduce((last, high) => (last === null || high === null ? null : Math.max(last, high))),
  };
}
