import { isCountry } from "../../model/country.ts";
import { Fault } from "../../model/fault.ts";
import { type Amount, type AmountRange, Decimal, isCurrency, roundToMinorUnit, roundUnitFigure } from "../../model/money.ts";
import { TRADE_RULES, type TradeRule } from "../../model/trade-term.ts";
import type { BuyerCosts } from "./buyer-costs.ts";
import { readBuyerCosts, readCost } from "./buyer-costs.ts";
import type { CostLineName, LineBasis } from "./cost-lines.ts";
import { deliveryRoute } from "./delivery-route.ts";
import { type DecimalRange, exactly, known, sum, ZERO } from "./interval.ts";
import { levies } from "./levies.ts";
import type { ShipmentPrice } from "./shipment-price.ts";
import { decimal, type PricedLine, shipmentOf, wayLines } from "./way-lines.ts";

export type { DecimalRange } from "./interval.ts";

export interface Way {
  /** ISO 3166 alpha-2. */
  readonly destination: string;
  /** ISO 4217, the currency of every amount here. */
  readonly currency: string;
  readonly costs: BuyerCosts;
}

export interface CostLine {
  readonly name: CostLineName;
  /** What the buyer adds for it, unrounded: 0 where the price or a quote on another line has paid it, null where it is not known. */
  readonly amount: Decimal | null;
  readonly basis: LineBasis;
}

/** The cost of one shipment on the buyer's shelf, unrounded. */
export interface LandedShipment {
  /** `goods`, then the way in its order, `per_order` last where it is given. They sum to `cash`. */
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
  /** The lines that keep the total open. */
  readonly missing: readonly CostLineName[];
  readonly complete: boolean;
}

export interface LandedCostInput {
  readonly rule: TradeRule;
  readonly unitPrice: Amount;
  readonly quantity: number;
  readonly currency: string;
  readonly destination: string;
  /** Keys as in BuyerCosts, or in the tool's spelling (`origin_inland`). */
  readonly costs?: BuyerCosts | Readonly<Record<string, unknown>>;
}

export interface ShownLine {
  readonly name: CostLineName;
  readonly amount: Amount | null;
  readonly basis: LineBasis;
}

/** Amounts rounded to the currency's minor unit; `perUnit` to two decimals more. */
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

/**
 * Lands one shipment at the buyer's. Unknown costs are never taken as nothing: they open the total's high end and are named in
 * `missing`.
 */
export function landShipment(price: ShipmentPrice, way: Way): LandedShipment {
  const { costs, destination } = way;
  const route = deliveryRoute(price, costs);
  const shipment = shipmentOf(price, costs, route);
  const levied = levies(shipment, destination, { duty: decimal(costs.dutyRate), vat: decimal(costs.vatRate) });
  const lines: readonly PricedLine[] = [
    { name: "goods", cost: exactly(price.goods), basis: "quoted" },
    ...wayLines(route, shipment, levied),
    ...perOrderLine(costs),
  ];
  const cash = sum(lines.map((line) => line.cost));
  const withoutVat = sum(lines.filter((line) => line.name !== "vat").map((line) => line.cost));
  const total = {
    low: costs.vatRecoverable === false ? cash.low : withoutVat.low,
    high: costs.vatRecoverable === true ? withoutVat.high : cash.high,
  };
  const missing = lines.filter((line) => known(line.cost) === null && isInTotal(line.name, costs)).map((line) => line.name);
  return {
    lines: lines.map(({ name, cost, basis }) => ({ name, amount: known(cost), basis })),
    total,
    cash,
    customsValue: known(levied.customsValue),
    duty: known(levied.duty),
    vat: levied.vat === null ? ZERO.low : known(levied.vat),
    missing,
    complete: missing.length === 0,
  };
}

/**
 * Lines as shown: each rounded by itself, with a `rounding` line where they would miss the sum rounded once. Recoverable VAT is
 * shown and is no part of the sum.
 */
export function roundedLines(lines: readonly CostLine[], way: Pick<Way, "currency" | "costs">): readonly ShownLine[] {
  const { currency, costs } = way;
  const shown = lines.map(({ name, amount, basis }) => ({ name, amount: rounded(amount, currency), basis }));
  const counted = lines.flatMap(({ name, amount }) => (amount !== null && isInTotal(name, costs) ? [amount] : []));
  const add = (total: Decimal, amount: Decimal): Decimal => total.plus(amount);
  const sumRounded = roundToMinorUnit(counted.reduce(add, ZERO.low), currency);
  const roundedSum = counted.map((amount) => new Decimal(roundToMinorUnit(amount, currency))).reduce(add, ZERO.low);
  const gap = new Decimal(sumRounded).minus(roundedSum);
  return gap.isZero() ? shown : [...shown, { name: "rounding", amount: roundToMinorUnit(gap, currency), basis: "computed" }];
}

/**
 * The landed cost of a shipment from figures as text.
 * @throws Fault `bad_input` saying what was got and what to write instead.
 */
export function landedCost(input: LandedCostInput): LandedCost {
  const { rule, quantity, currency, destination } = input;
  if (!TRADE_RULES.includes(rule)) refuse(`rule is ${JSON.stringify(rule)}: write one of ${TRADE_RULES.join(", ")}.`);
  if (!(Number.isFinite(quantity) && quantity > 0)) refuse(`quantity is ${quantity}: write a number above zero.`);
  if (!isCurrency(currency)) refuse(`currency is ${JSON.stringify(currency)}: write an ISO 4217 code such as "USD".`);
  if (!isCountry(destination)) refuse(`destination is ${JSON.stringify(destination)}: write an ISO 3166 code such as "DE".`);
  const unitPrice = new Decimal(readCost("unitPrice", input.unitPrice));
  if (unitPrice.isZero()) refuse("unitPrice is 0, which is no price: write the price of one unit.");
  const way = { destination, currency, costs: readBuyerCosts({ ...input.costs }) };
  const landed = landShipment({ rule, goods: unitPrice.times(quantity), quote: null, taxIncluded: false }, way);
  const { total, cash } = landed;
  return {
    lines: roundedLines(landed.lines, way),
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

const perOrderLine = ({ perOrder }: BuyerCosts): readonly PricedLine[] =>
  perOrder === undefined ? [] : [{ name: "per_order", cost: exactly(new Decimal(perOrder)), basis: "given" }];

/** Whether a line counts in `total`: all do but VAT that the buyer gets back. */
const isInTotal = (name: CostLineName, costs: Pick<BuyerCosts, "vatRecoverable">): boolean =>
  name !== "vat" || costs.vatRecoverable !== true;

const rounded = (amount: Decimal | null, currency: string): Amount | null =>
  amount === null ? null : roundToMinorUnit(amount, currency);

function refuse(message: string): never {
  throw new Fault({ kind: "bad_input", message });
}
