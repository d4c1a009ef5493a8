import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { uptime } from "node:os";
import { systemTime, type Time } from "../../time.ts";

/** What a ledger on files needs of the clocks. */
export interface SlotTime extends Pick<Time, "now" | "elapsed" | "random"> {
  /** Milliseconds on a clock that all processes of this machine share and that no step of the wall clock moves. */
  machine(): number;
  /** Milliseconds since the machine was started, on a clock that no step of the wall clock moves and that goes on while it sleeps. */
  uptime(): number;
  /** Which machine clock it is, a word of letters and digits; null where the system does not tell: then it may be another's. */
  machineClock(): string | null;
}

export const systemSlotTime: SlotTime = {
  ...systemTime,
  machine: awakeMs,
  uptime: uptimeMs,
  machineClock: onceKnown(linuxClock),
};

/** One moment on all clocks. */
export interface Moment {
  readonly machineMs: number;
  readonly uptimeMs: number;
  readonly wallMs: number;
  /** Whose `machineMs` and `uptimeMs` these are; null where nobody can tell. */
  readonly clock: string | null;
}

// In the names of files.
const UNKNOWN_CLOCK = "0";

export const clockName = (clock: Moment["clock"]): string => clock ?? UNKNOWN_CLOCK;

export const parseClock = (name: string | undefined): Moment["clock"] =>
  name === undefined || name === UNKNOWN_CLOCK ? null : name;

function awakeMs(): number {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000;
}

/** Where a system tells nobody, its sleep goes uncounted: then a day is longer, which is safe. */
function uptimeMs(): number {
  try {
    return uptime() * 1_000;
  } catch {
    return awakeMs();
  }
}

/** Linux names each boot, and each group of processes whose clock is set off from the others'. */
function linuxClock(): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const offset = readlinkSync("/proc/self/ns/time");
    return createHash("sha256").update(`${boot} ${offset}`).digest("hex").slice(0, 8);
  } catch {
    return null;
  }
}

function onceKnown<T>(find: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    known ??= { value: find() };
    return known.value;
  };
}
