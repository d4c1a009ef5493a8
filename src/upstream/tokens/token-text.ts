import { Fault } from "../../model/fault.ts";
import type { GatewayId } from "../../model/marketplace.ts";
import { Secret } from "../../model/secret.ts";
import type { Log } from "../send.ts";
import type { Seal, Unsealed } from "../storage/seal.ts";
import type { Token } from "./token.ts";

/** Whose token it is. */
export interface TokenOwner {
  readonly gateway: GatewayId;
  /** A hash of the app key, fit for a file name. */
  readonly account: string;
}

export const tokenName = ({ gateway, account }: TokenOwner): string => `${gateway}-${account}`;

/** A token as it is written down. The one place beside a request where its secrets are revealed. */
export function formatToken(owner: TokenOwner, token: Token, seal: Seal): string {
  const { expiresAtMs, obtainedAtMs, seed } = token;
  const access = token.access?.reveal() ?? null;
  const refresh = token.refresh?.reveal() ?? null;
  return seal.close(JSON.stringify({ access, refresh, expiresAtMs, obtainedAtMs, seed }), placeOf(owner));
}

/**
 * Null where nothing can be read in the text, as after a disk was full: then the settings' own token counts.
 * @param where the file or key, for the person who has to remove it
 * @throws Fault `misconfigured` where the text is sealed in another way than SOURCING_STATE_KEY says
 */
export function parseToken(owner: TokenOwner, kept: string, seal: Seal, where: string, log: Log): Token | null {
  const text = kept.trim();
  const opened = text === "" ? { text } : seal.open(text, placeOf(owner));
  if ("unreadable" in opened) throw unopened(owner.gateway, opened.unreadable, where);
  const token = tokenIn(opened.text);
  if (token === null) log("warn", "token_unreadable", { gateway: owner.gateway });
  return token;
}

const placeOf = (owner: TokenOwner) => ({ role: "token", name: tokenName(owner) }) as const;

function tokenIn(text: string): Token | null {
  try {
    const { access, refresh, expiresAtMs, obtainedAtMs, seed } = JSON.parse(text) as Record<string, unknown>;
    if (!isTextOrNull(access) || !isTextOrNull(refresh) || typeof seed !== "string") return null;
    if (!(expiresAtMs === null || isTime(expiresAtMs)) || !isTime(obtainedAtMs)) return null;
    return { access: secret(access), refresh: secret(refresh), expiresAtMs, obtainedAtMs, seed };
  } catch {
    return null;
  }
}

const isTextOrNull = (value: unknown): value is string | null => value === null || (typeof value === "string" && value !== "");
const isTime = (value: unknown): value is number => Number.isFinite(value);
const secret = (text: string | null): Secret | null => (text === null ? null : new Secret(text));

type Reason = Extract<Unsealed, { unreadable: unknown }>["unreadable"];

const REASONS: Readonly<Record<Reason, string>> = {
  not_sealed: "is not encrypted, though SOURCING_STATE_KEY is set",
  no_key: "is encrypted, and SOURCING_STATE_KEY is not set",
  other_key: "was encrypted with another key than SOURCING_STATE_KEY holds",
  altered: "does not open with SOURCING_STATE_KEY: it has been altered, or moved here from elsewhere",
};

const unopened = (gateway: GatewayId, reason: Reason, where: string): Fault =>
  new Fault({
    kind: "misconfigured",
    gateway,
    message: `The stored token of ${gateway} ${REASONS[reason]}.`,
    next: `Set SOURCING_STATE_KEY as it was when the token was stored. Or remove ${where}: the token of the settings then counts, or log in again.`,
  });
