// Full NFKC would turn 10² into 102 and ① into 1, and so invent digits: only width and small forms are folded.
const WIDE_FORMS = /[\u3000\uFE50-\uFE6B\uFF01-\uFF5E\uFFE0\uFFE1\uFFE5]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
const WAVES = /[\u301C\u2053\u223C]/g;
const NOTHING_TO_FOLD = /^(?:[ -;=?-~]|[<>](?!=))*$/;
// From a number's first digit on: a comma before exactly three digits belongs to it, any other separates. A decimal point ends
// the whole part, so that "5.00,100" is two numbers.
const GROUPED_NUMBER = /\d+(?:,\d{3}(?!\d))*(?:\.\d+)?/g;

/** Full-width digits, letters and punctuation as ASCII, every dash as "-", every wave as "~", ">=" and "≧" as "≥". */
export const toHalfWidth = (text: string): string =>
  NOTHING_TO_FOLD.test(text)
    ? text
    : text
        .replace(WIDE_FORMS, (character) => character.normalize("NFKC"))
        .replace(DASHES, "-")
        .replace(WAVES, "~")
        .replace(/>=|[≧⩾]/g, "≥")
        .replace(/<=|[≦⩽]/g, "≤");

/** "1,200.00" as "1200.00"; commas that separate stay. */
export const withoutThousandsCommas = (text: string): string =>
  text.includes(",") ? text.replace(GROUPED_NUMBER, (number) => number.replaceAll(",", "")) : text;
