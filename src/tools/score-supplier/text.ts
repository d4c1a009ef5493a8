import { faultBlock } from "../wording/explain.ts";
import {
  type Block,
  block,
  foldedSentence,
  inline,
  joined,
  type Line,
  line,
  own,
  sentence,
  table,
} from "../wording/writers.ts";
import { INDICATOR_WORDS } from "./indicator-words.ts";
import type { SupplierAnswer } from "./present.ts";

export interface RankingLine {
  readonly position: number;
  readonly ref: string | null;
  readonly separable_from_next: boolean;
}

/** The ranking as a table, then of each supplier what is known, what is not and what would change it. */
export function scoreText(suppliers: readonly SupplierAnswer[], ranking: readonly RankingLine[]): Block {
  const ranked = ranking.flatMap((place) => {
    const found = suppliers.find(({ ref, status }) => ref === place.ref && status === "ok");
    return found ? [{ place, found }] : [];
  });
  const rows = ranked.map(({ place, found }, index) => [
    line`${place.position}`,
    nameOf(found),
    refOf(place),
    scoreCell(found),
    line`${Math.round(Number(found.score?.coverage ?? 0) * 100)} %`,
    line`${index === ranked.length - 1 ? "" : place.separable_from_next ? "yes" : "not sure"}`,
  ]);
  const header = own("#", "supplier", "reference", "score of 100", "known", "beats the next");
  return block(
    [
      ...(ranked.length > 0
        ? [
            leadText(
              ranked.map(({ found }) => found),
              ranking,
            ),
          ]
        : []),
      ...(rows.length > 0 ? [table(header, rows)] : []),
      ...suppliers.map(supplierText),
    ],
    "\n\n",
  );
}

/** Whom to trust the most, whether that is sure, and what to ask for next. */
function leadText(suppliers: readonly SupplierAnswer[], ranking: readonly RankingLine[]): Block {
  const [first] = suppliers;
  if (!first) return foldedSentence(line`No supplier could be scored.`);
  const who = line`${nameOf(first)} (${refOf(first)})`;
  const isKnown = first.level !== undefined && first.level !== "insufficient_data";
  const sure = ranking[0]?.separable_from_next
    ? line`, for sure`
    : suppliers.length > 1
      ? line`, not for sure: what is unknown could change the order`
      : line``;
  const head = isKnown
    ? line`${suppliers.length > 1 ? "Surest" : "Score"}: ${who}, ${scoreCell(first)}${sure}.`
    : line`${suppliers.length > 1 ? "Most is known for the good of" : "Too little is known for a score of"} ${who}${sure}.`;
  const [advice] = first.improves_most ?? [];
  return foldedSentence(advice === undefined ? head : line`${head} Next: ${sentence(advice.split("; ").at(-1) ?? advice)}.`);
}

const nameOf = ({ supplier }: SupplierAnswer): Line => inline(supplier?.name ?? supplier?.id ?? "name not known");

const refOf = ({ ref }: { readonly ref: string | null }): Line => inline(ref ?? "your profile");

/** A score is said where it has a level; an interval over half the scale says nothing of a supplier. */
function scoreCell({ score, level }: SupplierAnswer): Line {
  if (!score) return line``;
  if (level === undefined || level === "insufficient_data") return line`too little is known`;
  const { estimate } = score;
  return estimate === null || estimate === score.low
    ? line`${rangeOf(score)}, level ${level}`
    : line`about ${inline(estimate)} (${rangeOf(score)}), level ${level}`;
}

const rangeOf = ({ low, high }: NonNullable<SupplierAnswer["score"]>): Line =>
  low === high ? inline(low) : line`${inline(low)} to ${inline(high)}`;

function supplierText(entry: SupplierAnswer): Block {
  if (entry.error) return block([line`### ${refOf(entry)}: failed`, faultBlock(entry.error)]);
  const { score, known = [], indicators = [], risk_warnings: risks = [], improves_most: advice = [] } = entry;
  const groups = (entry.groups ?? []).map(({ name, points, max, unknown_points: unknown }) => {
    const open = Number(unknown) > 0 ? line` (${inline(unknown)} unknown)` : "";
    return line`${name} ${inline(points)}/${inline(max)}${open}`;
  });
  return block([
    line`### ${refOf(entry)}: ${nameOf(entry)}`,
    ...(known.length === 0 ? [] : [foldedSentence(line`- Known: ${joined(known.map(sentence), "; ")}`)]),
    ...indicatorLines(indicators),
    ...risks.map((warning) => foldedSentence(line`- Careful: ${sentence(warning)}`)),
    ...advice.map((said) => foldedSentence(line`- Would raise it: ${sentence(said)}`)),
    ...(score ? [foldedSentence(line`- Points: ${rangeOf(score)} of 100 · ${joined(groups, " · ")}`)] : []),
  ]);
}

type Indicator = NonNullable<SupplierAnswer["indicators"]>[number];

/** A line each for what is known, one for what is not. */
function indicatorLines(indicators: readonly Indicator[]): Block[] {
  const isKnown = ({ state }: Indicator): boolean => state === "observed" || state === "proxy";
  const open = indicators.filter((indicator) => !isKnown(indicator));
  return [
    ...indicators.filter(isKnown).map(knownText),
    ...(open.length === 0
      ? []
      : [foldedSentence(line`- Not known, with the points each could bring: ${joined(open.map(openText), ", ")}`)]),
  ];
}

const wordsOf = ({ name }: Indicator): Line => inline(INDICATOR_WORDS[name]);

function knownText(indicator: Indicator): Block {
  const { state, points, max, source, note } = indicator;
  const proxy = state === "proxy" ? line` by proxy` : line``;
  return foldedSentence(
    line`- ${wordsOf(indicator)}: ${valueText(indicator)}${proxy}, ${inline(String(points))} of ${inline(max)} points, ${source === "buyer" ? "your word" : "from the listing"}${remark(note)}`,
  );
}

/** "yes", "91 %", "3". */
function valueText({ name, value }: Indicator): Line {
  if (typeof value === "boolean") return value ? line`yes` : line`no`;
  if (name.endsWith("_rate")) return inline(`${Math.round(Number(value) * 1_000) / 10} %`);
  return inline(String(value));
}

function openText(indicator: Indicator): Line {
  const { state, points, max, note } = indicator;
  const licence = state === "not_licensed" ? ", this app may not read it" : "";
  const share = points === null ? inline(max) : line`${inline(points)} of ${inline(max)}`;
  return line`${wordsOf(indicator)} ${share}${licence}${remark(note)}`;
}

const remark = (note: string | null): Line => (note === null ? line`` : line` (${sentence(note)})`);
