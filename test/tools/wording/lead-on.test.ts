import { expect, it } from "vitest";
import { callTool } from "../../../src/tools/call-tool.ts";
import { comparePurchaseOptions } from "../../../src/tools/compare-purchase-options/tool.ts";
import { extractLanguage } from "../../../src/tools/extract-language/tool.ts";
import { getProduct } from "../../../src/tools/get-product/tool.ts";
import { scoreSupplier } from "../../../src/tools/score-supplier/tool.ts";
import { searchProducts } from "../../../src/tools/search-products/tool.ts";
import type { AnyTool } from "../../../src/tools/tool.ts";
import { aContext } from "../../support/market.ts";

const REF = "1688:738204915561";
const ONE = { products: [REF], quantity: 500 };

const offer = (said: object) => ({
  quantity: 500,
  offers: [{ name: "A", prices_text: "2.00", currency: "USD", ...said }],
});

async function said(tool: AnyTool, args: unknown): Promise<{ readonly text: string; readonly isError: boolean }> {
  const { text, isError } = await callTool(tool, args, aContext({ listings: {} }), (error) => {
    throw error;
  });
  return { text: text.replace(/\n/g, " "), isError };
}

it.each<[Readonly<Record<string, unknown>>, string]>([
  // A field's name that is none, and the one that was meant.
  [{ ...ONE, budjet: 9_000 }, "`budjet` is not a field of this tool: write `budget`"],
  [{ ...ONE, max_budget: 9_000 }, "write `budget`"],
  [{ ...ONE, deadline: 45 }, "`deadline` is not a field of this tool: write `requirements.max_lead_time_days`"],
  [{ ...ONE, lead_time: 45 }, "write `requirements.max_lead_time_days`"],
  [{ ...ONE, requirements: { deadline: 45 } }, "write `requirements.max_lead_time_days`"],
  [{ ...ONE, fx: { rates: { CNY: 7 }, asof: "2026-11-20" } }, "write `fx.as_of`"],
  [{ ...ONE, exchange_rates: { CNY: 7.1 } }, "write `fx.rates`"],
  [{ ...ONE, costs: { exchange_rate: 7.1 } }, "write `fx.rates`"],
  [{ products: [REF], qty: 500 }, "`qty` is not a field of this tool: write `quantity`"],
  [{ ...ONE, country: "DE" }, "`country` is not a field of this tool: write `destination`"],
  [{ ...ONE, ship_to: "DE" }, "write `destination`"],
  [{ ...ONE, freight: 900 }, "write `costs.freight`"],
  [{ ...ONE, costs: { shipping: 900 } }, "write `costs.freight`"],
  [{ ...ONE, costs: { tariff: 0.1 } }, "write `costs.duty_rate`"],
  [{ ...ONE, costs: { vat: 0.19 } }, "write `costs.vat_rate`"],
  [{ ...ONE, certifications: ["CE"] }, "write `requirements.certifications`"],
  [{ quantity: 500, urls: [REF] }, "write `products`"],
  [{ quantity: 500, quotes: [] }, "write `offers`"],
  // A value of another kind, and how it is written.
  [{ ...ONE, quantity: "5000 pcs" }, '`quantity`: got "5000 pcs"; write 5000, and what it counts in `unit`'],
  [{ ...ONE, quantity: "5,000" }, "write 5000 without quotes"],
  [{ ...ONE, quantity: 0 }, "Write a quantity above zero"],
  [{ ...ONE, products: REF }, `write ["${REF}"]`],
  [{ ...ONE, destination: "Germany" }, '`destination`: got "Germany"; write "DE"'],
  [{ ...ONE, destination: "UK" }, 'write "GB"'],
  [{ ...ONE, destination: "Atlantis" }, "There is no such country"],
  [{ ...ONE, currency: "dollars" }, 'write "USD"'],
  [{ ...ONE, currency: "RMB" }, 'write "CNY"'],
  [{ ...ONE, costs: 900 }, 'write { "freight": 900, "duty_rate": "6.5%" }'],
  [{ ...ONE, costs: { freight: "900 USD" } }, "write 900, without its currency"],
  [{ ...ONE, costs: { duty_rate: 6.5 } }, '6.5 is 650 %: write 0.065 or "6.5%"'],
  [{ ...ONE, fx: 7.1 }, 'write { "rates": { "CNY": 7.12 } }'],
  [{ ...ONE, requirements: { certifications: "CE" } }, 'write ["CE"]'],
  [{ ...ONE, priority: "price" }, 'write one of "cost", "speed", "risk", "first_order"'],
  [{ ...ONE, costs_by_product: { "1688": { freight: 9 } } }, 'write [{ "for": "1688", "freight": 900 }]'],
  // An offer as people write one.
  [offer({ prices: [{ from: 100, unit_price: "$2.10" }] }), "write 2.10, without its currency"],
  [offer({ prices: [{ from: 100, unit_price: "2,10" }] }), "write 2.10 (bad input)"],
  [offer({ prices: [{ min_quantity: 100, price: 2 }] }), "write `offers.0.prices.0.from`"],
  [offer({ prices: [{ min_quantity: 100, price: 2 }] }), "write `offers.0.prices.0.unit_price`"],
  [offer({ prices: [{ unit_price: 2 }] }), "`offers.0.prices.0.from` is needed: write an amount"],
  [offer({ min_order_quantity: "500 pcs" }), "write 500, without its unit"],
  [offer({ min_order_value: "1,000 EUR" }), "write 1000, without its currency"],
  [offer({ currency: "¥" }), 'write "CNY" or "JPY"'],
  [offer({ country: "Germany" }), 'write "DE"'],
  [offer({ lead_time_days: 20 }), 'write { "low": 20, "high": 20 }'],
  [offer({ lead_time_days: "15-20 days" }), 'write { "low": 15, "high": 20 }'],
  [offer({ freight: 350 }), 'write [{ "freight": { "amount": 350 } }]'],
  [offer({ freight: [{ freight: 350 }] }), 'write { "amount": 350 }'],
  [offer({ one_time_costs: 900 }), 'write [{ "name": "mould", "amount": 900 }]'],
  [offer({ one_time_costs: [{ name: "mould", cost: 900 }] }), "write `offers.0.one_time_costs.0.amount`"],
  [{ ...ONE, budget: "$1200" }, "write 1200, without its currency"],
  [{ ...ONE, fx: { rates: { "€": 0.9 } } }, 'write its currency as "EUR"'],
  // What cannot stand together.
  [{ quantity: 500 }, "Write at least one reference in `products` or one offer in `offers`"],
  [
    { ...ONE, costs: { vat_recoverable: true, vat_recoverable_share: 0.5 } },
    "Write `vat_recoverable` or `vat_recoverable_share`",
  ],
  [{ ...ONE, mix: [{ product: `${REF}#1`, quantity: 400 }] }, "`quantity` is 500: write the same in both"],
])("a comparison asked as %j says what to write instead", async (args, advice) => {
  const { text, isError } = await said(comparePurchaseOptions, args);
  expect(isError).toBe(true);
  expect(text).toContain(advice);
});

const TOOLS: Readonly<Record<string, AnyTool>> = {
  getProduct,
  comparePurchaseOptions,
  searchProducts,
  scoreSupplier,
  extractLanguage,
};

it.each<[string, unknown, string]>([
  ["getProduct", { product: REF }, "write `products`"],
  ["getProduct", { products: REF }, `write ["${REF}"]`],
  ["getProduct", { products: [REF], destination: "DE" }, "write `country`"],
  [
    "getProduct",
    { products: ["https://s.1688.com/selloffer/offer_search.htm?keywords=cup"] },
    "a search page: use search_products",
  ],
  ["getProduct", { products: ["40 oz tumbler"] }, "To find products by a name use search_products"],
  ["getProduct", { products: ["738204915561"] }, '"1688:738204915561"'],
  ["comparePurchaseOptions", { products: ["40 oz tumbler"], quantity: 50 }, "Find the listings with search_products"],
  [
    "comparePurchaseOptions",
    { products: ["https://www.alibaba.com/trade/search?SearchText=cup"], quantity: 5 },
    "use search_products",
  ],
  ["searchProducts", { q: "tumbler" }, "write `query`"],
  ["searchProducts", { query: "tumbler", marketplaces: ["amazon"] }, 'write one of "1688", "aliexpress", "alibaba"'],
  ["searchProducts", { query: "tumbler", max_price: 5 }, "write `max_unit_price`"],
  ["scoreSupplier", { suppliers: [REF] }, "write `products`"],
  [
    "scoreSupplier",
    { profile: { on_time_rate: "abc" } },
    '`profile.on_time_rate` is "abc": write a fraction such as 0.95, or "95%"',
  ],
  ["scoreSupplier", { profile: { years: "8 years" } }, "write 8"],
  ["extractLanguage", { url: REF }, "write `product`"],
])("%s asked as %j says what to write instead", async (name, args, advice) => {
  const tool = TOOLS[name];
  if (tool === undefined) throw new Error(name);
  const { text, isError } = await said(tool, args);
  expect(isError).toBe(true);
  expect(text).toContain(advice);
});
