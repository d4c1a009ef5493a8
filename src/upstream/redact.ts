import { MIN_SECRET_LENGTH, type Secret } from "../model/secret.ts";

const REDACTED = "[redacted]";

// Parameters that hold a secret, a token or a signature in any of the dialects, in a query, a form, JSON or a header.
const NAMES =
  "access_token|refresh_token|session|app_secret|appSecret|client_secret|secret|password|sign|_aop_signature|signature|code_verifier|authorization";
const QUERY = new RegExp(`([?&\\s]|^)(${NAMES})=[^&\\s"]*`, "gi");
// Also where the JSON stands inside another JSON text, its quotes escaped.
const JSON_FIELD = new RegExp(`(\\\\{0,3}")(${NAMES})(\\\\{0,3}"\\s{0,8}:\\s{0,8}\\\\{0,3}")[^"\\\\]*`, "gi");
const BEARER = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi;
// redis://user:password@host
const USER_INFO = /(:\/\/)[^/@\s]{1,200}@/g;
// Control, format and private characters, with which a log line or an error could be dressed up.
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]|[\u{E0100}-\u{E01EF}]/gu;

/** A text for the log: without the given secrets, plain or percent-encoded, and without whatever looks like one. */
export function redact(text: string, secrets: readonly Secret[] = []): string {
  return withoutSecrets(text, secrets)
    .replace(QUERY, `$1$2=${REDACTED}`)
    .replace(JSON_FIELD, `$1$2$3${REDACTED}`)
    .replace(BEARER, `$1 ${REDACTED}`)
    .replace(USER_INFO, `$1${REDACTED}@`);
}

/** A platform's message as one short, plain, redacted line. */
export function plainLine(text: string, secrets: readonly Secret[] = [], maxLength = 200): string {
  const line = redact(text, secrets).replace(UNPRINTABLE, " ").replace(/\s+/g, " ").trim();
  return line.length > maxLength ? `${line.slice(0, maxLength)}…` : line;
}

function withoutSecrets(text: string, secrets: readonly Secret[]): string {
  let clean = text;
  for (const secret of secrets) {
    const value = secret.reveal();
    // Only a stand-in on this machine has one so short, and its names and places are redacted all the same.
    if (value.length < MIN_SECRET_LENGTH) continue;
    for (const written of spellings(value)) clean = clean.replaceAll(written, REDACTED);
  }
  return clean;
}

/** As it is, inside a JSON text, in a form, and by RFC 3986, which encodes `!'()*` too. */
const spellings = (value: string): ReadonlySet<string> =>
  new Set([
    value,
    JSON.stringify(value).slice(1, -1),
    new URLSearchParams([["", value]]).toString().slice(1),
    encodeURIComponent(value),
    encodeURIComponent(value).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`),
  ]);
