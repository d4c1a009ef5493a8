import { Decimal, roundToMinorUnit } from "../../model/money.ts";
import { RATE_LINES } from "../landed-cost/cost-lines.ts";
import type { DecimalRange } from "../landed-cost/landed-cost.ts";
import { type Candidate, candidateShipment, candidateTotal } from "../option/candidate.ts";
import type { Contestant } from "../option/contestant.ts";
import { requirementState } from "../option/contestant.ts";
import { unknownBetween } from "../option/sure-lead.ts";
import { tierAt } from "../order/purchase-plan.ts";
import type { Field } from "./field.ts";
import { listedLines, shortReason } from "./question-words.ts";

const MAX_NAMED = 4;
// A place is the seller's word: only what can be a name goes into a sentence of ours.
const PLACE = /^[\p{L} .'-]{1,30}$/u;

/** The verdict by cost in one plain sentence, with the figures it rests on and what is not in them. */
export function because(
  field: Field,
  state: "winner" | "tie" | "undecided" | "infeasible",
  shown: readonly Contestant[],
): string {
  const sentence = { winner: winnerText, tie: tieText, undecided: undecidedText, infeasible: infeasibleText }[state](
    field,
    shown,
  );
  return `${sentence}${state === "infeasible" ? "" : `${unreadText(field)}${splitClause(field)}`}.`;
}

/** The first of another rank, and what it costs more than the cheapest. */
export function becausePriority(field: Field, ranked: readonly Contestant[]): string {
  const [first] = ranked;
  const { priority, currency } = field.request;
  if (!first)
    return `No option can be ranked by ${priority}: no supplier's score is at or above 40 for sure or possibly${unreadText(field)}.`;
  const cheapest = field.contestants[0] ?? first;
  const price =
    cheapest.ref === first.ref
      ? `it is the cheapest too, ${described(first, field)}`
      : `${described(first, field)}, ${difference(first, cheapest, currency)} ${currency} more than ${cheapest.ref}, the cheapest`;
  const open = requirementState(first) === "meets" ? "" : `; not known: ${openRequirements(first)}`;
  return `${first.ref} is first by ${priority.replace("_", " ")} (${rankFigure(first, field)}): ${price}${open}${unpricedText(field)}${unreadText(field)}.`;
}

/** "812.50 USD", "at least 812.50 USD", "812.50 to 975.00 USD". */
export function rangeText({ low, high }: DecimalRange, currency: string): string {
  const [least, most] = [roundToMinorUnit(low, currency), high && roundToMinorUnit(high, currency)];
  if (most === null) return `at least ${least} ${currency}`;
  return most === least ? `${least} ${currency}` : `${least} to ${most} ${currency}`;
}

/** A promotion may end any day: what holds without it stands beside it. */
function promotionText({ offer: { promotion } }: Contestant["listing"]["product"], quantity: number): string {
  if (promotion === null) return "";
  const regular = tierAt(promotion.regularTiers, quantity)?.unitPrice;
  const until = promotion.until === null ? "nobody says until when" : `until ${promotion.until}`;
  return ` (a promotion price, ${until}${regular === undefined ? "" : `; ${regular} without it`})`;
}

/** "buys 500 at 11.50 CNY, tier 500 and up, EXW (assumed)". */
export function purchaseText({ listing }: Pick<Contestant, "listing">, { quantity, step, term, mix }: Candidate): string {
  const currency = listing.product.offer.currency ?? "";
  const price =
    step === null
      ? `in ${mix.length} SKUs`
      : step.unitPrice === step.highUnitPrice
        ? `at ${step.unitPrice} ${currency}${promotionText(listing.product, quantity)}, tier ${step.minQuantity}${step.maxQuantity === null ? " and up" : ` to ${step.maxQuantity}`}`
        : `at ${step.unitPrice} to ${step.highUnitPrice} ${currency}`;
  const rule =
    term === null ? "no trade term stated" : `${term.rule}${placeText(term.place)}${term.assumed ? " (assumed)" : ""}`;
  return `buys ${quantity} ${price}, ${rule}`;
}

const placeText = (place: string | null): string => (place !== null && PLACE.test(place) ? ` ${place}` : "");

function winnerText(field: Field, [winner]: readonly Contestant[]): string {
  if (!winner) return "";
  const { currency, quantity, destination } = field.request;
  const next = field.contestants.find(({ ref }) => ref !== winner.ref);
  const lead = next
    ? `${winner.ref} is the cheapest for ${quantity} in ${destination}: ${described(winner, field)}, ${difference(next, winner, currency)} ${currency} less than ${next.ref} (${rangeText(next.total, currency)})`
    : `${winner.ref} is the only one that can be bought: ${described(winner, field)}`;
  return `${lead}${leftOutText(winner, field, next)}`;
}

function tieText(field: Field, tied: readonly Contestant[]): string {
  const { currency, quantity } = field.request;
  const surest = [...tied].sort((a, b) => Number(b.score.low) - Number(a.score.low))[0];
  const total = tied[0] ? rangeText(tied[0].total, currency) : "";
  return `${tied.map(({ ref }) => ref).join(" and ")} cost the same for ${quantity}, ${total}, to the minor unit; ${surest?.ref} has the surest supplier score (from ${surest?.score.low})`;
}

function undecidedText(field: Field, shown: readonly Contestant[]): string {
  const { currency, quantity } = field.request;
  const [first, second] = shown;
  if (!first) return `Nothing can be compared for ${quantity}${unpricedText(field)}`;
  const lead = `Not decided for ${quantity}: ${first.ref} has ${described(first, field)}`;
  if (requirementState(first) === "unknown")
    return `${lead}; not known whether it meets the requirements: ${openRequirements(first)}${unpricedText(field)}`;
  if (!second) return `${lead}${unpricedText(field)}`;
  const gap = `${second.ref} has ${rangeText(second.total, currency)}`;
  return `${lead}, ${gap}${differenceText(field, first, second)}${unpricedText(field)}`;
}

function infeasibleText({ obstacles, request, split }: Field): string {
  if (split !== null) {
    const parts = split.allocations.map(({ ref, quantity }) => `${quantity} from ${ref}`).join(" and ");
    return `No single option covers ${request.quantity}; a split does: ${parts}, ${split.total} ${request.currency} landed in all`;
  }
  const more = obstacles.length > MAX_NAMED ? `; and ${obstacles.length - MAX_NAMED} more` : "";
  return `No option can deliver ${request.quantity} as asked: ${obstacles.slice(0, MAX_NAMED).join("; ")}${more}`;
}

/** What decides between two: unknown lines that only one of them pays, prices that are intervals, or a rate that weighs on both. */
function differenceText({ landing }: Field, a: Contestant, b: Contestant): string {
  const { onlyA, onlyB, both } = unknownBetween(
    { candidate: a.best, costs: a.costs },
    { candidate: b.best, costs: b.costs },
    landing,
  );
  const lacks = (ref: string, lines: readonly string[]): string =>
    lines.length === 0 ? "" : `; ${ref} still lacks ${listedLines(lines)}`;
  const interval = [a, b]
    .filter(({ best }) => !best.goods.low.equals(best.goods.high))
    .map(({ ref }) => `; the price of ${ref} is a range`);
  const reasons = `${lacks(a.ref, onlyA)}${lacks(b.ref, onlyB)}${interval.join("")}`;
  const rates = both.filter((line) => RATE_LINES.has(line)).map((line) => `${line} rate`);
  return reasons !== "" ? reasons : `; it hangs on ${rates.length === 0 ? "whether the VAT can be recovered" : words(rates)}`;
}

function leftOutText(winner: Contestant, field: Field, next: Contestant | undefined): string {
  const { missing } = candidateShipment(winner.best, winner.costs, field.landing);
  if (missing.length === 0) return "";
  return `; not known and not in the figure: ${words(missing)}${next ? ", which cannot change the order" : ""}`;
}

/** A split that costs less than the best single supplier. */
function splitClause({ split, request }: Field): string {
  if (split?.saving == null || !new Decimal(split.saving).greaterThan(0)) return "";
  return `. Split over ${split.allocations.length} suppliers it costs ${split.total} ${request.currency}, ${split.saving} less`;
}

/** Between the totals as they are shown. */
const difference = (dearer: Contestant, cheaper: Contestant, currency: string): string =>
  roundToMinorUnit(
    new Decimal(roundToMinorUnit(dearer.total.low, currency)).minus(roundToMinorUnit(cheaper.total.low, currency)),
    currency,
  );

const described = (contestant: Contestant, { request, landing }: Field): string =>
  `${rangeText(candidateTotal(contestant.best, contestant.costs, landing), request.currency)} landed (${purchaseText(contestant, contestant.best)})`;

function rankFigure(contestant: Contestant, { request }: Field): string {
  const { leadTimeDays: days, score } = contestant;
  if (request.priority === "risk") return `supplier score from ${score.low}`;
  if (request.priority === "first_order") return "the smallest outlay for its smallest order";
  if (days === null) return "no lead time is known";
  return days.high === null
    ? `lead time from ${days.low ?? 0} days, transit or production not known`
    : `lead time up to ${days.high} days`;
}

const openRequirements = ({ requirements }: Contestant): string =>
  requirements
    .filter(({ state }) => state === "unknown")
    .map(({ name, detail }) => `${name.replaceAll("_", " ")} (${detail})`)
    .join(", ");

const unpricedText = ({ unpriced }: Field): string =>
  unpriced.length === 0
    ? ""
    : `; ${unpriced
        .slice(0, MAX_NAMED)
        .map(({ ref, reason }) => `${ref} has no price (${shortReason(reason)})`)
        .join(", ")}${unpriced.length > MAX_NAMED ? " and others" : ""}`;

const unreadText = ({ unread, listed }: Field): string =>
  unread === 0 ? "" : `; ${unread} of ${listed} listings could not be read`;

const words = (lines: readonly string[]): string => lines.map((line) => line.replaceAll("_", " ")).join(", ");
