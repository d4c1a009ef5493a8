import { expect } from "vitest";

/** Of the processor, milliseconds: what else the machine does meanwhile is not counted. */
function timed<Result>(run: () => Result): { readonly result: Result; readonly tookMs: number } {
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  return { result, tookMs: (user + system) / 1_000 };
}

/** The least time of several runs, milliseconds: the one that was disturbed least. */
const fastest = (run: () => unknown): number => Math.min(...[1, 2, 3].map(() => timed(run).tookMs));

/**
 * Fails where the work grows faster than what it is done on. `work` makes a share of the whole ready and gives back what is to be
 * timed. Only what takes long can show that it grows too fast: four times as much in four times the time, eight with the noise
 * of a busy machine; what grows by the square takes sixteen. Where the work ends at a bound, a smaller share shows it: each is
 * looked at as long as it takes long.
 * @returns what the work on the whole gave
 */
export function expectWorkAsSize<Result>(work: (share: number) => () => Result, slowMs: number, what: string): Result {
  let whole = work(1);
  const { result, tookMs: wholeMs } = timed(whole);
  let tookMs = wholeMs;
  for (let share = 1; tookMs >= slowMs; share /= 4) {
    const quarter = work(share / 4);
    let least = Number.POSITIVE_INFINITY;
    // A busy machine can slow one measurement; what grows by the square shows in every one.
    for (let run = 0; run < 5 && least >= 10; run += 1) least = Math.min(least, fastest(whole) / fastest(quarter));
    expect(least, `${what}: ${share} of it beside a quarter of that`).toBeLessThan(10);
    [whole, tookMs] = [quarter, timed(quarter).tookMs];
  }
  return result;
}
