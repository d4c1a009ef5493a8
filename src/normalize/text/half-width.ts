// Full NFKC would turn 10² into 102 and ① into 1, and so invent digits: only width and small forms are folded.
const WIDE_FORMS = /[\u3000\uFE50-\uFE6B\uFF01-\uFF5E\uFFE0\uFFE1\uFFE5]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
const WAVES = /[\u301C\u2053\u223C]/g;
const NOTHING_TO_FOLD = /^(?:[ -;=?-~]|[<>](?!=))*$/;

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
