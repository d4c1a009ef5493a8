import { setMaxListeners } from "node:events";
import { Fault } from "../model/fault.ts";
import type { Asked } from "./send.ts";
import type { Time } from "./time.ts";

// Made once: an error takes down where it arose each time, and nobody reads this one.
const SETTLED = new Fault({ kind: "cancelled", message: "The question is settled." });

export interface TimedAsked {
  readonly asked: Asked;
  /** Lets the timer go: call it when the question is settled. */
  end(): void;
}

/** A question that ends when its caller leaves, and with `timed_out` when `deadlineMs` (on `Time.elapsed`) has come. */
export function askedUntil(time: Time, deadlineMs: number, caller: AbortSignal, urgency: Asked["urgency"]): TimedAsked {
  const controller = new AbortController();
  const timer = new AbortController();
  // Twenty products and their quotes listen to one signal: that is no leak, and Node need not warn of one.
  setMaxListeners(0, caller, controller.signal);
  const leave = () => controller.abort(caller.reason);
  if (caller.aborted) leave();
  else caller.addEventListener("abort", leave, { once: true });

  time.sleep(Math.max(0, deadlineMs - time.elapsed()), timer.signal).then(
    () => controller.abort(new Fault({ kind: "timed_out", message: "There was no answer in time." })),
    () => undefined,
  );
  return {
    asked: { signal: controller.signal, deadline: () => deadlineMs, urgency },
    end() {
      timer.abort(SETTLED);
      caller.removeEventListener("abort", leave);
    },
  };
}
