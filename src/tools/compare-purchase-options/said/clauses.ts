/** Whole numbers of a sentence as people write them: "1800" is "1,800". References, dates and years of dates stay as they are. */
export const groupedText = (text: string): string =>
  text.replace(/(?<![\w:#.,/-])\d{4,9}(?![\w:/-])(?!,\d)/g, (figure) => figure.replace(/\B(?=(?:\d{3})+$)/g, ","));

/** A sentence as a clause: a small first letter, but for a code's, and no full stop. */
export const lowered = (text: string): string =>
  (/^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text).replace(/\.$/, "");
