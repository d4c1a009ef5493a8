import { type Config, type Credentials, credentialVariables, type MarketplaceConfig } from "../config/config.ts";
import { gatewayOf } from "../gateways/registry.ts";
import type { Log } from "../log.ts";
import { createMarket } from "../market/create-market.ts";
import type { Market, RunningMarketplace } from "../market/market.ts";
import { Fault } from "../model/fault.ts";
import { type GatewayId, MARKETPLACE_FACTS, type Marketplace } from "../model/marketplace.ts";
import { Secret } from "../model/secret.ts";
import type { Sandbox } from "../sandbox/server.ts";
import type { ServerFigures } from "../server/http/metrics-text.ts";
import { createCache } from "../upstream/cache/cache.ts";
import type { Ledger } from "../upstream/quota/ledger.ts";
import { systemTime } from "../upstream/time.ts";
import { createUpstream, type Upstream, type UpstreamOptions } from "../upstream/upstream.ts";
import { openState } from "./open-state.ts";

/** What each gateway has done since the start. */
export type MarketFigures = Pick<ServerFigures, "gateways">;

export interface OpenMarket {
  readonly market: Market;
  /** What each gateway has done since the start. */
  figures(): Promise<MarketFigures>;
  close(): Promise<void>;
}

/** Starts the marketplaces that can be asked: the sandbox's in sandbox mode, else those with credentials. */
export async function openMarket(config: Config, log: Log, onSecret: (secret: Secret) => void): Promise<OpenMarket> {
  const sandbox = config.mode === "sandbox" ? await (await import("../sandbox/server.ts")).startSandbox() : null;
  const state = await openState(config, log);
  const upstreams: { readonly gateway: string; readonly upstream: Upstream; readonly ledger: Ledger }[] = [];
  const cache = createCache(systemTime, log, state.cacheStore);
  const start = (marketplace: Marketplace): RunningMarketplace | Fault => {
    const settings = sandbox === null ? config.marketplaces[marketplace] : sandboxSettings(config, sandbox, marketplace);
    if (settings instanceof Fault) return settings;
    if (settings.credentials === null) return notConfigured(marketplace);
    const gateway = gatewayOf(settings.gateway);
    const { appKey } = settings.credentials;
    const ledger = state.ledger(settings, appKey);
    const upstream = startUpstream(settings, settings.credentials, log, {
      ledger,
      tokenStore: state.tokenStore(gateway.id, appKey),
      onSecret,
    });
    upstreams.push({ gateway: gateway.id, upstream, ledger });
    return {
      gateway,
      send: upstream.send,
      account: appKey,
      note: () => upstream.health.note(),
      nextLeaseMs: upstream.nextLeaseMs,
    };
  };
  return {
    market: createMarket({
      mode: config.mode,
      marketplaces: { "1688": start("1688"), aliexpress: start("aliexpress"), alibaba: start("alibaba") },
      cache,
      time: systemTime,
    }),
    figures: async () => ({
      gateways: await Promise.all(
        upstreams.map(async (one) => ({ ...(await gatewayFigures(one)), cache: cache.figures(one.gateway) })),
      ),
    }),
    close: async () => {
      await Promise.all(upstreams.map(({ upstream }) => upstream.close()));
      await state.close();
      await sandbox?.close();
    },
  };
}

async function gatewayFigures({ gateway, upstream, ledger }: { gateway: string; upstream: Upstream; ledger: Ledger }) {
  const { calls, failures, tookMs } = upstream.health.totals();
  const room = await ledger.room().catch(() => []);
  const quotaLeft = room.length === 0 ? null : Math.min(...room.map(({ left }) => left));
  return { gateway, calls, failures, seconds: tookMs / 1_000, quotaLeft };
}

/** One gateway under one app key, over the given quota and tokens. */
export const startUpstream = (
  settings: MarketplaceConfig,
  app: Credentials,
  log: Log,
  parts: Pick<UpstreamOptions, "ledger" | "tokenStore"> & Partial<Pick<UpstreamOptions, "dialect" | "onSecret">>,
): Upstream =>
  createUpstream({
    dialect: gatewayOf(settings.gateway),
    app: { ...app, settings: settings.own },
    accessToken: settings.accessToken,
    refreshToken: settings.refreshToken,
    baseUrl: settings.baseUrl,
    time: systemTime,
    log,
    ...parts,
  });

/**
 * The sandbox stands where the platform would: same gateway as chosen, the sandbox's own app and origin. A fault where it does not
 * speak that dialect.
 */
export function sandboxSettings(config: Config, sandbox: Sandbox, marketplace: Marketplace): MarketplaceConfig | Fault {
  const { gateway, quota, own } = config.marketplaces[marketplace];
  if (!sandbox.speaks(gateway)) return notInSandbox(gateway);
  const { appKey, appSecret, accessToken, refreshToken } = sandbox.credentials(marketplace);
  return {
    gateway,
    quota,
    own,
    credentials: { appKey, appSecret: new Secret(appSecret) },
    accessToken: new Secret(accessToken),
    refreshToken: new Secret(refreshToken),
    baseUrl: sandbox.origin(gateway),
  };
}

const notInSandbox = (gateway: GatewayId): Fault =>
  new Fault({
    kind: "misconfigured",
    gateway,
    message: `The sandbox does not speak ${gateway}`,
    next: "Choose another gateway, or set the marketplace's credentials and SOURCING_MODE=live.",
  });

export const notConfigured = (marketplace: Marketplace): Fault =>
  new Fault({
    kind: "not_configured",
    message: `${MARKETPLACE_FACTS[marketplace].name} has no credentials`,
    next: `Set ${credentialVariables(marketplace).join(", ")}, then restart the server. The other marketplaces are not affected.`,
  });
