import { performance } from "node:perf_hooks";
import { endedFault } from "./send.ts";

/** The clocks and the dice, handed in so that a test can turn them. */
export interface Time {
  /** The wall clock, epoch milliseconds: for signatures and ages. */
  now(): number;
  /** Milliseconds that only grow, blind to steps of the wall clock: for deadlines and for pace. */
  elapsed(): number;
  /** @throws Fault when `signal` ends the wait early. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** At or above 0, below 1. */
  random(): number;
}

export const systemTime: Time = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(endedFault(signal));
      const stop = () => {
        clearTimeout(timer);
        reject(endedFault(signal as AbortSignal));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", stop);
        resolve();
      }, milliseconds);
      signal?.addEventListener("abort", stop, { once: true });
    }),
  random: () => Math.random(),
};
