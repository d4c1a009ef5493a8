import { Fault } from "../../model/fault.ts";
import type { HttpRequest } from "../../model/wire.ts";
import { encodedQuery, type Parameters } from "../../signing/canonical.ts";

const FORM = { "content-type": "application/x-www-form-urlencoded;charset=utf-8" };

/** Name and value of a signature, sent last. */
export type SignaturePair = readonly [name: string, signature: string];

/** A GET with everything in the query, in signing order. */
export const queryRequest = (
  url: string,
  params: Parameters,
  signature: SignaturePair | null,
  headers: Readonly<Record<string, string>> = {},
): HttpRequest => ({ method: "GET", url: `${url}?${parameterText(params, signature)}`, headers, body: null });

/** A POST with everything in the form body, in signing order. */
export const formRequest = (url: string, params: Parameters, signature: SignaturePair | null): HttpRequest => ({
  method: "POST",
  url,
  headers: FORM,
  body: parameterText(params, signature),
});

/**
 * An id as the digits of a JSON number: inside JSON parameters the platforms want numbers, and ids pass 2^53.
 * @throws Fault `bad_reference` where the id is not made of digits.
 */
export function jsonNumber(id: string): string {
  if (!/^\d{1,20}$/.test(id)) throw new Fault({ kind: "bad_reference", message: "A listing's id is made of digits." });
  return id.replace(/^0+(?=\d)/, "");
}

/** The language of a tag without its region: "pt-BR" is "pt". */
export const primaryLanguage = (tag: string): string => (tag.split(/[-_]/)[0] ?? tag).toLowerCase();

const parameterText = (params: Parameters, signature: SignaturePair | null): string =>
  signature === null ? encodedQuery(params) : `${encodedQuery(params)}&${encodedQuery({ [signature[0]]: signature[1] })}`;
