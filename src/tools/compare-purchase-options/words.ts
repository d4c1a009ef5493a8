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
    .replace(/costs_by_product\["?([^"\]]+)"?\]\.([a-z_]+)/g, "$2 of $1")
    .replace(/`costs\.freight`/g, "your freight")
    .replace(/["'`]?\b(?:costs|facts|fx|costs_by_product)(?:\[[^\]]*\])?\.(?=[a-z])/gi, "")
    .replaceAll("`", "")
    .replace(/(?<=[a-z])_(?=[a-z])/g, " ");

/** Whole numbers of a sentence as people write them: "1800" is "1,800". References, dates and years of dates stay as they are. */
export const groupedText = (text: string): string =>
  text.replace(/(?<![\w:#.,/-])\d{4,9}(?![\w:/-])(?!,\d)/g, (figure) => figure.replace(/\B(?=(?:\d{3})+$)/g, ","));
