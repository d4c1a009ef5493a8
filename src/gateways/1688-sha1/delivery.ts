import type * as z from "zod";
import { type FreightOption, UNQUOTED_DELIVERY } from "../../model/freight.ts";
import type { Shipping } from "../../model/product.ts";
import { readDayRange } from "../../normalize/terms/day-range.ts";
import { readFreeThreshold } from "../../normalize/terms/delivery-template.ts";
import { asText } from "../../normalize/text/json-shape.ts";
import type { Notes } from "../reading/notes.ts";
import { amountIn, readPrice } from "../reading/prices/figures.ts";
import type { ProductPayload } from "./payload.ts";

type Template = z.output<typeof ProductPayload>["delivery_template"];
type Company = Template["logistics_companies"][number];

/** A delivery template within China, in CNY. */
export function readDelivery(template: Template, notes: Notes): Shipping {
  const threshold = readFreeThreshold(template.free_shipping_threshold);
  return {
    ports: [],
    freeFrom: threshold === null ? null : { amount: threshold, currency: "CNY" },
    coverage: asText(Array.isArray(template.coverage) ? template.coverage.join(", ") : template.coverage),
    options: template.logistics_companies.map((company) => readCompany(company, notes)),
  };
}

/** The first fee and what each further step adds; the dialect does not say how many units a step has. */
function readCompany(company: Company, notes: Notes): FreightOption {
  const first = notes.read("shipping.options", company.min_fee, amountIn("CNY"));
  const additional = notes.read("shipping.options", company.additional_fee, amountIn("CNY"));
  if (first !== null && additional === null) {
    const message = `A delivery starts at ${first} CNY; what more units add is not stated, so its fee is unknown.`;
    notes.warn("freight_incomplete", message);
  }
  return {
    ...UNQUOTED_DELIVERY,
    carrier: company.name,
    days: notes.read("shipping.options", company.delivery_days, readDayRange),
    freight: first === null || additional === null ? null : { amount: first, currency: "CNY" },
    additional:
      first === null || additional === null || isFree(additional)
        ? null
        : { amount: additional, firstUnits: null, stepUnits: null },
    scope: "domestic",
  };
}

const isFree = (fee: string): boolean => readPrice(fee) === null;
