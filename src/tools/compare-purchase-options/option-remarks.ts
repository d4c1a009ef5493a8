import { inline } from "../wording/seller-text.ts";
import type { OptionAnswer } from "./answer-schema.ts";
import { rangeText, shortened, words } from "./words.ts";

const MAX_TITLE = 28;
/** What the table shows already: the quantity, and a term with a question mark. */
const IN_THE_TABLE = ["surplus", "term_assumed"];

/** What is to be known of one option beside its figures in the table: one line, none where there is nothing. */
export function optionRemarks(option: OptionAnswer): readonly string[] {
  const parts = [
    ...option.reasons.map(({ code, message }) => `${code}: ${inline(message)}`),
    ...(option.nearest ? [`possible at ${option.nearest.quantity} for ${option.nearest.total}`] : []),
    ...exactText(option),
    ...(option.cost?.cash && rangeText(option.cost.cash) !== rangeText(option.cost.total)
      ? [`to be paid: ${rangeText(option.cost.cash)}`]
      : []),
    ...(option.buy?.mix ?? []).map(({ sku, quantity, unit_price }) => `SKU ${sku}: ${quantity} × ${unit_price}`),
    ...batchText(option),
    ...(option.stock_days
      ? [
          `lasts ${option.stock_days} days (${(option.stock_days_basis ?? "").replace("_", " ")}), stock risk ${option.stock_risk}`,
        ]
      : []),
    ...(option.requirements ?? [])
      .filter(({ state }) => state === "unknown")
      .map(({ name, state }) => `${words([name])}: ${state}`),
    ...warningText(option),
  ];
  if (parts.length === 0 && option.title === null) return [];
  const title = option.title === null ? "" : ` (${inline(shortened(option.title, MAX_TITLE))})`;
  return [`${option.ref}${title}${parts.length === 0 ? "" : `: ${parts.join("; ")}`}.`];
}

const exactText = ({ exact, buy, cost }: OptionAnswer): readonly string[] =>
  exact && buy && cost && exact.total.low !== cost.total.low
    ? [`exactly the need would cost ${rangeText(exact.total)}, ${exact.saving} more`]
    : [];

function batchText({ batches, best_batch_count: best }: OptionAnswer): readonly string[] {
  const batch = batches?.find(({ count }) => count > 1 && count === best);
  if (batch) {
    const { count, sizes, total, holding_cost } = batch;
    return [`best in ${count} batches of ${sizes.join(" + ")}: ${total}, ${holding_cost} of it to hold stock`];
  }
  return best && best > 1 ? [`best in ${best} batches`] : [];
}

function warningText({ warnings = [] }: OptionAnswer): readonly string[] {
  const others = warnings.filter(({ code }) => !IN_THE_TABLE.includes(code));
  if (others.length === 0) return [];
  const said = others.map(({ code, message }) => (message === undefined ? code : `${code} (${inline(message)})`));
  return [`warnings: ${said.join(", ")}`];
}
