import { compare, type EvalQuestion } from "./question.ts";

// Whoever takes the goods from the works to the shelf takes all of it, and says so.
const ORIGIN = { loading: "0", origin_inland: "0", export_clearance: "0", origin_terminal: "0", vessel_loading: "0" };
const ARRIVAL = { destination_terminal: "0", last_mile: "0", unloading: "0", brokerage: "0" };
const WAY = { ...ORIGIN, ...ARRIVAL, insurance_rate: "0" };
const usd = (name: string, prices: string, term: string, more: object = {}) => ({
  name,
  prices_text: prices,
  currency: "USD",
  trade_term: term,
  ...more,
});

/** Questions about offers that a buyer holds. */
export const OFFER_QUESTIONS: readonly EvalQuestion[] = [
  {
    name: "two-door-prices",
    asks: "4.80 or 5.10 a piece, both delivered to Chicago with duty paid, 500 pieces. The 4.80?",
    calls: [
      compare({
        quantity: 500,
        destination: "US",
        offers: [usd("one", "100+: 4.80", "DDP Chicago"), usd("two", "100+: 5.10", "DDP Chicago")],
      }),
    ],
    arithmetic: ["500 * 4.80 = 2400.00", "500 * 5.10 = 2550.00"],
    says: { whom: "offer:one", quantity: 500, total: "2400.00", unknown: ["unloading"], next: "confirm" },
  },
  {
    name: "works-or-port",
    asks: "3.10 ex works with a forwarder for 650, or 3.55 FOB with one for 420? 1,000 pieces, duty 5 %.",
    calls: [
      compare({
        quantity: 1_000,
        destination: "US",
        costs: { ...WAY, duty_rate: "0.05" },
        costs_by_product: [
          { for: "offer:works", freight: "650" },
          { for: "offer:port", freight: "420" },
        ],
        offers: [usd("works", "1000+: 3.10", "EXW Yiwu"), usd("port", "1000+: 3.55", "FOB Ningbo")],
      }),
    ],
    // The United States levy duty on the price free on board.
    arithmetic: ["1000 * 3.10 * 1.05 + 650 = 3905.00", "1000 * 3.55 * 1.05 + 420 = 4147.50"],
    says: { whom: "offer:works", quantity: 1_000, total: "3905.00", unknown: [], next: "confirm" },
  },
  {
    name: "more-for-less",
    asks: "I need 420. One asks 6.00, and 4.80 from 500 up; the other 5.90 whatever I take. Delivered, duty paid.",
    calls: [
      compare({
        quantity: 420,
        destination: "US",
        offers: [usd("ladder", "1-499: 6.00; 500+: 4.80", "DDP Chicago"), usd("flat", "1+: 5.90", "DDP Chicago")],
      }),
    ],
    arithmetic: ["500 * 4.80 = 2400.00", "420 * 6.00 = 2520.00", "420 * 5.90 = 2478.00"],
    says: { whom: "offer:ladder", quantity: 500, total: "2400.00", unknown: ["unloading"], next: "confirm" },
  },
  {
    name: "not-one-more",
    asks: "The same, but I have room for 420 and not one more.",
    calls: [
      compare({
        quantity: 420,
        destination: "US",
        allow_overbuy: false,
        offers: [usd("ladder", "1-499: 6.00; 500+: 4.80", "DDP Chicago"), usd("flat", "1+: 5.90", "DDP Chicago")],
      }),
    ],
    arithmetic: ["420 * 6.00 = 2520.00", "420 * 5.90 = 2478.00"],
    says: { whom: "offer:flat", quantity: 420, total: "2478.00", unknown: ["unloading"], next: "confirm" },
  },
  {
    name: "least-order",
    asks: "2.00 a piece from 1,000 up, or 2.60 in any number? I need 300.",
    calls: [
      compare({
        quantity: 300,
        destination: "US",
        offers: [
          usd("large", "1+: 2.00", "DDP Chicago", { min_order_quantity: 1_000 }),
          usd("small", "1+: 2.60", "DDP Chicago"),
        ],
      }),
    ],
    arithmetic: ["300 * 2.60 = 780.00", "1000 * 2.00 = 2000.00"],
    says: { whom: "offer:small", quantity: 300, total: "780.00", unknown: ["unloading"], next: "confirm" },
  },
  {
    name: "whole-cartons",
    asks: "3.00 in cartons of 24 only, or 3.10 loose? 500 pieces to the door.",
    calls: [
      compare({
        quantity: 500,
        destination: "US",
        offers: [usd("cartons", "1+: 3.00", "DDP Chicago", { order_multiple: 24 }), usd("loose", "1+: 3.10", "DDP Chicago")],
      }),
    ],
    arithmetic: ["21 * 24 = 504", "504 * 3.00 = 1512.00", "500 * 3.10 = 1550.00"],
    says: { whom: "offer:cartons", quantity: 504, total: "1512.00", unknown: ["unloading"], next: "confirm" },
  },
  {
    name: "mould-too-dear",
    asks: "1.20 and 900 for the mould, or 1.45 from stock? 3,000 pieces.",
    calls: [
      compare({
        quantity: 3_000,
        destination: "US",
        offers: [
          usd("mould", "1+: 1.20", "DDP Chicago", { one_time_costs: [{ name: "mould", amount: 900 }] }),
          usd("stock", "1+: 1.45", "DDP Chicago"),
        ],
      }),
    ],
    arithmetic: ["3000 * 1.20 + 900 = 4500.00", "3000 * 1.45 = 4350.00"],
    says: { whom: "offer:stock", quantity: 3_000, total: "4350.00", unknown: ["unloading"], next: "confirm" },
  },
  {
    name: "mould-pays",
    asks: "The same at 5,000 pieces?",
    calls: [
      compare({
        quantity: 5_000,
        destination: "US",
        offers: [
          usd("mould", "1+: 1.20", "DDP Chicago", { one_time_costs: [{ name: "mould", amount: 900 }] }),
          usd("stock", "1+: 1.45", "DDP Chicago"),
        ],
      }),
    ],
    arithmetic: ["5000 * 1.20 + 900 = 6900.00", "5000 * 1.45 = 7250.00"],
    says: { whom: "offer:mould", quantity: 5_000, total: "6900.00", unknown: ["unloading"], next: "confirm" },
  },
  {
    name: "two-currencies",
    asks: "39 yuan or 5.20 euros a piece, both to the door in Munich, duty and tax paid, 200 pieces. The bank says 7.80.",
    calls: [
      compare({
        quantity: 200,
        destination: "DE",
        currency: "EUR",
        fx: { rates: { CNY: "7.80" }, as_of: "2026-11-20", source: "my bank" },
        offers: [
          { name: "yuan", prices_text: "1+: 39.00", currency: "CNY", trade_term: "DDP Munich" },
          { name: "euro", prices_text: "1+: 5.20", currency: "EUR", trade_term: "DDP Munich" },
        ],
      }),
    ],
    arithmetic: ["200 * 39.00 / 7.80 = 1000.00", "200 * 5.20 = 1040.00"],
    says: { whom: "offer:yuan", quantity: 200, total: "1000.00", unknown: ["unloading"], next: "confirm" },
  },
  {
    name: "tax-comes-back",
    asks: "FOB 4.00 or 4.20, 1,000 pieces to our firm in Berlin, 600 for the freight, duty 4 %, VAT 19 % that we get back.",
    calls: [
      compare({
        quantity: 1_000,
        destination: "DE",
        currency: "EUR",
        costs: { ...WAY, freight: "600", duty_rate: "0.04", vat_rate: "0.19", vat_recoverable: true },
        offers: [
          { name: "one", prices_text: "1+: 4.00", currency: "EUR", trade_term: "FOB Ningbo" },
          { name: "two", prices_text: "1+: 4.20", currency: "EUR", trade_term: "FOB Ningbo" },
        ],
      }),
    ],
    // The European Union levies duty with the freight to its border in the value.
    arithmetic: ["(1000 * 4.00 + 600) * 1.04 = 4784.00", "(1000 * 4.20 + 600) * 1.04 = 4992.00"],
    says: { whom: "offer:one", quantity: 1_000, total: "4784.00", unknown: [], next: "confirm" },
  },
  {
    name: "tax-stays",
    asks: "The same into Britain for a charity: 20 % VAT that nobody gives back, in pounds.",
    calls: [
      compare({
        quantity: 1_000,
        destination: "GB",
        currency: "GBP",
        costs: { ...WAY, freight: "600", duty_rate: "0.04", vat_rate: "0.20", vat_recoverable: false },
        offers: [
          { name: "one", prices_text: "1+: 4.00", currency: "GBP", trade_term: "FOB Ningbo" },
          { name: "two", prices_text: "1+: 4.20", currency: "GBP", trade_term: "FOB Ningbo" },
        ],
      }),
    ],
    arithmetic: ["(1000 * 4.00 + 600) * 1.04 * 1.20 = 5740.80", "(1000 * 4.20 + 600) * 1.04 * 1.20 = 5990.40"],
    says: { whom: "offer:one", quantity: 1_000, total: "5740.80", unknown: [], next: "confirm" },
  },
  {
    name: "same-way-for-both",
    asks: "FOB Ningbo 2.10 or FOB Ningbo 2.25, 2,000 pieces to the US. I know nothing of the way yet.",
    calls: [
      compare({
        quantity: 2_000,
        destination: "US",
        offers: [usd("one", "1+: 2.10", "FOB Ningbo"), usd("two", "1+: 2.25", "FOB Ningbo")],
      }),
    ],
    arithmetic: ["2000 * 2.10 = 4200.00", "2000 * 2.25 = 4500.00"],
    says: {
      whom: "offer:one",
      quantity: 2_000,
      total: "4200.00",
      unknown: ["freight", "insurance", "destination_terminal", "brokerage", "duty", "last_mile", "unloading"],
      next: "forwarder",
    },
  },
  {
    name: "how-much-may-the-way-cost",
    asks: "3.00 ex works, or 3.60 FOB and 500 from there to my door? 1,000 pieces, no duty. What may a forwarder take from the works?",
    calls: [
      compare({
        quantity: 1_000,
        destination: "US",
        costs: { duty_rate: "0", brokerage: "0", unloading: "0" },
        costs_by_product: [
          { for: "offer:port", freight: "500", insurance_rate: "0", destination_terminal: "0", last_mile: "0" },
        ],
        offers: [usd("works", "1+: 3.00", "EXW Yiwu"), usd("port", "1+: 3.60", "FOB Ningbo")],
      }),
    ],
    arithmetic: ["1000 * 3.00 = 3000.00", "1000 * 3.60 + 500 - 1000 * 3.00 = 1100.00"],
    says: {
      whom: "offer:works",
      quantity: 1_000,
      total: "3000.00",
      unknown: [
        "loading",
        "origin_inland",
        "export_clearance",
        "origin_terminal",
        "vessel_loading",
        "freight",
        "insurance",
        "destination_terminal",
        "last_mile",
      ],
      // The works are asked for a price on board too: the two are then compared at once. The forwarder's message stands beside it.
      next: "supplier",
    },
  },
  {
    name: "within-the-budget",
    asks: "I have 5,000 dollars for 1,500 pieces: 3.20 in any number, or 3.10 from 2,000 up?",
    calls: [
      compare({
        quantity: 1_500,
        destination: "US",
        budget: "5000",
        offers: [usd("any", "1+: 3.20", "DDP Chicago"), usd("many", "1+: 3.10", "DDP Chicago", { min_order_quantity: 2_000 })],
      }),
    ],
    arithmetic: ["1500 * 3.20 = 4800.00", "2000 * 3.10 = 6200.00"],
    says: { whom: "offer:any", quantity: 1_500, total: "4800.00", unknown: ["unloading"], next: "confirm" },
  },
  {
    name: "in-time",
    asks: "It has to be here within 30 days: 2.00 in 40 to 50 days, or 2.60 in 20 to 25? 1,000 pieces.",
    calls: [
      compare({
        quantity: 1_000,
        destination: "US",
        requirements: { max_lead_time_days: 30 },
        offers: [
          usd("late", "1+: 2.00", "DDP Chicago", {
            freight: [{ days: { low: 25, high: 30 }, freight: { amount: "0", currency: "USD" }, term: "DDP" }],
            lead_time_days: { low: 40, high: 50 },
          }),
          usd("soon", "1+: 2.60", "DDP Chicago", {
            freight: [{ days: { low: 5, high: 5 }, freight: { amount: "0", currency: "USD" }, term: "DDP" }],
            lead_time_days: { low: 15, high: 20 },
          }),
        ],
      }),
    ],
    arithmetic: ["1000 * 2.60 = 2600.00", "20 + 5 = 25", "40 + 25 = 65"],
    says: { whom: "offer:soon", quantity: 1_000, total: "2600.00", unknown: ["unloading"], next: "confirm" },
  },
  {
    name: "by-the-kilogram",
    asks: "250 kg of wire: 8.40 a kilogram or 4.10 a pound, delivered?",
    calls: [
      compare({
        quantity: 250,
        unit: "kg",
        destination: "US",
        offers: [
          usd("kilogram", "1+: 8.40", "DDP Chicago", { unit: "kg" }),
          usd("pound", "1+: 4.10", "DDP Chicago", { unit: "lb" }),
        ],
      }),
    ],
    // A pound is 0.45359237 kg.
    arithmetic: ["250 * 8.40 = 2100.00", "250 / 0.45359237 * 4.10 = 2259.74"],
    says: { whom: "offer:kilogram", quantity: 250, total: "2100.00", unknown: ["unloading"], next: "confirm" },
  },
  {
    name: "by-the-dozen",
    asks: "1,200 pieces: 6.00 a dozen or 0.55 each?",
    calls: [
      compare({
        quantity: 1_200,
        unit: "piece",
        destination: "US",
        offers: [usd("dozen", "1+: 6.00", "DDP Chicago", { unit: "dozen" }), usd("each", "1+: 0.55", "DDP Chicago")],
      }),
    ],
    arithmetic: ["1200 / 12 * 6.00 = 600.00", "1200 * 0.55 = 660.00"],
    says: { whom: "offer:dozen", quantity: 1_200, total: "600.00", unknown: ["unloading"], next: "confirm" },
  },
  {
    name: "by-the-cubic-metre",
    asks: "1,000 pieces, freight 120 dollars a cubic metre: 5.00, packed 10 × 10 × 15 cm, or 5.10, packed 20 × 10 × 10 cm?",
    calls: [
      compare({
        quantity: 1_000,
        destination: "US",
        costs: { ...ARRIVAL, insurance_rate: "0", duty_rate: "0", freight_per_m3: "120" },
        offers: [
          usd("small", "1+: 5.00", "FOB Ningbo", { package: { weight_kg: 0.4, length_cm: 10, width_cm: 10, height_cm: 15 } }),
          usd("large", "1+: 5.10", "FOB Ningbo", { package: { weight_kg: 0.4, length_cm: 20, width_cm: 10, height_cm: 10 } }),
        ],
      }),
    ],
    arithmetic: [
      "1000 * 0.10 * 0.10 * 0.15 = 1.50",
      "1000 * 5.00 + 1.5 * 120 = 5180.00",
      "1000 * 0.20 * 0.10 * 0.10 * 120 + 1000 * 5.10 = 5340.00",
    ],
    says: { whom: "offer:small", quantity: 1_000, total: "5180.00", unknown: [], next: "confirm" },
  },
  {
    name: "several-duties",
    asks: "FOB 2.00 with 4 % duty and 25 % on top and 300 of freight, or 2.95 with all of it paid? 1,000 pieces.",
    calls: [
      compare({
        quantity: 1_000,
        destination: "US",
        costs: {
          ...WAY,
          freight: "300",
          duties: [
            { name: "base", rate: "0.04" },
            { name: "section 301", rate: "0.25" },
          ],
        },
        offers: [usd("port", "1+: 2.00", "FOB Shenzhen"), usd("door", "1+: 2.95", "DDP Chicago")],
      }),
    ],
    arithmetic: ["1000 * 2.00 * (1 + 0.04 + 0.25) + 300 = 2880.00", "1000 * 2.95 = 2950.00"],
    says: { whom: "offer:port", quantity: 1_000, total: "2880.00", unknown: [], next: "confirm" },
  },
];
