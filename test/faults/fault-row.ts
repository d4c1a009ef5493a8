import { appendFileSync } from "node:fs";
import { expect } from "vitest";
import { SANDBOX_SECRET } from "../support/live-settings.ts";
import type { BareServer } from "../support/server-process.ts";
import type { FaultProxy, Misdeed } from "./proxy.ts";

/** What came of one question: a code of the contract, or "ok" for a product. */
export interface Told {
  readonly code: string;
  /** The text channel. */
  readonly said: string;
  /** Both channels, whole. */
  readonly whole: string;
  readonly retryAfterSeconds: number | null;
  /** From the question to its answer. */
  readonly tookMs: number;
}

/** Asks get_product for one reference. */
export type Ask = (ref: string) => Promise<Told>;

export interface FaultRow {
  readonly fault: string;
  readonly ref: string;
  readonly misdeed: Misdeed;
  /** How often it happens; until it is healed where nothing is said. */
  readonly times?: number;
  readonly told: string;
  readonly says: RegExp;
  /** Product calls that reach the gateway: the attempts of its dialect. */
  readonly calls: number;
  /** The same question once the fault is over. */
  readonly after?: { readonly told: string; readonly calls: number };
}

export interface FaultRecord {
  readonly fault: string;
  readonly told: string;
  readonly said: string;
  readonly calls: number;
  readonly recovered: string;
  readonly secrets: number;
  /** From the question to its answer. */
  readonly seconds: number;
}

const RECOVERED = { told: "ok", calls: 1 };

/** Plays one row, holds it to what it states, and notes it for the table. */
export async function play(row: FaultRow, proxy: FaultProxy, ask: Ask): Promise<void> {
  const id = row.ref.split(":")[1] ?? "";
  const before = proxy.arrivals(id);
  proxy.spoil(id, row.misdeed, row.times);
  const told = await ask(row.ref);
  const calls = proxy.arrivals(id) - before;
  proxy.heal(id);
  const again = await ask(row.ref);
  const callsAgain = proxy.arrivals(id) - before - calls;
  note(row.fault, told, calls, again);
  const expected = row.after ?? (row.told === "ok" ? { told: "ok", calls: 0 } : RECOVERED);
  expect({ told: told.code, calls, said: told.said }).toEqual({
    told: row.told,
    calls: row.calls,
    said: expect.stringMatching(row.says),
  });
  expect({ told: again.code, calls: callsAgain }).toEqual(expected);
  expectNoSecret(told.whole + again.whole);
}

/** For rows that do more than spoil one listing's calls. */
export function note(fault: string, told: Told, calls: number, again: Told): void {
  const file = process.env["SOURCING_FAULTS_REPORT"];
  if (file === undefined) return;
  const recovered = again.code === "ok" ? "yes" : again.code;
  const secrets = secretsIn(told.whole + again.whole).length;
  const seconds = Math.round(told.tookMs / 100) / 10;
  const record: FaultRecord = { fault, told: told.code, said: sentence(told), calls, recovered, secrets, seconds };
  appendFileSync(file, `${JSON.stringify(record)}\n`);
}

export const askServer =
  (server: BareServer): Ask =>
  async (ref) => {
    const askedMs = performance.now();
    const { result } = await server.callTool("get_product", { products: [ref] });
    return toldBy(result as unknown as Answered, performance.now() - askedMs);
  };

export interface Answered {
  readonly structuredContent?: unknown;
  readonly content: readonly { readonly text?: string }[];
}

export function toldBy(answer: Answered, tookMs: number): Told {
  const { products = [] } = (answer.structuredContent ?? {}) as {
    products?: readonly { status: string; error?: { code: string; retry_after_seconds: number | null } }[];
  };
  const [item] = products;
  return {
    code: item === undefined ? "no answer" : (item.error?.code ?? item.status),
    said: answer.content.map(({ text = "" }) => text).join("\n"),
    whole: JSON.stringify(answer),
    retryAfterSeconds: item?.error?.retry_after_seconds ?? null,
    tookMs,
  };
}

export const expectNoSecret = (text: string): void => expect(secretsIn(text)).toEqual([]);

const secretsIn = (text: string): readonly string[] => text.match(SANDBOX_SECRET) ?? [];

const sentence = ({ code, said }: Told): string => (code === "ok" ? "the product" : (said.split("\n")[1] ?? ""));

/** The server is to leave in order, with nothing of a secret in anything it wrote, and with no process left behind. */
export async function expectCleanEnd(server: BareServer): Promise<void> {
  expect(await server.end()).toEqual({ code: 0, signal: null });
  expect(server.isAlive()).toBe(false);
  expect(server.strayLines).toEqual([]);
  expectNoSecret(server.stdout() + server.stderr());
}
