// A round is long enough for the clock, and rounds take turns, so that all works meet the same machine.
const ROUND_NANOSECONDS = 2e6;
const ROUNDS = 101;
const WARM_UP_ROUNDS = 20;

/** The warm median time of one call of each work, in nanoseconds. The works take turns. */
export function medianNanoseconds<const Works extends readonly (() => unknown)[]>(
  works: Works,
): { [Index in keyof Works]: number } {
  const sizes = works.map(callsInRound);
  const times = works.map((): number[] => []);
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    works.forEach((work, index) => {
      const calls = sizes[index] ?? 1;
      const began = process.hrtime.bigint();
      for (let call = 0; call < calls; call += 1) kept = work();
      const took = Number(process.hrtime.bigint() - began);
      if (round >= 0) times[index]?.push(took / calls);
    });
  }
  return times.map(median) as { [Index in keyof Works]: number };
}

/** The middle of the values; not a number where there is none. */
export const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Results go here, so that no call can be left out as useless. */
export let kept: unknown;

function callsInRound(work: () => unknown): number {
  const began = process.hrtime.bigint();
  let calls = 0;
  while (Number(process.hrtime.bigint() - began) < ROUND_NANOSECONDS) {
    kept = work();
    calls += 1;
  }
  return Math.max(1, calls);
}
