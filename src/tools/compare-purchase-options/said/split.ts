import type { ComparisonAnswer } from "../answer-schema.ts";
import { grouped } from "../messages/units.ts";
import { fullNameOf } from "./names.ts";

/** Sharing the order: where it saves, and what a second source costs. */
export function splitText({ split, second_source: second, currency, options }: ComparisonAnswer): readonly string[] {
  const parts = (allocations: NonNullable<typeof split>["allocations"]): string =>
    allocations.map(({ ref, quantity }) => `${grouped(quantity)} from ${fullNameOf({ options }, ref)}`).join(" + ");
  if (split !== null && split.allocations.length > 1) {
    const saving = split.saving === null ? "" : `, ${grouped(split.saving)} less than one supplier`;
    const proof = split.proof === "optimal" ? "proven the least" : `at most ${split.gap} above the least`;
    return [`Split: ${parts(split.allocations)} = ${grouped(split.total)} ${currency}${saving}, ${proof}.`];
  }
  if (second === null) return [];
  const whole = second.allocations.length === 0 ? "" : `${parts(second.allocations)} = ${grouped(second.total)}, `;
  return [`A second source: ${whole}${grouped(second.premium)} ${currency} more than one supplier.`];
}
