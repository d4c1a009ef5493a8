import { RECOVERY_NOTE } from "../../domain/compare/cost-notes.ts";
import { shortened } from "../wording/shortened.ts";
import { endOf } from "../wording/trade-term.ts";
import { type Block, inline, type Line, table } from "../wording/writers.ts";
import type { ComparisonAnswer, OptionAnswer } from "./answer-schema.ts";
import { firstTwo } from "./concise.ts";
import { grouped, unitOf } from "./messages/units.ts";
import { boughtWords, dayWords, priceWords, rangeWords, spoken } from "./said/figures.ts";
import { marketplaceOf, nameAmong } from "./said/names.ts";
import { requirementText } from "./said/reasons.ts";
import { wayOf } from "./said/way.ts";

// Two columns and the names of the lines within 155 characters, wide characters counting two.
const CELL = 58;
// As many facts of a supplier as leave the table narrow; the others stand in the structured answer.
const FACTS = 46;
const LABEL = 30;
const MOST_NAMED = 2;
// A score between ends so far apart says nothing.
const WIDE = 60;

type CostLine = NonNullable<NonNullable<OptionAnswer["cost"]>["lines"]>[number];

/** The first two of the rule, side by side: every line that one of them pays, so that each column adds up to its total. */
export function columns(answer: ComparisonAnswer, isShort = false): readonly Block[] {
  const options = firstTwo(answer);
  if (options.length === 0) return [];
  const row = (label: string, cell: (option: OptionAnswer) => string): readonly Line[] => [
    inline(shortened(label, LABEL)),
    ...options.map((option) => inline(shortened(cell(option), CELL))),
  ];
  const rows = [
    row("buy", (option) => buyWords(option, answer)),
    row("price", (option) => priceText(option, answer)),
    ...lineRows(options, isShort, !answer.notes.includes(RECOVERY_NOTE)).map(({ label, cells }) =>
      row(label, (option) => cells[options.indexOf(option)] ?? ""),
    ),
    row("total", (option) => `${totalWords(option, answer)}${isShort ? roundedWords(option) : ""}`),
    ...(options.some(isPaidApart) ? [row("to be paid", ({ cost }) => (cost?.cash ? rangeWords(cost.cash) : ""))] : []),
    row("days", daysCell),
    ...(isShort ? [] : [row("supplier", supplierWords), ...wordRows(options).map(({ label, cell }) => row(label, cell))]),
    ...(isShort ? requiredTogether(options) : requirementRows(options)).map(({ name, cells }) =>
      row(name, (option) => cells[options.indexOf(option)] ?? ""),
    ),
  ];
  const heads = options.map((option) => inline(shortened(`${nameAmong(option, options)}, ${marketplaceOf(option.ref)}`, CELL)));
  return [table([inline(answer.currency), ...heads], rows)];
}

function buyWords({ buy, exact, cheaper_below: below }: OptionAnswer, { quantity, unit }: ComparisonAnswer): string {
  if (!buy) return "nothing";
  const amount = boughtWords(buy, unit);
  if (exact && Number(exact.saving) > 0 && buy.quantity !== quantity)
    return `${amount} (exactly ${grouped(quantity)} costs ${grouped(exact.saving)} more)`;
  if (below) return `${amount} (${grouped(below.quantity)} would cost ${grouped(below.saving)} less)`;
  // Not always the least that does: more is bought where that is cheaper, sooner or surer. The warning of a surplus says which.
  return buy.quantity === quantity ? amount : `${amount}, to cover ${grouped(quantity)}`;
}

// A first importer reads what a term means where it stands.
const MEANING: Readonly<Record<string, string>> = {
  EXW: ": at the works",
  FCA: ": to your carrier",
  FAS: ": beside the ship",
  FOB: ": on board there",
  CFR: ": to your port",
  CIF: ": insured to your port",
  CPT: ": carried to the place",
  CIP: ": insured to the place",
};

type Term = NonNullable<NonNullable<OptionAnswer["buy"]>["trade_term"]>;

/** What the term means; that of one which may reach the door by where it ends. */
function meaningOf(term: Term): string {
  const { rule } = term;
  const end = endOf(term);
  const words = `${rule === "DPU" ? "unloaded at" : "to"} ${end === null ? "a place not clear" : `the ${end}`}`;
  if (rule === "DAP" || rule === "DPU") return `: ${words}`;
  return rule === "DDP" ? `: ${words}, duty paid` : (MEANING[rule] ?? "");
}

function priceText({ buy }: OptionAnswer, { unit }: ComparisonAnswer): string {
  if (!buy) return "not known";
  const price =
    buy.unit_price === null
      ? buy.mix?.length
        ? "by kind"
        : "a range"
      : `${priceWords(buy.unit_price)} ${buy.currency} a ${unitOf(unit).en}`;
  const term = buy.trade_term;
  return `${price}, ${term === null ? "no term stated" : `${term.rule}${meaningOf(term)}${term.assumed ? " (assumed)" : ""}`}`;
}

const HELD: Readonly<Record<string, string>> = { in_price: "in the price", quoted: "in the quote", not_applicable: "none" };
const ZERO = /^0(?:\.0+)?$/;

function cellOf(line: CostLine | undefined, missing: readonly string[], isRecoverySaid: boolean): string {
  if (!line) return "";
  if (line.amount === null) {
    // A tax that comes back is in no total, however much of it is to be paid first.
    if (line.name === "vat" && !missing.includes("vat") && (line.low == null || ZERO.test(line.low)))
      return isRecoverySaid ? "comes back" : `none if it comes back${line.high ? `, up to ${grouped(line.high)}` : ""}`;
    if (line.low && !line.high && !ZERO.test(line.low)) return `${grouped(line.low)} or more`;
    if (line.low && line.high && line.low !== line.high) return `${grouped(line.low)}–${grouped(line.high)}`;
    return line.basis === "computed" ? "a range" : line.name === "goods" ? "a range" : "not known";
  }
  if (ZERO.test(line.amount)) return HELD[line.basis] ?? "0";
  const note =
    line.basis === "scaled" ? " (yours, scaled)" : line.basis === "quoted" && line.name !== "goods" ? " (quoted)" : "";
  return `${grouped(line.amount)}${note}`;
}

/** A row for each line with an amount, one for each set of lines that all say the same; what nobody knows stands below the table. */
function lineRows(
  options: readonly OptionAnswer[],
  isShort: boolean,
  isRecoverySaid: boolean,
): readonly { readonly label: string; readonly cells: readonly string[] }[] {
  const names = [...new Set(options.flatMap(({ cost }) => (cost?.lines ?? []).map(({ name }) => name)))];
  const rows = new Map<string, { cells: string[]; names: string[] }>();
  for (const name of names) {
    // The total's cell says it.
    if (isShort && name === "rounding") continue;
    const cells = options.map(({ cost }) =>
      cellOf(
        cost?.lines?.find((line) => line.name === name),
        cost?.missing ?? [],
        isRecoverySaid,
      ),
    );
    if (cells.every((cell) => cell === "not known" || cell === "none" || cell === "")) continue;
    // What nobody pays weighs on no sum.
    if (isShort && cells.every((cell) => cell === "0" || cell === "comes back" || cell === "in the price")) continue;
    const hasAmount = cells.some((cell) => /[1-9]/.test(cell));
    const key = hasAmount ? name : cells.join("|");
    const row = rows.get(key) ?? { cells, names: [] };
    row.names.push(name);
    rows.set(key, row);
  }
  return [...rows.values()].map(({ cells, names: own }) => ({ label: labelOf(own), cells }));
}

function labelOf(names: readonly string[]): string {
  if (names.length <= MOST_NAMED) return names.map(spoken).join(", ");
  const way = wayOf(names)
    ?.noun.replace("the way ", "")
    .replace(/^from the (?:seller's )?/, "")
    .replace("works onto the ship", "works to ship");
  return `${way ?? "the rest"} (${names.length} lines)`;
}

function totalWords({ cost }: OptionAnswer, { unit }: ComparisonAnswer): string {
  if (!cost) return "not known";
  const each = cost.per_unit.high === null ? cost.per_unit.low : rangeWords(cost.per_unit);
  return `${rangeWords(cost.total)} (${each} a ${unitOf(unit).en})`;
}

/** What the rounded lines miss, where no row says it. */
function roundedWords({ cost }: OptionAnswer): string {
  const amount = cost?.lines?.find(({ name }) => name === "rounding")?.amount;
  return amount == null ? "" : `, rounding ${amount}`;
}

/** What is to be paid first, with VAT that comes back in it, is another sum than the total. */
export const isPaidApart = ({ cost }: OptionAnswer): boolean =>
  cost?.cash !== undefined && rangeWords(cost.cash) !== rangeWords(cost.total);

function daysCell({ lead_time: parts, lead_time_days: days }: OptionAnswer): string {
  const [making, travelling] = [dayWords(parts?.production), dayWords(parts?.transit)];
  if (making === null && travelling === null) return dayWords(days) ?? "not stated";
  return `${making ?? "not stated"} to make, ${travelling ?? "not known"} on the way`;
}

/** Facts in words; the score only where it has a level. */
function supplierWords({ known_of_supplier: known = [], supplier_score: score }: OptionAnswer): string {
  if (known.length > 0) return known.reduce((said, fact) => (`${said}, ${fact}`.length > FACTS ? said : `${said}, ${fact}`));
  if (!score || Number(score.high) - Number(score.low) > WIDE) return "little is known of it";
  return `score ${score.low === score.high ? score.low : `${score.low}–${score.high}`} of 100`;
}

/** The offers' own words, where the answer has them: in quotation marks, for they are others'. */
function wordRows(options: readonly OptionAnswer[]) {
  const quoted = (words: string | undefined): string => (words === undefined ? "" : `"${shortened(words, CELL - 2)}"`);
  const rows = [
    { label: "payment, in its words", cell: ({ offer_words: words }: OptionAnswer) => quoted(words?.payment_terms) },
    { label: "note, in its words", cell: ({ offer_words: words }: OptionAnswer) => quoted(words?.note) },
  ];
  return rows.filter(({ cell }) => options.some((option) => cell(option) !== ""));
}

const REQUIRED: Readonly<Record<string, string>> = {
  max_lead_time_days: "deadline",
  min_supplier_score: "score wanted",
  certifications: "certificates",
  verified_only: "verified",
};

/** All that is required in one row: what is not met for sure, by its name. */
function requiredTogether(options: readonly OptionAnswer[]) {
  if (options.every(({ requirements = [] }) => requirements.length === 0)) return [];
  const named = (option: OptionAnswer, state: "fails" | "unknown", words: string): string[] => {
    const names = (option.requirements ?? [])
      .filter((one) => one.state === state)
      .map(({ name }) => REQUIRED[name] ?? spoken(name));
    return names.length === 0 ? [] : [`${words} ${names.join(", ")}`];
  };
  const cells = options.map((option) => {
    const open = [...named(option, "fails", "not met:"), ...named(option, "unknown", "not known:")];
    return open.length === 0 ? "all met" : open.join("; ");
  });
  return [{ name: "required", cells }];
}

function requirementRows(options: readonly OptionAnswer[]) {
  const names = [...new Set(options.flatMap(({ requirements = [] }) => requirements.map(({ name }) => name)))];
  return names.map((name) => ({
    name: REQUIRED[name] ?? spoken(name),
    cells: options.map(({ requirements = [] }) => {
      const found = requirements.find((requirement) => requirement.name === name);
      return found ? requirementText(found) : "";
    }),
  }));
}
