import { type Amount, roundToMinorUnit } from "../../model/money.ts";
import type { ComparisonRequest, CurveStretch, Flip } from "../comparison.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import { COST_FIELD, COST_LINES, isSaid, RATE_LINES, type WayLine } from "../landed-cost/cost-lines.ts";
import { HOME_COSTS } from "../option/buyer-offer/at-home.ts";
import { costsOf, marketplaceOf, productOf } from "../option/open-option.ts";
import type { PricedOption } from "../option/option.ts";
import { flipPoints } from "./flip-point.ts";
import { type FigureFlip, flipGroups, nowOf, thresholdOf } from "./grouped.ts";
import { jointly } from "./joint.ts";
import { costLever, exchangeLever } from "./levers.ts";
import { ridersOf, ridersSaying, type Standing } from "./riders.ts";

/** Of which options it is asked what would change their order. */
export type FlipQuestion = Omit<Standing, "first">;

/**
 * For each figure, given or unknown: where it has to go for another option to take the first place by cost. Figures that move
 * together are one. The closest first.
 */
export function findFlips(question: FlipQuestion, curve: readonly CurveStretch[]): readonly Flip[] {
  const { options, request, terms } = question;
  const { currency } = request;
  const first = options[0]?.ref;
  if (first === undefined || options.length < 2) return [];
  const ownCosts = new Map(options.map(({ ref }) => [ref, costsOf({ ref }, { ...request, costs: {} })]));
  const standing = { ...question, first };
  const riders = ridersOf(standing);
  const costFlips = COST_LINES.flatMap((line) =>
    figuresOf(line, question, ownCosts).flatMap(({ ref, now }) => {
      const moved = now === null ? ridersSaying([{ line, owner: ref }], standing, riders) : riders;
      const lever = costLever(line, ref, now, moved, request, terms);
      return flipPoints(lever, first, currency).map(
        ({ threshold, leader, isBent }): FigureFlip => ({
          what: RATE_LINES.has(line) ? `${line}_rate` : line,
          ref,
          now,
          threshold: RATE_LINES.has(line) ? threshold.toFixed() : roundToMinorUnit(threshold, currency),
          leader,
          slopes: lever.lines.map(({ about }) => about.slope),
          isAlone: isBent && now !== null,
        }),
      );
    }),
  );
  const currencies = new Map(options.map(({ ref, listing }) => [ref, listing.product.offer.currency]));
  const exchangeFlips = foreignCurrencies(question).flatMap((code): readonly FigureFlip[] => {
    const now = request.fx?.rates[code];
    if (now === undefined) return [];
    return flipPoints(exchangeLever(code, now, riders, currencies, terms), first, currency).map(({ threshold, leader }) => ({
      what: `fx.${code}`,
      ref: null,
      now,
      threshold: threshold.toFixed(),
      leader,
    }));
  });
  const flips = [...costFlips, ...exchangeFlips, ...quantityFlips(first, request.quantity, curve)];
  const groups = flipGroups(flips).flatMap((group) => jointly(group, { ...standing, riders }));
  return groups.map((group): Flip => {
    const [one] = group;
    return {
      what: group.map(({ what }) => what),
      for: one.ref,
      now: group.length === 1 ? one.now : (nowOf(group)?.toFixed() ?? null),
      threshold: group.length === 1 ? one.threshold : thresholdOf(group).toFixed(),
      leader: one.leader,
      together: group.length > 1,
    };
  });
}

/**
 * Whose figure a line is: one for all, or, where a listing or a marketplace has one of its own, or another listing quotes the
 * line, its own.
 */
function figuresOf(
  line: WayLine,
  { options, request, terms }: FlipQuestion,
  ownCosts: ReadonlyMap<string, BuyerCosts>,
): readonly { readonly ref: string | null; readonly now: Amount | null }[] {
  const name = COST_FIELD[line];
  const own = options.filter(({ ref }) => ownCosts.get(ref)?.[name] !== undefined);
  const sharing = options.filter((option) => !own.includes(option));
  const given = figureOf(line, request.costs);
  // What a seller at home leaves out of the way is no figure that moves.
  const isLeftOut = ({ listing, costs }: PricedOption): boolean => listing.isHome === true && costs[name] === HOME_COSTS[name];
  const moving = own.filter((option) => !isLeftOut(option));
  const ownFigures = new Map(moving.map(({ ref, costs }) => [ownerOf(ref, name, request), figureOf(line, costs)]));
  const figures = [...ownFigures].map(([ref, now]) => ({ ref, now }));
  if (given !== null) return sharing.length > 0 ? [...figures, { ref: null, now: given }] : figures;
  // Said in another way, as duties by name or a freight by weight: no one figure to move.
  if (isSaid(line, request.costs)) return figures;
  const lacking = sharing.filter(({ plan, costs }) => terms.landing.unknownLines(plan.shape, costs).includes(line));
  if (lacking.length === 0) return figures;
  const isQuoted = sharing.some((option) => !lacking.includes(option) && quotes(option, line));
  const owners = isQuoted ? ownersOf(lacking, options) : [null];
  return [...figures, ...owners.map((ref) => ({ ref, now: null }))];
}

/** The figure of a line as one amount or rate; null where it is not said, or said in another way. */
function figureOf(line: WayLine, costs: BuyerCosts): Amount | null {
  const figure = costs[COST_FIELD[line]];
  return typeof figure === "string" ? figure : null;
}

/** The key under which the buyer gave the figure: the listing's, its product's or its marketplace's. */
function ownerOf(ref: string, name: keyof BuyerCosts, { costsByProduct }: ComparisonRequest): string {
  return [ref, productOf(ref)].find((key) => costsByProduct[key]?.[name] !== undefined) ?? marketplaceOf(ref);
}

/** One figure for a marketplace where none of its listings has the line quoted, else one for each listing. */
function ownersOf(lacking: readonly PricedOption[], options: readonly PricedOption[]): readonly string[] {
  const isShared = ({ ref }: PricedOption): boolean =>
    lacking.filter((other) => marketplaceOf(other.ref) === marketplaceOf(ref)).length > 1 &&
    options.every((other) => marketplaceOf(other.ref) !== marketplaceOf(ref) || lacking.includes(other));
  return [...new Set(lacking.map((option) => (isShared(option) ? marketplaceOf(option.ref) : option.ref)))];
}

const quotes = ({ plan }: PricedOption, line: WayLine): boolean =>
  plan.shape.rule !== null &&
  plan.route !== null &&
  (plan.route.scope === "domestic" ? line === "origin_inland" : line === "freight");

function foreignCurrencies({ options, request }: FlipQuestion): readonly string[] {
  const used = options.flatMap(({ listing, everyPlan }) => [
    listing.product.offer.currency,
    ...everyPlan.map(({ route }) => route?.currency ?? null),
  ]);
  return [...new Set(used)]
    .filter((code) => code !== null)
    .filter((code) => code !== request.currency)
    .sort();
}

function quantityFlips(first: string, need: number, curve: readonly CurveStretch[]): readonly FigureFlip[] {
  const here = curve.findIndex(({ fromQuantity, toQuantity }) => fromQuantity <= need && need <= toQuantity);
  if (curve[here]?.cheapest !== first) return [];
  const [below, above] = [curve[here - 1], curve[here + 1]];
  const flip = (stretch: CurveStretch | undefined, threshold: number | undefined): readonly FigureFlip[] =>
    stretch?.cheapest == null || threshold === undefined
      ? []
      : [{ what: "quantity", ref: null, now: String(need), threshold: String(threshold), leader: stretch.cheapest }];
  return [...flip(below, below?.toQuantity), ...flip(above, above?.fromQuantity)];
}
