import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Config, MarketplaceConfig } from "../config/config.ts";
import type { DecisionStore } from "../decisions/decision.ts";
import { createFileDecisions } from "../decisions/file-decisions.ts";
import { createRedisDecisions } from "../decisions/redis-decisions.ts";
import { gatewayOf } from "../gateways/registry.ts";
import type { Log } from "../log.ts";
import type { GatewayId } from "../model/marketplace.ts";
import { createFileStore } from "../upstream/cache/file-store.ts";
import { guardStore } from "../upstream/cache/guarded-store.ts";
import type { KeptStore } from "../upstream/cache/kept-store.ts";
import { createRedisStore } from "../upstream/cache/redis-store.ts";
import { createSlotLedger } from "../upstream/quota/files/slot-ledger.ts";
import { systemSlotTime } from "../upstream/quota/files/slot-time.ts";
import type { Ledger, LedgerOptions } from "../upstream/quota/ledger.ts";
import { createMemoryLedger } from "../upstream/quota/memory-ledger.ts";
import { createRedisLedger } from "../upstream/quota/redis-ledger.ts";
import { refuseForeign } from "../upstream/storage/own-folder.ts";
import { createRedisConnection, type RedisConnection } from "../upstream/storage/redis-connection.ts";
import { createSeal } from "../upstream/storage/seal.ts";
import { systemTime } from "../upstream/time.ts";
import { createFileTokenStore } from "../upstream/tokens/file-token-store.ts";
import { createRedisTokenStore } from "../upstream/tokens/redis-token-store.ts";
import { createMemoryTokenStore, type TokenStore } from "../upstream/tokens/store.ts";

// From taking a lease to the first byte: a connect and TLS within the dialect's own connect time-out, and some air.
const LEAVE_SLACK_MS = 1_000;

/** What outlives a process. Opening looks at whose folder it is and connects to nothing: that comes with the first question. */
export interface State {
  /** Null where nothing is to outlive the process. */
  readonly cacheStore: KeptStore | null;
  /** Null where the state is kept in files. */
  readonly redis: RedisConnection | null;
  /** `account` is the app's key, or any other name of the app: its hash is used. */
  tokenStore(gateway: GatewayId, account: string): TokenStore;
  /** The quota of one app at its gateway, over all who share the state. */
  ledger(settings: Pick<MarketplaceConfig, "gateway" | "quota">, account: string): Ledger;
  close(): Promise<void>;
}

export type LastingState = State & { readonly cacheStore: KeptStore; readonly decisions: DecisionStore };

/** The state that a server in this mode works with. What the sandbox invents ends with it and never meets what is kept. */
export async function openState(config: Config, log: Log): Promise<State> {
  if (config.mode === "live") return openLastingState(config, log);
  return {
    cacheStore: null,
    redis: null,
    tokenStore: createMemoryTokenStore,
    // The sandbox is as new as this process: nobody can have called it before.
    ledger: (settings) => createMemoryLedger({ ...quotaOf(settings), startsUsed: false }, systemTime),
    close: async () => undefined,
  };
}

/**
 * What is kept, whatever the mode: in Redis or Valkey where one is set, else in the files of the state folder.
 * @throws Fault `misconfigured` where the folder is another user's
 */
export async function openLastingState(config: Config, log: Log): Promise<LastingState> {
  if (config.redisUrl === null) await refuseForeign(config.stateDir);
  const seal = createSeal(config.stateKey);
  const time = { ...systemTime, ...systemSlotTime };
  const redis = config.redisUrl === null ? null : createRedisConnection(config.redisUrl.reveal());
  const store =
    redis === null
      ? createFileStore({ folder: join(config.stateDir, "cache"), seal, log }, time)
      : createRedisStore({ redis, seal }, time);
  const cacheStore = guardStore(store, log, time);
  return {
    cacheStore,
    decisions:
      redis === null
        ? createFileDecisions({ folder: join(config.stateDir, "decisions"), seal, clock: time })
        : createRedisDecisions({ redis, seal, clock: time }),
    redis,
    tokenStore(gateway, account) {
      const owner = { gateway, account: accountName(account), leaseMs: tokenCallMs(gateway), seal, log };
      return redis === null
        ? createFileTokenStore({ ...owner, folder: tokenFolder(config) }, time)
        : createRedisTokenStore({ ...owner, redis }, time);
    },
    ledger(settings, account) {
      const quota = quotaOf(settings);
      const owner = { ...quota, startsUsed: quota.suspends, gateway: settings.gateway, account: accountName(account), log };
      return redis === null
        ? createSlotLedger({ ...owner, folder: join(config.stateDir, "quota") }, time)
        : createRedisLedger({ ...owner, redis }, time);
    },
    async close() {
      await cacheStore.close();
      redis?.close();
    },
  };
}

export const tokenFolder = ({ stateDir }: Pick<Config, "stateDir">): string => join(stateDir, "tokens");

/** A name for the app that can stand in a file's name: its key is nobody else's business. */
export const accountName = (account: string): string => createHash("sha256").update(account).digest("hex").slice(0, 16);

function quotaOf({ gateway, quota }: Pick<MarketplaceConfig, "gateway" | "quota">): Omit<LedgerOptions, "startsUsed"> {
  const { timeouts, suspends, quota: published } = gatewayOf(gateway);
  return { rules: quota ?? published, leaveMs: timeouts.connectMs + LEAVE_SLACK_MS, answerMs: timeouts.answerMs, suspends };
}

/** Of one token call; while it waits for its quota, its process holds on to the lease. */
function tokenCallMs(gateway: GatewayId): number {
  const { connectMs, tokenAnswerMs } = gatewayOf(gateway).timeouts;
  return connectMs + LEAVE_SLACK_MS + tokenAnswerMs;
}
