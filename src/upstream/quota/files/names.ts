import type { QuotaRule } from "../../../model/wire.ts";
import { type Ban, parseBan } from "./ban.ts";
import { type DayQuota, formatDay, parseDay } from "./day-quota.ts";
import { clockName, type Moment, parseClock } from "./slot-time.ts";
import { FULL_PACE, formatSlowdown, parseSlowdown, type Slowdown } from "./slowdown.ts";

/** When a slot is free: its own machine clock has passed, or, on another or an unknown one, both clocks. */
export interface Mark extends Omit<Moment, "uptimeMs"> {
  /** How far ahead the mark was when it was written: further ahead, a clock has been set back since. */
  readonly leaseMs: number;
}

export interface Slot {
  readonly name: string;
  readonly index: number;
  readonly mark: Mark;
  /** How often the slot has been renamed in this ledger: it only grows. Null in the name of an earlier version. */
  readonly generation: number | null;
  /** At most so long from now, milliseconds: known where this process saw the mark before, whatever the clocks say now. */
  readonly atMostMs?: number;
}

/** Which ledger a folder holds. */
export interface Identity {
  readonly name: string;
  readonly id: string;
  /** The folder that it was made in, as the file system numbers it: in a copy it is another. */
  readonly folder: string;
  /** Made with every slot held for a whole lease, so that nothing that came before it matters any more. */
  readonly held: boolean;
  /** How often missing files were put back. */
  readonly mends: number;
}

export type Frozen = Ban & { readonly name: string };

interface Named<T> {
  readonly name: string;
  readonly value: T;
}

/** What one reading of the folder shows. It may miss or double a file that is renamed meanwhile. */
export interface Snapshot {
  /** The rules that the folder was made for; null where the file is missing. */
  readonly rules: string | null;
  readonly identity: Identity | null;
  readonly slots: ReadonlyMap<number, Slot>;
  readonly frozen: readonly Frozen[];
  readonly days: ReadonlyMap<number, Named<DayQuota>>;
  readonly slowdown: Named<Slowdown> | null;
  /** Of two files for one slot, or for the ledger's identity, the one that does not count. */
  readonly doubles: readonly string[];
}

/** A moment that many milliseconds later, as a mark. */
export const markAt = ({ machineMs, wallMs, clock }: Omit<Moment, "uptimeMs">, leaseMs: number): Mark => ({
  machineMs: Math.ceil(machineMs + leaseMs),
  wallMs: Math.ceil(wallMs + leaseMs),
  clock,
  leaseMs: Math.ceil(leaseMs),
});

/** @param owner of this process and of this name alone */
export const slotName = (
  index: number,
  { machineMs, wallMs, clock, leaseMs }: Mark,
  generation: number,
  owner: string,
): string => `${index}.${machineMs}.${wallMs}.${leaseMs}.${owner}-${generation.toString(36)}-${clockName(clock)}`;

export const identityName = ({ id, folder, held, mends }: Omit<Identity, "name">): string =>
  `ledger.${id}.${folder}.${held ? "held" : "new"}.${mends}`;

/** "5-60000.10000-86400000" */
export const rulesName = (rules: readonly QuotaRule[]): string =>
  rules.map(({ limit, periodMs }) => `${limit}-${periodMs}`).join(".");

// "budget" is its name on the disk since the first version.
export const dayName = (index: number, day: DayQuota): string => `budget-${index}.${formatDay(day)}`;
export const slowdownName = (slowdown: Slowdown): string => `slowdown.${formatSlowdown(slowdown)}`;

export function readNames(names: readonly string[]): Snapshot {
  const slots = new Map<number, Slot>();
  const days = new Map<number, Named<DayQuota>>();
  const frozen: Frozen[] = [];
  const doubles: string[] = [];
  let rules: string | null = null;
  let identity = null as Identity | null;
  let slowdown: Named<Slowdown> | null = null;
  for (const name of names) {
    const dot = name.indexOf(".");
    const [kind, rest] = [name.slice(0, dot), name.slice(dot + 1)];
    const slot = parseSlot(name);
    const ban = parseBan(name);
    const ledger = parseIdentity(name);
    if (slot !== null) keepLater(slots, slot, doubles);
    else if (ban !== null) frozen.push({ ...ban, name });
    else if (ledger !== null) {
      const earlier = identity;
      identity = earlier === null || earlier.name < ledger.name ? ledger : earlier;
      if (earlier !== null) doubles.push(earlier === identity ? ledger.name : earlier.name);
    } else if (kind === "rules") rules = rest;
    else if (kind === "slowdown") slowdown = { name, value: parseSlowdown(rest) ?? FULL_PACE };
    else if (kind.startsWith("budget-")) {
      const value = parseDay(rest);
      if (value !== null) days.set(Number(kind.slice("budget-".length)), { name, value });
    }
  }
  return { rules, identity, slots, frozen, days, slowdown, doubles };
}

function parseSlot(name: string): Slot | null {
  const [, index, machineMs, wallMs, leaseMs, owner = ""] =
    /^(\d{1,6})\.(\d{1,15})\.(\d{1,15})\.(\d{1,12})\.([\w-]+)$/.exec(name) ?? [];
  if (leaseMs === undefined) return null;
  const [, generation, clock] = /^[^-]*-([0-9a-z]{1,9})-([0-9a-z]+)$/.exec(owner) ?? [];
  const mark = {
    machineMs: Number(machineMs),
    wallMs: Number(wallMs),
    clock: parseClock(clock),
    leaseMs: Number(leaseMs),
  };
  return { name, index: Number(index), mark, generation: generation === undefined ? null : Number.parseInt(generation, 36) };
}

/** Of a slot seen twice the later name counts: the earlier is no more, or is one too many. */
function keepLater(slots: Map<number, Slot>, slot: Slot, doubles: string[]): void {
  const known = slots.get(slot.index);
  const later = known === undefined || isLater(slot, known);
  if (known !== undefined) doubles.push(later ? known.name : slot.name);
  if (later) slots.set(slot.index, slot);
}

function isLater(one: Slot, other: Slot): boolean {
  const generations = (one.generation ?? 0) - (other.generation ?? 0);
  if (generations !== 0) return generations > 0;
  const ahead = one.mark.machineMs - other.mark.machineMs;
  return ahead === 0 ? one.name > other.name : ahead > 0;
}

function parseIdentity(name: string): Identity | null {
  const [, id, folder, state, mends] = /^ledger\.([0-9a-z]{1,32})\.([0-9a-z_]{1,48})\.(held|new)\.(\d{1,9})$/.exec(name) ?? [];
  if (id === undefined || folder === undefined) return null;
  return { name, id, folder, held: state === "held", mends: Number(mends) };
}
