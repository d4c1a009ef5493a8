import { aSku } from "../../support/product.ts";
import { A, ALL, B, both, type Case, dearer, price, shelf, two, without } from "./follow-through-shelf.ts";

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

/** What only the seller can say of itself and its goods. */
export const SELLER_CASES: Readonly<Record<string, Case>> = {
  // 5 cartons of 24 at 20.00 are 100.00.
  "a carton's pieces": {
    asked: { products: both, unit: "piece", costs: ALL },
    listings: shelf([A, two], [B, { ladder: [[1, "20"]], offer: { unit: "carton", unitClass: "pack" } }]),
    question: { to: "supplier", ref: B, question_en: "How many pieces are in one carton as you sell it?" },
    values: { "facts.units_per_pack": 24 },
    state: "winner",
    winner: B,
  },
  // Two rolls of 50 m at 110.00 are 220.00, 100 m at 2.25 are 225.00.
  "what a roll holds": {
    asked: {
      unit: "m",
      costs: ALL,
      offers: [
        { name: "a", prices_text: "2.25", unit: "m", currency: "USD", trade_term: "FOB Ningbo" },
        { name: "b", prices_text: "110", unit: "roll", currency: "USD", trade_term: "FOB Ningbo" },
      ],
    },
    listings: {},
    question: { to: "supplier", ref: "offer:b", question_en: "How many metres are in one roll as you sell it?" },
    values: { "facts.unit": "roll of 50 m" },
    state: "winner",
    winner: "offer:b",
  },
  // 0.12 m³ / 24 × 100 × 100.00 = 50.00 beside 200.00; 0.001 m³ × 100 × 100.00 = 10.00 beside 250.00.
  "the size of what is shipped": {
    asked: { products: both, costs: { ...without(ALL, "freight"), freight_per_m3: 100 } },
    listings: shelf(
      [A, two],
      [B, { ...dearer, package: { weightKg: "1", lengthCm: "10", widthCm: "10", heightCm: "10", unitsPerCarton: null } }],
    ),
    question: { to: "supplier", ref: A },
    values: { "facts.package": { sizes_of: "carton", units_per_carton: 24, length_cm: 60, width_cm: 40, height_cm: 50 } },
    state: "winner",
    winner: A,
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
};
