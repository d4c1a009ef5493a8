import { systemTime, type Time } from "../../time.ts";

/** What a ledger on files needs of the clocks. */
export interface SlotTime extends Pick<Time, "now" | "elapsed" | "random"> {
  /** Milliseconds on a clock that all processes of this machine share and that no step of the wall clock moves. */
  machine(): number;
}

export const systemSlotTime: SlotTime = {
  ...systemTime,
  machine: () => Number(process.hrtime.bigint() / 1_000n) / 1_000,
};

/** One moment on both clocks that a stamp holds. */
export interface Moment {
  readonly machineMs: number;
  readonly wallMs: number;
}
