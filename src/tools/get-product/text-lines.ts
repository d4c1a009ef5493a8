import { type Block, folded, inline, joined, type Line, line } from "../wording/writers.ts";

export type Part = Line | null | undefined | false | "";

export const known = <Name extends string>(
  name: string extends Name ? never : Name,
  value: string | number | null | undefined,
): Part =>
  value === null || value === undefined || value === ""
    ? null
    : joined([name as unknown as Line, typeof value === "number" ? line`${value}` : inline(value)], " ");

export const listed = <Name extends string>(
  name: string extends Name ? never : Name,
  values: readonly string[] | undefined,
): Part => (values?.length ? joined([name as unknown as Line, joined(values.map(inline), ", ")], " ") : null);

/** A field's name as words: "repeat_buyer_rate" is "repeat buyer rate". */
export const spaced = (name: string): Line => inline(name.replaceAll("_", " "));

export const flags = (group: Readonly<Record<string, boolean | null | undefined>>): Part[] =>
  Object.entries(group).map(([name, value]) => (value == null ? null : line`${spaced(name)}: ${value ? "yes" : "no"}`));

export const sentence = (parts: readonly Part[]): Line =>
  joined(
    parts.filter((part): part is Line => Boolean(part)),
    " · ",
  );

/** A labelled line, in as many lines as it takes; nothing where no part is known. */
export const labelled = <Label extends string>(label: string extends Label ? never : Label, parts: readonly Part[]): Block => {
  const text = sentence(parts);
  return folded(text === "" ? line`` : line`**${label as unknown as Line}**: ${text}`);
};

export function dayText({ low, high }: { low: number | null; high: number | null }): Line {
  if (low === null) return high === null ? line`not known` : line`up to ${high}`;
  if (high === null) return line`${low} or more`;
  return low === high ? line`${low}` : line`${low} to ${high}`;
}
