import { QUESTIONS } from "../../src/cli/demo/demo-questions.ts";
import { contest } from "../../src/sandbox/catalogue/catalogue.ts";

const YONGKANG = "1688:738204915561";
const NORTHPEAK = "alibaba:1601206810538";
const EVERKEEP = "alibaba:1601206810412";

/** Eight questions as buyers ask them: of each answer the first lines tell whom, how many, the total, what is unknown, what next. */
export const EIGHT_QUESTIONS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  tumblers: { products: contest("tumblers"), quantity: 5_000, destination: "US" },
  "tumblers-to-germany": { products: contest("tumblers"), quantity: 5_000, destination: "DE", currency: "EUR" },
  "mats-with-an-inverted-step": {
    products: ["1688:761145502318", "alibaba:1601411030561", "aliexpress:1005008344260031"],
    quantity: 2_000,
    destination: "US",
  },
  "tumblers-in-time": {
    products: [YONGKANG, EVERKEEP, NORTHPEAK],
    quantity: 5_000,
    destination: "US",
    requirements: { max_lead_time_days: 60 },
  },
  "tumblers-with-a-certificate": {
    products: [YONGKANG, "1688:741960338207", EVERKEEP, NORTHPEAK],
    quantity: 5_000,
    destination: "DE",
    currency: "EUR",
    requirements: { certifications: ["LFGB"] },
  },
  "tumblers-from-two-sources": {
    products: [YONGKANG, "1688:745518820943"],
    quantity: 5_000,
    destination: "US",
    min_share: 0.3,
    costs: { ...toDoor("0.003"), freight: "3450", duty_rate: "0.02" },
  },
  "tumblers-with-vat-recovered": {
    products: [YONGKANG, NORTHPEAK, EVERKEEP],
    quantity: 5_000,
    destination: "DE",
    currency: "EUR",
    costs: { duty_rate: "0.017", vat_rate: "0.19", vat_recoverable: true },
  },
  "tumblers-against-an-own-quote": {
    products: [YONGKANG, "1688:745518820943"],
    offers: [
      {
        name: "Ningbo chat",
        supplier: "Ningbo Harbour Cups",
        prices_text: "1000-4999: 3.10; 5000+: 2.95",
        currency: "USD",
        unit: "piece",
        trade_term: "FOB Ningbo",
        min_order_quantity: 1_000,
        lead_time_days: { low: 20, high: 25 },
      },
    ],
    quantity: 5_000,
    destination: "US",
  },
};

/** What is asked of compare_purchase_options, by the name of the file with its answer. */
export const GOLDEN_QUESTIONS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ...EIGHT_QUESTIONS,
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
