import { randomUUID } from "node:crypto";
import { Fault } from "../../model/fault.ts";
import type { Log } from "../send.ts";
import type { RedisConnection } from "../storage/redis-connection.ts";
import type { Seal } from "../storage/seal.ts";
import type { Time } from "../time.ts";
import { createMemoryTokenStore, holdOn, type TokenStore } from "./store.ts";
import { formatToken, parseToken, type TokenOwner, tokenName } from "./token-text.ts";

// A token call takes some tenths of a second.
const LOOK_AGAIN_MS = 100;

const GET = `return redis.call("GET", KEYS[1])`;
const SET = `redis.call("SET", KEYS[1], ARGV[1])`;
const TAKE = `return redis.call("SET", KEYS[1], ARGV[1], "NX", "PX", ARGV[2]) and 1 or 0`;
// A lease that was over meanwhile is another's.
const EXTEND = `return redis.call("GET", KEYS[1]) == ARGV[1] and redis.call("PEXPIRE", KEYS[1], ARGV[2]) or 0`;
const GIVE_BACK = `if redis.call("GET", KEYS[1]) == ARGV[1] then redis.call("DEL", KEYS[1]) end`;

export interface RedisTokenStoreOptions extends TokenOwner {
  readonly redis: Pick<RedisConnection, "evaluate">;
  /** The longest that a token call can take: a process that is killed in one frees the others after it. A living one holds on. */
  readonly leaseMs: number;
  readonly seal: Seal;
  readonly log: Log;
}

/**
 * An app's token in Redis or Valkey, shared by several machines: one of them at a time renews it. While the server is away nothing is
 * renewed, because an older refresh token may be void. @throws Fault `unavailable`; `misconfigured` where the token does not open
 */
export function createRedisTokenStore(options: RedisTokenStoreOptions, time: Pick<Time, "sleep">): TokenStore {
  const { redis, gateway, leaseMs, seal, log } = options;
  const key = `sourcing:token:{${tokenName(options)}}`;
  const leaseKey = `${key}:lease`;
  const inThisProcess = createMemoryTokenStore();

  const ask = async (script: string, name: string, ...values: readonly (string | number)[]): Promise<unknown> => {
    try {
      return await redis.evaluate(script, [name], values);
    } catch (error) {
      throw away(gateway, error);
    }
  };

  return {
    async load() {
      const kept = await ask(GET, key);
      return typeof kept === "string" ? parseToken(options, kept, seal, `the key ${key}`, log) : null;
    },
    async save(token) {
      await ask(SET, key, formatToken(options, token, seal));
    },
    exclusively: (work) =>
      inThisProcess.exclusively(async () => {
        const owner = randomUUID();
        while (Number(await ask(TAKE, leaseKey, owner, leaseMs)) !== 1) await time.sleep(LOOK_AGAIN_MS);
        const done = new AbortController();
        holdOn(async () => Number(await ask(EXTEND, leaseKey, owner, leaseMs)) === 1, leaseMs, time, done.signal);
        try {
          return await work();
        } finally {
          done.abort();
          await ask(GIVE_BACK, leaseKey, owner).catch(() => undefined);
        }
      }),
  };
}

const away = (gateway: TokenOwner["gateway"], cause: unknown): Fault =>
  new Fault({
    kind: "unavailable",
    gateway,
    message: `Redis, where the token of ${gateway} is kept, does not answer.`,
    next: "Look at the Redis server that SOURCING_REDIS_URL names.",
    cause,
  });
