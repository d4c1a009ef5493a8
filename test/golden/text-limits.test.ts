import { afterAll, beforeAll, expect, it } from "vitest";
import { contest, LISTINGS, referencesOf } from "../../src/sandbox/catalogue/catalogue.ts";
import { connectModern, type TestClient } from "../support/clients.ts";
import { endAll, stateFolder } from "../support/server-process.ts";
import { expectReadable } from "./readable.ts";

let client: TestClient;

beforeAll(async () => {
  client = await connectModern({ SOURCING_MODE: "sandbox", SOURCING_STATE_DIR: stateFolder() });
});
afterAll(async () => {
  await client.close();
  await endAll();
});

/** A sequence that is the same each time. */
function drawn(seed: number): <Entry>(entries: readonly Entry[]) => Entry {
  let now = seed;
  return (entries) => {
    now = (now * 1_103_515_245 + 12_345) % 2_147_483_648;
    return entries[now % entries.length] as (typeof entries)[number];
  };
}

const REFS = LISTINGS.flatMap(referencesOf);
// Of every family and marketplace some.
const SOME = REFS.filter((_ref, index) => index % 4 === 0).slice(0, 20);
const draw = drawn(7);
const random = (): Readonly<Record<string, unknown>> => ({
  products: [...new Set(Array.from({ length: draw([2, 3, 5, 8, 10]) }, () => draw(REFS)))],
  quantity: draw([1, 12, 144, 1_000, 1_999, 5_000, 20_000]),
  ...draw([
    { destination: "US" },
    { destination: "DE", currency: "EUR", costs: { duty_rate: "0.04", vat_rate: "0.19", vat_recoverable: true } },
    { destination: "GB", currency: "GBP", costs: { freight: "900" } },
    { destination: "BR", costs: { duty_rate: "0.16", vat_rate: "0.18" } },
    { destination: "CN", currency: "CNY" },
    { destination: "JP", currency: "JPY", budget: 900_000 },
  ]),
  ...draw([
    {},
    { priority: "speed" },
    { priority: "risk" },
    { priority: "first_order" },
    { requirements: { max_lead_time_days: 30, certifications: ["CE"], verified_only: true, min_supplier_score: 60 } },
    { allow_overbuy: false, daily_demand: 30 },
  ]),
});

const QUESTIONS = [
  { products: contest("ceramic mugs"), quantity: 5_000, destination: "GB", currency: "GBP" },
  { products: contest("work gloves"), quantity: 6_000, destination: "US", requirements: { verified_only: true } },
  { products: ["40 oz tumbler", "https://s.1688.com/selloffer/offer_search.htm?keywords=cup"], quantity: 50 },
  { products: ["1688:795640883254"], quantity: 100 },
  { offers: [{ name: "A", prices_text: "100+: 5.20", currency: "USD", trade_term: "FOB Ningbo" }], quantity: 50 },
  // One that is not among the first two is bought in 29 kinds.
  {
    products: [
      ...["1688:828973116577", "1688:752310448816", "1688:752310448942", "alibaba:1601744363218", "alibaba:1601633252081"],
      ...["alibaba:1602077696124", "alibaba:1601411030561", "1688:784530772143", "alibaba:1601855474483"],
      "aliexpress:1005008233150021",
    ],
    quantity: 20_000,
    destination: "US",
    requirements: { max_lead_time_days: 30, certifications: ["CE"], verified_only: true, min_supplier_score: 60 },
  },
  // One behind has long names and a long alarm.
  {
    products: [
      ...["alibaba:1601206810664", "aliexpress:1005008788600071", "alibaba:1601633252335", "aliexpress:1005008566480178"],
      "alibaba:1601309420272",
    ],
    quantity: 1_000,
    destination: "GB",
    currency: "GBP",
    costs: { freight: "900" },
    priority: "risk",
  },
  ...Array.from({ length: process.env["SOURCING_TEST_LONG"] === "1" ? 200 : 5 }, random),
];

it("a comparison is short in both channels, has no long line but messages, and speaks no code", async () => {
  for (const question of QUESTIONS) {
    const asked = JSON.stringify(question);
    const { text, structured } = await client.call("compare_purchase_options", question);
    expectReadable(text, asked);
    expect(text.split("\n").length, asked).toBeLessThanOrEqual(25);
    expect(Buffer.byteLength(text), asked).toBeLessThanOrEqual(3_500);
    expect(Buffer.byteLength(JSON.stringify(structured ?? {})), asked).toBeLessThanOrEqual(12_000);
  }
}, 120_000);

it("listings, suppliers, searches, texts and errors have no long line and speak no code", async () => {
  const calls: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ["get_product", { products: SOME, country: "DE" }],
    ["score_supplier", { products: SOME }],
    ["score_supplier", { profile: { years: 8, on_time_rate: "95%", iso: true } }],
    ["search_products", { query: "tumbler", quantity: 500 }],
    ["search_products", { query: "瑜伽垫", marketplaces: ["1688"] }],
    ["extract_language", { product: "1688:738204915561", languages: ["en"] }],
    ["get_product", { products: ["1688:610784549587", "no product"] }],
    ["get_product", { products: ["1688:738204915561"], country: "Germany" }],
    ["compare_purchase_options", { products: ["1688:738204915561"], qty: 500 }],
    ["score_supplier", {}],
    ["recheck_decision", { decision_id: "d-1" }],
  ];
  for (const [tool, args] of calls) {
    const { text } = await client.call(tool, args);
    expectReadable(text, `${tool} ${JSON.stringify(args)}`);
  }
}, 120_000);
