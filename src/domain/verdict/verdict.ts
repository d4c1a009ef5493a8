import type { Verdict } from "../comparison.ts";
import { type Contestant, requirementState } from "../option/contestant.ts";
import { neverDearer } from "../option/sure-lead.ts";
import { because, becausePriority } from "./because.ts";
import type { Field } from "./field.ts";
import { nextQuestion } from "./next-question.ts";
import { compareCost } from "./ranks.ts";

/**
 * A winner only where no unknown figure could put another option ahead, an unpriced one included; equal to the minor unit is a
 * tie; else undecided, with the one question whose answer would settle it.
 */
export function decide(field: Field): Verdict {
  const decided = decision(field);
  return { ...decided, headline: headlineOf(decided, field), rule: [], nextSteps: [] };
}

type Decided = Omit<Verdict, "headline" | "rule" | "nextSteps">;

function headlineOf({ state, winner }: Decided, { request }: Field): string {
  if (winner !== null) return `Buy ${request.quantity} from ${winner}`;
  return state === "tie" ? "A tie" : state === "infeasible" ? "Nothing can be bought as asked" : "Not decided";
}

function decision(field: Field): Decided {
  const { contestants, unpriced, request } = field;
  if (contestants.length === 0 && unpriced.length === 0) return infeasible(field);
  if (request.priority !== "cost" && contestants.length > 0) return byPriority(field);
  const leaders = leadersOf(field);
  const refs = leaders.map(({ ref }) => ref);
  const isSure = leaders.length > 0 && unpriced.length === 0 && leaders.every((leader) => requirementState(leader) === "meets");
  if (!isSure) return undecided(field, leaders);
  const [winner] = leaders;
  if (leaders.length > 1)
    return { state: "tie", winner: null, contenders: refs, because: because(field, "tie", leaders), askNext: null };
  return {
    state: "winner",
    winner: winner?.ref ?? null,
    contenders: refs,
    because: because(field, "winner", leaders),
    askNext: null,
  };
}

/** Those that no other option can be ahead of, whatever the unknown figures are. */
function leadersOf({ contestants, landing, request }: Field): readonly Contestant[] {
  return contestants.filter((own) =>
    contestants.every((other) => other === own || neverDearer(own, other, landing, request.currency)),
  );
}

function undecided(field: Field, leaders: readonly Contestant[]): Decided {
  const { contestants, unpriced } = field;
  const open = contendersOf(field, leaders);
  const contenders = [...open.map(({ ref }) => ref), ...unpriced.map(({ ref }) => ref)];
  const askNext = nextQuestion({
    contenders: open,
    unpriced,
    landing: field.landing,
    request: field.request,
    unit: field.unit,
  });
  const shown = open.length > 0 ? open : contestants;
  return { state: "undecided", winner: null, contenders, because: because(field, "undecided", shown), askNext };
}

/** Every option that could still be the cheapest; where only a requirement is open, also the cheapest that surely meets them. */
function contendersOf({ contestants, landing, request }: Field, leaders: readonly Contestant[]): readonly Contestant[] {
  const ahead = (a: Contestant, b: Contestant): boolean =>
    neverDearer(a, b, landing, request.currency) && !neverDearer(b, a, landing, request.currency);
  const possible = contestants.filter((own) => !contestants.some((other) => other !== own && ahead(other, own)));
  if (!leaders.some((leader) => requirementState(leader) === "unknown")) return possible;
  const confirmed = contestants.find((contestant) => requirementState(contestant) === "meets");
  return confirmed && !possible.includes(confirmed) ? [...possible, confirmed] : possible;
}

function byPriority(field: Field): Decided {
  const { contestants, request, ranks } = field;
  const ranked = ranks[request.priority].flatMap((ref) => contestants.filter((contestant) => contestant.ref === ref));
  const [first] = ranked;
  const isKnown =
    first !== undefined && requirementState(first) === "meets" && (request.priority !== "speed" || isSpeedKnown(ranked));
  const sentence = becausePriority(field, ranked);
  if (first && isKnown)
    return { state: "winner", winner: first.ref, contenders: [first.ref], because: sentence, askNext: null };
  const contenders = ranked.length > 0 ? ranked : [...contestants].sort(compareCost);
  const askNext = nextQuestion({ contenders, unpriced: field.unpriced, landing: field.landing, request, unit: field.unit });
  return { state: "undecided", winner: null, contenders: contenders.map(({ ref }) => ref), because: sentence, askNext };
}

// The first of the rank has to be known; where nobody's transit is, the production times decide between them.
function isSpeedKnown([first, ...others]: readonly Contestant[]): boolean {
  if (first?.leadTimeDays == null) return false;
  const production = ({ listing }: Contestant): number | null => listing.product.leadTimeDays?.high ?? null;
  return (
    first.leadTimeDays.high !== null || (production(first) !== null && others.every((other) => production(other) !== null))
  );
}

function infeasible(field: Field): Decided {
  return { state: "infeasible", winner: null, contenders: [], because: because(field, "infeasible", []), askNext: null };
}
