import { lump } from "../../support/listing.ts";
import { A, ALL, B, both, C, type Case, delivered, type Fields, price, shelf, two, without } from "./follow-through-shelf.ts";

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

/** What the way costs, in which currency and under which term. */
export const COST_CASES: Readonly<Record<string, Case>> = {
  // 100 × 10 / 7.1 = 140.85 is less than 100 × 2.00.
  "an exchange rate": {
    asked: { products: [A, C], costs: ALL },
    listings: shelf([A, two], [C, { ladder: [[1, "10"]], rule: "FOB", offer: { currency: "CNY" } }]),
    question: { to: "buyer" },
    values: { "fx.rates.CNY": 7.1 },
    state: "winner",
    winner: C,
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
