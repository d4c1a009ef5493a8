import { QUESTIONS } from "../../src/cli/demo/demo-questions.ts";
import { contest } from "../../src/sandbox/catalogue/catalogue.ts";

/** What is asked of compare_purchase_options, by the name of the file with its answer. */
export const GOLDEN_QUESTIONS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  tumblers: { products: contest("tumblers"), quantity: 5_000, destination: "US" },
  "tumblers-with-forwarder": demo(1),
  "litter-mats-split": demo(3),
  "phone-cases": { products: contest("phone cases"), quantity: 5_000, destination: "FR", currency: "EUR" },
  "yoga-mats": {
    products: contest("yoga mats"),
    quantity: 5_000,
    destination: "AU",
    currency: "AUD",
    costs: { ...toDoor("0.004"), freight: "9800", duty_rate: "0.05", vat_rate: "0.10", vat_recoverable: true },
  },
  "desk-lamps": {
    products: contest("desk lamps"),
    quantity: 5_000,
    destination: "DE",
    currency: "EUR",
    costs: { duty_rate: "0.037", vat_rate: "0.19", vat_recoverable: true, brokerage: "120", unloading: "0" },
  },
  "ceramic-mugs": {
    products: contest("ceramic mugs"),
    quantity: 5_000,
    destination: "GB",
    currency: "GBP",
    costs: { ...toDoor("0.003"), freight: "2600", duty_rate: "0.12", vat_rate: "0.20", vat_recoverable: true },
  },
  "canvas-totes": { products: contest("canvas totes"), quantity: 5_000, destination: "FR" },
  "wireless-earbuds": {
    products: contest("wireless earbuds"),
    quantity: 5_000,
    destination: "BR",
    costs: { duty_rate: "0.16", vat_rate: "0.18", vat_recoverable: false },
  },
  "wireless-earbuds-split": {
    products: ["1688:806751994365", "alibaba:1601855474102", "alibaba:1601855474229"],
    quantity: 40_000,
    destination: "US",
    costs: { ...toDoor("0.002"), freight: "4200", duty_rate: "0" },
  },
  "cutting-boards": {
    products: contest("cutting boards"),
    quantity: 5_000,
    destination: "CA",
    currency: "CAD",
    requirements: { max_lead_time_days: 60 },
  },
  "work-gloves": { products: contest("work gloves"), quantity: 6_000, destination: "US", costs: { duty_rate: "0.13" } },
};

/** What a forwarder's price from the works to the door holds, and the figures beside it. */
function toDoor(insuranceRate: string): Readonly<Record<string, string>> {
  const included = ["loading", "origin_inland", "export_clearance", "origin_terminal", "vessel_loading"];
  const beyond = ["destination_terminal", "last_mile", "unloading"];
  const nothing = Object.fromEntries([...included, ...beyond].map((line) => [line, "0"]));
  return { ...nothing, brokerage: "180", insurance_rate: insuranceRate };
}

function demo(index: number): Readonly<Record<string, unknown>> {
  return QUESTIONS[index]?.calls[0]?.arguments ?? {};
}
