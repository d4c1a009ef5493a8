import type { ComparisonAnswer, OptionAnswer } from "../../tools/compare-purchase-options/answer-schema.ts";
import type { Row } from "./csv.ts";

const BEFORE = [
  "ref",
  "title",
  "supplier",
  "state",
  "reasons",
  "buy_quantity",
  "unit",
  "unit_price",
  "price_currency",
  "trade_term",
  "basis",
  "total_currency",
] as const;
const AFTER = [
  "total_low",
  "total_high",
  "cash_low",
  "cash_high",
  "per_unit_low",
  "per_unit_high",
  "missing",
  "cartons",
  "m3",
  "kg",
  "lead_days_low",
  "lead_days_high",
  "score_low",
  "score_high",
  "warnings",
  "verdict",
  "decision_id",
] as const;

/** The columns: what is bought, each line of the cost that some option has, then totals and the rest. */
export function optionColumns({ options }: ComparisonAnswer): readonly string[] {
  const lines = options.flatMap(({ cost }) => (cost?.lines ?? []).map(({ name }) => name));
  return [...BEFORE, ...new Set(lines), ...AFTER];
}

/** An option as a row; a line of its cost that is not known is null, one that it does not bear is "0". */
export function optionRow(option: OptionAnswer, answer: ComparisonAnswer): Row {
  const { buy, cost, shipment, lead_time_days: lead, supplier_score: score } = option;
  return {
    ...Object.fromEntries((cost?.lines ?? []).map(({ name, amount, low }) => [name, amount ?? low ?? null])),
    ref: option.ref,
    title: option.title,
    supplier: option.supplier,
    state: option.state,
    reasons: joined(option.reasons.map(({ message }) => message)),
    buy_quantity: buy?.quantity ?? null,
    unit: buy?.unit ?? null,
    unit_price: buy?.unit_price ?? null,
    price_currency: buy?.currency ?? null,
    trade_term: buy?.trade_term?.rule ?? null,
    basis: buy?.basis ?? null,
    total_currency: answer.currency,
    total_low: cost?.total.low ?? null,
    total_high: cost?.total.high ?? null,
    cash_low: cost?.cash?.low ?? null,
    cash_high: cost?.cash?.high ?? null,
    per_unit_low: cost?.per_unit.low ?? null,
    per_unit_high: cost?.per_unit.high ?? null,
    missing: joined(cost?.missing ?? []),
    cartons: shipment?.cartons ?? null,
    m3: shipment?.m3 ?? null,
    kg: shipment?.kg ?? null,
    lead_days_low: lead?.low ?? null,
    lead_days_high: lead?.high ?? null,
    score_low: score?.low ?? null,
    score_high: score?.high ?? null,
    warnings: joined((option.warnings ?? []).flatMap(({ message }) => message ?? [])),
    verdict: verdictWord(option.ref, answer),
    decision_id: answer.decision_id ?? null,
  };
}

/** What the verdict says of an option: the winner, one that the rule buys in some case, or nothing. */
function verdictWord(ref: string, { verdict }: ComparisonAnswer): string | null {
  if (verdict.winner === ref) return "winner";
  if (verdict.rule.some(({ buy }) => buy === ref)) return "in the rule";
  return verdict.contenders.includes(ref) ? "contender" : null;
}

const joined = (texts: readonly string[]): string | null => texts.join("; ") || null;
