import { basename } from "node:path";
import { Fault } from "../../../model/fault.ts";
import type { QuotaRule } from "../../../model/wire.ts";
import { holdMs, isPace } from "../hold.ts";
import { type Budget, EMPTY_BUDGET } from "./budget.ts";
import { type Folder, folderAt } from "./folder.ts";
import { budgetName, rulesName, type Snapshot, slotName, slowdownName, stampAt } from "./names.ts";
import type { SlotLedgerOptions } from "./options.ts";
import { type Pace, pacesOf } from "./pace.ts";
import type { Moment, SlotTime } from "./slot-time.ts";
import { FULL_PACE, type Slowdown } from "./slowdown.ts";

// Other processes are at it in the same moment: each try that is lost is one that another has won.
export const MAX_TRIES = 50;

/** The quota's folder as it stands on the disk: made where it is missing, refused where it is another quota's. */
export interface SlotFolder extends Pick<Folder, "rename" | "add" | "remove"> {
  readonly paces: readonly Pace[];
  readonly budgetRules: readonly QuotaRule[];
  /** @throws Fault for another quota's folder, else the file system's errors */
  look(): Snapshot;
  /** Unlike any other owner ever named, so that a name that is still there has never been gone. */
  owner(): string;
  moment(): Moment;
  /** The budget as changed; null where `change` gives null, or other processes were always first. */
  changeBudget(index: number, change: (budget: Budget) => Budget | null): Budget | null;
  changeSlowdown(change: (slowdown: Slowdown) => Slowdown): void;
}

export function slotFolder(options: SlotLedgerOptions, path: string, time: SlotTime): SlotFolder {
  const { rules } = options;
  const folder = folderAt(path);
  const paces = pacesOf(rules.filter(isPace));
  const budgetRules = rules.filter((rule) => !isPace(rule));
  const processName = Math.floor(time.random() * 36 ** 8).toString(36);
  let names = 0;

  const owner = (): string => {
    names += 1;
    return `${processName}-${names.toString(36)}`;
  };
  const moment = (): Moment => ({ machineMs: time.machine(), wallMs: time.now() });

  const create = (): void => {
    const now = moment();
    // An empty folder is a forgotten quota: another process may have called just before.
    const used = options.suspends || options.startsUsed;
    const slots = paces.flatMap((pace) =>
      Array.from({ length: pace.slots }, (_, place) => {
        const stamp = used ? stampAt(now, holdMs(pace.rule)) : { machineMs: 0, wallMs: 0, leaseMs: 0 };
        return slotName(pace.firstSlot + place, stamp, owner());
      }),
    );
    const budgets = budgetRules.map((_, index) => budgetName(index, EMPTY_BUDGET));
    const files = [`rules.${rulesName(rules)}`, slowdownName(FULL_PACE), ...budgets, ...slots];
    folder.create(files, `${basename(path)}.${owner()}.new`);
  };

  const look = (): Snapshot => {
    let seen = folder.read();
    if (seen === null) {
      create();
      seen = folder.read();
    }
    if (seen?.rules === rulesName(rules)) return seen;
    throw otherQuota(options.gateway, path, seen?.rules ?? null, rulesName(rules));
  };

  return {
    paces,
    budgetRules,
    look,
    owner,
    moment,
    rename: folder.rename,
    add: folder.add,
    remove: folder.remove,
    changeBudget(index, change) {
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const known = look().budgets.get(index);
        if (known === undefined) continue;
        const next = change(known.value);
        if (next === null || folder.rename(known.name, budgetName(index, next))) return next;
      }
      return null;
    },
    changeSlowdown(change) {
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const known = look().slowdown;
        if (known !== null && folder.rename(known.name, slowdownName(change(known.value)))) return;
      }
    },
  };
}

function otherQuota(gateway: SlotLedgerOptions["gateway"], path: string, theirs: string | null, ours: string): Fault {
  const message =
    theirs === null
      ? `The folder ${path} is not whole.`
      : `The calls to ${gateway} are counted for a quota of ${inWords(theirs)} in ${path}; this process is set to ${inWords(ours)}.`;
  const next = `Give all servers on this machine the same quota, stop them, and remove ${path}; it is then made anew.`;
  return new Fault({ kind: "misconfigured", gateway, message, next });
}

/** "5-60000.10000-86400000" as "5 per 60 s and 10000 per 86400 s" */
const inWords = (rules: string): string =>
  rules
    .split(".")
    .map((rule) => rule.split("-"))
    .map(([limit = "", periodMs = ""]) => `${limit} per ${Number(periodMs) / 1_000} s`)
    .join(" and ");
