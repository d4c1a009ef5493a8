import type { SlotTime } from "../../src/upstream/quota/files/slot-time.ts";

/** A machine's clocks, turned by hand. All times are milliseconds. */
export interface VirtualClock {
  /** Passes on every clock. */
  pass(milliseconds: number): void;
  /** Passes for the world and the wall clock, while the machine's own clock stands still. */
  sleep(milliseconds: number): void;
  stepWall(milliseconds: number): void;
  /** The machine's clock begins anew. */
  reboot(): void;
  /** What a clock on the gateway's wall shows. */
  trueMs(): number;
  wallMs(): number;
  /** The clocks as a process that starts now reads them. @param machineOffsetMs of a container whose clock began elsewhere */
  process(machineOffsetMs?: number): SlotTime & { sleep(milliseconds: number): Promise<void> };
}

/** @param named whether the system tells its clocks and boots apart, as Linux does */
export function virtualClock(startMs = Date.UTC(2026, 10, 20, 3, 30), named = true): VirtualClock {
  let boots = 0;
  let trueMs = 0;
  let machineMs = 100_000;
  let sleptMs = 0;
  let wallMs = startMs;
  let seed = 1;
  return {
    pass(milliseconds) {
      trueMs += milliseconds;
      machineMs += milliseconds;
      wallMs += milliseconds;
    },
    sleep(milliseconds) {
      sleptMs += milliseconds;
      trueMs += milliseconds;
      wallMs += milliseconds;
    },
    stepWall(milliseconds) {
      wallMs += milliseconds;
    },
    reboot() {
      boots += 1;
      machineMs = 1_000;
      sleptMs = 0;
    },
    trueMs: () => trueMs,
    wallMs: () => wallMs,
    process(machineOffsetMs = 0) {
      const startedMs = machineMs;
      return {
        now: () => wallMs,
        elapsed: () => machineMs - startedMs,
        machine: () => machineMs + machineOffsetMs,
        uptime: () => machineMs + sleptMs + machineOffsetMs,
        machineClock: () => (named ? `b${boots}o${machineOffsetMs}` : null),
        sleep: async () => undefined,
        random: () => {
          // Lehmer's generator: the same numbers in every run.
          seed = (seed * 48_271) % 2_147_483_647;
          return seed / 2_147_483_647;
        },
      };
    },
  };
}
