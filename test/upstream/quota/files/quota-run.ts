import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { QuotaRule } from "../../../../src/model/wire.ts";

const LONGEST_ANSWER_MS = 20;
// Longer than a lease's way to the first byte, so that stopped processes wake up with leases that are others' by then.
const LONGEST_STOP_MS = 1_500;
// How many times as long a run on a busy machine may be.
const LONGEST_WAIT = 6;

// Each process is left alone for at least this long, so that it gets to call at all on a busy machine.
const MOST_OFTEN_MS = 150;

/** When a call's lease was taken, on the clock that all processes of a machine share. */
export const TAKEN_HEADER = "x-taken-ms";
export const machineMs = (): number => Number(process.hrtime.bigint()) / 1e6;

export interface CallerSettings {
  readonly baseUrl: string;
  readonly folder: string;
  /** Counts in place of the folder; null: the folder counts. */
  readonly redisUrl: string | null;
  readonly rules: readonly QuotaRule[];
  readonly leaveMs: number;
  readonly answerMs: number;
  readonly suspends: boolean;
  /** A file of how far the callers' wall clock is off, milliseconds. */
  readonly skewFile: string;
  /** And how far the store's is. */
  readonly storeSkewFile: string;
}

/** What is done to the quota's folder or to the clock, a time after another. */
export type Mischief = "clock_steps" | "store_clock_steps" | "restores" | "removals" | "removed_slots";

export interface QuotaRun extends Omit<CallerSettings, "baseUrl" | "folder" | "skewFile" | "storeSkewFile"> {
  /** The bundled caller. */
  readonly program: string;
  readonly processes: number;
  readonly forMs: number;
  /** On a busy machine it goes on for longer, until more calls than these have arrived. */
  readonly moreCallsThan?: number;
  /** Processes are stopped, let go, killed and started anew at random, and some calls get no answer. */
  readonly troubled: boolean;
  /** Of the answers, how many come after the callers' deadline. */
  readonly slowShare?: number;
  readonly mischief?: Mischief;
  readonly mischiefEveryMs?: number;
}

export interface QuotaHistory {
  /** At the gateway, on its clock. */
  readonly arrivalsMs: readonly number[];
  /** When the processes were ended, on the same clock. */
  readonly endMs: number;
  readonly kills: number;
  readonly stops: number;
  readonly mischiefs: number;
  /** What the processes made where the quota's folder stands. */
  readonly folders: readonly string[];
}

/** Real processes on one folder against a real server that notes when each call arrives. */
export async function quotaRun({
  program,
  processes,
  forMs,
  moreCallsThan = 0,
  troubled,
  slowShare = 0,
  mischief,
  mischiefEveryMs = 1_000,
  ...settings
}: QuotaRun): Promise<QuotaHistory> {
  const root = mkdtempSync(join(tmpdir(), "quota-"));
  const arrivalsMs: number[] = [];
  const stalls = watchStalls();
  const gateway = createServer((request, response) => {
    arrivalsMs.push(stalls.arrivalMs(Number(request.headers[TAKEN_HEADER])));
    if (troubled && Math.random() < 0.05) return;
    const slowMs = Math.random() < slowShare ? settings.answerMs + 100 : 0;
    setTimeout(() => response.end("{}"), slowMs + Math.random() * LONGEST_ANSWER_MS);
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  const callerSettings: CallerSettings = {
    baseUrl,
    folder: join(root, "quota"),
    skewFile: join(root, "skew"),
    storeSkewFile: join(root, "store-skew"),
    ...settings,
  };
  writeFileSync(callerSettings.skewFile, "0");
  writeFileSync(callerSettings.storeSkewFile, "0");
  mkdirSync(callerSettings.folder);
  const start = (): ChildProcess => spawn(process.execPath, [program, JSON.stringify(callerSettings)], { stdio: "inherit" });

  const callers = Array.from({ length: processes }, start);
  let [kills, stops] = [0, 0];
  let folders: readonly string[] = [];
  let mischiefs = 0;
  let endMs = 0;
  let nextMischiefMs = performance.now() + mischiefEveryMs;
  try {
    const startMs = performance.now();
    const isOver = (): boolean => {
      const lastedMs = performance.now() - startMs;
      const tells = arrivalsMs.length > moreCallsThan && (!troubled || (kills > 0 && stops > 0));
      return lastedMs >= forMs && (tells || lastedMs > LONGEST_WAIT * forMs);
    };
    while (!isOver()) {
      await sleep((MOST_OFTEN_MS + Math.random() * 3 * MOST_OFTEN_MS) / processes);
      if (mischief && performance.now() > nextMischiefMs) {
        MISCHIEFS[mischief](callerSettings);
        mischiefs += 1;
        nextMischiefMs = performance.now() + mischiefEveryMs;
      }
      const place = Math.floor(Math.random() * callers.length);
      const caller = callers[place];
      if (!troubled || !caller) continue;
      if (Math.random() < 0.25) {
        caller.kill("SIGKILL");
        kills += 1;
        callers[place] = start();
      } else {
        caller.kill("SIGSTOP");
        stops += 1;
        setTimeout(() => caller.kill("SIGCONT"), Math.random() * LONGEST_STOP_MS);
      }
    }
    endMs = machineMs();
  } finally {
    await Promise.all(callers.map(ended));
    folders = exists(callerSettings.folder) ? readdirSync(callerSettings.folder) : [];
    stalls.end();
    gateway.closeAllConnections();
    gateway.close();
    rmSync(root, { recursive: true, force: true });
  }
  return { arrivalsMs, endMs, kills, stops, mischiefs, folders };
}

const TICK_MS = 20;
const STALL_MS = 100;

/**
 * When a call arrived. On a busy machine this process may not run for a second: what came meanwhile is looked at after its caller gave
 * it up, all of it at once. Then it counts from when it can have come at the earliest: since the stall began, and since its lease.
 */
function watchStalls() {
  let tickMs = machineMs();
  let stall = { beganMs: 0, endedMs: Number.NEGATIVE_INFINITY };
  const look = (): number => {
    const nowMs = machineMs();
    if (nowMs - tickMs > STALL_MS) stall = { beganMs: tickMs, endedMs: nowMs };
    tickMs = nowMs;
    return nowMs;
  };
  const timer = setInterval(look, TICK_MS);
  return {
    arrivalMs(takenMs: number): number {
      const nowMs = look();
      return nowMs - stall.endedMs < STALL_MS ? Math.min(nowMs, Math.max(stall.beganMs, takenMs)) : nowMs;
    },
    end: () => clearInterval(timer),
  };
}

const MISCHIEFS: Readonly<Record<Mischief, (settings: CallerSettings) => void>> = {
  clock_steps: ({ skewFile }) => step(skewFile),
  store_clock_steps: ({ storeSkewFile }) => step(storeSkewFile),
  // What is put back is as old as the time before, or new where there was none yet.
  restores: ({ folder }) => {
    const aside = `${folder}-aside`;
    const older = `${folder}-older`;
    rmSync(older, { recursive: true, force: true });
    if (exists(aside)) cpSync(aside, older, { recursive: true });
    if (exists(older)) {
      remove(folder);
      copyOver(older, folder);
    }
    rmSync(aside, { recursive: true, force: true });
    copyOver(folder, aside);
  },
  removals: ({ folder }) => remove(folder),
  removed_slots: ({ folder }) => {
    for (const ledger of readdirSync(folder)) {
      const slots = readdirSync(join(folder, ledger)).filter((name) => /^\d/.test(name));
      for (const name of slots.slice(0, 2)) rmSync(join(folder, ledger, name), { force: true });
    }
  },
};

/** Up to a day back or forth. In place whole: others read it all the time. */
function step(path: string): void {
  writeFileSync(`${path}.new`, `${Math.round((Math.random() - 0.5) * 2 * 86_400_000)}`);
  renameSync(`${path}.new`, path);
}

/** Against processes that go on making files in it. */
function remove(path: string): void {
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      rmSync(path, { recursive: true, force: true });
      return;
    } catch {
      // What is left goes with the next try, or stays.
    }
  }
}

const exists = (path: string): boolean => {
  try {
    return readdirSync(path).length > 0;
  } catch {
    return false;
  }
};

/** As a person's copy does, it misses what is renamed meanwhile. */
function copyOver(from: string, to: string): void {
  for (const ledger of readdirSync(from)) {
    mkdirSync(join(to, ledger), { recursive: true });
    for (const name of readdirSync(join(from, ledger))) writeFileSync(join(to, ledger, name), "");
  }
}

const ended = (caller: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (caller.exitCode !== null || caller.signalCode !== null) return resolve();
    caller.once("exit", () => resolve());
    caller.kill("SIGKILL");
  });

/**
 * A run that says something: on a machine busy with other work one may see too few calls. `check` holds for every run, so
 * that a second try never hides a quota that was passed.
 */
export async function tellingRun<Run>(
  run: () => Promise<Run>,
  check: (run: Run) => void,
  tells: (run: Run) => boolean,
): Promise<Run> {
  for (let left = 2; ; left -= 1) {
    const result = await run();
    check(result);
    if (left === 0 || tells(result)) return result;
  }
}
