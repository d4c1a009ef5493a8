import type { OptionAnswer } from "../tools/compare-purchase-options/answer-schema.ts";
import { grouped } from "../tools/compare-purchase-options/messages/units.ts";
import { nameOf } from "../tools/compare-purchase-options/said/names.ts";
import { isMet, reasonText } from "../tools/compare-purchase-options/said/reasons.ts";
import { shortened } from "../tools/wording/shortened.ts";
import { reasonZh } from "./chinese.ts";
import { ownWords } from "./chinese-sentences.ts";
import { daysText, lineNames, rangeText } from "./figures.ts";
import { html, type Markup, seller } from "./markup.ts";
import { isLong, type Sheet } from "./report.ts";
import type { Words } from "./words.ts";

const MOST_FACTS = 2;
const REMARK = 90;
const SHORT_REMARK = 48;
const TITLE = 60;
// A score between ends so far apart says nothing.
const WIDE_SCORE = 60;

/** Every option in a row: what to buy, what it costs, how long, who, and what is not known or why not. */
export function optionsTable(sheet: Sheet): Markup {
  const { words, ordered, answer } = sheet;
  const heads = [
    words.option,
    words.quantity,
    words.price,
    `${words.total}, ${answer.currency}`,
    words.each,
    words.days,
    words.supplier,
    words.remarks,
  ];
  return html`<section aria-labelledby="options"><h2 id="options">${words.options}</h2>
<div class="scroll" role="region" aria-labelledby="options" tabindex="0"><table aria-labelledby="options" class="options${isLong(sheet) ? " many" : ""}"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${ordered.map((option) => rowOf(option, sheet))}</tbody></table></div></section>`;
}

function rowOf(option: OptionAnswer, sheet: Sheet): Markup {
  const { words } = sheet;
  const { buy, cost, ref, title, state } = option;
  const name = nameOf(option);
  return html`<tr${state === "feasible" ? null : html` class="out"`}><th scope="row">${name === ref ? null : html`${seller(name, 40)} `}<small>${seller(ref, 60)}${title === null || ref.endsWith(title) ? null : html`<span class="title">${seller(title, TITLE)}</span>`}</small></th>
<td class="num">${buy ? grouped(buy.quantity) : "–"}</td><td class="num">${priceText(option, words)}</td>
<td class="num">${cost ? rangeText(cost.total, words) : "–"}</td><td class="num">${cost ? cost.per_unit.low : "–"}</td>
<td class="num">${daysText(option.lead_time, option.lead_time_days, words)}</td><td>${factsOf(option, sheet)}</td><td>${remarks(option, sheet)}</td></tr>`;
}

function priceText({ buy }: OptionAnswer, words: Words): Markup {
  if (!buy) return html`–`;
  const price = buy.unit_price === null ? mixPrice(buy.mix) : shortPrice(buy.unit_price);
  const term = buy.trade_term;
  return html`${price === null ? words.range : `${price} ${buy.currency}`} <small>${term === null ? words.noTerm : `${term.rule}${term.assumed ? ` (${words.assumed})` : ""}`}</small>`;
}

/** "18.20–19.40": each kind has its own; null where the order is of one kind. */
function mixPrice(mix: NonNullable<OptionAnswer["buy"]>["mix"]): string | null {
  const prices = (mix ?? []).map(({ unit_price: price }) => price).sort((one, other) => Number(one) - Number(other));
  const [low, high] = [prices[0], prices.at(-1)];
  if (low === undefined || high === undefined) return null;
  return low === high ? shortPrice(low) : `${shortPrice(low)}–${shortPrice(high)}`;
}

function factsOf({ known_of_supplier: known = [], supplier_score: score }: OptionAnswer, sheet: Sheet): Markup {
  const { words, language } = sheet;
  const facts = known.slice(0, isLong(sheet) ? 1 : MOST_FACTS);
  if (facts.length > 0) return ownWords(facts, language);
  const isTold = score && Number(score.high) - Number(score.low) <= WIDE_SCORE;
  return html`${isTold ? `${score.low}–${score.high} / 100` : words.little}`;
}

/** A price that was divided, as a dozen's by twelve, has no end. */
const shortPrice = (price: string): string => (/\.\d{5,}$/.test(price) ? String(Number(Number(price).toPrecision(4))) : price);

/** Why it is out; else what its total lacks, and what of the buyer's requirements it does not surely meet. */
function remarks(option: OptionAnswer, sheet: Sheet): Markup {
  const { language } = sheet;
  const { reasons, cost, state, nearest, requirements = [] } = option;
  const [reason] = reasons;
  const longest = isLong(sheet) ? SHORT_REMARK : REMARK;
  if (state !== "feasible" && reason !== undefined) {
    const chinese = language === "zh" ? reasonZh(reason.code) : null;
    const possible = nearest ? ` (${grouped(nearest.quantity)}: ${grouped(nearest.total)})` : "";
    return html`${chinese ?? seller(reasonText(option), longest)}${possible}`;
  }
  const missing = (cost?.missing ?? []).filter((name) => name !== "goods");
  const unmet = requirements.filter((requirement) => !isMet(requirement)).map(({ why }) => shortened(why, longest));
  const told = unmet.length === 0 ? null : ownWords(unmet, language);
  return html`${missing.length === 0 ? "" : lineNames(missing, language)}${missing.length > 0 && told ? "; " : ""}${told}`;
}

/** Where an option is sold, as its name is written. */
export function marketplaceName(ref: string, { marketplace }: Words): string {
  const [id = ""] = ref.split(":");
  return id in marketplace ? marketplace[id as keyof Words["marketplace"]] : "";
}
