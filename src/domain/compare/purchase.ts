import type { AmountRange } from "../../model/money.ts";
import { Decimal, roundToMinorUnit, roundUnitFigure } from "../../model/money.ts";
import type { OptionCost, OptionShipment, Purchase } from "../compared-option.ts";
import type { CostLineName } from "../landed-cost/cost-lines.ts";
import { chargeableKg } from "../landed-cost/given-costs.ts";
import { type CostLine, type DecimalRange, roundedLines } from "../landed-cost/landed-cost.ts";
import { HOME_LINES } from "../option/buyer-offer/at-home.ts";
import { isExact, type Plan, type PricedOption, type Seen } from "../option/option.ts";
import { planShipment } from "../option/plans/plan-cost.ts";
import type { PriceStep } from "../option/price/offer-price.ts";
import type { Terms } from "../option/terms.ts";

/** Units beyond the need, without the noise of binary fractions. */
export const surplusOf = ({ quantity }: Plan, need: number): number => new Decimal(quantity).minus(need).toNumber();

export function purchase({ plan, listing }: PricedOption, need: number): Purchase {
  const { step, mix, quantity, term } = plan;
  const { offer } = listing.product;
  return {
    quantity,
    surplus: surplusOf(plan, need),
    unit: offer.unit,
    unitPrice: step === null || !isExact(plan.goods) ? null : step.unitPrice,
    currency: offer.currency ?? "",
    tier: step && tierOf(step),
    sku: listing.skuId,
    mix: mix.map(({ sku, quantity: units, unitPrice }) => ({ sku, quantity: units, unitPrice })),
    tradeTerm: term,
    basis: listing.basis ?? "listing",
  };
}

const tierOf = ({ tier, minQuantity, maxQuantity }: PriceStep): Purchase["tier"] =>
  tier === undefined ? { minQuantity, maxQuantity } : { minQuantity: tier.minQuantity, maxQuantity: tier.maxQuantity };

/** The total line by line; where the price is an interval, what moves with it is one too. */
export function optionCost(
  plan: Plan,
  { costs, listing }: Pick<Seen, "costs" | "listing">,
  { need, currency, landing }: Terms,
): OptionCost {
  const landed = planShipment(plan, costs, landing);
  const isRange = !isExact(plan.goods);
  const dearest = isRange ? planShipment(plan, costs, landing, true) : landed;
  const missing = [...new Set([...landed.missing, ...openQuote(plan, landed.lines)])];
  const known = isRange
    ? landed.lines.map((line, index) =>
        line.amount?.equals(dearest.lines[index]?.amount ?? Number.NaN)
          ? line
          : { ...line, amount: null, high: dearest.lines[index]?.high ?? null },
      )
    : landed.lines;
  // What is quoted is the least that it can be.
  const open = plan.isOpenEnded ? known.map((line) => (isQuoted(line) ? { ...line, amount: null, high: null } : line)) : known;
  const lines = listing.isHome === true ? open.map(atHomeLine) : open;
  const { total } = plan;
  return {
    goods: isRange ? null : roundToMinorUnit(plan.goods.low, currency),
    lines: roundedLines(lines, total, currency),
    total: rounded(total, currency),
    cash: rounded({ low: landed.cash.low, high: plan.isOpenEnded ? null : dearest.cash.high }, currency),
    perUnit: {
      low: roundUnitFigure(total.low.dividedBy(need), currency),
      high: total.high && roundUnitFigure(total.high.dividedBy(need), currency),
    },
    complete: landed.complete && !isRange && !plan.isOpenEnded,
    missing,
  };
}

/** A seller in the buyer's country has no part of a way from abroad. */
function atHomeLine(line: CostLine): CostLine {
  const isLeftOut =
    HOME_LINES.has(line.name) && (line.basis === "given" || line.basis === "computed" || line.basis === "scaled");
  return isLeftOut && line.amount?.isZero() === true ? { ...line, basis: "not_applicable" } : line;
}

const isQuoted = ({ name, basis, low }: CostLine): boolean => name !== "goods" && basis === "quoted" && low.greaterThan(0);

/** A quote of nothing yet whose growth is not stated: no part of it is in the total. */
const openQuote = ({ isOpenEnded, route }: Plan, lines: readonly CostLine[]): readonly CostLineName[] =>
  isOpenEnded && !lines.some(isQuoted) ? [route?.scope === "domestic" ? "origin_inland" : "freight"] : [];

const SIZE_DECIMALS = 3;

/** What is shipped, from the size of one unit as packed; null where nothing of it is known. */
export function optionShipment({ plan, listing, costs }: PricedOption): OptionShipment | null {
  const { offer, package: packed } = listing.product;
  const { quantity, shape } = plan;
  const { kgPerUnit = null, m3PerUnit = null } = shape;
  const pieces = offer.unitsPerPack !== null ? quantity * offer.unitsPerPack : offer.unitClass === "piece" ? quantity : null;
  const cartons = packed.unitsPerCarton === null ? null : Math.ceil(quantity / packed.unitsPerCarton);
  const { kg } = chargeableKg(shape, costs.volumetricDivisor ?? null);
  const all = (perUnit: Decimal | null): string | null =>
    perUnit === null ? null : perUnit.times(quantity).toDecimalPlaces(SIZE_DECIMALS).toString();
  if (cartons === null && kgPerUnit === null && m3PerUnit === null && pieces === null) return null;
  return {
    pieces,
    cartons,
    m3: all(m3PerUnit),
    kg: all(kgPerUnit),
    chargeableKg: costs.volumetricDivisor === undefined ? null : all(kg),
    basis: kgPerUnit === null && m3PerUnit === null ? null : sizeBasis(listing),
  };
}

const sizeBasis = ({ basis, isPackageGiven = false }: PricedOption["listing"]): "listing" | "offer" | "given" =>
  isPackageGiven ? "given" : basis === "offer" ? "offer" : "listing";

export const rounded = ({ low, high }: DecimalRange, currency: string): AmountRange => ({
  low: roundToMinorUnit(low, currency),
  high: high && roundToMinorUnit(high, currency),
});
