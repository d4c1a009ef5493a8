import { randomUUID } from "node:crypto";
import type { RedisConnection } from "../storage/redis-connection.ts";
import type { Seal } from "../storage/seal.ts";
import type { Time } from "../time.ts";
import { LONGEST_LIFE_MS } from "./cache.ts";
import { formatEntry, type KeptStore, mayBeKept, parseEntry } from "./kept-store.ts";

const PREFIX = "sourcing:cache:";
// Not among the entries: it outlives them, and tells running processes that what they have in memory may have been removed.
const PURGE_KEY = "sourcing:purged";

const GET = `return redis.call("GET", KEYS[1])`;
const MARK_PURGE = `redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])`;
const DROP = `return redis.call("DEL", KEYS[1])`;
// KEYS: the entry, and the set of what is kept of its subject, by which all of it can be found.
const SET = `
redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
redis.call("SADD", KEYS[2], ARGV[3])
redis.call("PEXPIRE", KEYS[2], ARGV[4])`;
const REMOVE_SUBJECT = `
local removed = 0
for _, rest in ipairs(redis.call("SMEMBERS", KEYS[1])) do removed = removed + redis.call("DEL", KEYS[1] .. ":" .. rest) end
redis.call("DEL", KEYS[1])
return removed`;
// One step through all keys: the next cursor, then for each entry its key, length and milliseconds to live.
const STEP = `
local step = redis.call("SCAN", ARGV[1], "MATCH", ARGV[2], "COUNT", 500)
local seen = { step[1] }
for _, key in ipairs(step[2]) do
  local entry = redis.call("TYPE", key)["ok"] == "string"
  seen[#seen + 1] = key
  seen[#seen + 1] = entry and redis.call("STRLEN", key) or -1
  seen[#seen + 1] = entry and redis.call("PTTL", key) or -1
end
return seen`;

export interface RedisStoreOptions {
  readonly redis: Pick<RedisConnection, "evaluate">;
  readonly seal: Seal;
}

interface Seen {
  readonly redisKey: string;
  /** Null for the set of a subject. */
  readonly entry: { readonly bytes: number; readonly lifeMs: number } | null;
}

/** Cached entries in Redis or Valkey, which forgets them by itself after seven days. @throws the connection's errors */
export function createRedisStore({ redis, seal }: RedisStoreOptions, time: Pick<Time, "now">): KeptStore {
  async function* everything(): AsyncGenerator<Seen> {
    // The server may show a key twice.
    const shown = new Set<string>();
    let cursor = "0";
    do {
      const answer = await redis.evaluate(STEP, [], [cursor, `${PREFIX}*`]);
      const [next = "0", ...seen] = Array.isArray(answer) ? answer.map(String) : [];
      cursor = next;
      for (let index = 0; index + 2 < seen.length; index += 3) {
        const redisKey = seen[index] ?? "";
        if (shown.has(redisKey)) continue;
        shown.add(redisKey);
        const bytes = Number(seen[index + 1]);
        yield { redisKey, entry: bytes < 0 ? null : { bytes, lifeMs: Number(seen[index + 2]) } };
      }
    } while (cursor !== "0");
  }

  const removeEntries = async (prefix: string): Promise<number> => {
    if (/^[^.]+\.$/.test(prefix)) return Number(await redis.evaluate(REMOVE_SUBJECT, [subjectKey(prefix)], []));
    let removed = 0;
    for await (const { redisKey, entry } of everything()) {
      if (!keyOf(redisKey).startsWith(prefix)) continue;
      const dropped = Number(await redis.evaluate(DROP, [redisKey], []));
      if (entry !== null) removed += dropped;
    }
    return removed;
  };

  const remove = async (prefix: string): Promise<number> => {
    const removed = await removeEntries(prefix);
    await redis.evaluate(MARK_PURGE, [PURGE_KEY], [randomUUID(), LONGEST_LIFE_MS]);
    return removed;
  };

  return {
    async get(key) {
      const kept = await redis.evaluate(GET, [entryKey(key)], []);
      if (typeof kept !== "string") return null;
      const entry = parseEntry(key, kept, seal);
      if (entry !== null && mayBeKept(entry.storedAtMs, time.now())) return entry;
      await redis.evaluate(DROP, [entryKey(key)], []);
      return null;
    },
    async set(key, entry) {
      const lifeMs = Math.floor(LONGEST_LIFE_MS - Math.max(0, time.now() - entry.storedAtMs));
      if (lifeMs <= 0) return;
      const values = [formatEntry(key, entry, seal), lifeMs, restOf(key), LONGEST_LIFE_MS];
      await redis.evaluate(SET, [entryKey(key), subjectKey(key)], values);
    },
    async delete(prefix) {
      await remove(prefix);
    },
    remove,
    async lastPurge() {
      const mark = await redis.evaluate(GET, [PURGE_KEY], []);
      return typeof mark === "string" ? mark : null;
    },
    async summary() {
      const kept: { bytes: number; lifeMs: number }[] = [];
      for await (const { entry } of everything()) if (entry !== null) kept.push(entry);
      const shortestMs = Math.min(...kept.map(({ lifeMs }) => lifeMs));
      return {
        entries: kept.length,
        bytes: kept.reduce((sum, { bytes }) => sum + bytes, 0),
        oldestMs: kept.length === 0 ? null : time.now() + shortestMs - LONGEST_LIFE_MS,
      };
    },
    close: async () => undefined,
  };
}

const subjectOf = (key: string): string => key.split(".", 1)[0] ?? "";
const restOf = (key: string): string => key.slice(subjectOf(key).length + 1);

// In braces, so that a cluster keeps all of a subject on one node.
const subjectKey = (key: string): string => `${PREFIX}{${subjectOf(key)}}`;
const entryKey = (key: string): string => `${subjectKey(key)}:${restOf(key)}`;

/** The cache's own key again. */
const keyOf = (redisKey: string): string => redisKey.slice(PREFIX.length).replace(/^\{([^}]*)\}:?/, "$1.");
