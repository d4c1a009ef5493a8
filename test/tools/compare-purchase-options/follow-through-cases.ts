import type { Product } from "../../../src/model/product.ts";
import type { ComparisonAnswer } from "../../../src/tools/compare-purchase-options/answer-schema.ts";
import { type ListingWish, lump, productWith } from "../../support/listing.ts";
import { aSku } from "../../support/product.ts";

export type Fields = Readonly<Record<string, unknown>>;
export type Shelf = Readonly<Record<string, Product>>;
export type Question = NonNullable<ComparisonAnswer["verdict"]["ask_next"]>;

export const A = "alibaba:1";
export const B = "alibaba:2";
const C = "1688:3";
export const two: ListingWish = { ladder: [[1, "2.00"]] };
export const dearer: ListingWish = { ladder: [[1, "2.50"]] };
export const delivered: ListingWish = { ladder: [[1, "2.30"]], rule: "DDP" };
const WAY = { freight: 0, insurance_rate: 0, destination_terminal: 0, brokerage: 0, last_mile: 0, unloading: 0 };
const TAXES = { duty_rate: 0, vat_rate: 0, vat_recoverable: true };
export const ALL = { ...WAY, ...TAXES };
export const without = (costs: Fields, ...names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(costs).filter(([name]) => !names.includes(name)));

export const shelf = (...wishes: readonly (readonly [string, ListingWish])[]): Shelf =>
  Object.fromEntries(
    wishes.map(([ref, wish]) => {
      const [marketplace = "", id = ""] = ref.split(":");
      return [ref, productWith(id, { marketplace: marketplace as Product["marketplace"], ...wish })];
    }),
  );

export interface Case {
  readonly asked: Fields;
  readonly listings: Shelf;
  readonly question: Partial<Question>;
  /** An answer for each field that the question names. */
  readonly values: Fields;
  /** What stands then. */
  readonly state: string;
  readonly winner: string | null;
}
export const both = [A, B];
const price = (unit_price: string) => [{ from: 1, unit_price }];
const offers = (first: Fields) => [
  { name: "a", prices_text: "2.00", ...first },
  { name: "b", prices_text: "2.30", currency: "USD", trade_term: "DDP Chicago" },
];
const yuanAndDollars = {
  offers: [
    { name: "a", prices_text: "10", currency: "CNY", trade_term: "EXW Yiwu" },
    { name: "b", prices_text: "2.00", currency: "USD", trade_term: "FOB Ningbo" },
  ],
  fx: { rates: { CNY: 7.1 } },
};
const PROFILE = {
  factory_audit: true,
  iso: true,
  trade_assurance: true,
  certifications: 4,
  years: 10,
  transaction_level: 5,
  response_rate: "0.95",
  on_time_rate: "0.97",
  product_count: 60,
  monthly_output: 20_000,
  shortest_lead_days: 7,
};
const profile = Object.fromEntries(Object.entries(PROFILE).map(([name, value]) => [`facts.score_profile.${name}`, value]));
const days = { "facts.lead_time_days": { low: 8, high: 12 }, "facts.freight": [{ days: { low: 10, high: 15 } }] };

export const CASES: Readonly<Record<string, Case>> = {
  // 100 × 10 / 7.1 = 140.85 is less than 100 × 2.00.
  "an exchange rate": {
    asked: { products: [A, C], costs: ALL },
    listings: shelf([A, two], [C, { ladder: [[1, "10"]], rule: "FOB", offer: { currency: "CNY" } }]),
    question: { to: "buyer" },
    values: { "fx.rates.CNY": 7.1 },
    state: "winner",
    winner: C,
  },
  // 5 cartons of 24 at 20.00 are 100.00.
  "a carton's pieces": {
    asked: { products: both, unit: "piece", costs: ALL },
    listings: shelf([A, two], [B, { ladder: [[1, "20"]], offer: { unit: "carton", unitClass: "pack" } }]),
    question: { to: "supplier", ref: B, question_en: "How many pieces are in one carton as you sell it?" },
    values: { "facts.units_per_pack": 24 },
    state: "winner",
    winner: B,
  },
  "a price by the piece where kilograms are sold": {
    asked: { products: both, unit: "piece", costs: ALL },
    listings: shelf([A, two], [B, { ladder: [[1, "20"]], offer: { unit: "kg", unitClass: "weight" } }]),
    question: { to: "supplier", ref: B },
    values: { "facts.prices": price("1.80"), "facts.unit": "piece" },
    state: "winner",
    winner: B,
  },
  "a price that the listing does not state": {
    asked: { products: both, costs: ALL },
    listings: shelf([A, two], [B, { ladder: [], offer: { priceBasis: "none" } }]),
    question: { to: "supplier", ref: B },
    values: { "facts.prices": price("2.20") },
    state: "winner",
    winner: A,
  },
  "a currency that the listing does not state": {
    asked: { products: both, costs: ALL },
    listings: shelf([A, two], [B, { ladder: [[1, "1"]], offer: { currency: null } }]),
    question: { to: "supplier", ref: B },
    values: { "facts.prices": price("1.90"), "facts.currency": "USD" },
    state: "winner",
    winner: B,
  },
  "a price that is a range": {
    asked: { products: both, costs: ALL },
    listings: shelf([A, two], [B, { ladder: [], offer: { priceBasis: "range", priceRange: { low: "1.50", high: "2.50" } } }]),
    question: { to: "supplier", ref: B },
    values: { "facts.prices": price("2.40") },
    state: "winner",
    winner: A,
  },
  "a price that differs by SKU": {
    asked: { products: both, costs: ALL },
    listings: shelf(
      [A, two],
      [
        B,
        {
          ladder: [],
          offer: { priceBasis: "sku" },
          skus: [aSku({ id: "1", unitPrice: "1.50" }), aSku({ id: "2", unitPrice: "2.50" })],
        },
      ],
    ),
    question: { to: "supplier", ref: B },
    values: { "facts.prices": price("1.60") },
    state: "winner",
    winner: B,
  },
  "a certificate": {
    asked: { products: both, costs: ALL, requirements: { certifications: ["CE"] } },
    listings: shelf([A, two], [B, dearer]),
    question: { to: "supplier", ref: A },
    values: { "facts.certifications": [{ type: "CE", valid_until: "2030-01-01" }] },
    state: "winner",
    winner: A,
  },
  // 12 + 15 days are within 30.
  "the days of making and of the way": {
    asked: { products: both, costs: ALL, requirements: { max_lead_time_days: 30 } },
    listings: shelf([A, two], [B, dearer]),
    question: { to: "supplier", ref: A },
    values: days,
    state: "winner",
    winner: A,
  },
  "the days of the way alone": {
    asked: { products: both, costs: ALL, requirements: { max_lead_time_days: 30 } },
    listings: shelf([A, { ...two, leadTimeDays: { low: 5, high: 9 } }], [B, dearer]),
    question: { to: "supplier", ref: A, question_en: "How many days are 100 pieces in transit to the United States?" },
    values: { "facts.freight": [{ days: { low: 10, high: 15 } }] },
    state: "winner",
    winner: A,
  },
  "an audit": {
    asked: { products: both, costs: ALL, requirements: { verified_only: true } },
    listings: shelf([A, two], [B, dearer]),
    question: { to: "supplier", ref: A },
    values: { "facts.score_profile.factory_audit": true },
    state: "winner",
    winner: A,
  },
  "every indicator that a score lacks": {
    asked: { products: both, costs: ALL, requirements: { min_supplier_score: 60 } },
    listings: shelf([A, two], [B, dearer]),
    question: { to: "supplier", ref: A },
    values: profile,
    state: "winner",
    winner: A,
  },
  "the sooner": {
    asked: {
      products: both,
      costs: ALL,
      priority: "speed",
      facts: [{ for: A, lead_time_days: { low: 20, high: 30 }, freight: [{ days: { low: 20, high: 30 } }] }],
    },
    listings: shelf([A, two], [B, dearer]),
    question: { to: "supplier", ref: B, settles: `How soon ${B} can deliver.` },
    values: days,
    state: "winner",
    winner: B,
  },
  "the safer": {
    asked: { products: both, costs: ALL, priority: "risk", facts: [{ for: B, score_profile: { ...PROFILE, iso: false } }] },
    listings: shelf([A, two], [B, dearer]),
    question: { to: "supplier", ref: A, settles: `How sure the supplier of ${A} is.` },
    values: profile,
    state: "winner",
    winner: A,
  },
  // 200 × 1.19 = 238 is more than 230 delivered.
  "a VAT rate": {
    asked: { products: both, destination: "DE", costs: { ...without(ALL, "vat_rate"), vat_recoverable: false } },
    listings: shelf([A, two], [B, delivered]),
    question: { to: "buyer", question_en: "What is the VAT rate for these goods in Germany, as a fraction?" },
    values: { "costs.vat_rate": 0.19 },
    state: "winner",
    winner: B,
  },
  "a VAT rate and whether it comes back": {
    asked: { products: both, destination: "DE", costs: without(ALL, "vat_rate", "vat_recoverable") },
    listings: shelf([A, two], [B, delivered]),
    question: { to: "buyer" },
    values: { "costs.vat_rate": 0.19, "costs.vat_recoverable": true },
    state: "winner",
    winner: A,
  },
  "whether VAT comes back": {
    asked: { products: both, destination: "DE", costs: { ...without(ALL, "vat_recoverable"), vat_rate: 0.2 } },
    listings: shelf([A, two], [B, delivered]),
    question: { to: "buyer", question_en: "Do you recover the import VAT that you pay in Germany?" },
    values: { "costs.vat_recoverable": true },
    state: "winner",
    winner: A,
  },
  // 200 × 1.16 = 232.
  "a duty rate": {
    asked: { products: both, costs: without(ALL, "duty_rate") },
    listings: shelf([A, two], [B, delivered]),
    question: { to: "buyer" },
    values: { "costs.duty_rate": "16%" },
    state: "winner",
    winner: B,
  },
  "two rates": {
    asked: { products: both, costs: without(ALL, "duty_rate", "insurance_rate") },
    listings: shelf([A, two], [B, delivered]),
    question: {
      to: "buyer",
      question_en: "What are the insurance and duty rates for these goods in the United States, as fractions?",
    },
    values: { "costs.insurance_rate": 0.003, "costs.duty_rate": 0.03 },
    state: "winner",
    winner: A,
  },
  "a freight": {
    asked: { products: both, costs: without(ALL, "freight") },
    listings: shelf([A, two], [B, delivered]),
    question: { to: "forwarder" },
    values: { "costs.freight": 31 },
    state: "winner",
    winner: B,
  },
  "a delivery that the seller does without a price": {
    asked: { products: both, costs: without(ALL, "freight") },
    listings: shelf([A, { ...two, options: [lump(null)] }], [B, delivered]),
    question: { to: "supplier", ref: A },
    values: { "costs.freight": 29 },
    state: "winner",
    winner: A,
  },
  "a delivery to the forwarder's warehouse in China": {
    asked: {
      products: [C, A],
      costs: { ...ALL, loading: 0, export_clearance: 0, origin_terminal: 0, vessel_loading: 0 },
    },
    listings: shelf([C, { ...two, rule: "EXW", options: [lump(null, { scope: "domestic" })] }], [A, { ladder: [[1, "2.30"]] }]),
    question: { to: "supplier", ref: C },
    values: { "costs.origin_inland": 20 },
    state: "winner",
    winner: C,
  },
  "a price under another term": {
    asked: { products: both },
    listings: shelf([A, two], [B, delivered]),
    question: { to: "supplier", ref: A },
    values: { "facts.prices": price("2.40"), "facts.trade_term": "DDP Chicago" },
    state: "winner",
    winner: B,
  },
  // A factory that sells in yuan quotes for export in dollars: 100 × 1.90 = 190 is less than 200, and so are 100 × 13 / 7.1 = 183.10.
  "a price under another term, in another currency": {
    asked: { ...yuanAndDollars },
    listings: {},
    question: { to: "supplier", ref: "offer:a" },
    values: { "facts.prices": price("1.90"), "facts.currency": "USD", "facts.trade_term": "FOB Ningbo" },
    state: "winner",
    winner: "offer:a",
  },
  "a price under another term, in the seller's own currency": {
    asked: { ...yuanAndDollars },
    listings: {},
    question: { to: "supplier", ref: "offer:a" },
    values: { "facts.prices": price("14.30"), "facts.currency": "CNY", "facts.trade_term": "FOB Ningbo" },
    state: "winner",
    winner: "offer:b",
  },
  // 200 + 50 + 0.003 of it is less than 230 + 100.
  "a forwarder's price from the works to the door": {
    asked: { products: [C, A] },
    listings: shelf([C, { ...two, rule: "EXW" }], [A, { ladder: [[1, "2.30"]], options: [lump("100", { scope: "door" })] }]),
    question: { to: "forwarder" },
    values: {
      ...Object.fromEntries(
        [
          "loading",
          "origin_inland",
          "export_clearance",
          "origin_terminal",
          "vessel_loading",
          "destination_terminal",
          "last_mile",
        ].map((line) => [`costs.${line}`, 0]),
      ),
      "costs.freight": 50,
      "costs.insurance_rate": 0.003,
    },
    state: "winner",
    winner: C,
  },
  "an offer's trade term": {
    asked: { offers: offers({ currency: "USD" }) },
    listings: {},
    question: { to: "supplier", ref: "offer:a", settles: "Which costs of the way the price of offer:a holds." },
    values: { "facts.trade_term": "DDP Chicago" },
    state: "winner",
    winner: "offer:a",
  },
  // 200 and the way onto the ship, if that is the buyer's, may be more than 230 delivered.
  "an offer's trade term, where every other cost is known": {
    asked: { offers: offers({ currency: "USD" }), costs: ALL },
    listings: {},
    question: { to: "supplier", ref: "offer:a", settles: "Which costs of the way the price of offer:a holds." },
    values: { "facts.trade_term": "FOB Ningbo" },
    state: "winner",
    winner: "offer:a",
  },
  "an offer's currency": {
    asked: { offers: offers({}) },
    listings: {},
    question: { to: "supplier", ref: "offer:a" },
    values: { "facts.prices": price("2.40"), "facts.currency": "USD", "facts.trade_term": "DDP Chicago" },
    state: "winner",
    winner: "offer:b",
  },
  "an offer's cartons": {
    asked: { unit: "piece", offers: offers({ prices_text: "20.00", currency: "USD", unit: "carton", trade_term: "DDP" }) },
    listings: {},
    question: { to: "supplier", ref: "offer:a" },
    values: { "facts.units_per_pack": 24 },
    state: "winner",
    winner: "offer:a",
  },
};
