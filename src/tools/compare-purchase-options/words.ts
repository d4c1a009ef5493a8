export const rangeText = ({ low, high }: { readonly low: string; readonly high: string | null }): string =>
  high === null ? `from ${low}` : high === low ? low : `${low}–${high}`;

export const words = (names: readonly string[]): string => names.map((name) => name.replaceAll("_", " ")).join(", ");

export const shortened = (text: string, most: number): string =>
  [...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text;
