import { expect, it } from "vitest";
import { callTool } from "../../../src/tools/call-tool.ts";
import { comparePurchaseOptions } from "../../../src/tools/compare-purchase-options/tool.ts";
import { aContext } from "../../support/market.ts";

const ask = async (input: object) => {
  const { structured, text } = await callTool(comparePurchaseOptions, input, aContext({ listings: {} }), (error) => {
    throw error;
  });
  return { text, whole: JSON.stringify(structured) };
};

it("names offers as the buyer does, and calls nothing invented where the buyer gave all of it", async () => {
  const { text, whole } = await ask({
    quantity: 500,
    destination: "DE",
    currency: "USD",
    offers: [
      { name: "Ningbo chat", prices_text: "100+: 4.80", currency: "USD", trade_term: "FOB Ningbo" },
      { name: "Hamburg trader", prices_text: "5.60", currency: "USD", trade_term: "DDP" },
    ],
  });
  // 500 × 5.60 − 500 × 4.80 = 400.00.
  expect(text).toMatch(
    /^Buy 500 from Ningbo chat \(offer:Ningbo chat\) if [^;]* less than 400\.00 USD; if not, 500 from Hamburg/,
  );
  expect(text).toContain("| Ningbo chat, your offer ");
  expect(text).toContain("quote 500 pieces of [goods]");
  expect(text + whole).not.toContain("invented");
});

it.each([
  // 150 × 3.00 = 450.00, were it not 150 × 4.00 = 600.00.
  [
    "100+: 4.00; 100+: 3.00",
    150,
    /^Buy 150 from A \(offer:A\): 450\.00 /,
    "a quantity has two prices and the lower is counted",
  ],
  // 50 at a price of 0 are no order: 100 × 4.00 = 400.00, which 50 × 9.00 = 450.00 is dearer than.
  ["1-99: 0; 100+: 4.00", 50, /^Buy 100 from A \(offer:A\): 400\.00 /, "a price of 0 among its prices is left out"],
])("says to be careful with what is odd about pasted prices: %s", async (pricesText, quantity, headline, careful) => {
  const { text } = await ask({
    quantity,
    destination: "DE",
    currency: "USD",
    offers: [
      { name: "A", prices_text: pricesText, currency: "USD", trade_term: "DDP" },
      { name: "B", prices: [{ from: 1, unit_price: quantity === 50 ? 9 : 3.5 }], currency: "USD", trade_term: "DDP" },
    ],
    costs: { unloading: 0 },
  });
  expect(text).toMatch(headline);
  expect(text).toContain(`Careful: A: ${careful}`);
});

it("says the unit of what is bought, and a converted price as a person reads it", async () => {
  const { text } = await ask({
    quantity: 250,
    unit: "kg",
    destination: "GB",
    currency: "USD",
    offers: [{ name: "Mill B", prices_text: "1.95", unit: "lb", currency: "USD", trade_term: "CIF Felixstowe" }],
  });
  // 1.95 / 0.45359237 = 4.299014…; × 250 = 1,074.75.
  expect(text).toMatch(/^250 kg from Mill B \(offer:Mill B\): 1,074\.75 USD so far\./);
  expect(text).toContain("| 4.299014… USD a kg, CIF");
});

const WAY = ["loading", "origin_inland", "export_clearance", "origin_terminal", "vessel_loading", "freight", "insurance"];
const OPEN = [...WAY, "destination_terminal", "brokerage", "duty", "vat", "last_mile", "unloading"];
// 500 × 2 = 1,000.00; of the way nothing is said, so that is the least, and there is no most.
it.each([
  // Nobody said how much of the way the price holds: all of it is open. Import VAT is unknown in the EU, and there is none in the US.
  ["US", {}, OPEN.filter((line) => line !== "vat"), "Under which trade term is your price"],
  ["DE", {}, OPEN, "Under which trade term is your price"],
  ["KZ", { trade_term: "usual terms" }, OPEN, "Under which trade term is your price"],
  ["CH", { trade_term: "DDP, FOB, EXW" }, OPEN, "Under which trade term is your price"],
  ["CN", {}, ["origin_inland", "unloading"], "Is your price ex works, or does it include delivery"],
  // A seller's own freight ends its price at the ship, one to the door leaves what comes behind it to the buyer.
  ["US", { freight: [{ freight: { amount: 0 } }] }, OPEN.filter((line) => !["freight", "vat"].includes(line)), "Under which"],
  ["DE", { freight: [{ term: "DAP", freight: { amount: 0 } }] }, ["brokerage", "duty", "vat", "unloading"], null],
  ["DE", { freight: [{ term: "DDP", freight: { amount: 0 } }] }, ["unloading"], null],
  // Carriage paid to a place that cannot be told, and to a port, whose charges may be in it or not.
  ["DE", { trade_term: "CIP Xyzzy" }, ["brokerage", "duty", "vat", "last_mile", "unloading"], "How far does your CIP price"],
  [
    "DE",
    { trade_term: "CPT Hamburg port" },
    ["insurance", "destination_terminal", "brokerage", "duty", "vat", "last_mile", "unloading"],
    "How far does your CPT price",
  ],
  ["DE", { trade_term: "DAP" }, ["brokerage", "duty", "vat", "unloading"], null],
  ["US", { marketplace: "alibaba" }, OPEN.slice(5).filter((line) => line !== "vat"), null],
  ["US", { marketplace: "1688" }, OPEN.filter((line) => line !== "vat"), null],
])("to %s leaves open what an offer of %j does not say, and asks for it", async (destination, said, missing, question) => {
  const offer = { name: "A", prices: [{ from: 1, unit_price: 2 }], currency: "USD", ...said };
  const { whole } = await ask({ quantity: 500, destination, currency: "USD", detail: "full", offers: [offer] });
  const { options, verdict } = JSON.parse(whole);
  expect(options[0].cost.missing).toEqual(missing);
  expect(options[0].cost.total).toEqual({ low: "1000.00", high: null });
  if (question === null) expect(verdict.ask_next).toBeNull();
  else expect(verdict.ask_next).toMatchObject({ to: "supplier", question_en: expect.stringContaining(question) });
});

/** Of each offer by its name: the least and the most of its total, and what is not known. */
const totals = async (input: object) => {
  const { whole } = await ask(input);
  const { options } = JSON.parse(whole) as {
    options: { ref: string; cost?: { total: { low: string; high: string | null }; missing: string[] } }[];
  };
  return Object.fromEntries(options.map(({ ref, cost }) => [ref.slice(6), [cost?.total.low, cost?.total.high, cost?.missing]]));
};

const OHIO = {
  name: "Ohio",
  country: "US",
  prices: [{ from: 50, unit_price: 5.9 }],
  currency: "USD",
  trade_term: "EXW Columbus, Ohio",
};
const CHICAGO = { name: "Chicago", country: "us", prices_text: "6.40 USD", trade_term: "DAP Chicago" };
const FROM_CHINA = { name: "Ningbo", prices_text: "3.10 USD", trade_term: "FOB Ningbo" };
const IMPORT = {
  freight: 700,
  insurance_rate: 0.003,
  destination_terminal: 150,
  brokerage: 120,
  duty_rate: "10%",
  last_mile: 250,
};

it("lands a seller of the buyer's own country without export and customs, and with a carriage of its own", async () => {
  const asked = { quantity: 300, destination: "US", offers: [OHIO, CHICAGO, FROM_CHINA], costs: { ...IMPORT, unloading: 0 } };
  // From China: 930 + 700 + 150 + 120 + 250, 10 % of 930, and 1.1 × 0.003 × 1630 / 0.9967 = 5.40 insured.
  const known = { Chicago: ["1920.00", "1920.00", []], Ningbo: ["2248.40", "2248.40", []] };
  expect(await totals(asked)).toEqual({ ...known, Ohio: ["1770.00", null, ["freight"]] });
  const own = [{ for: "offer:Ohio", freight: 90 }];
  expect(await totals({ ...asked, costs_by_product: own })).toEqual({ ...known, Ohio: ["1860.00", "1860.00", []] });
  // The seller is asked for it, in its own language.
  const { text } = await ask(asked);
  expect(text).toContain("Send Ohio: Hello, we plan to order 300 pieces.");
  expect(text).toContain("What does delivery to our door cost?");
});

it.each([
  // (1800 + 40) × 1.19; 7.10 and 3.40 / 1.15607 with all of it: 1657.59 × 1.19 + 80.
  [false, { net: "2189.60", gross: "2130.00", Ningbo: "2052.53" }],
  // 1840; 2130 / 1.19; 882.30 + 500 + 100 + 80 + 120 + 4 % of 1382.30.
  [true, { net: "1840.00", gross: "1789.92", Ningbo: "1737.59" }],
])("reads whether a price of the buyer's own country holds its VAT (it comes back: %s)", async (vat_recoverable, expected) => {
  const way = { freight: 500, insurance_rate: 0, destination_terminal: 100, brokerage: 80, last_mile: 120, unloading: 0 };
  const offers = [
    {
      name: "net",
      country: "DE",
      prices_text: "6,00 EUR/Stück zzgl. MwSt.",
      trade_term: "EXW Berlin",
      freight: [{ freight: { amount: 40 } }],
    },
    { name: "gross", country: "DE", prices_text: "7,10 EUR/Stück inkl. 19% MwSt.", trade_term: "DAP Berlin" },
    { name: "Ningbo", prices_text: "3.40 USD", trade_term: "FOB Ningbo" },
  ];
  const costs = { vat_rate: "19%", vat_recoverable, duty_rate: "4%", ...way };
  const fx = { rates: { USD: "1.156069364" }, as_of: "2026-11-20" };
  const found = await totals({ quantity: 300, destination: "DE", currency: "EUR", offers, costs, fx });
  expect(Object.fromEntries(Object.entries(found).map(([name, [low, high]]) => [name, low === high ? low : null]))).toEqual(
    expected,
  );
});

it("asks of an offer what it lacks, and nothing that it says", async () => {
  const fob = { name: "L", prices_text: "1.70 USD", trade_term: "CIF Houston" };
  const asked = { quantity: 500, destination: "US" };
  // Its prices and its term are said: the currency alone is not.
  const dollars = {
    name: "K",
    prices_text: "100-499: $1.80; 500+: $1.62",
    trade_term: "CIF Houston",
    valid_until: "31 Dec 2030",
  };
  const { text } = await ask({ ...asked, offers: [dollars, fob] });
  expect(text).toContain("Now: Ask K (offer:K) in which currency its prices are (message below).");
  expect(text).toContain("1)报价是什么货币?");
  expect(text).not.toContain("出厂价");
  const { text: after } = await ask({ ...asked, offers: [dollars, fob], facts: [{ for: "K", currency: "USD" }] });
  // 500 × 1.62 against 500 × 1.70.
  expect(after).toMatch(/^Buy 500 from K \(offer:K\): 810\.00 USD so far\./);
  expect(after).toContain("| holds until 2030-12-31 ");
});

it("asks for a promise whose days are ranges that the deadline lies in", async () => {
  const days = { lead_time_days: { low: 15, high: 25 }, freight: [{ days: { low: 28, high: 40 } }] };
  const offers = [{ name: "A", prices_text: "2.00 USD", trade_term: "DDP Chicago", ...days }];
  const { whole } = await ask({ quantity: 500, destination: "US", requirements: { max_lead_time_days: 45 }, offers });
  expect(whole).toContain("Can 500 pieces be in the United States within 45 days of the order?");
});

it("asks a seller of pieces for the price of a set, and not how many sets a piece is", async () => {
  const offers = [
    { name: "A", prices_text: "USD 14.40/set FOB Ningbo" },
    { name: "B", prices_text: "2.50 USD/pc FOB Ningbo" },
  ];
  const { text } = await ask({ quantity: 100, unit: "set", destination: "US", offers });
  expect(text).toContain("B (offer:B) has no price that compares (sold by the piece, which is not what you count in).");
  expect(text).toContain("Ask B (offer:B) for its price for 100 sets (message below).");
  expect(text).not.toMatch(/in one piece|一件有/);
});

it("tells two listings of one seller apart by their references, in the sentence and over the columns", async () => {
  const offers = [
    { name: "mat grey", supplier: "Mill Co", prices_text: "2.00", currency: "EUR", trade_term: "DDP" },
    { name: "mat blue", supplier: "Mill Co", prices_text: "2.50", currency: "EUR", trade_term: "DDP" },
  ];
  const { text } = await ask({ quantity: 100, destination: "FR", currency: "EUR", offers });
  // 100 × 2.50 − 100 × 2.00 = 50.00.
  expect(text).toContain("offer:mat grey: 100 at 2.00 EUR");
  expect(text).toContain("50.00 EUR less than offer:mat blue (");
  expect(text).toMatch(/\| EUR +\| offer:mat grey, your offer +\| offer:mat blue, your offer +\|/);
});

it("does not call an order the least that covers the need where a smaller one does", async () => {
  const bought = async (prices: string) => {
    const { text, whole } = await ask({
      quantity: 200,
      destination: "DE",
      currency: "USD",
      costs: { unloading: 0 },
      offers: [
        { name: "Steps", prices_text: prices, currency: "USD", trade_term: "DDP" },
        { name: "Other", prices_text: "9.00", currency: "USD", trade_term: "DDP" },
      ],
    });
    return [/^\| buy +\| (.+?) +\|/m.exec(text)?.[1], /more than needed: ([^"]+)/.exec(whole)?.[1]];
  };
  // 205 × 3.00 = 615.00 is the least order; 300 × 2.00 = 600.00 costs less.
  const dearer = "a smaller order costs more, comes later or is not known as well";
  expect(await bought("205-299: 3.00; 300+: 2.00")).toEqual(["300, to cover 200", dearer]);
  // 300 × 2.50 = 750.00 costs more than 615.00.
  expect(await bought("205-299: 3.00; 300+: 2.50")).toEqual(["205, to cover 200", "no smaller order covers it"]);
});

it("says that what it costs to hold stock is not known where several deliveries are best without it", async () => {
  const offers = [{ name: "Mill", prices_text: "1-750: 7.00; 751+: 8.00", currency: "USD", trade_term: "DDP" }];
  const asked = { quantity: 1500, destination: "DE", currency: "USD", daily_demand: 30, max_batches: 2, offers };
  const { text, whole } = await ask({ ...asked, costs: { unloading: 0, per_order: 58 } });
  // 1,500 × 8.00 + 58 = 12,058.00 in one delivery; 1,500 × 7.00 + 2 × 58 = 10,616.00 in two.
  expect(text).toContain(
    "best in 2 deliveries of 750 + 750 for 10,616.00 without what it costs to hold stock, which is not known;",
  );
  expect(whole).toContain('"total":"10616.00","holding_cost":null');
  // At a rate of 0 holding is known to cost nothing.
  const free = await ask({ ...asked, holding_rate_per_year: 0, costs: { unloading: 0, per_order: 58 } });
  expect(free.text).toContain("best in 2 deliveries of 750 + 750 for 10,616.00, 0.00 of it to hold stock;");
  // The cost of unloading is open: 12,058.00 − 10,616.00 = 1,442.00 is what the second delivery may cost, before holding.
  const open = await ask({ ...asked, costs: { per_order: 58 } });
  expect(open.text).toContain(
    "2 deliveries win while one shipment costs less than 1,442.00, or more: what it costs to hold stock is not known;",
  );
});
