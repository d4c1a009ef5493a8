import { type Config, credentialVariables, type MarketplaceConfig } from "./config.ts";
import { GATEWAYS } from "./gateways/registry.ts";
import type { Log } from "./log.ts";
import { createMarket, type Market, type RunningMarketplace } from "./market.ts";
import { Fault } from "./model/fault.ts";
import { MARKETPLACE_FACTS, type Marketplace } from "./model/marketplace.ts";
import { Secret } from "./model/secret.ts";
import type { Sandbox } from "./sandbox/server.ts";
import { createCache } from "./upstream/cache.ts";
import { createMemoryLedger } from "./upstream/memory-ledger.ts";
import { systemTime } from "./upstream/time.ts";
import { createMemoryTokenStore } from "./upstream/tokens/store.ts";
import { createUpstream, type Upstream } from "./upstream/upstream.ts";

// From taking a lease to the first byte: a connect and TLS within the dialect's own connect time-out, and some air.
const LEAVE_SLACK_MS = 1_000;

export interface OpenMarket {
  readonly market: Market;
  close(): Promise<void>;
}

/** Starts the marketplaces that can be asked: the sandbox's in sandbox mode, else those with credentials. */
export async function openMarket(config: Config, log: Log): Promise<OpenMarket> {
  const sandbox = config.mode === "sandbox" ? await (await import("./sandbox/server.ts")).startSandbox() : null;
  const upstreams: Upstream[] = [];
  const start = (marketplace: Marketplace): RunningMarketplace | Fault => {
    const settings = sandbox === null ? config.marketplaces[marketplace] : sandboxSettings(config, sandbox, marketplace);
    if (settings.credentials === null) return notConfigured(marketplace);
    const gateway = GATEWAYS[settings.gateway];
    const upstream = startUpstream(config, settings, settings.credentials, log);
    upstreams.push(upstream);
    return { gateway, send: upstream.send, account: settings.credentials.appKey, note: () => upstream.health.note() };
  };
  return {
    market: createMarket({
      mode: config.mode,
      marketplaces: { "1688": start("1688"), aliexpress: start("aliexpress"), alibaba: start("alibaba") },
      cache: createCache(systemTime, log),
      time: systemTime,
    }),
    close: async () => {
      await Promise.all(upstreams.map((upstream) => upstream.close()));
      await sandbox?.close();
    },
  };
}

function startUpstream(config: Config, settings: MarketplaceConfig, app: { appKey: string; appSecret: Secret }, log: Log): Upstream {
  const gateway = GATEWAYS[settings.gateway];
  const { connectMs, answerMs } = gateway.timeouts;
  return createUpstream({
    dialect: gateway,
    app: { ...app, productApi: config.productApi, tokenByGet: config.tokenByGet },
    accessToken: settings.accessToken,
    refreshToken: settings.refreshToken,
    baseUrl: settings.baseUrl,
    ledger: createMemoryLedger(
      {
        rules: settings.quota ?? gateway.quota,
        leaveMs: connectMs + LEAVE_SLACK_MS,
        answerMs,
        suspends: gateway.suspends,
        // The sandbox is as new as this process: nobody can have called it before.
        startsUsed: gateway.suspends && config.mode === "live",
      },
      systemTime,
    ),
    tokenStore: createMemoryTokenStore(),
    time: systemTime,
    log,
  });
}

/** The sandbox stands where the platform would: same gateway as chosen, the sandbox's own app and origin. */
function sandboxSettings(config: Config, sandbox: Sandbox, marketplace: Marketplace): MarketplaceConfig {
  const { gateway, quota } = config.marketplaces[marketplace];
  const { appKey, appSecret, accessToken, refreshToken } = sandbox.credentials(marketplace);
  return {
    gateway,
    quota,
    credentials: { appKey, appSecret: new Secret(appSecret) },
    accessToken: new Secret(accessToken),
    refreshToken: new Secret(refreshToken),
    baseUrl: sandbox.origin(gateway),
  };
}

const notConfigured = (marketplace: Marketplace): Fault =>
  new Fault({
    kind: "not_configured",
    message: `${MARKETPLACE_FACTS[marketplace].name} has no credentials`,
    next: `Set ${credentialVariables(marketplace).join(", ")}, then restart the server. The other marketplaces are not affected.`,
  });
