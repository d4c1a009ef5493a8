import { Decimal } from "../../model/money.ts";
import type { WayLine } from "./cost-lines.ts";
import { VALUE_AT_PORT } from "./customs.ts";
import type { DeliveryRoute } from "./delivery-route.ts";
import type { Branches } from "./linear/branches.ts";
import { NOTHING } from "./linear/linear.ts";
import { type LinearRange, sum, times, UNKNOWN, without, ZERO } from "./linear/linear-range.ts";

// Incoterms 2020 A5 of CIF and CIP: cover is for the price and ten per cent.
const INSURED_SHARE = "1.1";

/** What is known of a shipment when its value at some point of the way is asked. */
export interface Shipment {
  readonly goods: LinearRange;
  readonly route: DeliveryRoute;
  readonly quote: LinearRange;
  /** What a line costs, whoever pays it; absent is not known. Insurance is never here. */
  readonly lineCosts: ReadonlyMap<WayLine, LinearRange>;
  /** The premium as an amount, or the rate that it follows from. */
  readonly insurance: LinearRange | null;
  readonly insuranceRate: Decimal | null;
  readonly branches: Branches;
}

/**
 * The value of the shipment with exactly the cost lines of `target` in it, by adding what the price and the quote lack and
 * stripping what they have beyond it. A part to strip that is not known leaves a range.
 */
export function valueWith(target: ReadonlySet<WayLine>, shipment: Shipment): LinearRange {
  const { goods, route, quote, branches } = shipment;
  const cost = (line: WayLine): LinearRange => costOf(line, shipment);
  const beyondTarget = (lines: ReadonlySet<WayLine>): LinearRange =>
    sum([...lines].filter((line) => !target.has(line)).map(cost));
  const maybeInPrice = sum([...route.uncertain].filter((line) => !target.has(line)).map((line) => atMostAll(cost(line))));
  const inGoods = without(goods, sum([beyondTarget(route.inPrice), maybeInPrice]), branches);
  const added = [...target].flatMap((line) => {
    if (route.inPrice.has(line) || route.inQuote.has(line)) return [];
    return [route.uncertain.has(line) ? atMostAll(cost(line)) : cost(line)];
  });
  const fromQuote = [...route.inQuote].some((line) => target.has(line))
    ? without(quote, beyondTarget(route.inQuote), branches)
    : ZERO;
  return sum([inGoods, fromQuote, ...added]);
}

/** None of a cost, or all of it. */
export const atMostAll = ({ high }: LinearRange): LinearRange => (high === NOTHING ? ZERO : { low: NOTHING, high });

/** The premium on the CIF value: CIF = CFR / (1 − 1.1 r), premium = 1.1 r · CIF. */
export function insurancePremium(shipment: Shipment): LinearRange {
  if (shipment.insurance !== null) return shipment.insurance;
  if (shipment.insuranceRate === null) return UNKNOWN;
  return times(valueInsured(shipment, shipment.insuranceRate), shipment.insuranceRate.times(INSURED_SHARE));
}

function costOf(line: WayLine, shipment: Shipment): LinearRange {
  if (shipment.route.notApplicable.has(line)) return ZERO;
  return line === "insurance" ? insurancePremium(shipment) : (shipment.lineCosts.get(line) ?? UNKNOWN);
}

const UNINSURED: ReadonlySet<WayLine> = new Set([...VALUE_AT_PORT].filter((line) => line !== "insurance"));

function valueInsured(shipment: Shipment, rate: Decimal): LinearRange {
  const { inPrice, inQuote, uncertain } = shipment.route;
  // A premium that the price may hold is its own line's doubt: what is covered is looked at as if it did not.
  if (uncertain.has("insurance")) {
    const left = new Set([...uncertain].filter((line) => line !== "insurance"));
    return valueInsured({ ...shipment, route: { ...shipment.route, uncertain: left } }, rate);
  }
  if (inPrice.has("insurance") || inQuote.has("insurance")) return valueWith(VALUE_AT_PORT, shipment);
  const uninsuredShare = new Decimal(1).minus(rate.times(INSURED_SHARE));
  if (!uninsuredShare.gt(0)) return UNKNOWN;
  return times(valueWith(UNINSURED, shipment), new Decimal(1).div(uninsuredShare));
}
