import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { QuotaRule } from "../../src/model/wire.ts";
import { createSlotLedger } from "../../src/upstream/quota/files/slot-ledger.ts";
import type { SlotTime } from "../../src/upstream/quota/files/slot-time.ts";
import { isLease, type Lease, type Ledger } from "../../src/upstream/quota/ledger.ts";
import { fullestWindow } from "../support/quota-history.ts";
import { type VirtualClock, virtualClock } from "../support/virtual-clock.ts";

const LEAVE_MS = 300;
const ANSWER_MS = 500;
const PROCESSES = 2;

interface Attempt {
  readonly lease: Lease;
  /** By the gateway's clock; null before the first byte is written. */
  leftMs: number | null;
}

interface Process {
  ledger: Ledger;
  time: SlotTime;
  attempts: Attempt[];
}

/** Some processes, the gateway that they call, and what has arrived there. */
interface World {
  readonly clock: VirtualClock;
  readonly processes: Process[];
  readonly arrivalsMs: number[];
  /** From the first byte to the last moment at which a request can arrive. */
  readonly underwayMs: number;
  start(): Process;
}

const NOTHING = { waitMs: 0, because: "rate_limited" } as const;

type Model = Record<string, never>;
type Step = fc.AsyncCommand<Model, World>;

const step = (name: string, run: (world: World) => Promise<void> | void): Step => ({
  check: () => true,
  run: async (_, world) => {
    await run(world);
  },
  toString: () => name,
});

const pick = <T>(list: readonly T[], place: number): T | undefined => list[place % Math.max(1, list.length)];

const arrive = (world: World, { leftMs }: Attempt, share: number, untilMs = Number.POSITIVE_INFINITY): void => {
  if (leftMs !== null) world.arrivalsMs.push(leftMs + share * Math.min(world.underwayMs, untilMs - leftMs));
};

const end = (process: Process, attempt: Attempt): void => {
  process.attempts = process.attempts.filter((other) => other !== attempt);
};

const take = (of: number): Step =>
  step(`take(${of})`, async ({ processes }) => {
    const process = pick(processes, of);
    const taken = await process?.ledger.take();
    if (taken && isLease(taken)) process?.attempts.push({ lease: taken, leftMs: null });
  });

const leave = (of: number, which: number): Step =>
  step(`leave(${of}, ${which})`, async ({ processes, clock }) => {
    const process = pick(processes, of);
    const attempt = pick(process?.attempts.filter(({ leftMs }) => leftMs === null) ?? [], which);
    if (!process || !attempt) return;
    if (process.time.elapsed() <= attempt.lease.leaveByMs) {
      attempt.leftMs = clock.trueMs();
      process.ledger.left?.(attempt.lease);
      return;
    }
    end(process, attempt);
    await process.ledger.settle(attempt.lease, "unsent");
  });

/** What a call does where nothing holds it up. */
const call = (of: number): Step =>
  step(`call(${of})`, async ({ processes, clock }) => {
    const process = pick(processes, of);
    const taken = await process?.ledger.take();
    if (!process || !taken || !isLease(taken)) return;
    process.attempts.push({ lease: taken, leftMs: clock.trueMs() });
    process.ledger.left?.(taken);
  });

const finish = (of: number, which: number, answered: boolean, share: number): Step =>
  step(`finish(${of}, ${which}, ${answered ? "answered" : "not"}, ${share})`, async (world) => {
    const process = pick(world.processes, of);
    const attempt = pick(process?.attempts ?? [], which);
    if (!process || !attempt) return;
    end(process, attempt);
    arrive(world, attempt, share, answered ? world.clock.trueMs() : undefined);
    await process.ledger.settle(attempt.lease, attempt.leftMs === null ? "unsent" : answered ? "answered" : "unanswered");
  });

const crash = (of: number, share: number): Step =>
  step(`crash(${of}, ${share})`, (world) => {
    const place = of % world.processes.length;
    for (const attempt of world.processes[place]?.attempts ?? []) arrive(world, attempt, share);
    world.processes[place] = world.start();
  });

const slowDown = (of: number): Step =>
  step(`slowDown(${of})`, async ({ processes }) => {
    const process = pick(processes, of);
    await process?.ledger.slowDown({ id: 0, takenMs: process.time.elapsed(), leaveByMs: 0 });
  });

const pass = (milliseconds: number): Step => step(`pass(${milliseconds})`, ({ clock }) => clock.pass(milliseconds));
const sleep = (milliseconds: number): Step => step(`sleep(${milliseconds})`, ({ clock }) => clock.sleep(milliseconds));
const stepWall = (milliseconds: number): Step => step(`stepWall(${milliseconds})`, ({ clock }) => clock.stepWall(milliseconds));

const reboot = (share: number): Step =>
  step(`reboot(${share})`, (world) => {
    for (const { attempts } of world.processes) for (const attempt of attempts) arrive(world, attempt, share);
    world.clock.reboot();
    for (const place of world.processes.keys()) world.processes[place] = world.start();
  });

const process = fc.nat({ max: PROCESSES - 1 });
const which = fc.nat({ max: 5 });
const share = fc.constantFrom(0, 0.5, 1);
const usual = [
  process.map(take),
  process.map(call),
  process.map(call),
  fc.tuple(process, which).map(([of, one]) => leave(of, one)),
  fc.tuple(process, which).map(([of, one]) => leave(of, one)),
  fc.tuple(process, which, share).map(([of, one, when]) => finish(of, one, true, when)),
  fc.tuple(process, which, share).map(([of, one, when]) => finish(of, one, false, when)),
  fc.tuple(process, share).map(([of, when]) => crash(of, when)),
];
const moments = [
  fc.constantFrom(1, 100, 299, 301, 600, 1_051, 1_052).map(pass),
  fc.constantFrom(1_200, 5_000, 5_056, 59_500, 60_500).map(pass),
];
const sleeps = fc.constantFrom(500, 2_000, 100_000).map(sleep);

interface Setting {
  readonly rules: readonly QuotaRule[];
  readonly suspends: boolean;
  /** Of each process's machine clock against the first one's. */
  readonly machineOffsetsMs?: readonly number[];
  /** Whether the system tells its clocks and boots apart. */
  readonly namedClock?: boolean;
}

async function play(
  commands: Iterable<Step>,
  { rules, suspends, machineOffsetsMs = [0], namedClock = true }: Setting,
  last?: (world: World) => Promise<void>,
) {
  const folder = mkdtempSync(join(tmpdir(), "laws-"));
  try {
    const clock = virtualClock(undefined, namedClock);
    let started = 0;
    const start = (): Process => {
      const time = clock.process(machineOffsetsMs[started % machineOffsetsMs.length]);
      started += 1;
      const options = {
        rules,
        suspends,
        leaveMs: LEAVE_MS,
        answerMs: ANSWER_MS,
        startsUsed: false,
        gateway: "1688-open",
        account: "a",
      } as const;
      return { ledger: createSlotLedger({ ...options, folder, log: () => undefined }, time), time, attempts: [] };
    };
    const processes = Array.from({ length: PROCESSES }, start);
    const world: World = { clock, processes, arrivalsMs: [], underwayMs: ANSWER_MS + (suspends ? 60_000 : 0), start };
    await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
    for (const { attempts } of processes) for (const attempt of attempts) arrive(world, attempt, 1);
    for (const rule of rules) expect(fullestWindow(world.arrivalsMs, rule).count).toBeLessThanOrEqual(rule.limit);
    await last?.(world);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("the ledger on slot files", () => {
  const ONE_A_SECOND = [{ limit: 1, periodMs: 1_000 }];
  const TWO_PACES = [
    { limit: 2, periodMs: 1_000 },
    { limit: 3, periodMs: 5_000 },
  ];
  const paces = fc.constantFrom<readonly QuotaRule[]>(ONE_A_SECOND, TWO_PACES);

  it("never lets more than the quota arrive in any window, and loses no slot, whatever happens to processes and clocks", async () => {
    const happenings = [
      ...usual,
      ...moments,
      sleeps,
      fc.constantFrom(-10_800_000, -600_000, -30_000, -700, 700, 30_000, 600_000, 10_800_000).map(stepWall),
      process.map(slowDown),
      share.map(reboot),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.commands(happenings, { maxCommands: 60, size: "max" }),
        paces,
        fc.boolean(),
        fc.boolean(),
        (commands, rules, suspends, namedClock) =>
          play(commands, { rules, suspends, namedClock }, async (world) => {
            const ledger = world.processes[0]?.ledger;
            await ledger?.leastWait(0);
            // A full lease, the small step that is waited for, and the slowest pace.
            world.clock.pass(world.underwayMs + LEAVE_MS + 5_055 + 1_000 + 15 * 5_000);
            const limit = Math.min(...rules.map((rule) => rule.limit));
            const taken: boolean[] = [];
            for (let count = 0; count <= limit; count += 1) taken.push(isLease((await ledger?.take()) ?? NOTHING));
            expect(taken).toEqual([...Array(limit).fill(true), false]);
          }),
      ),
      { numRuns: 400 },
    );
  });

  // Awake: a lease's age is read on the machine's clock, and that stands still in a sleep that the others see pass.
  it("holds over containers whose machine clocks have nothing in common, while the machine is awake", async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands([...usual, ...moments], { maxCommands: 60, size: "max" }), paces, (commands, rules) =>
        play(commands, { rules, suspends: false, machineOffsetsMs: [0, 40_000, 9_000_000] }),
      ),
      { numRuns: 200 },
    );
  });

  it("holds a day's budget over every sliding day, over restarts, reboots, and days that the wall clock is set by", async () => {
    const rules = [
      { limit: 2, periodMs: 1_000 },
      { limit: 2, periodMs: 86_400_000 },
    ];
    const hours = fc.constantFrom(0.5, 1, 12, 23, 23.5, 24).map((count) => pass(count * 3_600_000));
    // Somebody looks before the machine is off, and after: a clock that is set in between passes for the time that it was off.
    const seen = (one: Step): Step =>
      step(`seen ${one}`, async (world) => {
        await one.run({}, world);
        await world.processes[0]?.ledger.leastWait(0);
      });
    const steps = fc.constantFrom(-240, -24, -1, 1, 23, 24, 240).map((count) => seen(stepWall(count * 3_600_000)));
    await fc.assert(
      fc.asyncProperty(
        fc.commands([...usual, ...moments, sleeps, hours, steps, share.map((when) => seen(reboot(when)))], {
          maxCommands: 80,
          size: "max",
        }),
        (commands) => play(commands, { rules, suspends: false }),
      ),
      { numRuns: 200 },
    );
  });
});
