import type { Question, RuleStretch, Verdict } from "../comparison.ts";
import { type PricedOption, requirementState } from "../option/option.ts";
import { because, becausePriority } from "./because.ts";
import type { Contest } from "./contest.ts";
import { intervalRule } from "./interval-rule.ts";
import { isUnsure, nextQuestion, ruleQuestion } from "./next-question.ts";
import { mayLead, surelyLeads, unpricedMayLead } from "./priority.ts";
import { compareCost } from "./ranks.ts";
import { ruleOf } from "./rule.ts";

/**
 * A winner only where no unknown figure could put another option ahead, an unpriced one included; equal to the minor unit is a
 * tie; a rule where it hangs on one figure or one group of figures; else undecided, with the question that takes the largest doubt
 * out of it.
 */
export function decide(contest: Contest): Verdict {
  const { options, unpriced, request, listed } = contest;
  const [first] = options;
  if (first === undefined && unpriced.length === 0) {
    return { ...NOTHING, state: "infeasible", because: because(contest, "infeasible", []) };
  }
  if (listed === 1 && first !== undefined) return single(first, contest);
  return request.priority === "cost" || first === undefined ? byCost(contest) : byPriority(contest);
}

const NOTHING = {
  winner: null,
  rule: [] as readonly RuleStretch[],
  contenders: [] as readonly string[],
  askNext: null as Question | null,
};

function single(option: PricedOption, contest: Contest): Verdict {
  const isSettled = isMet(option) && option.plan.total.high !== null && !isUnsure(option, contest);
  const askNext = isSettled ? null : nextQuestion([option], contest);
  return { ...NOTHING, state: "single", contenders: [option.ref], because: because(contest, "single", [option]), askNext };
}

const isMet = (option: PricedOption): boolean => requirementState(option) === "meets";

function byCost(contest: Contest): Verdict {
  const { options, unpriced, leads } = contest;
  const leaders = options.filter((own) => options.every((other) => other === own || leads(own, other)));
  const refs = leaders.map(({ ref }) => ref);
  const [winner] = leaders;
  if (winner === undefined || unpriced.length > 0 || !leaders.every(isMet)) return open(contest, leaders);
  if (leaders.length > 1) return { ...NOTHING, state: "tie", contenders: refs, because: because(contest, "tie", leaders) };
  const rule = [{ buy: winner.ref, when: null, likely: true }];
  return {
    ...NOTHING,
    state: "winner",
    winner: winner.ref,
    rule,
    contenders: refs,
    because: because(contest, "winner", leaders),
  };
}

function open(contest: Contest, leaders: readonly PricedOption[]): Verdict {
  const { options, unpriced } = contest;
  const possible = possibleOf(contest, leaders);
  const contenders = [...possible.map(({ ref }) => ref), ...unpriced.map(({ ref }) => ref)];
  const shown = possible.length > 0 ? possible : options;
  const rule = unpriced.length === 0 && possible.every(isMet) ? ruleOf(possible, contest) : null;
  if (rule !== null) {
    const askNext = ruleQuestion(rule, possible, contest);
    const sentence = because(contest, "conditional", shown);
    return { ...NOTHING, state: "conditional", rule: rule.stretches, contenders, because: sentence, askNext };
  }
  const askNext = nextQuestion(possible, contest);
  return { ...NOTHING, state: "undecided", contenders, because: because(contest, "undecided", shown), askNext };
}

/** Every option that could still be the cheapest; where only a requirement is open, also the cheapest that surely meets them. */
function possibleOf({ options, leads }: Contest, leaders: readonly PricedOption[]): readonly PricedOption[] {
  const isAhead = (a: PricedOption, b: PricedOption): boolean => leads(a, b) && !leads(b, a);
  const possible = options.filter((own) => !options.some((other) => other !== own && isAhead(other, own)));
  if (!leaders.some((leader) => !isMet(leader))) return possible;
  const confirmed = options.find(isMet);
  return confirmed && !possible.includes(confirmed) ? [...possible, confirmed] : possible;
}

/** By days, by the score or by the outlay, each an interval: named is only who no unknown could put another ahead of. */
function byPriority(contest: Contest): Verdict {
  const { options, request, ranks, unpriced } = contest;
  const ranked = ranks[request.priority].flatMap((ref) => options.filter((option) => option.ref === ref));
  const [first] = ranked;
  const sentence = becausePriority(contest, ranked);
  const others = ranked.filter((option) => option !== first);
  const rivals = first ? unpriced.filter((other) => unpricedMayLead(request.priority, other, first)) : unpriced;
  if (
    first &&
    isMet(first) &&
    rivals.length === 0 &&
    others.every((other) => surelyLeads(request.priority, first, other, contest))
  ) {
    const rule = [{ buy: first.ref, when: null, likely: true }];
    return { ...NOTHING, state: "winner", winner: first.ref, rule, contenders: [first.ref], because: sentence };
  }
  const possible = first ? [first, ...others.filter((other) => mayLead(request.priority, other, first, contest))] : [];
  const contenders = possible.length > 0 ? possible : [...options].sort(compareCost);
  const rule =
    request.priority !== "first_order" && request.priority !== "cost" && rivals.length === 0 && possible.every(isMet)
      ? intervalRule(request.priority, possible)
      : null;
  if (rule !== null) {
    const asked = [rule.open, ...contenders.filter((option) => option !== rule.open)];
    return {
      ...NOTHING,
      state: "conditional",
      rule: rule.stretches,
      contenders: contenders.map(({ ref }) => ref),
      because: sentence,
      askNext: nextQuestion(asked, contest),
    };
  }
  const askNext = nextQuestion(contenders, { ...contest, unpriced: rivals });
  const refs = [...contenders, ...rivals].map(({ ref }) => ref);
  return { ...NOTHING, state: "undecided", contenders: refs, because: sentence, askNext };
}
