/** A text of at most so many characters: what was cut off is told by "…". */
export const shortened = (text: string, most: number): string =>
  [...text].length > most
    ? `${[...text]
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`
    : text;
