import { setMaxListeners } from "node:events";
import { Fault } from "../model/fault.ts";
import type { Caller } from "./send.ts";
import type { Time } from "./time.ts";

// Made once: an error takes down where it arose each time, and nobody reads this one.
const SETTLED = new Fault({ kind: "cancelled", message: "The question is settled." });

export interface TimedCaller {
  readonly caller: Caller;
  /** Lets the timer go: call it when the question is settled. */
  end(): void;
}

/** A question that ends when its caller leaves, and with `timed_out` when `deadlineMs` (on `Time.elapsed`) has come. */
export function callerUntil(time: Time, deadlineMs: number, leaving: AbortSignal, urgency: Caller["urgency"]): TimedCaller {
  const controller = new AbortController();
  const timer = new AbortController();
  // Twenty products and their quotes listen to one signal: that is no leak, and Node need not warn of one.
  setMaxListeners(0, leaving, controller.signal);
  const leave = () => controller.abort(leaving.reason);
  if (leaving.aborted) leave();
  else leaving.addEventListener("abort", leave, { once: true });

  time.sleep(Math.max(0, deadlineMs - time.elapsed()), timer.signal).then(
    () => controller.abort(new Fault({ kind: "timed_out", message: "There was no answer in time." })),
    () => undefined,
  );
  return {
    caller: { signal: controller.signal, deadline: () => deadlineMs, urgency },
    end() {
      timer.abort(SETTLED);
      leaving.removeEventListener("abort", leave);
    },
  };
}
