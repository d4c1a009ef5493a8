import type { Dialect } from "../model/dialect.ts";
import type { Secret } from "../model/secret.ts";
import { type App, createDispatch } from "./dispatch.ts";
import { type Health, watchHealth } from "./health.ts";
import { createFetcher, type Fetcher } from "./http/fetch.ts";
import { createKnownSecrets } from "./known-secrets.ts";
import type { Ledger } from "./quota/ledger.ts";
import { createLimiter, type Limiter } from "./quota/limit.ts";
import { reauthorise } from "./reauthorise.ts";
import { retry } from "./retry.ts";
import { type Log, type Send, stack } from "./send.ts";
import type { Time } from "./time.ts";
import { createTokenManager, type TokenManager } from "./tokens/renewal.ts";
import type { TokenStore } from "./tokens/store.ts";

export interface UpstreamOptions {
  readonly dialect: Dialect;
  readonly app: App;
  readonly accessToken: Secret | null;
  readonly refreshToken: Secret | null;
  /** Replaces the origin of every URL. */
  readonly baseUrl: string | null;
  readonly ledger: Ledger;
  readonly tokenStore: TokenStore;
  readonly time: Time;
  readonly log: Log;
  /** Told of every token that is renewed or read while it runs. */
  readonly onSecret?: (secret: Secret) => void;
}

/** One gateway under one app key, ready to be asked. */
export interface Upstream {
  readonly send: Send;
  readonly tokens: TokenManager;
  readonly health: Health;
  /** How long a call made now would wait for the quota, milliseconds. */
  readonly nextLeaseMs: Limiter["nextLeaseMs"];
  /** Drops the connections; calls on the wire fail. */
  readonly close: Fetcher["close"];
}

/** Puts the layers of one gateway together. Touches no network until the first call. */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { dialect, app, ledger, time, log } = options;
  const { timeouts, token, suspends } = dialect;
  const fetcher = createFetcher({ origins: dialect.origins, baseUrl: options.baseUrl, connectMs: timeouts.connectMs });
  const limiter = createLimiter({ gateway: dialect.id, suspends, ledger, time });
  const health = watchHealth(dialect.id, timeouts.answerMs, time, log);
  const flow = typeof token === "string" ? null : token;

  const given = [app.appSecret, options.accessToken, options.refreshToken].filter((secret) => secret !== null);
  const secrets = createKnownSecrets(given, options.onSecret);
  const dispatch = createDispatch({
    dialect,
    app,
    fetch: fetcher.fetch,
    currentToken: () => tokens.current(),
    secrets,
    time,
    log,
  });
  const tokens = createTokenManager({
    gateway: dialect.id,
    grant: typeof token === "string" ? token : token.grant,
    refreshEarlyMs: flow?.refreshEarlyMs ?? null,
    access: options.accessToken,
    refresh: options.refreshToken,
    ask: (grant, caller) =>
      flow?.countsAgainstQuota ? limiter.run(caller, (watch) => dispatch.askToken(grant, watch)) : dispatch.askToken(grant),
    store: options.tokenStore,
    learn: secrets.learn,
    time,
    log,
  });

  const layers = [retry(dialect.retry, time), reauthorise(tokens), limiter.layer, health.layer];
  return { send: stack(layers, dispatch.send), tokens, health, nextLeaseMs: limiter.nextLeaseMs, close: fetcher.close };
}
