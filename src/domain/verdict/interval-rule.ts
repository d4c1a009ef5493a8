import type { DayRange } from "../../model/freight.ts";
import type { RuleStretch } from "../comparison.ts";
import type { PricedOption } from "../option/option.ts";

interface Measured {
  readonly option: PricedOption;
  readonly low: number;
  /** Null: without an end. */
  readonly high: number | null;
}

/**
 * The rule where who is first by days or by the score hangs on the one of two whose figure is a range: on either side of the other's
 * exact one. Null where both are ranges, or more than two may be first.
 */
export function intervalRule(
  priority: "speed" | "risk",
  contenders: readonly PricedOption[],
): { readonly stretches: readonly RuleStretch[]; readonly open: PricedOption } | null {
  const [a, b, ...others] = contenders;
  if (a === undefined || b === undefined || others.length > 0) return null;
  const [one, other] = priority === "speed" ? days(a, b) : [score(a), score(b)];
  const exact = [one, other].find(({ low, high }) => low === high);
  const open = exact === one ? other : one;
  if (exact === undefined || open.low === open.high || a.hasAlarm !== b.hasAlarm) return null;
  const isBetterBelow = priority === "speed";
  const limit = isBetterBelow ? String(exact.low) : exact.low.toFixed(1);
  const stretch = (buy: PricedOption, above: string | null, below: string | null): RuleStretch => ({
    buy: buy.ref,
    when: {
      what: [isBetterBelow ? "lead_time_days" : "supplier_score"],
      for: open.option.ref,
      above,
      below,
      unit: isBetterBelow ? "days" : "points",
    },
    likely: true,
  });
  const [below, above] = isBetterBelow ? [open.option, exact.option] : [exact.option, open.option];
  return { stretches: [stretch(below, null, limit), stretch(above, limit, null)], open: open.option };
}

/** Where neither says how long the way takes, it is the buyer's forwarder's for both: then the days of making. */
function days(a: PricedOption, b: PricedOption): readonly [Measured, Measured] {
  const isMaking = a.plan.transit === null && b.plan.transit === null;
  const measured = (option: PricedOption): Measured => {
    const range: DayRange | null = isMaking ? option.plan.production : option.plan.days;
    return { option, low: range?.low ?? 0, high: range?.high ?? null };
  };
  return [measured(a), measured(b)];
}

const score = (option: PricedOption): Measured => ({
  option,
  low: Number(option.score.low),
  high: Number(option.score.high),
});
