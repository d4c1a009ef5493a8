import { Decimal } from "../../model/money.ts";
import type { BuyerCosts } from "./buyer-costs.ts";
import {
  CARRIAGE_LINES,
  COST_FIELD,
  COST_LINES,
  type CostLineName,
  isSaid,
  type LineBasis,
  type WayLine,
} from "./cost-lines.ts";
import type { Levies } from "./duty-and-vat.ts";
import { isExact, type LinearRange, UNKNOWN, ZERO } from "./linear/linear-range.ts";
import { atMostAll, insurancePremium, type Shipment } from "./shipment-value.ts";

/** A line of a shipment with all that it may cost the buyer. */
export interface PricedLine {
  readonly name: CostLineName;
  readonly cost: LinearRange;
  readonly basis: LineBasis;
}

interface WayFigures {
  readonly shipment: Shipment;
  readonly levied: Levies;
  readonly costs: BuyerCosts;
  /** Another quantity is shipped than the one that the buyer's lump sums are for. */
  readonly isRescaled: boolean;
}

/**
 * The buyer's lines of the way, in its order. A quote for several of them stands whole on the main one (`freight`, else its first);
 * the others show 0 with the basis `quoted`: they cost the buyer nothing more, and the lines still sum.
 */
export const wayLines = (figures: WayFigures): readonly PricedLine[] =>
  COST_LINES.flatMap((name) => (name === "duty" ? dutyLines(figures) : [wayLine(name, figures)]));

function dutyLines({ levied, shipment: { route } }: WayFigures): readonly PricedLine[] {
  return levied.duties.map(({ name, cost }) => {
    if (route.inPrice.has("duty")) return { name, cost: ZERO, basis: "in_price" };
    if (route.inQuote.has("duty")) return { name, cost: ZERO, basis: "quoted" };
    if (route.notApplicable.has("duty")) return { name, cost: ZERO, basis: "not_applicable" };
    return route.uncertain.has("duty") ? maybePaid(name, cost) : computed(name, cost);
  });
}

function wayLine(name: Exclude<WayLine, "duty">, figures: WayFigures): PricedLine {
  const { shipment, levied, costs } = figures;
  const { route, lineCosts } = shipment;
  if (name === "vat" && levied.vat === null) return { name, cost: ZERO, basis: "not_applicable" };
  if (route.inPrice.has(name)) return { name, cost: ZERO, basis: "in_price" };
  if (route.inQuote.has(name)) return quotedLine(name, shipment);
  if (route.notApplicable.has(name)) return { name, cost: ZERO, basis: "not_applicable" };
  if (name === "insurance" || name === "vat") {
    const cost = name === "vat" ? (levied.vat ?? ZERO) : insurancePremium(levied.net);
    return route.uncertain.has(name) ? maybePaid(name, cost) : computed(name, cost);
  }
  const said = lineCosts.get(name) ?? UNKNOWN;
  const cost = route.uncertain.has(name) ? atMostAll(said) : said;
  if (!isExact(cost)) return { name, cost, basis: "unknown" };
  return { name, cost, basis: figures.isRescaled && isScaledLump(name, costs) ? "scaled" : "given" };
}

/** Whether a lump sum, and not a figure for each unit, stands behind a line. Nothing stays nothing at every quantity. */
function isScaledLump(name: WayLine, costs: BuyerCosts): boolean {
  const lump = costs[COST_FIELD[name]];
  return CARRIAGE_LINES.has(name) && typeof lump === "string" && !new Decimal(lump).isZero();
}

function quotedLine(name: WayLine, { route, quote }: Shipment): PricedLine {
  const main = route.inQuote.has("freight") ? "freight" : [...route.inQuote][0];
  const cost = name === main ? quote : ZERO;
  return { name, cost, basis: cost.high === null ? "unknown" : "quoted" };
}

const computed = (name: CostLineName, cost: LinearRange): PricedLine => ({
  name,
  cost,
  basis: cost.high === null ? "unknown" : "computed",
});

/** A cost that the price may hold: nothing, or all of it. */
const maybePaid = (name: CostLineName, all: LinearRange): PricedLine => {
  const cost = atMostAll(all);
  return { name, cost, basis: isExact(cost) ? "computed" : "unknown" };
};

/** The lines that the buyer has said, and that this listing leaves open: its weight, its volume or its named place is not told. */
export const undecidedLines = (lines: readonly PricedLine[], costs: BuyerCosts): readonly WayLine[] =>
  COST_LINES.filter(
    (line) =>
      isSaid(line, costs) &&
      line !== "vat" &&
      line !== "insurance" &&
      lines.some(({ name, basis }) => basis === "unknown" && (name === line || name.startsWith(`${line}:`))),
  );

/** The lines of which it is not known whether the price pays them, where that changes what the buyer does. */
export const unsureLines = (lines: readonly PricedLine[], uncertain: ReadonlySet<WayLine>): readonly WayLine[] =>
  COST_LINES.filter(
    (line) =>
      uncertain.has(line) && lines.some(({ name, cost }) => (name === line || name.startsWith(`${line}:`)) && !isExact(cost)),
  );

/** The lines that the buyer has to pay and nobody has said. */
export const unsaidLines = (lines: readonly PricedLine[], costs: BuyerCosts): readonly WayLine[] =>
  COST_LINES.filter((line) => !isSaid(line, costs) && lines.some(({ name, basis }) => name === line && basis === "unknown"));
