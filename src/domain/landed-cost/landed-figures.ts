import { Decimal } from "../../model/money.ts";
import { recoverableShare } from "./buyer-costs.ts";
import type { CostLineName, WayLine } from "./cost-lines.ts";
import { deliveryRoute } from "./delivery-route.ts";
import { type Levies, levies, priceWithout } from "./duty-and-vat.ts";
import { givenCosts } from "./given-costs.ts";
import type { Branches } from "./linear/branches.ts";
import { equal, type Linear, NOTHING } from "./linear/linear.ts";
import { exactly, isExact, type LinearRange, plus, sum, times, UNKNOWN, ZERO } from "./linear/linear-range.ts";
import type { ShipmentShape, Way } from "./shipment-price.ts";
import type { Shipment } from "./shipment-value.ts";
import { type PricedLine, unsureLines, wayLines } from "./way-lines.ts";

/** A shipment's figures: numbers, or forms in the quantity, the invoice and the quote. */
export interface LandedFigures {
  /** Each with its part in the total: `goods`, `one_time`, the way in its order, `per_order`. */
  readonly lines: readonly PricedLine[];
  readonly total: LinearRange;
  readonly cash: LinearRange;
  readonly customsValue: LinearRange;
  readonly duty: LinearRange;
  readonly vat: LinearRange;
  readonly missing: readonly CostLineName[];
  /** Lines of which it is not known whether the price pays them. */
  readonly unsure: readonly WayLine[];
  readonly complete: boolean;
}

interface Figures {
  readonly quantity: Linear;
  readonly goods: Linear;
  readonly quote: Linear;
  readonly growth: Linear;
  /** Another quantity is shipped than the one that the buyer's lump sums are for. */
  readonly isRescaled: boolean;
  /** The buyer's amounts are left open by their names. */
  readonly isOpen: boolean;
}

/** Lands one shipment. The one place where costs are added up; what is shown and what is searched are both read from it. */
export function landedFigures(
  shape: ShipmentShape,
  way: Pick<Way, "costs" | "destination">,
  figures: Figures,
  branches: Branches,
): LandedFigures {
  const { costs, destination } = way;
  const route = deliveryRoute(shape, costs, destination);
  const given = givenCosts(figures, shape, costs, branches);
  const isInsured = !route.notApplicable.has("insurance");
  const shipment: Shipment = {
    goods: exactly(figures.goods),
    route,
    quote: shape.quote?.known ? exactly(figures.quote) : UNKNOWN,
    lineCosts: given.lineCosts,
    insurance: isInsured && costs.insuranceAmount !== undefined ? given.amount("insuranceAmount") : null,
    insuranceRate: costs.insuranceRate === undefined ? null : new Decimal(costs.insuranceRate),
    branches,
  };
  const levied = levies(shipment, { destination, costs, given });
  const share = recoverableShare(costs);
  const inside = taxInside(shipment, levied, share);
  const beside = wayLines({ shipment, levied, costs, isRescaled: figures.isRescaled });
  const vat = inside ?? beside.find(({ name }) => name === "vat")?.cost ?? ZERO;
  const others: readonly PricedLine[] = [
    { name: "goods", cost: inside === null ? shipment.goods : priceWithout(shipment.goods, inside), basis: "quoted" },
    ...fixedLine("one_time", costs.oneTime, given.amount("oneTime")),
    ...beside.filter(({ name }) => name !== "vat"),
    ...fixedLine("per_order", costs.perOrder, given.amount("perOrder")),
  ];
  const withoutVat = sum(others.map(({ cost }) => cost));
  const counted = share === null ? { low: NOTHING, high: vat.high } : times(vat, new Decimal(1).minus(share));
  const lines = inOrder(others, beside, { inside, counted, share, vat });
  const isNone = route.notApplicable.has("duty");
  const open = lines.filter(({ cost, name }) => !isExact(cost) && !(name === "vat" && share?.eq(1)));
  return {
    lines,
    total: plus(withoutVat, counted),
    cash: plus(withoutVat, vat),
    customsValue: levied.customsValue,
    duty: isNone ? ZERO : levied.duty,
    vat: isNone ? ZERO : (levied.vat ?? ZERO),
    missing: open.filter(({ cost }) => equal(cost.low, NOTHING)).map(({ name }) => name),
    unsure: unsureLines(beside, route.uncertain),
    complete: open.length === 0,
  };
}

/** The tax in a retail price that comes back to this buyer, or may; null where there is none or its amount is not known. */
function taxInside(shipment: Shipment, levied: Levies, share: Decimal | null): LinearRange | null {
  const { inPrice } = shipment.route;
  if (!inPrice.has("vat") || inPrice.has("duty") || levied.vat === null || !isExact(levied.vat)) return null;
  return share?.isZero() ? null : levied.vat;
}

interface VatLine {
  readonly inside: LinearRange | null;
  readonly counted: LinearRange;
  readonly share: Decimal | null;
  readonly vat: LinearRange;
}

/** The VAT line back in its place, with the part of it that is in the total; all of it where the buyer did not say. */
function inOrder(others: readonly PricedLine[], beside: readonly PricedLine[], { inside, counted, share, vat }: VatLine) {
  const own = beside.find(({ name }) => name === "vat");
  if (own === undefined) return others;
  // What comes back is in no total: its least there is nothing, and its most says what is to be paid first.
  const cost = share === null ? vat : share.eq(1) && !isExact(vat) ? { low: NOTHING, high: vat.high } : counted;
  const line: PricedLine = { ...own, cost, basis: inside === null ? own.basis : "in_price" };
  const place = others.findIndex(({ name }) => name === "last_mile");
  return [...others.slice(0, place), line, ...others.slice(place)];
}

const fixedLine = (name: "one_time" | "per_order", amount: string | undefined, cost: LinearRange): readonly PricedLine[] =>
  amount === undefined ? [] : [{ name, cost, basis: "given" }];
