import { MAIN_LINES, ORIGIN_LINES } from "../../../domain/landed-cost/cost-lines.ts";
import { spoken } from "./figures.ts";

const ORIGIN: readonly string[] = [...ORIGIN_LINES];
const MAIN: readonly string[] = [...MAIN_LINES];
const ARRIVAL = ["destination_terminal", "last_mile"];
const WAY: readonly string[] = [...ORIGIN, ...MAIN, ...ARRIVAL];
// So few costs are named one by one.
const FEW = 2;

/** A stretch of the way as a person says it: where it begins and where it ends. */
export interface Way {
  /** "the way to your door" */
  readonly noun: string;
  /** What a forwarder does: "takes them to your door". */
  readonly verb: string;
}

/** The stretch that these costs are of; null where they are fewer than a stretch, or none of the way. */
export function wayOf(lines: readonly string[]): Way | null {
  const carried = lines.filter((line) => WAY.includes(line));
  if (carried.length <= FEW) return null;
  const has = (names: readonly string[]): boolean => names.some((name) => carried.includes(name));
  if (!carried.includes("freight")) return carried.every((line) => ORIGIN.includes(line)) ? TO_SHIP : null;
  const start = has(["loading", "origin_inland"]) ? "" : has(ORIGIN) ? " from the seller's port" : " from the ship";
  const end = carried.includes("last_mile") ? "to your door" : "to your port";
  return { noun: `the way${start} ${end}`, verb: `takes them${start} ${end}` };
}

const TO_SHIP: Way = {
  noun: "the way from the works onto the ship",
  verb: "brings them from the works onto the ship",
};

/** Costs in a few words: a stretch of the way as one, the others by their names. */
export function costWords(lines: readonly string[]): string {
  const whole = wayOf(lines);
  const way = whole ?? wayOf(lines.filter((line) => ORIGIN.includes(line)));
  const stretch = whole === null ? ORIGIN : WAY;
  const named = way === null ? lines : lines.filter((line) => !stretch.includes(line));
  return [...(way === null ? [] : [way.noun]), ...named.map(spoken)].join(", ");
}
