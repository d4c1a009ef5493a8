import type { RedisConnection } from "../upstream/storage/redis-connection.ts";
import type { Place, Seal } from "../upstream/storage/seal.ts";
import {
  type Decision,
  type DecisionStore,
  isDecisionId,
  joinParts,
  names,
  partsOf,
  QUESTION_LIFE_MS,
  SELLERS_LIFE_MS,
} from "./decision.ts";

// In braces, so that a cluster keeps a script's keys on one node.
const PREFIX = "sourcing:{decisions}";
const INDEX = `${PREFIX}:ids`;

// Both texts and the index in one step: a decision is there whole or not at all.
const PUT = `
redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
redis.call("SET", KEYS[2], ARGV[3], "PX", ARGV[4])
redis.call("ZADD", KEYS[3], ARGV[5], ARGV[6])
redis.call("ZREMRANGEBYSCORE", KEYS[3], "-inf", ARGV[7])`;
const GET = `return redis.call("MGET", KEYS[1], KEYS[2])`;
const IDS = `return redis.call("ZREVRANGE", KEYS[1], 0, -1)`;
const DROP = `
redis.call("ZREM", KEYS[3], ARGV[1])
return redis.call("DEL", KEYS[1], KEYS[2])`;

export interface RedisDecisionsOptions {
  readonly redis: Pick<RedisConnection, "evaluate">;
  readonly seal: Seal;
  readonly clock: { now(): number };
}

/** Decisions in Redis or Valkey, which forgets both parts by itself. @throws the connection's errors */
export function createRedisDecisions({ redis, seal, clock }: RedisDecisionsOptions): DecisionStore {
  const open = (kept: unknown, name: string): string | null => {
    if (typeof kept !== "string") return null;
    const opened = seal.open(kept, placeOf(name));
    return "unreadable" in opened ? null : opened.text;
  };

  const get = async (id: string): Promise<Decision | null> => {
    if (!isDecisionId(id)) return null;
    const answer = await redis.evaluate(GET, [questionKey(id), sellersKey(id)], []);
    const [question, sellers] = Array.isArray(answer) ? answer : [];
    return joinParts(id, open(question, id), open(sellers, `${id}.sellers`), clock.now());
  };

  const ids = async (): Promise<readonly string[]> => {
    const answer = await redis.evaluate(IDS, [INDEX], []);
    return Array.isArray(answer) ? answer.map(String).filter(isDecisionId) : [];
  };

  return {
    async put(decision) {
      const { id, decidedAtMs } = decision;
      const { question, sellers } = partsOf(decision);
      await redis.evaluate(
        PUT,
        [questionKey(id), sellersKey(id), INDEX],
        [
          seal.close(question, placeOf(id)),
          QUESTION_LIFE_MS,
          seal.close(sellers, placeOf(`${id}.sellers`)),
          SELLERS_LIFE_MS,
          decidedAtMs,
          id,
          clock.now() - QUESTION_LIFE_MS,
        ],
      );
    },
    get,
    ids,
    async remove(ref) {
      let removed = 0;
      for (const id of await ids()) {
        const decision = ref === null ? null : await get(id);
        if (ref !== null && decision !== null && !names(decision, ref)) continue;
        const dropped = Number(await redis.evaluate(DROP, [questionKey(id), sellersKey(id), INDEX], [id]));
        if (dropped > 0) removed += 1;
      }
      return removed;
    },
  };
}

const questionKey = (id: string): string => `${PREFIX}:${id}`;
const sellersKey = (id: string): string => `${PREFIX}:${id}:sellers`;
const placeOf = (name: string): Place => ({ role: "decision", name });
