// A string, or an integer long enough to lose digits as a double. Strings are matched first so that digits inside them stay.
// An unterminated string runs to the end, so that a truncated body costs one pass and not one for each quote in it.
const STRING_OR_LONG_INTEGER = /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)|-?\d{16,}(?![\d.eE])/g;
const LONG_DIGITS = /\d{16,}/;

/**
 * Parses JSON and keeps every digit: integers past 2^53 come out as strings, all others as numbers.
 * @throws SyntaxError where the text is not JSON.
 */
export function parseJson(text: string): unknown {
  if (!LONG_DIGITS.test(text)) return JSON.parse(text);
  return JSON.parse(
    text.replace(STRING_OR_LONG_INTEGER, (token) =>
      token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`,
    ),
  );
}
