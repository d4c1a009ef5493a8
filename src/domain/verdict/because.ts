import { Decimal, roundToMinorUnit } from "../../model/money.ts";
import type { Verdict } from "../comparison.ts";
import { RATE_LINES } from "../landed-cost/cost-lines.ts";
import type { DecimalRange } from "../landed-cost/landed-cost.ts";
import { isExact, type Plan, type PricedOption, requirementState } from "../option/option.ts";
import { mixWords } from "../option/pieces/stock-pieces.ts";
import { planShipment } from "../option/plans/plan-cost.ts";
import { unknownBetween } from "../option/plans/sure-lead.ts";
import { type PriceStep, unitRange } from "../option/price/offer-price.ts";
import { tierAt } from "../order/price-tiers.ts";
import type { Contest } from "./contest.ts";
import { listedLines, shortReason } from "./question-words.ts";

const MAX_NAMED = 4;
// A place is the seller's word: only what can be a name goes into a sentence of ours.
const PLACE = /^[\p{L} .'-]{1,30}$/u;

/** The verdict by cost in one plain sentence, with the figures it rests on and what is not in them. */
export function because(contest: Contest, state: Verdict["state"], shown: readonly PricedOption[]): string {
  const sentence = {
    winner: winnerText,
    conditional: undecidedText,
    tie: tieText,
    undecided: undecidedText,
    single: singleText,
    infeasible: infeasibleText,
  }[state](contest, shown);
  return `${sentence}${state === "infeasible" ? "" : `${unreadText(contest)}${splitClause(contest)}`}.`;
}

/** The first of another rank, and what it costs more than the cheapest. */
export function becausePriority(contest: Contest, ranked: readonly PricedOption[]): string {
  const [first] = ranked;
  const { priority, currency } = contest.request;
  if (!first)
    return `No option can be ranked by ${priority}: no supplier's score is at or above 40 for sure or possibly${unreadText(contest)}.`;
  const cheapest = contest.options[0] ?? first;
  const price =
    cheapest.ref === first.ref
      ? `it is the cheapest too, ${described(first, contest)}`
      : `${described(first, contest)}, ${difference(first, cheapest, currency)} ${currency} more than ${cheapest.ref}, the cheapest`;
  const open = requirementState(first) === "meets" ? "" : `; not known: ${openRequirements(first)}`;
  return `${first.ref} is first by ${priority.replace("_", " ")} (${rankFigure(first, contest)}): ${price}${open}${unpricedText(contest)}${unreadText(contest)}.`;
}

/** "812.50 USD", "at least 812.50 USD", "812.50 to 975.00 USD". */
export function rangeText({ low, high }: DecimalRange, currency: string): string {
  const [least, most] = [roundToMinorUnit(low, currency), high && roundToMinorUnit(high, currency)];
  if (most === null) return `at least ${least} ${currency}`;
  return most === least ? `${least} ${currency}` : `${least} to ${most} ${currency}`;
}

/** A promotion may end any day: what holds without it stands beside it. */
function promotionText({ offer: { promotion } }: PricedOption["listing"]["product"], quantity: number): string {
  if (promotion === null) return "";
  const regular = tierAt(promotion.regularTiers, quantity)?.unitPrice;
  const until = promotion.until === null ? "nobody says until when" : `until ${promotion.until}`;
  return ` (a promotion price, ${until}${regular === undefined ? "" : `; ${regular} without it`})`;
}

const UNIT_DECIMALS = 4;

function unitRangeText(step: PriceStep, quantity: number): string {
  const low =
    step.leastBase === undefined ? step.unitPrice : unitRange(step, quantity).low.toDecimalPlaces(UNIT_DECIMALS).toFixed();
  return `${low} to ${step.highUnitPrice}`;
}

/** "buys 500 at 11.50 CNY, tier 500 and up, EXW (assumed)". */
export function purchaseText({ listing }: Pick<PricedOption, "listing">, plan: Plan): string {
  const { quantity, step, term, mix } = plan;
  const currency = listing.product.offer.currency ?? "";
  const price =
    step === null
      ? listing.mix.length === 0
        ? `as a mix of SKUs: ${mixWords(mix)} ${currency}`
        : `in ${mix.length} SKUs`
      : isExact(plan.goods)
        ? `at ${step.unitPrice} ${currency}${promotionText(listing.product, quantity)}, tier ${step.minQuantity}${step.maxQuantity === null ? " and up" : ` to ${step.maxQuantity}`}`
        : `at ${unitRangeText(step, quantity)} ${currency}`;
  const rule =
    term === null ? "no trade term stated" : `${term.rule}${placeText(term.place)}${term.assumed ? " (assumed)" : ""}`;
  return `buys ${quantity} ${price}, ${rule}`;
}

const placeText = (place: string | null): string => (place !== null && PLACE.test(place) ? ` ${place}` : "");

function winnerText(contest: Contest, [winner]: readonly PricedOption[]): string {
  if (!winner) return "";
  const { currency, quantity, destination } = contest.request;
  const next = contest.options.find(({ ref }) => ref !== winner.ref);
  const lead = next
    ? `${winner.ref} is the cheapest for ${quantity} in ${destination}: ${described(winner, contest)}, ${difference(next, winner, currency)} ${currency} less than ${next.ref} (${rangeText(next.plan.total, currency)})`
    : `${winner.ref} is the only one that can be bought: ${described(winner, contest)}`;
  return `${lead}${leftOutText(winner, contest, next)}`;
}

function singleText(contest: Contest, [only]: readonly PricedOption[]): string {
  if (!only) return "";
  const { quantity, destination } = contest.request;
  return `${only.ref} for ${quantity} in ${destination}: ${described(only, contest)}${leftOutText(only, contest, undefined)}`;
}

function tieText(contest: Contest, tied: readonly PricedOption[]): string {
  const { currency, quantity } = contest.request;
  const surest = [...tied].sort((a, b) => Number(b.score.low) - Number(a.score.low))[0];
  const total = tied[0] ? rangeText(tied[0].plan.total, currency) : "";
  return `${tied.map(({ ref }) => ref).join(" and ")} cost the same for ${quantity}, ${total}, to the minor unit; ${surest?.ref} has the surest supplier score (from ${surest?.score.low})`;
}

function undecidedText(contest: Contest, shown: readonly PricedOption[]): string {
  const { currency, quantity } = contest.request;
  const [first, second] = shown;
  if (!first) return `Nothing can be compared for ${quantity}${unpricedText(contest)}`;
  const lead = `Not decided for ${quantity}: ${first.ref} has ${described(first, contest)}`;
  if (requirementState(first) === "unknown")
    return `${lead}; not known whether it meets the requirements: ${openRequirements(first)}${unpricedText(contest)}`;
  if (!second) return `${lead}${unpricedText(contest)}`;
  const gap = `${second.ref} has ${rangeText(second.plan.total, currency)}`;
  return `${lead}, ${gap}${differenceText(contest, first, second)}${unpricedText(contest)}`;
}

function infeasibleText({ obstacles, request, split }: Contest): string {
  if (split !== null) {
    const parts = split.allocations.map(({ ref, quantity }) => `${quantity} from ${ref}`).join(" and ");
    return `No single option covers ${request.quantity}; a split does: ${parts}, ${split.total} ${request.currency} landed in all`;
  }
  const more = obstacles.length > MAX_NAMED ? `; and ${obstacles.length - MAX_NAMED} more` : "";
  return `No option can deliver ${request.quantity} as asked: ${obstacles.slice(0, MAX_NAMED).join("; ")}${more}`;
}

/** What decides between two: unknown lines that only one of them pays, prices that are intervals, or a rate that weighs on both. */
function differenceText({ terms }: Contest, a: PricedOption, b: PricedOption): string {
  const { onlyA, onlyB, both } = unknownBetween(a, b, terms.landing);
  const lacks = (ref: string, lines: readonly string[]): string =>
    lines.length === 0 ? "" : `; ${ref} still lacks ${listedLines(lines)}`;
  const interval = [a, b].filter(({ plan }) => !isExact(plan.goods)).map(({ ref }) => `; the price of ${ref} is a range`);
  const reasons = `${lacks(a.ref, onlyA)}${lacks(b.ref, onlyB)}${interval.join("")}`;
  const rates = both.filter((line) => RATE_LINES.has(line)).map((line) => `${line} rate`);
  return reasons !== "" ? reasons : `; it hangs on ${rates.length === 0 ? "whether the VAT can be recovered" : words(rates)}`;
}

function leftOutText(winner: PricedOption, contest: Contest, next: PricedOption | undefined): string {
  const { missing } = planShipment(winner.plan, winner.costs, contest.terms.landing);
  if (missing.length === 0) return "";
  return `; not known and not in the figure: ${words(missing)}${next ? ", which cannot change the order" : ""}`;
}

/** A split that costs less than the best single supplier. */
function splitClause({ split, request }: Contest): string {
  if (split?.saving == null || !new Decimal(split.saving).greaterThan(0)) return "";
  return `. Split over ${split.allocations.length} suppliers it costs ${split.total} ${request.currency}, ${split.saving} less`;
}

/** Between the totals as they are shown. */
const difference = (dearer: PricedOption, cheaper: PricedOption, currency: string): string =>
  roundToMinorUnit(
    new Decimal(roundToMinorUnit(dearer.plan.total.low, currency)).minus(roundToMinorUnit(cheaper.plan.total.low, currency)),
    currency,
  );

const described = (option: PricedOption, { request }: Contest): string =>
  `${rangeText(option.plan.total, request.currency)} landed (${purchaseText(option, option.plan)})`;

function rankFigure(option: PricedOption, { request }: Contest): string {
  const { plan, score } = option;
  const { days } = plan;
  if (request.priority === "risk") return `supplier score from ${score.low}`;
  if (request.priority === "first_order") return "the smallest outlay for its smallest order";
  if (days === null) return "no lead time is known";
  return days.high === null
    ? `lead time from ${days.low ?? 0} days, transit or production not known`
    : `lead time up to ${days.high} days`;
}

const openRequirements = ({ requirements }: PricedOption): string =>
  requirements
    .filter(({ state }) => state === "unknown")
    .map(({ name, detail }) => `${name.replaceAll("_", " ")} (${detail})`)
    .join(", ");

const unpricedText = ({ unpriced }: Contest): string =>
  unpriced.length === 0
    ? ""
    : `; ${unpriced
        .slice(0, MAX_NAMED)
        .map(({ ref, reason }) => `${ref} has no price (${shortReason(reason)})`)
        .join(", ")}${unpriced.length > MAX_NAMED ? " and others" : ""}`;

const unreadText = ({ unread, listed }: Contest): string =>
  unread === 0 ? "" : `; ${unread} of ${listed} listings could not be read`;

const words = (lines: readonly string[]): string => lines.map((line) => line.replaceAll("_", " ")).join(", ");
