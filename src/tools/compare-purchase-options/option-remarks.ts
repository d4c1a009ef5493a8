import { inline, joined, type Line, line } from "../wording/writers.ts";
import type { OptionAnswer } from "./answer-schema.ts";
import { rangeText, shortened, spaced, words } from "./words.ts";

const MAX_TITLE = 28;
/** What the table shows already: the quantity, and a term with a question mark. */
const IN_THE_TABLE = ["surplus", "term_assumed"];

/** What is to be known of one option beside its figures in the table: one line, none where there is nothing. */
export function optionRemarks(option: OptionAnswer): readonly Line[] {
  const parts: readonly Line[] = [
    ...option.reasons.map(({ code, message }) => line`${inline(code)}: ${inline(message)}`),
    ...(option.nearest ? [line`possible at ${option.nearest.quantity} for ${inline(option.nearest.total)}`] : []),
    ...exactText(option),
    ...(option.cost?.cash && rangeText(option.cost.cash) !== rangeText(option.cost.total)
      ? [line`to be paid: ${rangeText(option.cost.cash)}`]
      : []),
    ...(option.buy?.mix ?? []).map(
      ({ sku, quantity, unit_price }) => line`SKU ${inline(sku)}: ${quantity} × ${inline(unit_price)}`,
    ),
    ...batchText(option),
    ...(option.stock_days
      ? [
          line`lasts ${option.stock_days} days (${spaced(option.stock_days_basis ?? "")}), stock risk ${option.stock_risk ?? "unknown"}`,
        ]
      : []),
    ...(option.requirements ?? [])
      .filter(({ state }) => state === "unknown")
      .map(({ name, state }) => line`${words([name])}: ${state}`),
    ...warningText(option),
  ];
  if (parts.length === 0 && option.title === null) return [];
  const title = option.title === null ? line`` : line` (${inline(shortened(option.title, MAX_TITLE))})`;
  const remark = parts.length === 0 ? line`` : line`: ${joined(parts, "; ")}`;
  return [line`${inline(option.ref)}${title}${remark}.`];
}

const exactText = ({ exact, buy, cost }: OptionAnswer): readonly Line[] =>
  exact && buy && cost && exact.total.low !== cost.total.low
    ? [line`exactly the need would cost ${rangeText(exact.total)}, ${inline(exact.saving)} more`]
    : [];

function batchText({ batches, best_batch_count: best }: OptionAnswer): readonly Line[] {
  const batch = batches?.find(({ count }) => count > 1 && count === best);
  if (batch) {
    const { count, sizes, total, holding_cost } = batch;
    const parts = joined(
      sizes.map((size) => line`${size}`),
      " + ",
    );
    return [line`best in ${count} batches of ${parts}: ${inline(total)}, ${inline(holding_cost)} of it to hold stock`];
  }
  return best && best > 1 ? [line`best in ${best} batches`] : [];
}

function warningText({ warnings = [] }: OptionAnswer): readonly Line[] {
  const others = warnings.filter(({ code }) => !IN_THE_TABLE.includes(code));
  if (others.length === 0) return [];
  const said = others.map(({ code, message }) =>
    message === undefined ? inline(code) : line`${inline(code)} (${inline(message)})`,
  );
  return [line`warnings: ${joined(said, ", ")}`];
}
