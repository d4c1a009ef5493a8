import { roundToMinorUnit } from "../../model/money.ts";
import type { ComparedOption, FirstOrder } from "../compared-option.ts";
import type { Comparison, ComparisonRequest } from "../comparison.ts";
import { curveInSteps } from "../flips/curve.ts";
import { findFlips } from "../flips/flips.ts";
import {
  type InfeasibleOption,
  isAccepted,
  type Option,
  type PricedOption,
  requirementState,
  type Seen,
  type UnpricedOption,
} from "../option/option.ts";
import { offeredBy } from "../option/pieces/deliveries.ts";
import { sureLeads } from "../option/plans/sure-lead.ts";
import type { Terms } from "../option/terms.ts";
import { splitOptions } from "../split/split-options.ts";
import { eachInSteps, finish, type Steps } from "../steps.ts";
import { compareCost, rankings, smallestOrder } from "../verdict/ranks.ts";
import { decide } from "../verdict/verdict.ts";
import { budgetAnswer } from "./budget.ts";
import { comparisonNotes } from "./comparison-notes.ts";
import { type OpenComparison, openComparison } from "./open-comparison.ts";
import { isNotForSale, optionAnswer } from "./option-answer.ts";

/**
 * Who to buy from at one quantity, delivered to one country, and what could change that answer. Pure: the listings and the
 * quotes are read before, the clock is in the request. The order of the listings decides nothing but the order of `options`.
 */
export const compareOptions = (request: ComparisonRequest): Comparison => answerOf(openComparison(request));

/** The answer, read from the pieces and plans of what was opened. */
export const answerOf = (opened: OpenComparison): Comparison => finish(answerInSteps(opened));

/** The same in short steps. */
export function* answerInSteps({ request, terms, options }: OpenComparison): Steps<Comparison> {
  const priced = options.filter((option): option is PricedOption => option.state === "priced");
  const accepted = priced.filter(isAccepted).toSorted(compareCost);
  const unpriced = options
    .filter((option): option is UnpricedOption => option.state === "unpriced" && requirementState(option) !== "fails")
    .toSorted((a, b) => (a.ref < b.ref ? -1 : 1));
  const answers = yield* eachInSteps(options, (option) => optionAnswer(option, request, terms));
  const leads = sureLeads(terms.landing, terms.currency);
  const ranks = rankings(accepted);
  const { split, secondSource, leftOut } = splitOptions(accepted, partial(options), terms, request);
  yield;
  const curve = yield* curveInSteps(curveOptions(options), terms);
  yield;
  const unread = options.filter((option) => option.state === "failed" && !isNotForSale(option)).length;
  const contest = {
    options: accepted,
    unpriced,
    listed: options.length,
    unread,
    leads,
    terms,
    request,
    ranks,
    split,
    obstacles: obstaclesOf(answers),
  };
  const verdict = decide(contest);
  yield;
  const flips = findFlips({ options: accepted, late: priced.filter(isLate), request, terms }, curve);
  yield;
  return {
    quantity: request.quantity,
    unitClass: terms.unitClass,
    unit: request.unit ?? terms.unitClass,
    currency: request.currency,
    destination: request.destination,
    priority: request.priority,
    verdict,
    options: answers,
    split,
    secondSource,
    flips,
    curve,
    ranks,
    ...(request.priority === "first_order" ? { firstOrders: accepted.map((option) => firstOrder(option, terms)) } : {}),
    budget: budgetAnswer(priced, terms),
    fx: usedRates(request, options),
    outstanding: options.flatMap((option) =>
      option.state === "failed" && !isNotForSale(option) ? [`${option.ref}: ${option.failure.code}`] : [],
    ),
    notes: comparisonNotes(request, options, answers, split === null ? [] : leftOut),
  };
}

function firstOrder(option: PricedOption, { currency }: Terms): FirstOrder {
  const { quantity, outlay, isOpen } = smallestOrder(option);
  return { ref: option.ref, quantity, outlay: roundToMinorUnit(outlay, currency), isOpen };
}

/** Those that cannot cover the need alone and could sell a part of it. */
const partial = (options: readonly Option[]): readonly InfeasibleOption[] =>
  options.filter(
    (option): option is InfeasibleOption =>
      option.state === "infeasible" && option.nearest !== null && requirementState(option) !== "fails",
  );

/** All that can be bought at some quantity: what fails for the days or the price of the need may do at another. */
export const curveOptions = (options: readonly Option[]): readonly (PricedOption | InfeasibleOption)[] =>
  options.filter(
    (option): option is PricedOption | InfeasibleOption =>
      (option.state === "priced" || option.state === "infeasible") && option.requirements.every(isOpenToQuantity),
  );

/** What may be taken once a seller's days and fee are not the buyer's. */
const isLate = (option: PricedOption): boolean => !isAccepted(option) && option.requirements.every(isOpenToQuantity);

const isOpenToQuantity = ({ name, state }: Seen["requirements"][number]): boolean =>
  state !== "fails" || name === "max_lead_time_days";

// What to do about a listing that could not be read stands with the listing.
const obstaclesOf = (options: readonly ComparedOption[]): readonly string[] =>
  options.map(({ ref, reasons, nearest }) => {
    const way = nearest === null ? "" : `, possible at ${nearest.quantity}`;
    return `${ref}: ${reasons.map(({ message }) => message.split(". ")[0]).join(", ")}${way}`;
  });

/** The rates that some price of the comparison was converted by. */
function usedRates({ fx, currency }: ComparisonRequest, options: readonly Option[]): Comparison["fx"] {
  if (fx === null) return null;
  const codes = options.flatMap((option) =>
    option.state === "failed"
      ? []
      : [option.listing.product.offer.currency, ...offeredBy(option.listing).map(({ freight }) => freight?.currency ?? null)],
  );
  const used = Object.entries(fx.rates).filter(([code]) => code !== currency && codes.includes(code));
  return used.length === 0 ? null : { ...fx, rates: Object.fromEntries(used) };
}
