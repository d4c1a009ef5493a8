import type { FaultKind, FaultReading } from "../../model/fault.ts";
import type { Reply } from "../../model/wire.ts";
import { cleanText } from "../../normalize/text/clean-text.ts";
import { htmlToText } from "../../normalize/text/html.ts";
import { asText } from "../../normalize/text/json-shape.ts";

const MESSAGE_LENGTH = 300;
// "Api access frequency exceeds the limit. this ban will last 1 seconds": IOP writes the wait in prose.
const BAN_SECONDS = /ban will last (\d{1,9}) second/i;
// Past a minute a ban is no pause, it closes the gateway.
const LONGEST_PAUSE_MS = 60_000;

/** What a dialect's codes and messages mean, as data. */
export interface FaultTable {
  /** By the platform's own code. */
  readonly exact: Readonly<Record<string, FaultKind>>;
  /** Tried in order on "code message" where no code matches. */
  readonly broad: readonly (readonly [pattern: RegExp, kind: FaultKind])[];
  /** By HTTP status where neither matches. 429 and 5xx are known to all. */
  readonly status?: Readonly<Record<number, FaultKind>>;
}

/** An answer that is no JSON object: nobody can read its codes, so its status has to do. Null: it is one. */
export function unreadableReply(table: FaultTable, reply: Reply): FaultReading | null {
  if (typeof reply.body === "object" && reply.body !== null) return null;
  if (reply.body !== undefined) return { kind: "bad_answer", code: null, message: "The answer is not a JSON object." };
  const kind = kindOfPage(table, reply.status);
  return withWait({ kind, code: null, message: `HTTP ${reply.status} without JSON.` }, reply);
}

/** What the platform's code and message mean. */
export function faultReading(table: FaultTable, code: unknown, message: unknown, reply: Reply): FaultReading {
  const codeText = asText(code);
  const messageText = cleanText(plainWords(asText(message) ?? ""), MESSAGE_LENGTH);
  const kind = kindOfCode(table, codeText, messageText) ?? kindOfStatus(table, reply.status) ?? "bad_answer";
  return withWait({ kind, code: codeText === null ? null : cleanText(codeText, MESSAGE_LENGTH), message: messageText }, reply);
}

/** Some answer with a page's markup in the message. */
const plainWords = (text: string): string =>
  /<[a-z/!]|&[a-z#]/i.test(text) ? htmlToText(text).replace(/\s+/g, " ").trim() : text;

/** The kind that a code or its message stands for; null where the table knows neither. */
export function kindOfCode(table: FaultTable, code: string | null, message: string): FaultKind | null {
  if (code !== null && Object.hasOwn(table.exact, code)) return table.exact[code] ?? null;
  const text = `${code ?? ""} ${message}`;
  return table.broad.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function kindOfStatus(table: FaultTable, status: number): FaultKind | null {
  const known = table.status?.[status];
  if (known !== undefined) return known;
  if (status === 429) return "rate_limited";
  return status >= 500 ? "unavailable" : null;
}

/** A page instead of JSON: a proxy's or a wall's, so its 404 says nothing of a listing. */
function kindOfPage(table: FaultTable, status: number): FaultKind {
  if (status >= 300 && status < 400) return "misconfigured";
  return (status === 401 || status === 429 ? kindOfStatus(table, status) : null) ?? "unavailable";
}

function withWait(reading: FaultReading, reply: Reply): FaultReading {
  const banMs = BAN_SECONDS.exec(reading.message)?.[1];
  if (banMs !== undefined && reading.kind === "rate_limited") {
    const retryAfterMs = Number(banMs) * 1000;
    return { ...reading, kind: retryAfterMs > LONGEST_PAUSE_MS ? "suspended" : "rate_limited", retryAfterMs };
  }
  const retryAfterMs = retryAfterOf(reply);
  return retryAfterMs === null ? reading : { ...reading, retryAfterMs };
}

/** `Retry-After` in seconds or as a date, which is read against the answer's own `Date`. */
function retryAfterOf({ headers }: Reply): number | null {
  const text = headers["retry-after"]?.trim();
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const waitMs = Date.parse(text) - Date.parse(headers["date"] ?? "");
  return Number.isFinite(waitMs) && waitMs >= 0 ? waitMs : null;
}
