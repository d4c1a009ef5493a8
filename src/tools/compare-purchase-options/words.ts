export const shortened = (text: string, most: number): string =>
  [...text].length > most
    ? `${[...text]
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`
    : text;

/** A sentence of the domain for people: a field's name as words, nothing quoted as code. */
export const plainWords = (text: string): string =>
  text
    .replace(/["'`]?\b(?:costs|facts|fx|costs_by_product)(?:\[[^\]]*\])?\.(?=[a-z])/gi, "")
    .replaceAll("`", "")
    .replace(/(?<=[a-z])_(?=[a-z])/g, " ");
