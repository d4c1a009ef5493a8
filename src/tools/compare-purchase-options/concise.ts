import { CURVE_NOTE } from "../../domain/compare/comparison-notes.ts";
import { onceForEach } from "../../object-memory.ts";
import { shortened } from "../wording/shortened.ts";
import { endOf } from "../wording/trade-term.ts";
import type { ComparisonAnswer, OptionAnswer } from "./answer-schema.ts";

const TITLE = 60;
// As long as a name may stand in a sentence: what is longer is cut, and is then no name.
const NAME = 60;
const MESSAGE = 120;
const MOST = { warnings: 3, flips: 4, stretches: 5, known: 3 } as const;

// For ten options; twenty may take as much again.
const RANKED = 3;
const TARGET_BYTES = 12_000;

/** The short form, shorter still where ten options would take more than 12,000 bytes. */
export function conciseComparison(full: ComparisonAnswer): ComparisonAnswer {
  const steps: readonly ((answer: ComparisonAnswer) => ComparisonAnswer)[] = [
    (answer) => answer,
    (answer) => ({ ...answer, curve: nearestStretches(answer.curve, answer.quantity, 3), flips: answer.flips.slice(0, 3) }),
    (answer) =>
      eachOther(answer, ({ warnings, ...option }) => ({ ...option, ...(warnings ? { warnings: warnings.slice(0, 1) } : {}) })),
    (answer) =>
      eachOther(answer, ({ known_of_supplier: _known, ...option }) => ({
        ...option,
        title: option.title && shortened(option.title, 30),
      })),
    (answer) => ({ ...answer, options: answer.options.map(withoutIdleLines) }),
    (answer) => ({ ...answer, ranks: firstRanks(answer.ranks) }),
    (answer) => ({ ...answer, curve: nearestStretches(answer.curve, answer.quantity, 2), flips: answer.flips.slice(0, 2) }),
    (answer) => eachOther(answer, (option) => ({ ...option, title: null })),
    (answer) => eachOther(answer, ({ supplier_score: _score, ...option }) => option),
    (answer) => eachOther(answer, ({ warnings: _said, requirements: _all, ...option }) => option),
    (answer) => eachOther(answer, ({ exact: _exact, ...option }) => option),
    (answer) => ({
      ...answer,
      options: answer.options.map(({ market_marks: _marks, batches: _batches, ...option }) => option),
    }),
    withFewAnswers,
    (answer) => ({
      ...answer,
      options: answer.options.map(({ known_of_supplier: known, ...option }) => ({
        ...option,
        ...(known ? { known_of_supplier: known.slice(0, 1) } : {}),
      })),
    }),
    (answer) => ({ ...answer, flips: answer.flips.slice(0, 1) }),
    (answer) => eachOther(answer, ({ shipment: _packed, ...option }) => option),
    (answer) => eachOther(answer, withoutKinds),
  ];
  let shortest = shortForm(full);
  const forms = steps.map((step) => {
    shortest = step(shortest);
    return shortest;
  });
  // Of many options even the shortest form is too long: that is looked at first.
  return isBrief(shortest) ? (forms.find(isBrief) ?? shortest) : shortest;
}

const isBrief = (answer: ComparisonAnswer): boolean => Buffer.byteLength(JSON.stringify(answer)) <= TARGET_BYTES;

/** A sum for the whole way goes into its freight; the rule names the other fields of it. */
function withFewAnswers(answer: ComparisonAnswer): ComparisonAnswer {
  const { ask_next: question } = answer.verdict;
  if (question === null || question.answers.length < 4) return answer;
  const isKept = ({ field }: { readonly field: string }): boolean => field.endsWith("freight") || field.endsWith("_rate");
  const answers = question.answers.filter(isKept);
  return { ...answer, verdict: { ...answer.verdict, ask_next: { ...question, answers } } };
}

const firstRanks = ({ cost, speed, risk, first_order }: ComparisonAnswer["ranks"]): ComparisonAnswer["ranks"] => ({
  cost: cost.slice(0, RANKED),
  speed: speed.slice(0, RANKED),
  risk: risk.slice(0, RANKED),
  first_order: first_order.slice(0, RANKED),
});

const eachOther = (answer: ComparisonAnswer, change: (option: OptionAnswer) => OptionAnswer): ComparisonAnswer => {
  const first = firstTwo(answer).map(({ ref }) => ref);
  return { ...answer, options: answer.options.map((option) => (first.includes(option.ref) ? option : change(option))) };
};

/** Of an order of many kinds each is a line of its own: a part of them would not add up, so all or none. */
function withoutKinds({ buy, ...option }: OptionAnswer): OptionAnswer {
  if (!buy) return option;
  const { mix: _kinds, ...order } = buy;
  return { ...option, buy: order };
}

/** Lines that nobody pays do not weigh on the sum. */
const withoutIdleLines = (option: OptionAnswer): OptionAnswer =>
  option.cost?.lines
    ? { ...option, cost: { ...option.cost, lines: option.cost.lines.filter(({ basis }) => basis !== "not_applicable") } }
    : option;

/** The short form: what is bought and what it costs, and every line of the first two of the rule. */
function shortForm(full: ComparisonAnswer): ComparisonAnswer {
  const first = firstTwo(full).map(({ ref }) => ref);
  const curve = full.curve.filter(({ cheapest }) => cheapest !== null);
  const notes = full.notes.filter((note) => !note.startsWith(CURVE_NOTE));
  const more = [
    ...(full.flips.length > MOST.flips ? [`${full.flips.length - MOST.flips} flips farther off`] : []),
    ...(curve.length > MOST.stretches ? [`${curve.length - MOST.stretches} stretches of the curve farther off`] : []),
  ];
  return {
    ...full,
    options: full.options.map((option) => conciseOption(option, first.includes(option.ref))),
    messages: { supplier: full.messages.supplier, forwarder: full.messages.forwarder },
    flips: full.flips.slice(0, MOST.flips),
    curve: nearestStretches(curve, full.quantity),
    notes: more.length === 0 ? notes : [...notes, `In full detail: ${more.join(", ")}.`],
  };
}

/** Those around the quantity asked for, in their order. */
function nearestStretches(
  curve: ComparisonAnswer["curve"],
  quantity: number,
  most: number = MOST.stretches,
): ComparisonAnswer["curve"] {
  const distance = ({ from_quantity: from, to_quantity: to }: ComparisonAnswer["curve"][number]): number =>
    Math.max(from - quantity, quantity - to, 0);
  const nearest = curve.toSorted((a, b) => distance(a) - distance(b)).slice(0, most);
  return curve.filter((stretch) => nearest.includes(stretch));
}

/** The first two of the rule, else those that the verdict is between, then by cost. */
export const firstTwo = onceForEach((answer: ComparisonAnswer): readonly OptionAnswer[] => {
  const { verdict, ranks, options, priority } = answer;
  const refs = new Set([
    ...verdict.rule.map(({ buy }) => buy),
    ...(verdict.winner === null ? verdict.contenders : [verdict.winner]),
    ...ranks[priority],
    ...ranks.cost,
  ]);
  return [...refs].flatMap((ref) => options.find((option) => option.ref === ref && option.cost) ?? []).slice(0, 2);
});

function conciseOption(option: OptionAnswer, isFirst: boolean): OptionAnswer {
  const { buy, cost, shipment, exact, nearest, requirements = [], warnings = [], known_of_supplier: known = [] } = option;
  const term = buy?.trade_term;
  return {
    ref: option.ref,
    title: option.title && shortened(option.title, TITLE),
    supplier: option.supplier && shortened(option.supplier, NAME),
    state: option.state,
    reasons: option.reasons.map(({ code, message }) => ({ code, message: shortened(message, MESSAGE) })),
    ...(buy
      ? {
          buy: {
            quantity: buy.quantity,
            ...(buy.unit ? { unit: buy.unit } : {}),
            unit_price: buy.unit_price,
            currency: buy.currency,
            trade_term: term ? shortTerm(term) : null,
            ...(buy.mix ? { mix: buy.mix } : {}),
          },
        }
      : {}),
    ...(shipment ? { shipment: knownParts(shipment) } : {}),
    ...(cost
      ? {
          cost: {
            ...(isFirst && cost.lines ? { lines: cost.lines } : {}),
            total: cost.total,
            ...(isFirst && cost.cash ? { cash: cost.cash } : {}),
            per_unit: cost.per_unit,
            missing: cost.missing,
          },
        }
      : {}),
    ...(exact && buy?.surplus ? { exact } : {}),
    ...(option.cheaper_below ? { cheaper_below: option.cheaper_below } : {}),
    ...(option.faster && isFirst ? { faster: option.faster } : {}),
    ...(nearest ? { nearest } : {}),
    ...(option.lead_time_days ? { lead_time_days: option.lead_time_days } : {}),
    ...(isFirst && option.lead_time ? { lead_time: option.lead_time } : {}),
    ...batchesOf(option, isFirst),
    ...(option.supplier_score ? { supplier_score: { low: option.supplier_score.low, high: option.supplier_score.high } } : {}),
    ...(known.length > 0 ? { known_of_supplier: known.slice(0, isFirst ? MOST.known : 1) } : {}),
    ...(requirements.length > 0 ? { requirements } : {}),
    ...(option.in_budget ? { in_budget: option.in_budget } : {}),
    ...(isFirst && option.market_marks ? { market_marks: option.market_marks } : {}),
    ...(warnings.length > 0
      ? {
          warnings: warnings.slice(0, MOST.warnings).map(({ code, message }) => ({
            code,
            ...(message ? { message: shortened(message, isFirst ? MESSAGE : 80) } : {}),
          })),
        }
      : {}),
  };
}

/** Where a delivered price ends is said where it is not the door. */
function shortTerm(term: NonNullable<NonNullable<OptionAnswer["buy"]>["trade_term"]>) {
  const { rule, assumed, place_kind: placeKind } = term;
  const isShort = /^D[ADP]/.test(rule) && placeKind !== undefined && endOf(term) !== "door";
  return { rule, assumed, ...(isShort ? { place_kind: placeKind } : {}) };
}

const knownParts = (shipment: NonNullable<OptionAnswer["shipment"]>) =>
  Object.fromEntries(Object.entries(shipment).filter(([name, value]) => value !== null && name !== "basis")) as typeof shipment;

/** Where the demand is known: how the need is best delivered and how long it lasts. */
function batchesOf(option: OptionAnswer, isFirst: boolean): Partial<OptionAnswer> {
  if (option.stock_days == null) return option.best_batch_count ? { best_batch_count: option.best_batch_count } : {};
  if (option.stock_days_basis !== "your_demand") return {};
  return {
    ...(isFirst && option.batches?.length ? { batches: option.batches } : {}),
    ...(option.best_batch_count ? { best_batch_count: option.best_batch_count } : {}),
    ...(option.batch_limit ? { batch_limit: option.batch_limit } : {}),
    stock_days: option.stock_days,
    ...(option.stock_risk ? { stock_risk: option.stock_risk } : {}),
  };
}
