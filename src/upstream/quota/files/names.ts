import type { QuotaRule } from "../../../model/wire.ts";
import type { Wait } from "../ledger.ts";
import { type Budget, formatBudget, parseBudget } from "./budget.ts";
import type { Moment } from "./slot-time.ts";
import { FULL_PACE, formatSlowdown, parseSlowdown, type Slowdown } from "./slowdown.ts";

/** When a slot is free: both clocks must have passed. */
export interface Stamp extends Moment {
  /** How far ahead the stamp was when it was written: further ahead, a clock has been set back since. */
  readonly leaseMs: number;
}

export interface Slot {
  readonly name: string;
  readonly index: number;
  readonly stamp: Stamp;
}

export interface Frozen {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly untilMs: number;
  readonly because: Wait["because"];
}

interface Named<T> {
  readonly name: string;
  readonly value: T;
}

/** What one reading of the folder shows. It may miss or double a file that is renamed meanwhile. */
export interface Snapshot {
  /** The rules that the folder was made for; null where the file is missing. */
  readonly rules: string | null;
  readonly slots: ReadonlyMap<number, Slot>;
  readonly frozen: readonly Frozen[];
  readonly budgets: ReadonlyMap<number, Named<Budget>>;
  readonly slowdown: Named<Slowdown> | null;
}

/** A moment that many milliseconds later, as a stamp. */
export const stampAt = ({ machineMs, wallMs }: Moment, leaseMs: number): Stamp => ({
  machineMs: Math.ceil(machineMs + leaseMs),
  wallMs: Math.ceil(wallMs + leaseMs),
  leaseMs,
});

export const slotName = (index: number, { machineMs, wallMs, leaseMs }: Stamp, owner: string): string =>
  `${index}.${machineMs}.${wallMs}.${leaseMs}.${owner}`;

/** "5-60000.10000-86400000" */
export const rulesName = (rules: readonly QuotaRule[]): string =>
  rules.map(({ limit, periodMs }) => `${limit}-${periodMs}`).join(".");

export const frozenName = (untilMs: number, because: Wait["because"]): string =>
  because === "suspended" ? `frozen.${Math.ceil(untilMs)}` : `frozen.${Math.ceil(untilMs)}.${because}`;

export const budgetName = (index: number, budget: Budget): string => `budget-${index}.${formatBudget(budget)}`;
export const slowdownName = (slowdown: Slowdown): string => `slowdown.${formatSlowdown(slowdown)}`;

export function readNames(names: readonly string[]): Snapshot {
  const slots = new Map<number, Slot>();
  const budgets = new Map<number, Named<Budget>>();
  const frozen: Frozen[] = [];
  let rules: string | null = null;
  let slowdown: Named<Slowdown> | null = null;
  for (const name of names) {
    const dot = name.indexOf(".");
    const [kind, rest] = [name.slice(0, dot), name.slice(dot + 1)];
    const slot = parseSlot(name);
    const ban = parseFrozen(name);
    if (slot !== null) keepLater(slots, slot);
    else if (ban !== null) frozen.push(ban);
    else if (kind === "rules") rules = rest;
    else if (kind === "slowdown") slowdown = { name, value: parseSlowdown(rest) ?? FULL_PACE };
    else if (kind.startsWith("budget-")) {
      const value = parseBudget(rest);
      if (value !== null) budgets.set(Number(kind.slice("budget-".length)), { name, value });
    }
  }
  return { rules, slots, frozen, budgets, slowdown };
}

function parseSlot(name: string): Slot | null {
  const [, index, machineMs, wallMs, leaseMs] = /^(\d{1,6})\.(\d{1,15})\.(\d{1,15})\.(\d{1,12})\.[\w-]+$/.exec(name) ?? [];
  if (leaseMs === undefined) return null;
  const stamp = { machineMs: Number(machineMs), wallMs: Number(wallMs), leaseMs: Number(leaseMs) };
  return { name, index: Number(index), stamp };
}

/** Of a slot seen twice the later stamp counts: the earlier name is no more. */
function keepLater(slots: Map<number, Slot>, slot: Slot): void {
  const known = slots.get(slot.index);
  if (known === undefined || known.stamp.machineMs < slot.stamp.machineMs) slots.set(slot.index, slot);
}

function parseFrozen(name: string): Frozen | null {
  const [, untilMs, because] = /^frozen\.(\d{1,15})(?:\.(rate_limited|quota_exhausted))?$/.exec(name) ?? [];
  if (untilMs === undefined) return null;
  return { name, untilMs: Number(untilMs), because: (because as Wait["because"] | undefined) ?? "suspended" };
}
