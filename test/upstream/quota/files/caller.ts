import { readFileSync } from "node:fs";
import { createFetcher } from "../../../../src/upstream/http/fetch.ts";
import { createSlotLedger } from "../../../../src/upstream/quota/files/slot-ledger.ts";
import { systemSlotTime } from "../../../../src/upstream/quota/files/slot-time.ts";
import { createLimiter } from "../../../../src/upstream/quota/limit.ts";
import { createRedisLedger } from "../../../../src/upstream/quota/redis-ledger.ts";
import type { Caller } from "../../../../src/upstream/send.ts";
import { createRedisConnection, type RedisConnection } from "../../../../src/upstream/storage/redis-connection.ts";
import { systemTime } from "../../../../src/upstream/time.ts";
import { onSetClock } from "../../../support/redis.ts";
import { type CallerSettings, machineMs, TAKEN_HEADER } from "./quota-run.ts";

// A process that always wants more: it calls the gateway as fast as the ledger lets it, until it is killed.
const GATEWAY = "1688-open";
const ORIGIN = "https://gw.example.com";
const { baseUrl, folder, redisUrl, skewFile, storeSkewFile, rules, leaveMs, answerMs, suspends } = JSON.parse(
  process.argv[2] ?? "",
) as CallerSettings;

const quota = {
  gateway: GATEWAY,
  account: "a1b2",
  rules,
  leaveMs,
  answerMs,
  suspends,
  startsUsed: false,
  log: () => undefined,
} as const;
// Read each time, as a clock is: the run sets it back and forth under the processes.
const now = (): number => Date.now() + Number(readFileSync(skewFile, "utf8"));
const time = { ...systemTime, ...systemSlotTime, now };
const ledger =
  redisUrl === null
    ? createSlotLedger({ ...quota, folder }, time)
    : createRedisLedger({ ...quota, redis: redisAt(redisUrl) }, time);
const limiter = createLimiter({ gateway: GATEWAY, suspends, ledger, time });
const fetcher = createFetcher({ origins: [ORIGIN], baseUrl, connectMs: leaveMs });
const caller: Caller = { signal: new AbortController().signal, deadline: () => Number.POSITIVE_INFINITY, urgency: "many" };
const request = { method: "GET", url: `${ORIGIN}/product`, headers: {}, body: null } as const;

async function callOnAndOn(): Promise<never> {
  for (;;) {
    try {
      await limiter.run(caller, (watch) => {
        const headers = { [TAKEN_HEADER]: `${machineMs()}` };
        return fetcher.fetch({ ...request, headers }, answerMs, watch);
      });
    } catch {
      await systemTime.sleep(5);
    }
  }
}

/**
 * A store whose clock the run sets too. Where a busy machine lets it answer too late it is asked again: what a process does without
 * its store is not what these histories are about.
 */
function redisAt(url: string): Pick<RedisConnection, "evaluate"> {
  const connection = createRedisConnection(url);
  return {
    async evaluate(script, keys, values) {
      for (;;) {
        try {
          return await connection.evaluate(onSetClock(script, Number(readFileSync(storeSkewFile, "utf8"))), keys, values);
        } catch {
          await systemTime.sleep(20);
        }
      }
    },
  };
}

const wanted = Math.max(...rules.map(({ limit }) => limit)) + 1;
await Promise.all(Array.from({ length: wanted }, callOnAndOn));
