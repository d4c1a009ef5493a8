import { Decimal, roundToMinorUnit } from "../../../model/money.ts";
import { createObjectMemory, onceForEach } from "../../../object-memory.ts";
import { type BuyerCosts, recoverableShare } from "../../landed-cost/buyer-costs.ts";
import { COST_FIELD, isSaid, linesInPrice, RATE_LINES, TOP_RATE, type WayLine } from "../../landed-cost/cost-lines.ts";
import type { LandedTotal, Landing } from "../../landed-cost/landing.ts";
import type { Plan, PricedOption } from "../option.ts";
import { untoldLines } from "../pieces/deliveries.ts";
import { planTotal } from "./plan-cost.ts";

/** A plan with the costs that its buyer has for it. */
interface CostedPlan {
  readonly plan: Plan;
  readonly costs: BuyerCosts;
}

export type Leads = (a: PricedOption, b: PricedOption) => boolean;

/**
 * Whether `a` costs no more than `b`, to the minor unit, whatever the unknown figures turn out to be. Unknown amounts run from 0
 * upwards, rates over all that exist, prices over their interval; a cost of the way that both have to pay is the same figure.
 * Remembers what it has found: each pair is looked at once.
 */
export function sureLeads(landing: Landing, currency: string): Leads {
  const known = new Map<string, boolean>();
  const totals = createObjectMemory<Plan, LandedTotal, BuyerCosts>();
  const common = new Map<string, readonly BuyerCosts[]>();
  const weighing: Weighing = {
    landing,
    currency,
    fill: fillOnce(),
    totalOf: (plan, costs) => totals(plan, costs, () => planTotal(plan, costs, landing)),
    shared(key, make) {
      const corners = common.get(key) ?? make();
      common.set(key, corners);
      return corners;
    },
    unknownOf: readOnce(landing),
  };
  return (a, b) => {
    const key = `${a.ref} ${b.ref}`;
    const found = known.get(key) ?? neverDearer(a, b, weighing);
    known.set(key, found);
    return found;
  };
}

interface Weighing {
  readonly landing: Landing;
  readonly currency: string;
  readonly fill: (costed: CostedPlan, assigned: BuyerCosts) => BuyerCosts;
  /** Each plan is weighed against those of all others, mostly at the same corners. */
  readonly totalOf: (plan: Plan, costs: BuyerCosts) => LandedTotal;
  readonly shared: (key: string, make: () => readonly BuyerCosts[]) => readonly BuyerCosts[];
  readonly unknownOf: (costed: CostedPlan) => Unknown;
}

function neverDearer(a: PricedOption, b: PricedOption, weighing: Weighing): boolean {
  return a.plans.some((own) =>
    b.plans.every((other) => isNeverDearer({ plan: own, costs: a.costs }, { plan: other, costs: b.costs }, weighing)),
  );
}

/** The unknown lines of the way that fall on one of the two alone, and those that fall on both. */
export const unknownBetween = (a: CostedPlan, b: CostedPlan, landing: Landing) =>
  between(unknownOf(a, landing), unknownOf(b, landing));

function between(linesA: Unknown, linesB: Unknown) {
  return {
    onlyA: linesA.all.filter((line) => !linesB.shared.includes(line) || !linesA.shared.includes(line)),
    onlyB: linesB.all.filter((line) => !linesA.shared.includes(line) || !linesB.shared.includes(line)),
    both: linesA.shared.filter((line) => linesB.shared.includes(line)),
  };
}

/**
 * The totals are linear in each unknown, so their difference is least at a corner of the unknowns' box. An unknown amount that
 * falls on `a` alone has no corner and decides at once, but for one that was said and that its price may hold, which its high end
 * has; one that falls on `b` alone is least at 0; one that falls on both cancels.
 */
function isNeverDearer(a: CostedPlan, b: CostedPlan, weighing: Weighing): boolean {
  const { currency, fill, totalOf, unknownOf: unknown } = weighing;
  const { onlyA } = between(unknown(a), unknown(b));
  if (a.plan.isOpenEnded || onlyA.some((line) => !RATE_LINES.has(line) && !isSaid(line, a.costs))) return false;
  if (onlyA.length === 0 && isNoMoreOfTheSame(a, b, weighing)) return true;
  for (const assigned of corners(a, b, weighing)) {
    const { high } = totalOf(a.plan, fill(a, assigned));
    if (high === null) return false;
    const { low } = totalOf(b.plan, fill(b, assigned));
    if (high.greaterThan(low) && roundToMinorUnit(high, currency) !== roundToMinorUnit(low, currency)) return false;
  }
  return true;
}

/** Of two orders of one size that land alike, no figure makes the one with no more goods and no more delivery the dearer. */
function isNoMoreOfTheSame(a: CostedPlan, b: CostedPlan, { landing }: Weighing): boolean {
  const [own, other] = [a.plan, b.plan];
  if (a.costs !== b.costs || own.quantity !== other.quantity) return false;
  if (own.goods.high.greaterThan(other.goods.low) || (own.fee ?? ZERO).greaterThan(other.fee ?? ZERO)) return false;
  return landing.landsAlike(own.shape, other.shape, a.costs);
}

const ZERO = new Decimal(0);

interface Unknown {
  readonly all: readonly WayLine[];
  /** Those that are one figure for all listings. */
  readonly shared: readonly WayLine[];
}

/** Each plan is weighed against those of all others. */
function readOnce(landing: Landing): Weighing["unknownOf"] {
  const known = createObjectMemory<Plan, Unknown>();
  return (costed) => known(costed.plan, "", () => unknownOf(costed, landing));
}

function unknownOf({ plan, costs }: CostedPlan, landing: Landing): Unknown {
  const all = [
    ...new Set([
      ...landing.unknownLines(plan.shape, costs),
      ...landing.unsureLines(plan.shape, costs),
      ...untoldLines(plan.shape, costs, landing),
    ]),
  ];
  return { all, shared: all.filter((line) => !plan.ownUnknown.includes(line)) };
}

/** One after the other: mostly the first shows already that `a` can be the dearer. Those that pairs have in common are the same objects. */
function* corners(a: CostedPlan, b: CostedPlan, { landing, shared }: Weighing): Generator<BuyerCosts> {
  const unknown = new Set([...landing.unknownLines(a.plan.shape, a.costs), ...landing.unknownLines(b.plan.shape, b.costs)]);
  const stripped = strippedLines(a, b, unknown);
  const isRecoveryOpen = recoverableShare(a.costs) === null || recoverableShare(b.costs) === null;
  const key = `${[...unknown]} ${stripped} ${isRecoveryOpen}`;
  const common = shared(key, () => combined([...unknown, ...stripped], unknown, isRecoveryOpen));
  yield* common;
  for (const line of stripped) {
    if (line === "insurance") continue;
    for (const most of mostHeld(a, b, line)) for (const figures of common) yield { ...figures, [COST_FIELD[line]]: most };
  }
}

/** Every line at nothing, each unknown rate also at its top, VAT with and without its return. */
function combined(lines: readonly WayLine[], unknown: ReadonlySet<WayLine>, isRecoveryOpen: boolean): readonly BuyerCosts[] {
  let all: readonly BuyerCosts[] = [Object.fromEntries(lines.map((line) => [COST_FIELD[line], "0"]))];
  for (const line of unknown) {
    const top = TOP_RATE[line];
    if (top !== undefined) all = all.flatMap((figures) => [figures, { ...figures, [COST_FIELD[line]]: top }]);
  }
  if (!isRecoveryOpen) return all;
  return all.flatMap((figures) => [true, false].map((vatRecoverable) => ({ ...figures, vatRecoverable })));
}

/**
 * Freight, delivery and insurance inside both prices, and what a quote to the door pays behind the port, change no total but by the
 * duty, whose base is without them: none of them, or as much as the smaller of what holds them.
 */
const strippedLines = (a: CostedPlan, b: CostedPlan, unknown: ReadonlySet<WayLine>): readonly WayLine[] =>
  (["freight", "destination_terminal", "last_mile", "insurance"] as const).filter(
    (line) =>
      !unknown.has(line) &&
      [a, b].some((costed) => !isSaid(line, costed.costs) && (paidByPrice(costed, line) || feePaying(costed, line) !== null)),
  );

/** As much of a line as the cheaper invoice can hold, and as each delivery's fee can: where one holds no more, the difference bends. */
function mostHeld(a: CostedPlan, b: CostedPlan, line: WayLine): readonly string[] {
  const fees = [a, b].flatMap((costed) => feePaying(costed, line) ?? []);
  const isInPrice = [a, b].some((costed) => paidByPrice(costed, line));
  const invoice = isInPrice ? [Decimal.min(a.plan.goods.low, b.plan.goods.low)] : [];
  return [...new Set([...fees, ...invoice].map((most) => most.toFixed()))];
}

/**
 * A figure goes where nothing was said of it and no quote of the listing speaks of it. The same costs with the same figures are one
 * object, so that they are landed once.
 */
function fillOnce(): Weighing["fill"] {
  const filling = createObjectMemory<BuyerCosts, (figures: BuyerCosts) => BuyerCosts>();
  return ({ plan: { route, fee }, costs }, assigned) => {
    const quoted = route === null || fee === null ? "" : route.scope === "domestic" ? "originInland" : "freight";
    const filled = filling(costs, quoted, () =>
      onceForEach((figures) => {
        const unsaid = Object.entries(figures).filter(([field]) => field !== quoted);
        return { ...Object.fromEntries(unsaid), ...costs };
      }),
    );
    return filled(assigned);
  };
}

const paidByPrice = ({ plan }: CostedPlan, line: WayLine): boolean =>
  plan.shape.rule !== null && linesInPrice(plan.shape.rule).includes(line);

const BEHIND_PORT: ReadonlySet<WayLine> = new Set(["destination_terminal", "last_mile"]);

/** A delivery's fee, where it pays a line behind the port; null where it does not. A port's quote leaves these lines unknown. */
const feePaying = (costed: CostedPlan, line: WayLine): Decimal | null =>
  BEHIND_PORT.has(line) && !paidByPrice(costed, line) && costed.plan.route?.scope !== "domestic" ? costed.plan.fee : null;
