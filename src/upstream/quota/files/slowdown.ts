import { MAX_SLOW_STEPS } from "../hold-times.ts";

/** How far the gateway made us slow down, for all processes. */
export interface Slowdown {
  /** The period is doubled so many times. */
  readonly steps: number;
  /** Since the last step. */
  readonly goodAnswers: number;
  /** Of the last step down, on the machine's clock. */
  readonly sinceMs: number;
}

export const FULL_PACE: Slowdown = { steps: 0, goodAnswers: 0, sinceMs: 0 };

/** One step slower, unless the refused call was taken before the last step: a burst counts once. */
export function slower(slowdown: Slowdown, takenMs: number, nowMs: number): Slowdown {
  // A step that seems to lie ahead is from before a reboot.
  if (takenMs < slowdown.sinceMs && slowdown.sinceMs <= nowMs) return { ...slowdown, goodAnswers: 0 };
  return { steps: Math.min(MAX_SLOW_STEPS, slowdown.steps + 1), goodAnswers: 0, sinceMs: Math.floor(nowMs) };
}

/** A step faster with every `round` of good answers. */
export function afterGoodAnswer(slowdown: Slowdown, round: number): Slowdown {
  if (slowdown.steps === 0) return slowdown;
  const goodAnswers = slowdown.goodAnswers + 1;
  return goodAnswers < round ? { ...slowdown, goodAnswers } : { ...slowdown, steps: slowdown.steps - 1, goodAnswers: 0 };
}

export const formatSlowdown = ({ steps, goodAnswers, sinceMs }: Slowdown): string => `${steps}.${goodAnswers}.${sinceMs}`;

export function parseSlowdown(text: string): Slowdown | null {
  const [, steps, goodAnswers, sinceMs] = /^([0-4])\.(\d{1,9})\.(\d{1,15})$/.exec(text) ?? [];
  if (sinceMs === undefined) return null;
  return { steps: Number(steps), goodAnswers: Number(goodAnswers), sinceMs: Number(sinceMs) };
}
