import { faultSentence } from "../wording/explain.ts";
import { inline } from "../wording/seller-text.ts";
import { table } from "../wording/table.ts";
import type { SupplierAnswer } from "./present.ts";

export interface RankingLine {
  readonly position: number;
  readonly ref: string | null;
  readonly separable_from_next: boolean;
}

/** The ranking as a table, then what stands behind each score. */
export function scoreText(suppliers: readonly SupplierAnswer[], ranking: readonly RankingLine[]): string {
  const ranked = ranking.flatMap((line) => {
    const found = suppliers.find(({ ref, status }) => ref === line.ref && status === "ok");
    return found ? [{ line, found }] : [];
  });
  const rows = ranked.map(({ line, found }, index) => [
    String(line.position),
    nameOf(found),
    line.ref ?? "your profile",
    scoreCell(found),
    found.level ?? "",
    `${Math.round(Number(found.score?.coverage ?? 0) * 100)} %`,
    index === ranked.length - 1 ? "" : line.separable_from_next ? "yes" : "not sure",
  ]);
  const header = ["#", "supplier", "reference", "score of 100", "level", "known", "beats the next"];
  return [...(rows.length > 0 ? [table(header, rows)] : []), ...suppliers.map(supplierText)].join("\n\n");
}

const nameOf = ({ supplier }: SupplierAnswer): string => inline(supplier?.name ?? supplier?.id ?? "name not known");

function scoreCell({ score }: SupplierAnswer): string {
  if (!score) return "";
  const range = score.low === score.high ? score.low : `${score.low} to ${score.high}`;
  return score.estimate === null || score.estimate === score.low ? range : `${range}, about ${score.estimate}`;
}

function supplierText(entry: SupplierAnswer): string {
  if (entry.error) return `### ${inline(entry.ref ?? "")}: failed\n${faultSentence(entry.error)}`;
  const groups = (entry.groups ?? []).map(({ name, points, max, unknown_points: unknown }) => {
    const open = Number(unknown) > 0 ? ` (${unknown} unknown)` : "";
    return `${name} ${points}/${max}${open}`;
  });
  return [
    `### ${entry.ref ?? "your profile"}`,
    `- ${groups.join(", ")}`,
    ...indicatorLines(entry.indicators ?? []),
    ...(entry.risk_warnings ?? []).map((warning) => `- Risk: ${warning}`),
    ...(entry.improves_most ?? []).map((line) => `- Would raise it: ${line}`),
  ].join("\n");
}

type Indicator = NonNullable<SupplierAnswer["indicators"]>[number];

/** A line each for what is known, one line for what is not. */
function indicatorLines(indicators: readonly Indicator[]): string[] {
  const known = indicators.filter(({ state }) => state === "observed");
  const open = indicators.filter(({ state }) => state !== "observed");
  return [
    ...known.map(knownText),
    ...(open.length === 0 ? [] : [`- Not known, with the points each could bring: ${open.map(openText).join(", ")}`]),
  ];
}

const knownText = ({ name, value, points, max, source, note }: Indicator): string =>
  `- ${name} ${value}: ${points} of ${max}, from the ${source}${remark(note)}`;

function openText({ name, state, points, max, note }: Indicator): string {
  const licence = state === "not_licensed" ? ", not licensed to this app" : "";
  return `${name} ${points === null ? max : `${points} of ${max}`}${licence}${remark(note)}`;
}

const remark = (note: string | null): string => (note === null ? "" : ` (${note})`);
