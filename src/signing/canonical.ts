import { percentEncode } from "./percent-encode.ts";

/** What may stand as a parameter's value. Null, undefined and the empty text are neither signed nor sent. */
export type ParameterValue = string | number | boolean | null | undefined;
export type Parameters = Readonly<Record<string, ParameterValue>>;
export type Pair = readonly [name: string, value: string];

/** The parameters that count, sorted by the code units of their names: what is signed, and in this order sent. */
export const signedPairs = (params: Parameters): readonly Pair[] =>
  Object.entries(params)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]): Pair => [name, String(value)])
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));

/** `k1v1k2v2`, raw. */
export const concatenated = (params: Parameters): string =>
  signedPairs(params)
    .map(([name, value]) => name + value)
    .join("");

/** `k1=v1&k2=v2`, raw values. */
export const rawQuery = (params: Parameters): string =>
  signedPairs(params)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");

/** `k1=v1&k2=v2`, names and values encoded: the text of a query or a form, and what alibaba-global signs. */
export const encodedQuery = (params: Parameters): string =>
  signedPairs(params)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
