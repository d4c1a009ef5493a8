import { inline, joined, type Line, line } from "../wording/writers.ts";

export const rangeText = ({ low, high }: { readonly low: string; readonly high: string | null }): Line =>
  high === null ? line`from ${inline(low)}` : high === low ? inline(low) : line`${inline(low)}–${inline(high)}`;

export const words = (names: readonly string[]): Line => joined(names.map(spaced), ", ");

/** A field's name as words: "duty_rate" is "duty rate". */
export const spaced = (name: string): Line => inline(name.replaceAll("_", " "));

export const shortened = (text: string, most: number): string =>
  [...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text;
