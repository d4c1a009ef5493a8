import { MIN_SECRET_LENGTH, type Secret } from "../model/secret.ts";
import { onceForEach } from "../object-memory.ts";

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

/** A text without these secrets, in whatever encoding they stand in it. */
export function withoutSecrets(text: string, secrets: readonly Secret[]): string {
  let clean = text;
  for (const secret of secrets) {
    for (const spelling of spellings(secret).all) if (clean.includes(spelling)) clean = clean.replaceAll(spelling, REDACTED);
  }
  return clean;
}

/** What a secret may look like in a text, the longest first; none where it is too short to be told from ordinary words. */
export interface Spellings {
  /** As it is sent and may come back: few, because answers are long. */
  readonly plain: readonly string[];
  readonly all: readonly string[];
}

export const spellings = onceForEach((secret: Secret) => spelled(secret.reveal()));

function spelled(value: string): Spellings {
  const bytes = Buffer.from(value, "utf8");
  const percent = encodeURIComponent(value);
  const strict = percent.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const plain = [
    value,
    // Inside a JSON text, in a form, and by RFC 3986, which encodes `!'()*` too.
    JSON.stringify(value).slice(1, -1),
    new URLSearchParams([["", value]]).toString().slice(1),
    percent,
    strict,
    // A signature is a number: its letters may be of either case.
    ...(/^[0-9A-Fa-f]+$/.test(value) ? [value.toLowerCase(), value.toUpperCase()] : []),
  ];
  const other = [
    ...[percent, strict].flatMap((one) => [one.replace(/%../g, (mark) => mark.toLowerCase()), encodeURIComponent(one)]),
    value
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#39;"),
    ...[bytes.toString("hex"), bytes.toString("hex").toUpperCase()],
    ...[0, 1, 2].flatMap((offset) => [base64In(bytes, offset, "base64"), base64In(bytes, offset, "base64url")]),
  ];
  return { plain: longestFirst(plain), all: longestFirst([...plain, ...other]) };
}

// A shorter one is a stand-in's on this machine: its names and places are redacted all the same.
const longestFirst = (all: readonly string[]): readonly string[] =>
  [...new Set(all)].filter(({ length }) => length >= MIN_SECRET_LENGTH).sort((a, b) => b.length - a.length);

/** What stands of the bytes in the base64 of a longer text that has so many bytes, modulo three, before them. */
function base64In(bytes: Buffer, offset: number, kind: "base64" | "base64url"): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString(kind);
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}
