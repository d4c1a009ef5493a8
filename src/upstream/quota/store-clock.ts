import type { Time } from "../time.ts";
import { DRIFT, GUARD_MS } from "./hold-times.ts";

// Rounding, and a wall clock that is set by a little meanwhile, pass for no sleep.
const LEAST_SLEEP_MS = 1_000;

export type StoreClockTime = Pick<Time, "now" | "elapsed"> & {
  /** Milliseconds since the machine was started, its sleep counted; absent where nobody can tell. */
  uptime?(): number;
};

/** A moment of the store's, and when by this process's clock it was asked for and told. */
interface Anchor {
  readonly storeMs: number;
  /** The store's count of steps: a moment of before one says nothing of the time after it. */
  readonly timeline: number;
  readonly sentMs: number;
  readonly receivedMs: number;
}

/** What this process can tell of the store's clock by its own, which nobody sets. */
export interface StoreClock {
  /** Milliseconds, sleep and all. */
  elapsed(): number;
  /** For the script: the store's moment of an answer before (−1: none), how long ago its question left and it came in, its timeline, the wall clock. */
  facts(sentMs: number): readonly number[];
  /**
   * The store's moment in an answer: "ahead" where its clock went on by more than this process saw pass, so that it was set, and is to be
   * told so; "before" where it is from before a step that is known by now. What it gave then is not to be used.
   */
  told(storeMs: number, timeline: number, sentMs: number): "in_step" | "ahead" | "before";
  /** The same, where nothing can be done about it. */
  believe(storeMs: number, timeline: number, sentMs: number): void;
}

export function createStoreClock(time: StoreClockTime): StoreClock {
  const elapsed = withSleep(time);
  let anchor: Anchor | null = null;

  const believe: StoreClock["believe"] = (storeMs, timeline, sentMs) => {
    if (anchor === null || timeline >= anchor.timeline) anchor = { storeMs, timeline, sentMs, receivedMs: elapsed() };
  };

  return {
    elapsed,
    facts(sentMs) {
      const wallMs = Math.round(time.now());
      if (anchor === null) return [-1, 0, 0, 0, wallMs];
      return [anchor.storeMs, sentMs - anchor.sentMs, sentMs - anchor.receivedMs, anchor.timeline, wallMs];
    },
    told(storeMs, timeline, sentMs) {
      if (anchor !== null && timeline < anchor.timeline) return "before";
      if (anchor !== null && timeline === anchor.timeline) {
        const mostMs = (elapsed() - anchor.sentMs) * (1 + DRIFT) + GUARD_MS;
        if (storeMs - anchor.storeMs > mostMs) return "ahead";
      }
      believe(storeMs, timeline, sentMs);
      return "in_step";
    },
    believe,
  };
}

/** A machine's own clock stands still in its sleep, and the store's does not. */
function withSleep({ elapsed, uptime }: StoreClockTime): () => number {
  if (uptime === undefined) return elapsed;
  const apartMs = uptime() - elapsed();
  let sleptMs = 0;
  return () => {
    const nowMs = elapsed();
    const moreMs = uptime() - nowMs - apartMs - sleptMs;
    if (moreMs > LEAST_SLEEP_MS) sleptMs += moreMs;
    return nowMs + sleptMs;
  };
}
