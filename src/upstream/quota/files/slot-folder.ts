import { basename } from "node:path";
import { Fault } from "../../../model/fault.ts";
import type { QuotaRule } from "../../../model/wire.ts";
import { holdMs, isPace, silentMs } from "../hold-times.ts";
import { type DayQuota, EMPTY_DAY } from "./day-quota.ts";
import { type Folder, folderAt, trace } from "./folder.ts";
import { createKnownHistory, type KnownHistory } from "./known-history.ts";
import { type MarkSlot, mender } from "./mend.ts";
import { dayName, identityName, type Mark, markAt, rulesName, type Snapshot, slotName, slowdownName } from "./names.ts";
import type { SlotLedgerOptions } from "./options.ts";
import { type Pace, pacesOf, slotIndexes } from "./pace.ts";
import type { Moment, SlotTime } from "./slot-time.ts";
import { FULL_PACE, type Slowdown } from "./slowdown.ts";

// Other processes are at it in the same moment: each try that is lost is one that another has won.
export const MAX_TRIES = 50;
const NO_MARK: Mark = { machineMs: 0, wallMs: 0, clock: null, leaseMs: 0 };

/** The quota's folder as it stands on the disk: made where it is missing, mended where it is damaged, refused where it is another quota's. */
export interface SlotFolder extends Pick<Folder, "add" | "remove"> {
  readonly paces: readonly Pace[];
  readonly dayRules: readonly QuotaRule[];
  /** From taking a lease to the last moment at which its request can arrive where no answer comes, milliseconds. */
  readonly lateMs: number;
  readonly atMostMs: KnownHistory["atMostMs"];
  /** @throws Fault for another quota's folder, else the file system's errors */
  look(): Snapshot;
  readonly mark: MarkSlot;
  moment(): Moment;
  /** The day's quota as changed; null where `change` gives null, or other processes were always first. */
  changeDay(index: number, change: (day: DayQuota) => DayQuota | null): DayQuota | null;
  /** Whether the gateway had made all processes slow down when this one last looked: reads nothing. */
  isSlowed(): boolean;
  changeSlowdown(change: (slowdown: Slowdown) => Slowdown): void;
}

/** @param tracePath of the file that tells that there has been a ledger, once its folder is gone; null: nothing tells */
export function slotFolder(
  options: SlotLedgerOptions,
  path: string,
  time: SlotTime,
  tracePath: string | null = null,
): SlotFolder {
  const { rules, gateway, log } = options;
  const folder = folderAt(path);
  const paces = pacesOf(rules.filter(isPace));
  const dayRules = rules.filter((rule) => !isPace(rule));
  const lateMs = silentMs(options);
  const before = tracePath === null ? null : trace(tracePath);
  const known = createKnownHistory(time);
  const word = (): string => Math.floor(time.random() * 36 ** 8).toString(36);
  const processName = word();
  const fullLeaseMs = ({ rule }: Pace): number => lateMs + holdMs(rule);

  const moment = (): Moment => ({
    machineMs: time.machine(),
    uptimeMs: time.uptime(),
    wallMs: time.now(),
    clock: time.machineClock(),
  });

  const mark: MarkSlot = ({ name, index, generation }, marked) => {
    const next = known.generationAfter(index, generation);
    const own = slotName(index, marked, next, processName);
    if (!folder.rename(name, own)) return null;
    known.wrote(own);
    return { name: own, index, mark: marked, generation: next };
  };

  const create = (): void => {
    const now = moment();
    // Who has called before, and how often, stood in the folder: nothing leaves before all of it is past.
    const lost = known.any || (before?.isThere() ?? false);
    // An empty folder is a forgotten quota: another process may have called just before.
    const used = options.suspends || options.startsUsed;
    const markOf = (pace: Pace): Mark => (lost || used ? markAt(now, lost ? fullLeaseMs(pace) : holdMs(pace.rule)) : NO_MARK);
    const slots = paces.flatMap((pace) => slotIndexes(pace).map((index) => slotName(index, markOf(pace), 0, processName)));
    const days = dayRules.map((_, index) => dayName(index, known.days.get(index) ?? EMPTY_DAY));
    const bans = known.frozen.map(({ name }) => name);
    const files = [`rules.${rulesName(rules)}`, slowdownName(FULL_PACE), ...days, ...bans, ...slots];
    before?.leave();
    const nameFor = (number: string): string => identityName({ id: word(), folder: number, held: lost, mends: 0 });
    folder.create(files, nameFor, `${basename(path)}.${processName}-${word()}.new`);
    if (lost)
      log("warn", "quota_history_lost", { gateway, why: "folder_removed", heldMs: Math.max(0, ...paces.map(fullLeaseMs)) });
  };

  const mend = mender({ gateway, rules, paces, dayRules, folder, known, log, fullLeaseMs, mark, word, moment }, time);

  const look = (): Snapshot => {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      let seen = folder.read();
      if (seen === null) {
        create();
        seen = folder.read();
      }
      if (seen === null) continue;
      if (seen.rules !== null && seen.rules !== rulesName(rules)) throw otherQuota(gateway, path, seen.rules, rulesName(rules));
      for (const name of seen.doubles) folder.remove(name);
      if (mend(seen, folder.number())) continue;
      known.learn(seen);
      return seen;
    }
    throw unsteady(gateway, path);
  };

  return {
    paces,
    dayRules,
    lateMs,
    atMostMs: known.atMostMs,
    look,
    mark,
    moment,
    add: folder.add,
    remove: folder.remove,
    changeDay(index, change) {
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const kept = look().days.get(index);
        if (kept === undefined) continue;
        const next = change(kept.value);
        if (next === null || folder.rename(kept.name, dayName(index, next))) return next;
      }
      return null;
    },
    isSlowed: () => known.slowdown.steps > 0,
    changeSlowdown(change) {
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const kept = look().slowdown;
        if (kept === null) continue;
        const next = change(kept.value);
        if (!folder.rename(kept.name, slowdownName(next))) continue;
        known.wroteSlowdown(next);
        return;
      }
    },
  };
}

function otherQuota(gateway: SlotLedgerOptions["gateway"], path: string, theirs: string, ours: string): Fault {
  const message = `The calls to ${gateway} are counted for a quota of ${inWords(theirs)} in ${path}; this process is set to ${inWords(ours)}.`;
  const next = `Give all servers on this machine the same quota, stop them, and remove ${path}; it is then made anew.`;
  return new Fault({ kind: "misconfigured", gateway, message, next });
}

const unsteady = (gateway: SlotLedgerOptions["gateway"], path: string): Fault =>
  new Fault({
    kind: "unavailable",
    gateway,
    message: `Nothing was sent: the folder ${path} changes faster than it can be read.`,
    refused: true,
  });

/** "5-60000.10000-86400000" as "5 per 60 s and 10000 per 86400 s" */
const inWords = (rules: string): string =>
  rules
    .split(".")
    .map((rule) => rule.split("-"))
    .map(([limit = "", periodMs = ""]) => `${limit} per ${Number(periodMs) / 1_000} s`)
    .join(" and ");
