import { endedFault } from "../../src/upstream/send.ts";
import type { Time } from "../../src/upstream/time.ts";

interface Sleeper {
  readonly untilMs: number;
  wake(): void;
}

export interface VirtualTime extends Time {
  /** Moves both clocks on, waking sleepers in their order and letting them act in between. */
  advance(milliseconds: number): Promise<void>;
  /** Moves on from sleeper to sleeper until the work is done. */
  finish<T>(work: Promise<T>): Promise<T>;
  /** Every wait that was begun, milliseconds. */
  readonly waits: readonly number[];
}

/** Clocks that stand still until they are told to move. The wall clock starts at `startMs`. */
export function createVirtualTime(startMs = Date.UTC(2026, 10, 20, 4), random = () => 0.5): VirtualTime {
  let elapsedMs = 0;
  const sleepers = new Set<Sleeper>();
  const waits: number[] = [];

  const settle = async (): Promise<void> => {
    // Promises, and the zero timers of the queue, run before time goes on.
    for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
  };
  const next = (): Sleeper | undefined => [...sleepers].sort((a, b) => a.untilMs - b.untilMs)[0];

  return {
    waits,
    now: () => startMs + elapsedMs,
    elapsed: () => elapsedMs,
    random,
    sleep(milliseconds, signal) {
      waits.push(milliseconds);
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(endedFault(signal));
        const sleeper: Sleeper = { untilMs: elapsedMs + milliseconds, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", () => {
          if (sleepers.delete(sleeper)) reject(endedFault(signal));
        });
      });
    },
    async advance(milliseconds) {
      const untilMs = elapsedMs + milliseconds;
      await settle();
      for (let sleeper = next(); sleeper && sleeper.untilMs <= untilMs; sleeper = next()) {
        elapsedMs = Math.max(elapsedMs, sleeper.untilMs);
        sleepers.delete(sleeper);
        sleeper.wake();
        await settle();
      }
      elapsedMs = untilMs;
    },
    async finish(work) {
      let done = false;
      work.then(
        () => {
          done = true;
        },
        () => {
          done = true;
        },
      );
      await settle();
      for (let sleeper = next(), idle = 0; !done; sleeper = next()) {
        if (!sleeper && idle < 20) {
          idle += 1;
          await settle();
          continue;
        }
        if (!sleeper) throw new Error("The work waits for something that no clock brings.");
        elapsedMs = Math.max(elapsedMs, sleeper.untilMs);
        sleepers.delete(sleeper);
        sleeper.wake();
        await settle();
      }
      return work;
    },
  };
}

/** A question with this much time. */
export const callerFor = (time: Time, milliseconds: number, signal: AbortSignal = new AbortController().signal) => {
  const untilMs = time.elapsed() + milliseconds;
  return { signal, deadline: () => untilMs, urgency: "single" as const };
};
