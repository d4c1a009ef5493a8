import { Decimal } from "../../model/money.ts";
import type { ComparisonRequest } from "../comparison.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import { COST_FIELD, isSaid, type WayLine } from "../landed-cost/cost-lines.ts";
import { costsOf, marketplaceOf, productOf, withCosts } from "../option/open-option.ts";
import { isAccepted, type Option, type Plan, type PricedOption } from "../option/option.ts";
import { isReplaced, ownUnknown } from "../option/pieces/deliveries.ts";
import { planLeast } from "../option/plans/plan-cost.ts";
import { beforeCost } from "../option/plans/plans.ts";
import type { Terms } from "../option/terms.ts";
import type { FigureLine } from "./lever.ts";

/** A way to buy that a figure can put first. */
export interface Rider {
  readonly ref: string;
  readonly plan: Plan;
  readonly costs: BuyerCosts;
  /** What it costs where a figure does not move it. */
  readonly still: FigureLine;
}

/** A cost of the way, and whose own figure it is: a listing's or a marketplace's; null where all share it. */
export interface OwnedLine {
  readonly line: WayLine;
  readonly owner: string | null;
}

/** The options that can be taken, the cheapest of them today, and what was asked. */
export interface Standing {
  /** The cheapest first. */
  readonly options: readonly PricedOption[];
  /** Priced, but too late or too dear as their sellers deliver: the buyer's own freight takes a seller's days and fee away. */
  readonly late: readonly PricedOption[];
  /** By reference. */
  readonly first: string;
  readonly request: ComparisonRequest;
  readonly terms: Terms;
}

/**
 * The ways to buy at the need. Of those that cost alike and move with the same figures, without the ones whose goods and delivery both
 * cost no less than another's: no figure puts them first.
 */
export function ridersOf({ options, first, request: { costsByProduct }, terms }: Omit<Standing, "late">): readonly Rider[] {
  const before = beforeCost(terms);
  const riders = options.flatMap(({ ref, listing, everyPlan, plan: taken, costs }) => {
    const own = (costsByProduct[ref] ?? costsByProduct[productOf(ref)]) ? ref : "";
    const { currency } = listing.product.offer;
    const costsKey = JSON.stringify(costs);
    // Lump sums grow with what is bought above the need.
    const growing = (quantity: number): number => Math.max(quantity, terms.need);
    const shapeKeys = new Map(everyPlan.map(({ shape }) => [shape, JSON.stringify(shape)]));
    // A cheaper way that comes too late, or whose delivery nobody knows, is not taken at any figure.
    return everyPlan
      .filter((plan) => before(plan, taken) === 0)
      .map((plan) => {
        // Ways with one key cost alike as a figure of the way moves.
        const key = `${shapeKeys.get(plan.shape)} ${plan.step?.term?.place ?? ""} ${growing(plan.quantity)} ${costsKey}`;
        // A figure is of all, of a marketplace, of one listing, or the rate of a currency.
        const movers = `${marketplaceOf(ref)} ${own} ${currency} ${plan.route?.currency ?? ""}`;
        return {
          rider: { ref, plan, costs, still: still(ref, plan.total.low) },
          kind: `${key} ${movers} ${ref === first}`,
        };
      });
  });
  const kept = new Map<string, Rider[]>();
  for (const { rider, kind } of riders.sort((a, b) => byTotal(a.rider, b.rider))) {
    const same = kept.get(kind) ?? [];
    if (!same.some((other) => isNoMore(other.plan, rider.plan))) kept.set(kind, [...same, rider]);
  }
  return [...kept.values()].flat();
}

const byTotal = (a: Rider, b: Rider): number => a.plan.total.low.comparedTo(b.plan.total.low) || (a.ref < b.ref ? -1 : 1);

const isNoMore = (a: Plan, b: Plan): boolean =>
  a.goods.low.lessThanOrEqualTo(b.goods.low) && (a.fee ?? ZERO).lessThanOrEqualTo(b.fee ?? ZERO);

/**
 * The ways to buy once some costs of the way are said that nobody has said: the buyer's figure stands in for a seller's delivery without
 * a fee, and an order that waited for that fee can be taken. `riders` are those of today.
 */
export function ridersSaying(lines: readonly OwnedLine[], standing: Standing, riders: readonly Rider[]): readonly Rider[] {
  const { options, late, request, terms } = standing;
  const all = [...options, ...late];
  const saying = sayingNothing(lines, request, terms);
  const opened = all.map((option): Option => {
    const costs = saying(option);
    return opensAnew(option, costs, terms) ? withCosts(option, costs, request, terms) : option;
  });
  if (opened.every((option, index) => option === all[index])) return riders;
  const taken = opened.filter((option): option is PricedOption => option.state === "priced").filter(isAccepted);
  return ridersOf({ ...standing, options: taken });
}

/** Whether one of its ways has another delivery under these costs, or is no longer open. */
function opensAnew({ costs: before, pieces, everyPlan }: PricedOption, costs: BuyerCosts, { landing }: Terms): boolean {
  if (costs === before) return false;
  const isMoved = ({ route, shape }: Pick<Plan, "route" | "shape">, isOpen: boolean): boolean =>
    isReplaced(route, shape, costs) || (isOpen && ownUnknown(route, shape, costs, landing).length === 0);
  return pieces.length > 0
    ? pieces.some(({ way, isOpen }) => isMoved(way, isOpen))
    : everyPlan.some((plan) => isMoved(plan, plan.ownUnknown.length > 0));
}

/** The same ways with some costs of the way said to be nothing. */
export function withNothing(
  lines: readonly OwnedLine[],
  riders: readonly Rider[],
  request: ComparisonRequest,
  terms: Terms,
): readonly Rider[] {
  const saying = sayingNothing(lines, request, terms);
  return riders.map((rider) => {
    const costs = saying(rider);
    if (costs === rider.costs) return rider;
    const low = planLeast(rider.plan, costs, terms.landing);
    const plan = { ...rider.plan, total: { ...rider.plan.total, low } };
    return { ...rider, costs, plan, still: still(rider.ref, low) };
  });
}

type Bearer = Pick<Rider, "ref" | "costs">;

/** Costs with those lines said to be nothing, wherever they are not said in another way. */
function sayingNothing(
  lines: readonly OwnedLine[],
  request: ComparisonRequest,
  { withFigure }: Terms,
): (bearer: Bearer) => BuyerCosts {
  const said = lines.map(({ line, owner }) => ({
    line,
    field: COST_FIELD[line],
    isBorne: affectedBy(COST_FIELD[line], owner, request),
  }));
  return (bearer) =>
    said.reduce((costs, { line, field, isBorne }) => {
      const isMoved = costs[field] !== undefined || !isSaid(line, costs);
      return isMoved && isBorne(bearer) ? withFigure(costs, field, "0") : costs;
    }, bearer.costs);
}

/** Whether a figure of that owner counts for a listing: it does for those that have none of their own. */
export function affectedBy(
  field: keyof BuyerCosts,
  owner: string | null,
  { costs: shared, costsByProduct }: Pick<ComparisonRequest, "costs" | "costsByProduct">,
): (bearer: Pick<Bearer, "ref">) => boolean {
  if (owner === null && Object.keys(costsByProduct).length === 0) return () => true;
  const probe: BuyerCosts = { [field]: PROBE };
  const probed =
    owner === null
      ? { costs: { ...shared, ...probe }, costsByProduct }
      : { costs: shared, costsByProduct: { ...costsByProduct, [owner]: { ...costsByProduct[owner], ...probe } } };
  const found = new Map<string, boolean>();
  return ({ ref }) => {
    // Those of a marketplace without figures of their own have the same costs.
    const alike = (probed.costsByProduct[ref] ?? probed.costsByProduct[productOf(ref)]) ? ref : marketplaceOf(ref);
    const isAffected = found.get(alike) ?? costsOf({ ref }, probed)[field] === PROBE;
    found.set(alike, isAffected);
    return isAffected;
  };
}

function still(ref: string, total: Decimal): FigureLine {
  const exact = { value: total, slope: ZERO };
  return { ref, about: { value: total.toNumber(), slope: 0 }, exact: () => exact };
}

const PROBE = "probe";
const ZERO = new Decimal(0);
