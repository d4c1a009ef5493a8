import { z } from "zod";
import { comparisonAnswer, ruleStretch } from "../compare-purchase-options/answer-schema.ts";

export const recheckAnswer = z.strictObject({
  mode: z.enum(["live", "sandbox"]),
  decision_id: z.string(),
  decided_at: z.string(),
  checked_at: z.string(),
  verdict: comparisonAnswer.shape.verdict.describe("As compare_purchase_options'"),
  was: z.strictObject({ state: z.string(), winner: z.string().nullable(), rule: z.array(ruleStretch) }),
  changed: z.array(
    z.strictObject({
      ref: z.string().nullable(),
      what: z.enum(["price", "tier", "stock", "status", "lead_time", "fx", "freight"]),
      was: z.string().nullable(),
      now: z.string().nullable(),
    }),
  ),
  total: z.strictObject({ was: z.string().nullable(), now: z.string().nullable() }).nullable(),
  order_changed: z.boolean().describe("Something else is to be bought"),
  notes: z.array(z.string()),
});
export type RecheckAnswer = z.output<typeof recheckAnswer>;
