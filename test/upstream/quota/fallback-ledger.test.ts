import { expect, it } from "vitest";
import { Fault } from "../../../src/model/fault.ts";
import { withFallback } from "../../../src/upstream/quota/fallback-ledger.ts";
import { isLease, type Lease, type LedgerOptions } from "../../../src/upstream/quota/ledger.ts";
import { createMemoryLedger } from "../../../src/upstream/quota/memory-ledger.ts";
import { createVirtualTime } from "../virtual-time.ts";

const OPTIONS: LedgerOptions = {
  rules: [{ limit: 5, periodMs: 60_000 }],
  leaveMs: 8_000,
  answerMs: 20_000,
  suspends: false,
  startsUsed: false,
};

it("tells the store, when it is back, of a slow-down that came while it was away", async () => {
  const time = createVirtualTime();
  const store = createMemoryLedger(OPTIONS, time);
  const told: Lease[] = [];
  let away = true;
  const orFail = async <T>(work: () => Promise<T>): Promise<T> => {
    if (away) throw new Error("away");
    return work();
  };
  const ledger = withFallback(
    {
      gateway: "1688-open",
      suspends: false,
      lasting: {
        take: () => orFail(store.take),
        settle: (lease, outcome) => orFail(() => store.settle(lease, outcome)),
        leastWait: (ahead) => orFail(() => store.leastWait(ahead)),
        room: () => orFail(store.room),
        slowDown: (lease) => orFail(async () => void told.push(lease)),
        freeze: (untilMs, because) => orFail(() => store.freeze(untilMs, because)),
      },
      temporary: createMemoryLedger(OPTIONS, time),
      refusal: (cause) => new Fault({ kind: "unavailable", message: "away", cause }),
      log: () => undefined,
    },
    time,
  );
  const lease = await ledger.take();
  if (!isLease(lease)) throw new Error("no lease");
  await ledger.settle(lease, "answered");
  await ledger.slowDown(lease);
  expect(told).toEqual([]);
  away = false;
  await time.advance(10_000);
  await ledger.leastWait(0);
  expect(told).toHaveLength(1);
  await ledger.leastWait(0);
  expect(told).toHaveLength(1);
});
