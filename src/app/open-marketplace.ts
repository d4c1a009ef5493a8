import type { Config } from "../config/config.ts";
import type { Gateway } from "../gateways/gateway.ts";
import { gatewayOf } from "../gateways/registry.ts";
import type { Log } from "../log.ts";
import { Fault } from "../model/fault.ts";
import type { Marketplace } from "../model/marketplace.ts";
import type { Reply } from "../model/wire.ts";
import type { Ledger } from "../upstream/quota/ledger.ts";
import type { TokenStore } from "../upstream/tokens/store.ts";
import type { Upstream } from "../upstream/upstream.ts";
import { notConfigured, sandboxSettings, startUpstream } from "./open-market.ts";
import { openState } from "./open-state.ts";

/** One marketplace as a person's command needs it: without a cache, with its parts in reach. */
export interface OpenMarketplace {
  readonly gateway: Gateway;
  readonly appKey: string;
  /** In place of the gateway's own origins; null: those. */
  readonly baseUrl: string | null;
  readonly upstream: Upstream;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

export interface MarketplaceWatch {
  /** Sees every answer to a product call before its fault is read. */
  readonly onReply?: (reply: Reply) => void;
  /** Sees why tokens could not be stored, where the upstream goes on without. */
  readonly onNotStored?: (error: unknown) => void;
}

/** In sandbox mode the sandbox starts with it and ends with it. @throws Fault `not_configured` */
export async function openMarketplace(
  config: Config,
  marketplace: Marketplace,
  log: Log,
  watch: MarketplaceWatch = {},
): Promise<OpenMarketplace> {
  const sandbox = config.mode === "sandbox" ? await (await import("../sandbox/server.ts")).startSandbox() : null;
  const settings = sandbox === null ? config.marketplaces[marketplace] : sandboxSettings(config, sandbox, marketplace);
  if (settings instanceof Fault) throw settings;
  const { credentials } = settings;
  if (credentials === null) throw notConfigured(marketplace);
  const gateway = gatewayOf(settings.gateway);
  const state = await openState(config, log);
  const ledger = state.ledger(settings, credentials.appKey);
  const tokenStore = watchedStore(state.tokenStore(gateway.id, credentials.appKey), watch);
  const dialect = watchedGateway(gateway, watch);
  const upstream = startUpstream(settings, credentials, log, { dialect, ledger, tokenStore });
  return {
    gateway,
    appKey: credentials.appKey,
    baseUrl: settings.baseUrl,
    upstream,
    ledger,
    close: async () => {
      await upstream.close();
      await state.close();
      await sandbox?.close();
    },
  };
}

const watchedGateway = (gateway: Gateway, { onReply }: MarketplaceWatch): Gateway => ({
  ...gateway,
  readFault(reply, call) {
    onReply?.(reply);
    return gateway.readFault(reply, call);
  },
});

const watchedStore = (store: TokenStore, { onNotStored }: MarketplaceWatch): TokenStore => ({
  ...store,
  save: (token) =>
    store.save(token).catch((error) => {
      onNotStored?.(error);
      throw error;
    }),
});
