import { onceForEach } from "../../object-memory.ts";
import type { BuyerCosts } from "./buyer-costs.ts";
import { isBySize } from "./given-costs.ts";
import type { LandedForm } from "./segments.ts";
import type { ShipmentShape } from "./shipment-price.ts";

/** The forms that are known of a shape under some costs; whoever finds none that holds adds one. */
export type FormsOf = (shape: ShipmentShape, costs: BuyerCosts) => LandedForm[];

// A comparison of twenty listings of which little is known has some three hundred; a form is a few kilobytes.
const MOST_KEPT = 1_500;

const kept = new Map<string, LandedForm[]>();

/** A form hangs on no price and no quantity, so a question that changes neither the way nor its costs finds those of the last one. */
export function keptForms(destination: string): FormsOf {
  const [shapeKey, sizeKey, costsKey] = [onceForEach(writeShape), onceForEach(writeSize), onceForEach(writeCosts)];
  return (shape, costs) => {
    const size = isBySize(costs) ? sizeKey(shape) : "";
    const key = `${destination} ${shapeKey(shape)} ${size} ${costsKey(costs)}`;
    const found = kept.get(key) ?? [];
    // The last to be asked for are the last to go.
    kept.delete(key);
    kept.set(key, found);
    const [oldest] = kept.size > MOST_KEPT ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return found;
  };
}

const writeCosts = (costs: BuyerCosts): string => JSON.stringify(costs);

const writeShape = ({
  rule,
  isTermOpen = false,
  pricedApart = null,
  placeKind = null,
  taxIncluded,
  quote,
}: ShipmentShape): string =>
  `${rule} ${isTermOpen} ${pricedApart} ${placeKind} ${taxIncluded} ${quote && `${quote.scope} ${quote.term} ${quote.known}`}`;

const writeSize = ({ kgPerUnit = null, m3PerUnit = null }: ShipmentShape): string => `${kgPerUnit} ${m3PerUnit}`;
