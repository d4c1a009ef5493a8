import { Fault } from "../../model/fault.ts";
import type { GatewayId } from "../../model/marketplace.ts";
import type { Log } from "../send.ts";
import type { RedisConnection } from "../storage/redis-connection.ts";
import type { Time } from "../time.ts";
import { withFallback } from "./fallback-ledger.ts";
import { DRIFT, holdMs, isPace, MAX_SLOW_STEPS, silentMs, stillUnderwayMs } from "./hold.ts";
import type { Lease, Ledger, LedgerOptions, Wait } from "./ledger.ts";
import { createMemoryLedger } from "./memory-ledger.ts";
import { CLOCK_SLACK_MS, QUOTA_SCRIPT } from "./redis-script.ts";

export interface RedisLedgerOptions extends LedgerOptions {
  readonly redis: Pick<RedisConnection, "evaluate">;
  readonly gateway: GatewayId;
  /** A hash of the app key. */
  readonly account: string;
  readonly log: Log;
}

/**
 * The ledger of several machines, on Redis or Valkey. The server must keep what it is told (append-only file, no
 * eviction): a store that comes back empty is noticed, one that comes back older is not. While it is away or hangs,
 * calls to a gateway that suspends are refused with a Fault `unavailable`; others go on at the pace of this process alone.
 */
export function createRedisLedger(options: RedisLedgerOptions, time: Pick<Time, "now" | "elapsed" | "random">): Ledger {
  const { gateway, suspends, log } = options;
  return withFallback(
    {
      gateway,
      suspends,
      log,
      lasting: redisLog(options, time),
      temporary: createMemoryLedger(options, time),
      refusal: (cause) => away(gateway, cause),
    },
    time,
  );
}

function redisLog(options: RedisLedgerOptions, time: Pick<Time, "elapsed" | "random">): Ledger {
  const { redis, gateway, account, rules, leaveMs } = options;
  // In braces, so that a cluster keeps them on one node.
  const prefix = `sourcing:quota:{${gateway}-${account}}`;
  const keys = [`${prefix}:state`, ...rules.map((_, index) => `${prefix}:log${index}`)];
  const ours = rules.map(({ limit, periodMs }) => `${limit} per ${periodMs / 1_000} s`).join(" and ");
  const used = options.suspends || options.startsUsed;
  const facts = [ours, silentMs(options), used ? 1 : 0];
  const paceFacts = [...rules.flatMap((rule) => [rule.limit, rule.periodMs, holdMs(rule), isPace(rule) ? 1 : 0])];
  const processName = Math.floor(time.random() * 36 ** 8).toString(36) + Math.floor(time.random() * 36 ** 8).toString(36);
  const members = new Map<number, string>();
  // Takes whose answer did not come: the store may have done them all the same, or does them yet, for nobody.
  const unheard = new Set<string>();
  let anchor: Anchor | null = null;
  let toldSlowMs = Number.NEGATIVE_INFINITY;
  let nextId = 1;

  const evaluate = async (operation: string, needs: readonly (string | number)[]): Promise<readonly string[]> => {
    const sentMs = time.elapsed();
    const since = anchor === null ? [-1, 0, 0] : [anchor.storeMs, sentMs - anchor.sentMs, sentMs - anchor.receivedMs];
    const answer = await redis.evaluate(QUOTA_SCRIPT, keys, [operation, ...facts, ...since, ...paceFacts, ...needs]);
    const words = Array.isArray(answer) ? answer.map(String) : [];
    if (words[0] === "rules") throw otherQuota(gateway, words[2] ?? "", ours);
    const receivedMs = time.elapsed();
    const next = { storeMs: Number(words[1]), sentMs, receivedMs };
    const wentOnMs = anchor === null ? 0 : next.storeMs - anchor.storeMs - (receivedMs - anchor.sentMs) * (1 + DRIFT);
    // It came in good time, so that it did not wait there: the store's clock was set forward. Said with what is known from before.
    if (wentOnMs > CLOCK_SLACK_MS && operation !== "clock") await evaluate("clock", []);
    else anchor = next;
    return words;
  };

  const ask = async (operation: string, ...needs: readonly (string | number)[]): Promise<readonly string[]> => {
    const words = await evaluate(operation, needs);
    for (const member of [...unheard]) {
      unheard.delete(member);
      evaluate("settle", [member, "unsent"]).catch(() => unheard.add(member));
    }
    return words;
  };
  const waitIn = ([word, , waitMs, because]: readonly string[]): Wait | null =>
    word === "wait" ? { waitMs: Number(waitMs), because: because as Wait["because"] } : null;

  return {
    async take() {
      // Before the question: the store counts the lease from a later moment.
      const takenMs = time.elapsed();
      const id = nextId;
      const member = `${processName}-${id}`;
      nextId += 1;
      const words = await ask("take", member).catch((error) => {
        unheard.add(member);
        throw error;
      });
      const wait = words[0] === "late" ? TAKE_AGAIN : waitIn(words);
      if (wait !== null) return wait;
      members.set(id, member);
      const lease: Lease = { id, takenMs, leaveByMs: takenMs + leaveMs, slowDowns: words[2] ?? "" };
      return lease;
    },
    async settle(lease, outcome) {
      const member = members.get(lease.id);
      members.delete(lease.id);
      if (member === undefined || (outcome === "unanswered" && lease.leftMs === undefined)) return;
      await ask("settle", member, outcome, stillUnderwayMs(options, lease, time.elapsed()));
    },
    left({ id }) {
      const member = members.get(id);
      if (member === undefined) return;
      // The answer says nothing that matters here; without it the place is held as it was taken: for longer.
      ask("settle", member, "unanswered", silentMs({ ...options, leaveMs: 0 })).catch(() => undefined);
    },
    leastWait: async (ahead) => waitIn(await ask("wait", ahead)) ?? { waitMs: 0, because: "rate_limited" },
    async room() {
      const [, , ...left] = await ask("room");
      return rules.map((rule, index) => ({ rule, left: Number(left[index]) }));
    },
    async slowDown({ slowDowns = "", takenMs }) {
      // A lease from while the store was away counts none: told once for all that were out by then.
      if (slowDowns === "" && takenMs <= toldSlowMs) return;
      await ask("slow", slowDowns, MAX_SLOW_STEPS);
      toldSlowMs = time.elapsed();
    },
    async freeze(untilMs, because) {
      await ask("freeze", Math.ceil(untilMs), because);
    },
  };
}

// The store has learnt in the meantime what time it is.
const TAKE_AGAIN: Wait = { waitMs: 1, because: "rate_limited" };

/** A moment of the store's, and when by this process's clock it was asked for and told. */
interface Anchor {
  readonly storeMs: number;
  readonly sentMs: number;
  readonly receivedMs: number;
}

const otherQuota = (gateway: GatewayId, theirs: string, ours: string): Fault =>
  new Fault({
    kind: "misconfigured",
    gateway,
    message: `The calls to ${gateway} are counted in Redis for a quota of ${theirs}; this process is set to ${ours}.`,
    next: `Give all servers the same quota, stop them, and delete the keys sourcing:quota:{${gateway}-…}; they are then made anew.`,
  });

const away = (gateway: GatewayId, cause: unknown): Fault =>
  new Fault({
    kind: "unavailable",
    gateway,
    message: `Nothing was sent: ${gateway} closes an app that calls too often, and Redis, where its calls are counted, does not answer.`,
    next: "Look at the Redis server that SOURCING_REDIS_URL names.",
    refused: true,
    cause,
  });
