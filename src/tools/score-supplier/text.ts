import { faultSentence } from "../wording/explain.ts";
import { type Block, block, inline, joined, type Line, line, own, sentence, table } from "../wording/writers.ts";
import type { SupplierAnswer } from "./present.ts";

export interface RankingLine {
  readonly position: number;
  readonly ref: string | null;
  readonly separable_from_next: boolean;
}

/** The ranking as a table, then what stands behind each score. */
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
    line`${found.level ?? ""}`,
    line`${Math.round(Number(found.score?.coverage ?? 0) * 100)} %`,
    line`${index === ranked.length - 1 ? "" : place.separable_from_next ? "yes" : "not sure"}`,
  ]);
  const header = own("#", "supplier", "reference", "score of 100", "level", "known", "beats the next");
  return block([...(rows.length > 0 ? [table(header, rows)] : []), ...suppliers.map(supplierText)], "\n\n");
}

const nameOf = ({ supplier }: SupplierAnswer): Line => inline(supplier?.name ?? supplier?.id ?? "name not known");

const refOf = ({ ref }: { readonly ref: string | null }): Line => inline(ref ?? "your profile");

function scoreCell({ score }: SupplierAnswer): Line {
  if (!score) return line``;
  const range = score.low === score.high ? inline(score.low) : line`${inline(score.low)} to ${inline(score.high)}`;
  const { estimate } = score;
  return estimate === null || estimate === score.low ? range : line`${range}, about ${inline(estimate)}`;
}

function supplierText(entry: SupplierAnswer): Block {
  if (entry.error) return block([line`### ${refOf(entry)}: failed`, faultSentence(entry.error)]);
  const groups = (entry.groups ?? []).map(({ name, points, max, unknown_points: unknown }) => {
    const open = Number(unknown) > 0 ? line` (${inline(unknown)} unknown)` : "";
    return line`${name} ${inline(points)}/${inline(max)}${open}`;
  });
  return block([
    line`### ${refOf(entry)}`,
    line`- ${joined(groups, ", ")}`,
    ...indicatorLines(entry.indicators ?? []),
    ...((entry.known ?? []).length === 0 ? [] : [line`- Known too: ${joined((entry.known ?? []).map(sentence), "; ")}`]),
    ...(entry.risk_warnings ?? []).map((warning) => line`- Risk: ${sentence(warning)}`),
    ...(entry.improves_most ?? []).map((advice) => line`- Would raise it: ${sentence(advice)}`),
  ]);
}

type Indicator = NonNullable<SupplierAnswer["indicators"]>[number];

/** A line each for what is known, one line for what is not. */
function indicatorLines(indicators: readonly Indicator[]): Line[] {
  const isKnown = ({ state }: Indicator): boolean => state === "observed" || state === "proxy";
  const known = indicators.filter(isKnown);
  const open = indicators.filter((indicator) => !isKnown(indicator));
  return [
    ...known.map(knownText),
    ...(open.length === 0 ? [] : [line`- Not known, with the points each could bring: ${joined(open.map(openText), ", ")}`]),
  ];
}

const knownText = ({ name, state, value, points, max, source, note }: Indicator): Line =>
  line`- ${name} ${inline(String(value))}${state === "proxy" ? " by proxy" : ""}: ${inline(String(points))} of ${inline(max)}, from the ${source}${remark(note)}`;

function openText({ name, state, points, max, note }: Indicator): Line {
  const licence = state === "not_licensed" ? ", not licensed to this app" : "";
  const share = points === null ? inline(max) : line`${inline(points)} of ${inline(max)}`;
  return line`${name} ${share}${licence}${remark(note)}`;
}

const remark = (note: string | null): Line => (note === null ? line`` : line` (${sentence(note)})`);
