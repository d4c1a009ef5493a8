import type { Steps } from "../../domain/steps.ts";

// Short beside what a person notices, long beside what a turn costs.
const TURN_MS = 8;

/** Runs work step by step and lets other calls take their turn in between: one comparison holds up nobody. */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - began < TURN_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  }
}
