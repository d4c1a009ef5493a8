import { createHash } from "node:crypto";
import { Secret } from "../../model/secret.ts";
import type { TokenAnswer } from "../../model/wire.ts";

// A tenth of the token's life, and a minute at least, so that a call that queues does not outlive its token.
const EARLY_SHARE = 0.1;
const LEAST_EARLY_MS = 60_000;

/** What lets an app ask in a person's name or in its own. */
export interface Token {
  /** Null where only a refresh token is known yet. */
  readonly access: Secret | null;
  readonly refresh: Secret | null;
  /** Epoch milliseconds; null: good until it is refused. */
  readonly expiresAtMs: number | null;
  readonly obtainedAtMs: number;
  /** Which settings it grew from: a changed setting is a newer wish than what is stored. */
  readonly seed: string;
}

/** The tokens of the settings, before anything was asked. */
export function givenToken(access: Secret | null, refresh: Secret | null, nowMs: number): Token {
  const seed = createHash("sha256")
    .update(`${access?.reveal() ?? ""}\n${refresh?.reveal() ?? ""}`)
    .digest("hex")
    .slice(0, 16);
  return { access, refresh, expiresAtMs: null, obtainedAtMs: nowMs, seed };
}

/** What a token call brought; a refresh that brings no new refresh token leaves the old one good. */
export const grownToken = (answer: TokenAnswer, before: Token, nowMs: number): Token => ({
  access: new Secret(answer.accessToken),
  refresh: answer.refreshToken === null ? before.refresh : new Secret(answer.refreshToken),
  expiresAtMs: answer.expiresAtMs,
  obtainedAtMs: nowMs,
  seed: before.seed,
});

/** Whether to renew before use. `earlyMs` null: a tenth of its life, a minute at least. */
export function isDue(token: Token, nowMs: number, earlyMs: number | null): boolean {
  if (token.expiresAtMs === null) return false;
  const lifeMs = token.expiresAtMs - token.obtainedAtMs;
  return nowMs >= token.expiresAtMs - (earlyMs ?? Math.max(LEAST_EARLY_MS, lifeMs * EARLY_SHARE));
}

export const isExpired = (token: Token, nowMs: number): boolean => token.expiresAtMs !== null && nowMs >= token.expiresAtMs;

export const sameAccess = (a: Secret | null, b: Secret | null): boolean => a?.reveal() === b?.reveal();
