import { z } from "zod";
import { amount, rate } from "../../params.ts";

const MAX_DUTIES = 12;

const duty = z
  .strictObject({
    name: z.string().trim().min(1).max(40),
    rate: rate.optional(),
    per_unit: amount.optional(),
    per_kg: amount.optional(),
    amount: amount.optional(),
    least: amount.optional(),
    most: amount.optional(),
  })
  .meta({ advertise: [] });

export const duties = z
  .array(duty)
  .max(MAX_DUTIES)
  .describe('[{ name: "MPF", rate: 0.003464, per_unit, per_kg, amount, least: 32.71, most: 634.62 }], for `duty_rate`');

/** What the buyer knows of the way, per shipment of the quantity asked for. */
export const costFields = {
  loading: amount.optional().describe("At works: 40"),
  origin_inland: amount.optional().describe("Works to port: 380"),
  export_clearance: amount.optional().describe("90"),
  origin_terminal: amount.optional().describe("180"),
  vessel_loading: amount.optional().describe("70"),
  freight: amount.optional().describe("Main carriage: 1450"),
  freight_per_unit: amount.optional().describe("0.29"),
  freight_per_kg: amount.optional().describe("Chargeable kg: 5.2"),
  freight_per_m3: amount.optional().describe("120"),
  freight_least: amount.optional().describe("Minimum: 85"),
  volumetric_divisor: amount
    .refine((value) => Number(value) > 0, "Write cm³ per kg, such as 5000")
    .optional()
    .describe("cm³ per kg: 6000"),
  insurance_rate: rate.optional().describe("0.003"),
  insurance_amount: amount.optional().describe("45"),
  destination_terminal: amount.optional().describe("260"),
  brokerage: amount.optional().describe("95"),
  duty_rate: rate.optional().describe("0.065"),
  duty_amount: amount.optional().describe("310"),
  duties: duties.optional(),
  vat_rate: rate.optional().describe("0.2"),
  vat_amount: amount.optional().describe("900"),
  vat_recoverable: z.boolean().optional().describe("All or none"),
  vat_recoverable_share: rate
    .refine((value) => Number(value) <= 1, "Write a share of at most 1 (100%)")
    .optional()
    .describe("0.8"),
  last_mile: amount.optional().describe("To your door: 340"),
  unloading: amount.optional().describe("60"),
  per_order: amount.optional().describe("Inspection, bank: 250"),
  one_time: amount.optional().describe("Moulds: 900"),
};

export const costs = z
  .strictObject(costFields)
  .refine(
    ({ vat_recoverable: all, vat_recoverable_share: share }) =>
      all === undefined || share === undefined || Number(share) === Number(all),
    "Write `vat_recoverable` or `vat_recoverable_share`, not two that differ",
  );
export type CostsInput = z.output<typeof costs>;

const MAX_FOR_LENGTH = 2_000;

/** Whose costs: advertised by `for` alone, because the other fields are those of `costs`. */
export const costsByProduct = z
  .array(
    z
      .strictObject({ for: z.string().min(1).max(MAX_FOR_LENGTH).describe('"1688", a reference, "offer:name"'), ...costFields })
      .meta({ advertise: ["for"] }),
  )
  .max(40)
  .describe('`costs` of some, overriding: [{ for: "1688", freight: 900 }]');
