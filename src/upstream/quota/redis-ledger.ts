import { Fault } from "../../model/fault.ts";
import type { GatewayId } from "../../model/marketplace.ts";
import type { Log } from "../send.ts";
import type { RedisConnection } from "../storage/redis-connection.ts";
import type { Time } from "../time.ts";
import { withFallback } from "./fallback-ledger.ts";
import { holdMs, isPace, MAX_SLOW_STEPS, silentMs, stillUnderwayMs } from "./hold-times.ts";
import type { Lease, Ledger, LedgerOptions, Wait } from "./ledger.ts";
import { createMemoryLedger } from "./memory-ledger.ts";
import { QUOTA_SCRIPT } from "./redis-script.ts";
import { createStoreClock, type StoreClockTime } from "./store-clock.ts";

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
export function createRedisLedger(options: RedisLedgerOptions, time: StoreClockTime & Pick<Time, "random">): Ledger {
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

function redisLog(options: RedisLedgerOptions, time: StoreClockTime & Pick<Time, "random">): Ledger {
  const { redis, gateway, account, rules, leaveMs } = options;
  // In braces, so that a cluster keeps them on one node.
  const prefix = `sourcing:quota:{${gateway}-${account}}`;
  const keys = [`${prefix}:state`, ...rules.map((_, index) => `${prefix}:log${index}`)];
  const ours = rules.map(({ limit, periodMs }) => `${limit} per ${periodMs / 1_000} s`).join(" and ");
  const used = options.suspends || options.startsUsed;
  const facts = [ours, silentMs(options), used ? 1 : 0];
  const paceFacts = rules.flatMap((rule) => [rule.limit, rule.periodMs, holdMs(rule), isPace(rule) ? 1 : 0]);
  const processName = Math.floor(time.random() * 36 ** 8).toString(36) + Math.floor(time.random() * 36 ** 8).toString(36);
  const members = new Map<number, string>();
  // Takes whose answer did not come: the store may have done them all the same, or does them yet, for nobody.
  const unheard = new Set<string>();
  const clock = createStoreClock(time);
  let toldSlowMs = Number.NEGATIVE_INFINITY;
  let nextId = 1;

  /** `stepped`: the store's clock was set, so that what it gave is not to be used. */
  const evaluate = async (operation: string, needs: readonly (string | number)[]): Promise<Told> => {
    const sentMs = clock.elapsed();
    const values = [operation, ...facts, ...clock.facts(sentMs), ...paceFacts, ...needs];
    const answer = await redis.evaluate(QUOTA_SCRIPT, keys, values);
    const [word = "", storeMs, timeline, ...rest] = Array.isArray(answer) ? answer.map(String) : [];
    if (word === "rules") throw otherQuota(gateway, rest[0] ?? "", ours);
    const told = clock.told(Number(storeMs), Number(timeline), sentMs);
    if (told === "ahead" && operation === "clock") clock.believe(Number(storeMs), Number(timeline), sentMs);
    // It came in good time, so that it did not wait there: the store's clock was set forward. Said with what is known from before.
    else if (told === "ahead") await evaluate("clock", []);
    return { word, rest, stepped: told !== "in_step" };
  };

  const ask = async (operation: string, ...needs: readonly (string | number)[]): Promise<Told> => {
    const told = await evaluate(operation, needs);
    for (const member of [...unheard]) giveBack(member);
    return told;
  };
  const giveBack = (member: string): void => {
    unheard.delete(member);
    evaluate("settle", [member, "unsent"]).catch(() => unheard.add(member));
  };
  const waitIn = ({ word, rest: [waitMs, because] }: Told): Wait | null =>
    word === "wait" ? { waitMs: Number(waitMs), because: because as Wait["because"] } : null;

  return {
    async take() {
      // Before the question: the store counts the lease from a later moment.
      const takenMs = time.elapsed();
      const id = nextId;
      const member = `${processName}-${id}`;
      nextId += 1;
      const told = await ask("take", member).catch((error) => {
        unheard.add(member);
        throw error;
      });
      if (told.stepped) giveBack(member);
      const wait = told.stepped || told.word === "late" ? TAKE_AGAIN : waitIn(told);
      if (wait !== null) return wait;
      members.set(id, member);
      const lease: Lease = { id, takenMs, leaveByMs: takenMs + leaveMs, slowDowns: told.rest[0] ?? "" };
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
      const { rest: left } = await ask("room");
      return rules.map((rule, index) => ({ rule, left: Number(left[index]) }));
    },
    async slowDown({ slowDowns = "", takenMs }) {
      // A lease from while the store was away counts none: told once for all that were out by then.
      if (slowDowns === "" && takenMs <= toldSlowMs) return;
      await ask("slow", slowDowns, MAX_SLOW_STEPS);
      toldSlowMs = time.elapsed();
    },
    async freeze(untilMs, because) {
      // By its length: no wall clock tells its end.
      await ask("freeze", Math.max(0, Math.ceil(untilMs - time.now())), because);
    },
  };
}

// The store has learnt in the meantime what time it is.
const TAKE_AGAIN: Wait = { waitMs: 1, because: "rate_limited" };

/** An answer of the store's. */
interface Told {
  readonly word: string;
  readonly rest: readonly string[];
  readonly stepped: boolean;
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
