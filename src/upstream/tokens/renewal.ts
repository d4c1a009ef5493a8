import { Fault, isFault } from "../../model/fault.ts";
import type { GatewayId } from "../../model/marketplace.ts";
import type { Secret } from "../../model/secret.ts";
import type { TokenAnswer, TokenGrant } from "../../model/wire.ts";
import { type Caller, type Log, whileWanted } from "../send.ts";
import type { Time } from "../time.ts";
import type { TokenStore } from "./store.ts";
import { givenToken, grownToken, isDue, isExpired, sameAccess, type Token } from "./token.ts";

// A refused refresh stays refused until a person acts; asking on looks like an attack and costs quota.
const SILENCE_AFTER_REFUSAL_MS = 600_000;

export interface TokenManagerOptions {
  readonly gateway: GatewayId;
  /** "given": the token comes from the settings and cannot be renewed. */
  readonly grant: "client_credentials" | "refresh_token" | "given" | "none";
  /** Null: a tenth of the token's life, a minute at least. */
  readonly refreshEarlyMs: number | null;
  /** From the settings. */
  readonly access: Secret | null;
  readonly refresh: Secret | null;
  /** One token call, under its lease where it counts. @throws Fault */
  readonly ask: (grant: TokenGrant, caller: Caller) => Promise<TokenAnswer>;
  readonly store: TokenStore;
  /** Told of every token that is read or brought, before anybody else sees it. */
  readonly learn?: (secret: Secret | null) => void;
  readonly time: Pick<Time, "now">;
  readonly log: Log;
}

export interface TokenManager {
  /** The token to stamp with now; null where there is none, or none is needed. */
  current(): Secret | null;
  /** Sees to a usable token before the call queues for its lease. @throws Fault `login_needed`, `not_configured` */
  ready(caller: Caller): Promise<void>;
  /** The gateway refused this token: sees to another one. @throws Fault where there is none to be had. */
  renew(refused: Secret | null, caller: Caller): Promise<void>;
  /** Trades a person's agreement for tokens and keeps them. @throws Fault */
  login(code: string, redirectUri: string, caller: Caller): Promise<void>;
}

/** Keeps one app's token usable: one renewal at a time however many wait, stored before it is used. */
export function createTokenManager(options: TokenManagerOptions): TokenManager {
  const { gateway, grant, ask, store, learn = () => undefined, time, log } = options;
  const given = givenToken(options.access, options.refresh, time.now());
  let token: Token | null = null;
  let unstored: Token | null = null;
  let renewal: Promise<void> | null = null;
  let refusal: { readonly fault: Fault; readonly untilMs: number } | null = null;

  /** The newest token: the stored one, unless the settings have changed since, or ours could not be stored. */
  const readStore = async (): Promise<Token> => {
    const stored = await store.load();
    learn(stored?.access ?? null);
    learn(stored?.refresh ?? null);
    const settingsChanged = stored !== null && stored.seed !== given.seed && (given.access ?? given.refresh) !== null;
    const kept = stored === null || settingsChanged ? given : stored;
    return unstored !== null && unstored.obtainedAtMs >= kept.obtainedAtMs ? unstored : kept;
  };

  const keep = async (next: Token): Promise<void> => {
    learn(next.access);
    learn(next.refresh);
    try {
      await store.save(next);
      unstored = null;
    } catch (error) {
      // Its predecessor may be void already: used unsaved it still serves this process.
      unstored = next;
      log("warn", "token_not_stored", { gateway, cause: error instanceof Error ? error.name : "unknown" });
    }
    token = next;
    refusal = null;
  };

  const nextGrant = (from: Token): TokenGrant => {
    if (grant === "client_credentials") return { type: "client_credentials" };
    if (from.refresh !== null && grant === "refresh_token")
      return { type: "refresh_token", refreshToken: from.refresh.reveal() };
    throw grant === "given" ? nothingGiven(gateway, from) : loginNeeded(gateway, "there is no refresh token");
  };

  const renewFrom = async (unusable: Secret | null, caller: Caller): Promise<void> => {
    const stored = await readStore();
    // Another process may have renewed it in the meantime.
    if (stored.access !== null && !sameAccess(stored.access, unusable) && !isExpired(stored, time.now())) {
      token = stored;
      return;
    }
    if (refusal !== null && time.now() < refusal.untilMs) throw refusal.fault;
    const wanted = nextGrant(stored);
    try {
      await keep(grownToken(await ask(wanted, caller), stored, time.now()));
    } catch (error) {
      if (!isFault(error, "login_needed", "unauthorised")) throw error;
      const newest = await readStore();
      if (newest.access !== null && !sameAccess(newest.access, stored.access) && !sameAccess(newest.access, unusable)) {
        token = newest;
        return;
      }
      const fault = refusedFault(gateway, grant, error);
      refusal = { fault, untilMs: time.now() + SILENCE_AFTER_REFUSAL_MS };
      throw fault;
    }
  };

  /** Everybody who needs a renewal waits for the same one; its starter's leaving does not end it. */
  const renewOnce = (unusable: Secret | null, caller: Caller): Promise<void> => {
    renewal ??= store
      .exclusively(() => renewFrom(unusable, { ...caller, signal: new AbortController().signal }))
      .finally(() => {
        renewal = null;
      });
    return whileWanted(renewal, caller.signal);
  };

  return {
    current: () => token?.access ?? null,

    async ready(caller) {
      if (grant === "none") return;
      token ??= await readStore();
      if (token.access === null) return renewOnce(null, caller);
      if (grant === "given" || !isDue(token, time.now(), options.refreshEarlyMs)) return;
      try {
        await renewOnce(token.access, caller);
      } catch (error) {
        // Renewed early, so that there is time to fail: while the old one lives, it serves.
        if (isExpired(token, time.now()) || isFault(error, "cancelled", "timed_out")) throw error;
        log("warn", "token_not_renewed", { gateway, kind: isFault(error) ? error.kind : "internal" });
      }
    },

    async renew(refused, caller) {
      if (grant === "none" || !sameAccess(token?.access ?? null, refused)) return;
      await renewOnce(refused, caller);
    },

    async login(code, redirectUri, caller) {
      await store.exclusively(async () => {
        const answer = await ask({ type: "authorization_code", code, redirectUri }, caller);
        await keep(grownToken(answer, given, time.now()));
      });
    },
  };
}

const loginNeeded = (gateway: GatewayId, why: string, cause?: unknown): Fault =>
  new Fault({ kind: "login_needed", gateway, message: `A person must authorise the app at ${gateway} again: ${why}.`, cause });

const nothingGiven = (gateway: GatewayId, { access }: Token): Fault =>
  access === null
    ? new Fault({ kind: "not_configured", gateway, message: `${gateway} needs an access token in the settings.` })
    : new Fault({ kind: "unauthorised", gateway, message: `${gateway} refused the access token of the settings.` });

/** With client credentials no person can help: what was refused is the key or the secret. */
function refusedFault(gateway: GatewayId, grant: TokenManagerOptions["grant"], cause: Fault): Fault {
  if (grant !== "client_credentials") return loginNeeded(gateway, "the refresh token was refused", cause);
  return new Fault({
    kind: "misconfigured",
    gateway,
    message: `${gateway} refused the app's key or secret.`,
    code: cause.code,
    cause,
  });
}
