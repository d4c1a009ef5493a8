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
export type SignatureScheme = (typeof SIGNATURE_SCHEMES)[number];

export interface Signable {
  /** The part of the address that is signed; only the `aop` and `iop` schemes have one. */
  readonly path?: string | undefined;
  readonly params: Parameters;
}

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

/** Signs a request. Pure: the parameters stay as they were, and their order does not matter. */
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
