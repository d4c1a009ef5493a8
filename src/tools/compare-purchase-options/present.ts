import type { ComparedOption } from "../../domain/compared-option.ts";
import type { Comparison } from "../../domain/comparison.ts";
import { flipGroups } from "../../domain/flips/grouped.ts";
import { presentTerm } from "../wording/trade-term.ts";
import type { ComparisonAnswer, OptionAnswer } from "./answer-schema.ts";

const CONCISE_TITLE = 60;
const CONCISE_NAME = 40;
const CONCISE_MESSAGE = 160;
const CONCISE_WARNINGS = 3;
// Figures of one way that flip the order together count as one.
const CONCISE_FLIPS = 5;
const CONCISE_STRETCHES = 8;

/** The comparison in the words of the answer, everything in it. */
export function presentComparison(
  comparison: Comparison,
  mode: ComparisonAnswer["mode"],
  notes: readonly string[],
): ComparisonAnswer {
  const { verdict, split, ranks, fx } = comparison;
  return {
    mode,
    quantity: comparison.quantity,
    unit_class: comparison.unitClass,
    currency: comparison.currency,
    destination: comparison.destination,
    priority: comparison.priority,
    verdict: {
      state: verdict.state,
      winner: verdict.winner,
      contenders: [...verdict.contenders],
      because: verdict.because,
      ask_next: verdict.askNext && {
        ref: verdict.askNext.ref,
        question_en: verdict.askNext.questionEn,
        question_zh: verdict.askNext.questionZh,
        settles: verdict.askNext.settles,
      },
    },
    options: comparison.options.map(presentOption),
    split: split && {
      allocations: split.allocations.map((allocation) => ({ ...allocation })),
      total: split.total,
      saving: split.saving,
      second_source_premium: comparison.secondSource?.premium ?? null,
      proof: split.proof,
      gap: split.gap,
    },
    flips: comparison.flips.map((flip) => ({
      what: flip.what.join(" + "),
      ref: flip.for,
      now: flip.now,
      threshold: flip.threshold,
      // biome-ignore lint/suspicious/noThenProperty: the contract's name; it holds a reference and is never called.
      then: flip.leader,
    })),
    curve: comparison.curve.map(({ fromQuantity, toQuantity, cheapest }) => ({
      from_quantity: fromQuantity,
      to_quantity: toQuantity,
      cheapest,
    })),
    ranks: { cost: [...ranks.cost], speed: [...ranks.speed], risk: [...ranks.risk], first_order: [...ranks.first_order] },
    fx: fx && { rates: { ...fx.rates }, as_of: fx.asOf, source: fx.source },
    outstanding: [...comparison.outstanding],
    notes: [...notes],
  };
}

/** The short form: what is bought and what it costs, and the lines in which the first two differ. */
export function conciseComparison(full: ComparisonAnswer): ComparisonAnswer {
  const differing = differingLines(full);
  const [first, second] = firstTwo(full);
  const flips = flipGroups(full.flips, ({ then }) => then);
  const curve = full.curve.filter(({ cheapest }) => cheapest !== null);
  const more = [
    ...(flips.length > CONCISE_FLIPS ? [`flips farther off (${flips.length - CONCISE_FLIPS})`] : []),
    ...(curve.length > CONCISE_STRETCHES ? [`stretches of the curve farther off (${curve.length - CONCISE_STRETCHES})`] : []),
  ];
  return {
    ...full,
    options: full.options.map((option) =>
      conciseOption(option, option.ref === first?.ref || option.ref === second?.ref ? differing : []),
    ),
    flips: flips.slice(0, CONCISE_FLIPS).flat(),
    curve: nearestStretches(curve, full.quantity),
    notes: more.length === 0 ? full.notes : [...full.notes, `In detail "full": ${more.join(", ")}.`],
  };
}

/** Those around the quantity asked for, in their order. */
function nearestStretches(curve: ComparisonAnswer["curve"], quantity: number): ComparisonAnswer["curve"] {
  const distance = ({ from_quantity: from, to_quantity: to }: ComparisonAnswer["curve"][number]): number =>
    Math.max(from - quantity, quantity - to, 0);
  const nearest = curve.toSorted((a, b) => distance(a) - distance(b)).slice(0, CONCISE_STRETCHES);
  return curve.filter((stretch) => nearest.includes(stretch));
}

/** The names of the cost lines in which the first two options differ; `rounding` is no cost of the way. */
export function differingLines(answer: ComparisonAnswer): readonly string[] {
  const [first, second] = firstTwo(answer);
  const others = new Map((second?.cost?.lines ?? []).map((line) => [line.name, line]));
  const own = first?.cost?.lines ?? [];
  const names = new Set([...own.map(({ name }) => name), ...others.keys()]);
  return [...names].filter((name) => {
    const [a, b] = [own.find((line) => line.name === name), others.get(name)];
    return name !== "rounding" && (a?.amount !== b?.amount || a?.basis !== b?.basis);
  });
}

/** The option on top and the next: those that the verdict is between, then by cost. */
export function firstTwo({ verdict, ranks, options }: ComparisonAnswer): readonly OptionAnswer[] {
  const refs = new Set([...(verdict.winner === null ? verdict.contenders : [verdict.winner]), ...ranks.cost]);
  return [...refs].flatMap((ref) => options.find((option) => option.ref === ref && option.cost) ?? []).slice(0, 2);
}

function presentOption(option: ComparedOption): OptionAnswer {
  const { buy, cost } = option;
  return {
    ref: option.ref,
    title: option.title,
    supplier: option.supplier,
    state: option.state,
    reasons: option.reasons.map(({ code, message }) => ({ code, message })),
    buy: buy && {
      quantity: buy.quantity,
      surplus: buy.surplus,
      unit: buy.unit,
      unit_price: buy.unitPrice,
      currency: buy.currency,
      tier: buy.tier && { min_quantity: buy.tier.minQuantity, max_quantity: buy.tier.maxQuantity },
      sku: buy.sku,
      ...(buy.mix.length === 0
        ? {}
        : { mix: buy.mix.map(({ sku, quantity, unitPrice }) => ({ sku, quantity, unit_price: unitPrice })) }),
      trade_term: presentTerm(buy.tradeTerm),
    },
    cost: cost && {
      goods: cost.goods,
      lines: cost.lines.map(({ name, amount, basis }) => ({ name, amount, basis })),
      total: cost.total,
      cash: cost.cash,
      per_unit: cost.perUnit,
      complete: cost.complete,
      missing: [...cost.missing],
    },
    exact: option.exact,
    nearest: option.nearest,
    batches: option.batches.map(({ count, sizes, total, holdingCost }) => ({
      count,
      sizes: [...sizes],
      total,
      holding_cost: holdingCost,
    })),
    best_batch_count: option.bestBatchCount,
    stock_days: option.stockDays,
    stock_days_basis: option.stockDaysBasis,
    stock_risk: option.stockRisk,
    lead_time_days: option.leadTimeDays,
    supplier_score: option.supplierScore,
    requirements: option.requirements.map(({ name, state }) => ({ name, state })),
    warnings: option.warnings.map(({ code, message }) => ({ code, message })),
  };
}

function conciseOption(option: OptionAnswer, lines: readonly string[]): OptionAnswer {
  const { buy, cost, exact, nearest, requirements = [], warnings = [] } = option;
  return {
    ref: option.ref,
    title: short(option.title, CONCISE_TITLE),
    supplier: short(option.supplier, CONCISE_NAME),
    state: option.state,
    reasons: option.reasons.map(({ code, message }) => ({ code, message: short(message, CONCISE_MESSAGE) ?? "" })),
    ...(buy
      ? {
          buy: {
            quantity: buy.quantity,
            unit_price: buy.unit_price,
            currency: buy.currency,
            trade_term: buy.trade_term && { rule: buy.trade_term.rule },
            ...(buy.mix ? { mix: buy.mix } : {}),
          },
        }
      : {}),
    ...(cost
      ? {
          cost: {
            ...(lines.length === 0 ? {} : { lines: (cost.lines ?? []).filter(({ name }) => lines.includes(name)) }),
            total: cost.total,
            per_unit: cost.per_unit,
            missing: cost.missing,
          },
        }
      : {}),
    ...(exact && buy?.surplus ? { exact } : {}),
    ...(nearest ? { nearest } : {}),
    ...(option.lead_time_days ? { lead_time_days: option.lead_time_days } : {}),
    ...(option.best_batch_count ? { best_batch_count: option.best_batch_count } : {}),
    ...(option.supplier_score ? { supplier_score: { low: option.supplier_score.low, high: option.supplier_score.high } } : {}),
    ...(requirements.length > 0 ? { requirements } : {}),
    ...(warnings.length > 0
      ? { warnings: [...new Set(warnings.map(({ code }) => code))].slice(0, CONCISE_WARNINGS).map((code) => ({ code })) }
      : {}),
  };
}

function short(text: string | null, length: number): string | null {
  const characters = [...(text ?? "")];
  return text === null || characters.length <= length ? text : `${characters.slice(0, length - 1).join("")}…`;
}
