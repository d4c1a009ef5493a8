import type { Question } from "../comparison.ts";
import type { PricedOption } from "../option/option.ts";
import type { Subject } from "./way-question.ts";

/** A freight or a duty by size that the buyer has said waits for the size alone. */
export function lacksSize({ plan: { shape }, costs }: PricedOption): boolean {
  const [noWeight, noVolume] = [(shape.kgPerUnit ?? null) === null, (shape.m3PerUnit ?? null) === null];
  const byWeight = costs.freightPerKg !== undefined || (costs.duties ?? []).some(({ perKg }) => perKg !== undefined);
  const byVolume =
    costs.freightPerM3 !== undefined || (costs.freightPerKg !== undefined && costs.volumetricDivisor !== undefined);
  return (byWeight && noWeight) || (byVolume && noVolume);
}

/** How the goods are packed, which only their seller knows. */
export const packingQuestion = ({ ref }: PricedOption, { amount }: Subject): Question => ({
  kind: "packing",
  lines: [],
  to: "supplier",
  answers: [
    {
      field: "facts.package",
      for: ref,
      unit: '{ sizes_of: "carton", units_per_carton, length_cm, width_cm, height_cm, weight_kg }',
    },
  ],
  ref,
  questionEn: `How are ${amount.en} packed: how many a carton, and what are its size and gross weight?`,
  questionZh: `您好,${amount.zh}怎么包装?每箱装多少?箱规、毛重是多少?`,
  settles: `Whether ${ref} is the cheapest: its freight goes by a size that it does not state.`,
});
