import { expect } from "vitest";

/** Of the processor, milliseconds: what else the machine does meanwhile is not counted. */
function timeOf(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

/** The least time of several runs, milliseconds: the one that was disturbed least. */
const fastest = (run: () => unknown): number => Math.min(...[1, 2, 3].map(() => timeOf(run)));

/**
 * Fails where the work grows faster than what it is done on. `work` makes a share of the whole ready and gives back what is to be
 * timed. Only what takes long can show that it grows too fast: four times as much in four times the time, eight with the noise
 * of a busy machine; what grows by the square takes sixteen. Where the work ends at a bound, a smaller share shows it: each is
 * looked at as long as it takes long.
 */
export function expectWorkAsSize(work: (share: number) => () => unknown, slowMs: number, what: string): void {
  let whole = work(1);
  let tookMs = timeOf(whole);
  for (let share = 1; tookMs >= slowMs; share /= 4) {
    const quarter = work(share / 4);
    let least = Number.POSITIVE_INFINITY;
    // A busy machine can slow one measurement; what grows by the square shows in every one.
    for (let run = 0; run < 5 && least >= 10; run += 1) least = Math.min(least, fastest(whole) / fastest(quarter));
    expect(least, `${what}: ${share} of it beside a quarter of that`).toBeLessThan(10);
    [whole, tookMs] = [quarter, timeOf(quarter)];
  }
}
