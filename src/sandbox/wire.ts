import type { IncomingMessage, ServerResponse } from "node:http";
import { parseJson } from "../model/json.ts";

// A form of the largest documented batch is under 2 KB.
const MAX_BODY_BYTES = 1_048_576;

/** A request as it reached the sandbox. Of repeated parameters the last counts. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Query and form body together; a JSON body's fields too, scalars as text. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly bearer: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly atMs: number;
}

/** What a dialect says. `code` is its error code, null for a success; it names the case for whoever reads along and does not go onto the wire. */
export interface Said {
  readonly status: number;
  readonly body: unknown;
  readonly code: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export const success = (body: unknown): Said => ({ status: 200, body, code: null });

/** Reads a whole request; it has arrived with its last byte. Rejects where the client goes away or the body is too long. */
export async function readAsked(incoming: IncomingMessage, now: () => number): Promise<Asked> {
  const url = new URL(incoming.url ?? "/", "http://sandbox.invalid");
  const text = await readBody(incoming);
  const type = incoming.headers["content-type"] ?? "";
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers))
    headers[name] = Array.isArray(value) ? value.join(", ") : (value ?? "");
  return {
    method: incoming.method ?? "GET",
    path: decodeURI(url.pathname),
    parameters: { ...Object.fromEntries(url.searchParams), ...readParameters(text, type) },
    bearer: /^Bearer (.+)$/.exec(headers["authorization"] ?? "")?.[1] ?? null,
    headers,
    atMs: now(),
  };
}

/** Sends an answer as UTF-8 JSON. */
export function writeSaid(outgoing: ServerResponse, said: Said): void {
  outgoing.writeHead(said.status, { "content-type": "application/json;charset=UTF-8", ...said.headers });
  outgoing.end(jsonText(said.body));
}

/** JSON in which a bigint is a bare number with all its digits, and a field that is undefined is left out. */
export function jsonText(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map((item) => jsonText(item)).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${jsonText(field)}`).join(",")}}`;
}

/** The fields of a JSON object written as text; null where it is not one. */
export function readFields(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = parseJson(text);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** An id given as a JSON number or as a string; null where it is neither. */
export function digitsOf(value: unknown): string | null {
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  return /^\d+$/.test(text) ? text : null;
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += (chunk as Buffer).length;
    if (length > MAX_BODY_BYTES) throw new Error("The request body is too long.");
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readParameters(text: string, type: string): Readonly<Record<string, string>> {
  if (text === "") return {};
  if (!type.includes("json")) return Object.fromEntries(new URLSearchParams(text));
  const fields = Object.entries(readFields(text) ?? {});
  return Object.fromEntries(fields.map(([name, value]) => [name, typeof value === "string" ? value : String(value)]));
}
