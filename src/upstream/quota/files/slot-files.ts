import { holdMs, silentMs, stillUnderwayMs } from "../hold-times.ts";
import type { Lease, Ledger } from "../ledger.ts";
import { banLeftMs, banName, banUntil, tellsItsEnd } from "./ban.ts";
import type { SlotLedgerOptions } from "./options.ts";
import { claim, giveBack, holdOn, type SlotClaim } from "./slot-claim.ts";
import { MAX_TRIES, slotFolder } from "./slot-folder.ts";
import type { SlotTime } from "./slot-time.ts";
import { roomIn, viewNow, waitIn } from "./slot-view.ts";
import { afterGoodAnswer, slower } from "./slowdown.ts";

const AFTER_LOST_TRIES_MS = 5;
// A ban that seems to have passed is kept a while: the wall clock may be wrong.
const PASSED_BAN_MS = 86_400_000;

export interface SlotFiles extends Ledger {
  /** Holds the lease for a whole one from now on; false where it was over, and the slot is another's. */
  extend(lease: Lease): boolean;
}

/** The ledger on the files of one folder. @throws Fault for another quota's folder, else the file system's errors */
export function slotFiles(
  options: SlotLedgerOptions,
  path: string,
  time: SlotTime,
  tracePath: string | null = null,
): SlotFiles {
  const folder = slotFolder(options, path, time, tracePath);
  const round = Math.min(...options.rules.map(({ limit }) => limit));
  const taken = new Map<number, SlotClaim>();
  let nextId = 1;

  /** Holds what is taken for so long and a period from now; false where it was over, and is another's. */
  const hold = (id: number, underwayMs: number): boolean => {
    const held = taken.get(id);
    if (held === undefined) return false;
    const still = holdOn(folder, held, ({ rule }) => underwayMs + holdMs(rule));
    taken.set(id, still);
    return still.slots.length === held.slots.length;
  };

  return {
    async take() {
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const takenMs = time.elapsed();
        const view = viewNow(folder);
        const wait = waitIn(view, 0, folder);
        if (wait.waitMs > 0) return wait;
        const claimed = claim(folder, view, time.random);
        if (claimed === null) continue;
        const lease: Lease = { id: nextId, takenMs, leaveByMs: takenMs + options.leaveMs };
        taken.set(lease.id, claimed);
        nextId += 1;
        return lease;
      }
      return { waitMs: 1 + Math.floor(time.random() * AFTER_LOST_TRIES_MS), because: "rate_limited" };
    },
    async settle(lease, outcome) {
      const ended = taken.get(lease.id);
      taken.delete(lease.id);
      if (ended === undefined) return;
      switch (outcome) {
        case "unsent":
          return giveBack(folder, ended);
        case "unanswered": {
          // Marked when taken for the latest moment to leave; it may still arrive for a time after the one at which it did.
          const underwayMs = stillUnderwayMs(options, lease, time.elapsed());
          if (lease.leftMs !== undefined) holdOn(folder, ended, ({ rule }) => underwayMs + holdMs(rule));
          return;
        }
        case "answered":
          holdOn(folder, ended, ({ rule }) => holdMs(rule));
          if (folder.isSlowed()) folder.changeSlowdown((slowdown) => afterGoodAnswer(slowdown, round));
      }
    },
    left: ({ id }) => void hold(id, silentMs({ ...options, leaveMs: 0 })),
    extend: ({ id }) => hold(id, folder.lateMs),
    leastWait: async (ahead) => waitIn(viewNow(folder), ahead, folder),
    room: async () => roomIn(viewNow(folder), folder),
    async slowDown({ takenMs }) {
      const ageMs = time.elapsed() - takenMs;
      const nowMs = time.machine();
      folder.changeSlowdown((slowdown) => slower(slowdown, nowMs - ageMs, nowMs));
    },
    async freeze(untilMs, because) {
      const { frozen } = folder.look();
      const now = folder.moment();
      const next = banUntil(untilMs, because, now);
      if (frozen.some((ban) => banLeftMs(ban, now) >= next.lengthMs)) return;
      folder.add(banName(next));
      for (const ban of frozen) {
        const isSure = ban.because === "rate_limited" || (tellsItsEnd(ban, now) && now.clock !== null);
        if (banLeftMs(ban, now) < (isSure ? 0 : -PASSED_BAN_MS)) folder.remove(ban.name);
      }
    },
  };
}
