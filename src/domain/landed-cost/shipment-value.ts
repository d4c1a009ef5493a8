import { Decimal } from "../../model/money.ts";
import type { WayLine } from "./cost-lines.ts";
import { VALUE_AT_PORT } from "./customs.ts";
import { type DecimalRange, exactly, sum, times, UNKNOWN, without, ZERO } from "./interval.ts";

// Incoterms 2020 A5 of CIF and CIP: cover is for the price and ten per cent.
const INSURED_SHARE = "1.1";

/** What is known of a shipment when its value at some point of the way is asked. */
export interface Shipment {
  readonly goods: DecimalRange;
  /** Lines that the price pays. */
  readonly inPrice: ReadonlySet<WayLine>;
  /** Lines that the delivery quote pays, and the quote. */
  readonly inQuote: ReadonlySet<WayLine>;
  readonly quote: DecimalRange;
  /** What a line costs, whoever pays it; absent is not known. Insurance is never here: it follows from the rate. */
  readonly lineCosts: ReadonlyMap<WayLine, Decimal>;
  readonly insuranceRate: Decimal | null;
}

/**
 * The value of the shipment with exactly the cost lines of `target` in it, by adding what the price and the quote lack and
 * stripping what they have beyond it. A part to strip that is not known leaves a range.
 */
export function valueWith(target: ReadonlySet<WayLine>, shipment: Shipment): DecimalRange {
  const { goods, inPrice, inQuote, quote } = shipment;
  const cost = (line: WayLine): DecimalRange => costOf(line, shipment);
  const stripped = (whole: DecimalRange, lines: ReadonlySet<WayLine>): DecimalRange =>
    without(whole, sum([...lines].filter((line) => !target.has(line)).map(cost)));
  const added = [...target].filter((line) => !inPrice.has(line) && !inQuote.has(line)).map(cost);
  const fromQuote = [...inQuote].some((line) => target.has(line)) ? stripped(quote, inQuote) : ZERO;
  return sum([stripped(goods, inPrice), fromQuote, ...added]);
}

/** The premium on the CIF value: CIF = CFR / (1 − 1.1 r), premium = 1.1 r · CIF. */
export function insurancePremium(shipment: Shipment): DecimalRange {
  if (shipment.insuranceRate === null) return UNKNOWN;
  return times(valueInsured(shipment, shipment.insuranceRate), shipment.insuranceRate.times(INSURED_SHARE));
}

function costOf(line: WayLine, shipment: Shipment): DecimalRange {
  if (line === "insurance") return insurancePremium(shipment);
  const cost = shipment.lineCosts.get(line);
  return cost === undefined ? UNKNOWN : exactly(cost);
}

function valueInsured(shipment: Shipment, rate: Decimal): DecimalRange {
  const isPaid = shipment.inPrice.has("insurance") || shipment.inQuote.has("insurance");
  if (isPaid) return valueWith(VALUE_AT_PORT, shipment);
  const uninsured = valueWith(new Set([...VALUE_AT_PORT].filter((line) => line !== "insurance")), shipment);
  const uninsuredShare = new Decimal(1).minus(rate.times(INSURED_SHARE));
  return uninsuredShare.gt(0) ? times(uninsured, new Decimal(1).div(uninsuredShare)) : UNKNOWN;
}
