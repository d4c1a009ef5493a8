import { createHmac, hash } from "node:crypto";
import { concatenated, encodedQuery, type Parameters, rawQuery } from "./canonical.ts";

export const SIGNATURE_SCHEMES = [
  "aop-hmac-sha1",
  "iop-hmac-sha256",
  "wrapped-hmac-sha256",
  "wrapped-sha1",
  "wrapped-md5",
  "query-md5",
  "query-sha256",
] as const;

/**
 * The ways in which the platforms' dialects sign, named by how the text is made and by its digest.
 * @example
 * const scheme: SignatureScheme = "aop-hmac-sha1";
 */
export type SignatureScheme = (typeof SIGNATURE_SCHEMES)[number];

/**
 * What of a request is signed.
 * @example
 * const request: Signable = { path: "/rest/2.0/product", params: { app_key: "1", timestamp: "0" } };
 */
export interface Signable {
  /** The part of the address that is signed; only the `aop` and `iop` schemes have one. */
  readonly path?: string | undefined;
  readonly params: Parameters;
}

/**
 * A signature, and the text that it is of.
 * @example
 * const { signature }: Signature = sign("wrapped-md5", { params: { a: "1" } }, "secret");
 */
export interface Signature {
  /** Upper-case hex. */
  readonly signature: string;
  /** What was signed. Holds the secret in the wrapped and query schemes: not for a log. */
  readonly stringToSign: string;
}

interface Scheme {
  /** The parameters in the scheme's order and spelling, before the path or the secret joins them. */
  readonly canonical: (params: Parameters) => string;
  readonly stringToSign: (canonical: string, path: string, secret: string) => string;
  readonly digest: (stringToSign: string, secret: string) => string;
}

/**
 * Signs a request. Pure: the parameters stay as they were, and their order does not matter. Never throws for a scheme of the list.
 * @example
 * sign("aop-hmac-sha1", { path: "param2/1", params: { b: "2", a: "1" } }, "secret").stringToSign; // => "param2/1a1b2"
 */
export function sign(scheme: SignatureScheme, { path = "", params }: Signable, secret: string): Signature {
  const { canonical, stringToSign, digest } = SCHEMES[scheme];
  const text = stringToSign(canonical(params), path, secret);
  return { signature: digest(text, secret).toUpperCase(), stringToSign: text };
}

/** The parameters as the scheme spells them: the first stage of a signature. */
export const canonicalParameters = (scheme: SignatureScheme, params: Parameters): string => SCHEMES[scheme].canonical(params);

const afterPath = (canonical: string, path: string): string => path + canonical;
const wrapped = (canonical: string, _path: string, secret: string): string => secret + canonical + secret;
const digest = (algorithm: string) => (text: string) => hash(algorithm, text, "hex");
const hmac = (algorithm: string) => (text: string, secret: string) =>
  createHmac(algorithm, secret).update(text, "utf8").digest("hex");

const SCHEMES: Readonly<Record<SignatureScheme, Scheme>> = {
  "aop-hmac-sha1": { canonical: concatenated, stringToSign: afterPath, digest: hmac("sha1") },
  "iop-hmac-sha256": { canonical: concatenated, stringToSign: afterPath, digest: hmac("sha256") },
  "wrapped-hmac-sha256": { canonical: concatenated, stringToSign: wrapped, digest: hmac("sha256") },
  "wrapped-sha1": { canonical: concatenated, stringToSign: wrapped, digest: digest("sha1") },
  "wrapped-md5": { canonical: concatenated, stringToSign: wrapped, digest: digest("md5") },
  "query-md5": {
    canonical: rawQuery,
    stringToSign: (canonical, _path, secret) => `${canonical === "" ? "" : `${canonical}&`}app_secret=${secret}`,
    digest: digest("md5"),
  },
  "query-sha256": { canonical: encodedQuery, stringToSign: wrapped, digest: digest("sha256") },
};
