import { Fault } from "../../../model/fault.ts";
import { isNestedTooDeep, LONGEST_TEXT, leftOutOf, MOST_ENTRIES } from "../../../model/json.ts";

export interface BoundedAnswer {
  readonly body: unknown;
  /** Objects beyond the first 2,000 of the longest list. */
  readonly leftOut: number;
}

/**
 * An answer that costs no more to read than its bytes: lists and objects cut at 2,000 entries, texts at 200,000 characters.
 * @throws Fault `bad_answer` where it nests too deep to be walked
 */
export function boundedAnswer(body: unknown): BoundedAnswer {
  const known = leftOutOf(body);
  if (known !== null) return { body, leftOut: known };
  if (isNestedTooDeep(body)) throw new Fault({ kind: "bad_answer", message: "The answer is nested without end." });
  const state = { leftOut: 0 };
  return { body: bounded(body, state), leftOut: state.leftOut };
}

/** What is within the bounds comes back as it is: copying an answer would cost as much as reading it. */
function bounded(value: unknown, state: { leftOut: number }): unknown {
  if (typeof value === "string") return value.length > LONGEST_TEXT ? value.slice(0, LONGEST_TEXT) : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    if (typeof value[MOST_ENTRIES] === "object") state.leftOut = Math.max(state.leftOut, value.length - MOST_ENTRIES);
    const kept: readonly unknown[] = value.length > MOST_ENTRIES ? value.slice(0, MOST_ENTRIES) : value;
    let copy: unknown[] | null = null;
    for (let index = 0; index < kept.length; index += 1) {
      const entry = bounded(kept[index], state);
      if (entry === kept[index]) continue;
      copy ??= [...kept];
      copy[index] = entry;
    }
    return copy ?? kept;
  }
  const record = value as Readonly<Record<string, unknown>>;
  const all = Object.keys(record);
  const keys = all.length > MOST_ENTRIES ? all.slice(0, MOST_ENTRIES) : all;
  let copy: Record<string, unknown> | null = keys === all ? null : Object.fromEntries(keys.map((key) => [key, record[key]]));
  for (const key of keys) {
    const entry = bounded(record[key], state);
    if (entry === record[key]) continue;
    copy ??= { ...record };
    // Not by assignment: "__proto__" is a key like any other here.
    Object.defineProperty(copy, key, { value: entry, enumerable: true, writable: true, configurable: true });
  }
  return copy ?? record;
}
