import { isCountry } from "../../model/country.ts";
import { Fault } from "../../model/fault.ts";
import { type Amount, type AmountRange, Decimal, isCurrency, roundToMinorUnit, roundUnitFigure } from "../../model/money.ts";
import { TRADE_RULES, type TradeRule } from "../../model/trade-term.ts";
import { placeKindOf } from "../../normalize/terms/place-kind.ts";
import { type BuyerCosts, readBuyerCosts, readCost } from "./buyer-costs.ts";
import type { CostLineName, LineBasis } from "./cost-lines.ts";
import { type DecimalRange, known, rangeAt } from "./interval.ts";
import { landedFigures } from "./landed-figures.ts";
import { createBranches } from "./linear/branches.ts";
import { constant, growthOf, type Load, NOTHING, type Order } from "./linear/linear.ts";
import type { ShipmentShape, Way } from "./shipment-price.ts";

export type { DecimalRange } from "./interval.ts";

export interface CostLine {
  readonly name: CostLineName;
  /** Its part in the total, unrounded: 0 where the price or a quote on another line has paid it, null where it is not one figure. */
  readonly amount: Decimal | null;
  /** What it is at the least and, where that is known, at the most. */
  readonly low: Decimal;
  readonly high: Decimal | null;
  readonly basis: LineBasis;
}

/** The cost of one shipment on the buyer's shelf, unrounded. */
export interface LandedShipment {
  /** `goods`, `one_time`, then the way in its order, `per_order` last. They sum to `total`. */
  readonly lines: readonly CostLine[];
  /** What it costs the buyer. Recoverable VAT is out; where the buyer did not say, low is without and high with it. */
  readonly total: DecimalRange;
  /** What must be paid, VAT included. */
  readonly cash: DecimalRange;
  /** Null where it is not known exactly. */
  readonly customsValue: Decimal | null;
  /** Duty and VAT as levied, inside the price or beside it; null where not known exactly. VAT is 0 where there is none. */
  readonly duty: Decimal | null;
  readonly vat: Decimal | null;
  /** Costs of which no part is in the total. */
  readonly missing: readonly CostLineName[];
  /** Every line is one figure. */
  readonly complete: boolean;
}

/**
 * One shipment under one trade term. Amounts are in `currency` (ISO 4217), `destination` is an ISO 3166 country of two letters.
 * @example
 * const input: LandedCostInput = {
 *   rule: "FOB",
 *   place: "Ningbo",
 *   unitPrice: "4.20",
 *   quantity: 1_000,
 *   currency: "USD",
 *   destination: "US",
 *   kgPerUnit: "0.35",
 * };
 */
export interface LandedCostInput {
  readonly rule: TradeRule;
  /** The named place as the seller writes it ("Ningbo", "Hamburg port"); it says how far the price reaches. */
  readonly place?: string | null;
  readonly unitPrice: Amount;
  readonly quantity: number;
  readonly currency: string;
  readonly destination: string;
  /** Keys as in BuyerCosts, or in the tool's spelling (`origin_inland`). */
  readonly costs?: BuyerCosts | Readonly<Record<string, unknown>>;
  /** The weight and the volume of a unit, packed: for costs by weight and volume. */
  readonly kgPerUnit?: Amount | number;
  readonly m3PerUnit?: Amount | number;
}

/**
 * One cost line, rounded to the currency's minor unit.
 * @example
 * const freight: ShownLine = { name: "freight", amount: "900.00", basis: "given" };
 */
export interface ShownLine {
  readonly name: CostLineName;
  readonly amount: Amount | null;
  /** Where `amount` is null and something is known of it; the most is null where it has no bound. */
  readonly low?: Amount;
  readonly high?: Amount | null;
  readonly basis: LineBasis;
}

/**
 * Amounts rounded to the currency's minor unit; `perUnit` to two decimals more. `missing` names the lines of which nothing is in the total.
 * @example
 * const { perUnit, missing }: LandedCost = landedCost({
 *   rule: "DDP",
 *   unitPrice: "5.60",
 *   quantity: 500,
 *   currency: "USD",
 *   destination: "DE",
 * });
 */
export interface LandedCost {
  readonly lines: readonly ShownLine[];
  readonly total: AmountRange;
  readonly cash: AmountRange;
  readonly perUnit: AmountRange;
  readonly customsValue: Amount | null;
  readonly duty: Amount | null;
  readonly vat: Amount | null;
  readonly missing: readonly CostLineName[];
}

const ZERO = new Decimal(0);
/** What divisions leave in the last digits. */
const NOISE = new Decimal("1e-12");
const NO_CHANGE: Load = { quantity: ZERO, goods: ZERO, quote: ZERO, growth: ZERO };

/**
 * Lands one shipment at the buyer's. Unknown costs are never taken as nothing: they open the total's high end and are named in
 * `missing`.
 */
export function landShipment(shape: ShipmentShape, order: Order, way: Way): LandedShipment {
  const load = { ...order, growth: growthOf(order.quantity, way.askedQuantity) };
  const figures = {
    quantity: constant(load.quantity),
    goods: constant(load.goods),
    quote: constant(load.quote),
    growth: constant(load.growth),
    isRescaled: way.askedQuantity !== null && !way.askedQuantity.eq(load.quantity),
    isOpen: false,
  };
  const landed = landedFigures(shape, way, figures, createBranches(load, NO_CHANGE));
  const at = (range: Parameters<typeof rangeAt>[0]): DecimalRange => rangeAt(range, load);
  return {
    lines: landed.lines.map(({ name, cost, basis }) => ({ name, amount: known(at(cost)), ...at(cost), basis })),
    total: at(landed.total),
    cash: at(landed.cash),
    customsValue: known(at(landed.customsValue)),
    duty: known(at(landed.duty)),
    vat: known(at(landed.vat)),
    missing: landed.missing,
    complete: landed.complete,
  };
}

/** Lines as shown: each rounded by itself, with a `rounding` line where they would miss the total rounded once. */
export function roundedLines(lines: readonly CostLine[], total: DecimalRange, currency: string): readonly ShownLine[] {
  const sumExact = lines.reduce((sum, { low }) => sum.plus(low), NOTHING.fixed);
  // VAT of which the buyer did not say whether it comes back is shown whole where every line is a figure, for they then add up to the
  // high end; else it is shown from the part of it that the low end holds.
  const isHighEnd = total.high !== null && lines.every(({ amount }) => amount !== null);
  const end = isHighEnd && total.high !== null ? total.high : total.low;
  const over = sumExact.minus(end);
  const shown = lines.map(({ name, amount, low, high, basis }) => {
    if (name === "vat" && over.greaterThan(NOISE) && low.minus(over).greaterThan(NOISE.negated())) {
      return {
        name,
        amount: null,
        low: roundToMinorUnit(Decimal.max(low.minus(over), 0), currency),
        high: rounded(amount ?? high, currency),
        basis,
      };
    }
    if (amount !== null) return { name, amount: roundToMinorUnit(amount, currency), basis };
    if (low.isZero() && high === null) return { name, amount: null, basis };
    return { name, amount: null, low: roundToMinorUnit(low, currency), high: rounded(high, currency), basis };
  });
  const sumShown = shown.reduce((sum, line) => sum.plus(line.amount ?? line.low ?? 0), NOTHING.fixed);
  const gap = new Decimal(roundToMinorUnit(end, currency)).minus(sumShown);
  return gap.isZero() ? shown : [...shown, { name: "rounding", amount: roundToMinorUnit(gap, currency), basis: "computed" }];
}

/**
 * The landed cost of a shipment from figures as text, amounts in `currency`. A cost that is not known is never taken as nothing: it
 * opens the total's high end.
 * @throws Fault `bad_input` saying what was got and what to write instead.
 * @example
 * // 1,000 at 4.20 and the freight; duty, brokerage and the last mile are not said.
 * landedCost({
 *   rule: "FOB",
 *   unitPrice: "4.20",
 *   quantity: 1_000,
 *   currency: "USD",
 *   destination: "US",
 *   costs: { freight: "900" },
 * }).total; // => { low: "5100.00", high: null }
 */
export function landedCost(input: LandedCostInput): LandedCost {
  const { rule, quantity, currency, destination } = input;
  if (!TRADE_RULES.includes(rule)) refuse(`rule is ${JSON.stringify(rule)}: write one of ${TRADE_RULES.join(", ")}.`);
  if (!(Number.isFinite(quantity) && quantity > 0)) refuse(`quantity is ${quantity}: write a number above zero.`);
  if (!isCurrency(currency)) refuse(`currency is ${JSON.stringify(currency)}: write an ISO 4217 code such as "USD".`);
  if (!isCountry(destination)) refuse(`destination is ${JSON.stringify(destination)}: write an ISO 3166 code such as "DE".`);
  const unitPrice = new Decimal(readCost("unitPrice", input.unitPrice));
  if (unitPrice.isZero()) refuse("unitPrice is 0, which is no price: write the price of one unit.");
  const way = { destination, currency, costs: readBuyerCosts({ ...input.costs }), askedQuantity: null };
  const shape: ShipmentShape = {
    rule,
    placeKind: input.place ? placeKindOf(input.place, rule) : null,
    taxIncluded: false,
    quote: null,
    kgPerUnit: sizeOf("kgPerUnit", input.kgPerUnit),
    m3PerUnit: sizeOf("m3PerUnit", input.m3PerUnit),
  };
  const load = { quantity: new Decimal(quantity), goods: unitPrice.times(quantity), quote: NOTHING.fixed };
  const landed = landShipment(shape, load, way);
  const { total, cash } = landed;
  return {
    lines: roundedLines(landed.lines, total, currency),
    total: { low: roundToMinorUnit(total.low, currency), high: rounded(total.high, currency) },
    cash: { low: roundToMinorUnit(cash.low, currency), high: rounded(cash.high, currency) },
    perUnit: {
      low: roundUnitFigure(total.low.div(quantity), currency),
      high: total.high === null ? null : roundUnitFigure(total.high.div(quantity), currency),
    },
    customsValue: rounded(landed.customsValue, currency),
    duty: rounded(landed.duty, currency),
    vat: rounded(landed.vat, currency),
    missing: landed.missing,
  };
}

const sizeOf = (field: string, value: Amount | number | undefined): Decimal | null =>
  value === undefined || value === null ? null : new Decimal(readCost(field, value));

const rounded = (amount: Decimal | null, currency: string): Amount | null =>
  amount === null ? null : roundToMinorUnit(amount, currency);

function refuse(message: string): never {
  throw new Fault({ kind: "bad_input", message });
}
