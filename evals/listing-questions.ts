import { compare, type EvalQuestion } from "./question.ts";

const ORIGIN = { loading: "0", origin_inland: "0", export_clearance: "0", origin_terminal: "0", vessel_loading: "0" };
const DELIVERED = { destination_terminal: "0", last_mile: "0" };
// A forwarder's price from the works to the door, and the broker beside it.
const toDoor = (insurance: string, freight: string, brokerage: string) => ({
  ...ORIGIN,
  ...DELIVERED,
  unloading: "0",
  insurance_rate: insurance,
  freight,
  brokerage,
});
const WAY_OF_WORKS = [
  "loading",
  "origin_inland",
  "export_clearance",
  "origin_terminal",
  "vessel_loading",
  "freight",
  "insurance",
  "destination_terminal",
  "brokerage",
  "duty",
];
const TUMBLERS = [
  "1688:738204915561",
  "1688:741960338207",
  "1688:745518820943",
  "alibaba:1601206810412",
  "alibaba:1601206810538",
  "alibaba:1601206810664",
  "aliexpress:1005008120440117",
  "aliexpress:1005008120440243",
];

/** Questions about the sandbox's listings; 1 USD is 7.10 CNY, 0.865 EUR, 0.76 GBP and 1.530 AUD there. */
export const LISTING_QUESTIONS: readonly EvalQuestion[] = [
  {
    name: "tumblers",
    asks: "Who is the best supplier for 5,000 40 oz tumblers, delivered to the US?",
    calls: [
      { tool: "search_products", arguments: { query: "40 oz tumbler", quantity: 5_000, country: "US" } },
      compare({ products: TUMBLERS, quantity: 5_000, destination: "US" }),
    ],
    // The tier from 5,200 up makes 5,200 cheaper than 5,000 at 20.00.
    arithmetic: [
      "5200 * 18.20 / 7.10 = 13329.58",
      "5000 * 20.00 / 7.10 = 14084.51",
      "5040 * 3.06 + 240 + 0.322 * 5040 = 17285.28",
    ],
    says: {
      whom: "1688:738204915561",
      quantity: 5_200,
      total: "13329.58",
      unknown: [...WAY_OF_WORKS, "last_mile", "unloading"],
      next: "forwarder",
    },
  },
  {
    name: "tumblers-with-forwarder",
    asks: "My forwarder takes the lot from 1688 for 3,450 dollars, all in; insurance 0.3 %, the broker 150, duty 2 %. And now?",
    calls: [
      compare({
        products: TUMBLERS,
        quantity: 5_000,
        destination: "US",
        costs: { insurance_rate: "0.003", brokerage: "150", duty_rate: "0.02", unloading: "0" },
        costs_by_product: [{ for: "1688", freight: "3450", ...ORIGIN, ...DELIVERED }],
      }),
    ],
    // The freight is for 5,000 and grows with 5,200; cover for 110 % is 0.0033 of what it insures, itself in it.
    arithmetic: [
      "3450 * 5200 / 5000 = 3588.00",
      "0.0033 / 0.9967 * (5200 * 18.20 / 7.10 + 3588) = 56.01",
      "5200 * 18.20 / 7.10 * 1.02 + 3588 + 56.013 + 150 = 17390.18",
    ],
    says: { whom: "1688:738204915561", quantity: 5_200, total: "17390.18", unknown: [], next: "confirm" },
  },
  {
    name: "two-port-prices",
    asks: "Two offers for 5,000 tumblers, FOB: 2.98 from one, 3.06 from the other, 2 % duty. The 2.98, surely?",
    calls: [
      compare({
        products: ["alibaba:1601206810412", "alibaba:1601206810538"],
        quantity: 5_000,
        destination: "US",
        costs: { duty_rate: "0.02" },
      }),
    ],
    // Each with its own way to the door, as the platform quotes it; the second sells cartons of 24.
    arithmetic: [
      "210 * 24 = 5040",
      "5040 * 3.06 * 1.02 + 240 + 0.322 * 5040 = 17593.73",
      "5000 * 2.98 * 1.02 + 180 + 0.713 * 5000 = 18943.00",
    ],
    says: {
      whom: "alibaba:1601206810538",
      quantity: 5_040,
      total: "17593.73",
      unknown: ["brokerage", "unloading"],
      next: "confirm",
    },
  },
  {
    name: "litter-mats",
    asks: "5,000 litter mats to the US, the cheap sellers are short of stock. Two of them, or one big one?",
    calls: [
      compare({
        products: ["1688:817862005349", "1688:817862005476", "1688:817862005603", "1688:817862005730", "alibaba:1601966585113"],
        quantity: 5_000,
        destination: "US",
        costs: { ...toDoor("0.003", "1250", "150"), duty_rate: "0.02" },
        costs_by_product: [
          { for: "1688:817862005603", freight: "840" },
          { for: "1688:817862005730", freight: "780" },
        ],
      }),
    ],
    arithmetic: [
      "0.0033 / 0.9967 * (5000 * 12.60 / 7.10 + 1250) = 33.52",
      "5000 * 12.60 / 7.10 * 1.02 + 1250 + 33.5178 + 150 = 10484.22",
      "3000 * 10.20 / 7.10 * 1.02 + 840 + 17.0510 + 150 = 5403.11",
      "2000 * 10.60 / 7.10 * 1.02 + 780 + 12.4688 + 150 = 3988.10",
      "10484.22 - (5403.11 + 3988.10) = 1093.01",
    ],
    says: { whom: "1688:817862005349", quantity: 5_000, total: "10484.22", unknown: [], next: "confirm" },
  },
  {
    name: "phone-cases",
    asks: "5,000 phone cases for our shop in Lyon, in euros. Who?",
    calls: [
      compare({
        products: [
          "1688:752310448816",
          "1688:752310448942",
          "1688:752310449075",
          "alibaba:1601309420018",
          "alibaba:1601309420145",
          "alibaba:1601309420272",
          "aliexpress:1005008233150021",
        ],
        quantity: 5_000,
        destination: "FR",
        currency: "EUR",
      }),
    ],
    arithmetic: ["5000 * 1.95 * 0.865 / 7.10 = 1187.85", "5000 * 0.33 * 0.865 = 1427.25"],
    says: {
      whom: "1688:752310448942",
      quantity: 5_000,
      total: "1187.85",
      unknown: [...WAY_OF_WORKS, "vat", "last_mile", "unloading"],
      next: "forwarder",
    },
  },
  {
    name: "yoga-mats",
    asks: "5,000 yoga mats to Sydney: 9,800 AUD for the way, 180 for the broker, 0.4 % insurance, 5 % duty, GST comes back.",
    calls: [
      compare({
        products: [
          "1688:761145502318",
          "1688:761145502477",
          "1688:761145502604",
          "alibaba:1601411030561",
          "alibaba:1601411030688",
        ],
        quantity: 5_000,
        destination: "AU",
        currency: "AUD",
        costs: { ...toDoor("0.004", "9800", "180"), duty_rate: "0.05", vat_rate: "0.10", vat_recoverable: true },
      }),
    ],
    arithmetic: [
      "5000 * 22.90 * 1.530 / 7.10 = 24673.94",
      "0.0044 / 0.9956 * (24673.94 + 9800) = 152.36",
      "24673.944 * 1.05 + 9800 + 152.3565 + 180 = 36040.00",
    ],
    says: { whom: "1688:761145502318", quantity: 5_000, total: "36040.00", unknown: [], next: "confirm" },
  },
  {
    name: "mugs",
    asks: "5,000 mugs to Leeds: 2,600 pounds for the way, 180 for the broker, 0.3 % insurance, 12 % duty, 20 % VAT that we get back.",
    calls: [
      compare({
        products: ["1688:784530772016", "alibaba:1601633252081"],
        quantity: 5_000,
        destination: "GB",
        currency: "GBP",
        costs: { ...toDoor("0.003", "2600", "180"), duty_rate: "0.12", vat_rate: "0.20", vat_recoverable: true },
      }),
    ],
    // Cartons of 36; Britain levies duty with freight and insurance in the value.
    arithmetic: [
      "139 * 36 = 5004",
      "2600 * 5004 / 5000 = 2602.08",
      "5004 * 5.90 * 0.76 / 7.10 = 3160.27",
      "(3160.2727 + 2602.08) / 0.9967 * 1.12 + 180 = 6655.20",
    ],
    says: { whom: "1688:784530772016", quantity: 5_004, total: "6655.20", unknown: [], next: "confirm" },
  },
  {
    name: "totes",
    asks: "5,000 canvas totes from one of these two to France, in dollars. What may the way cost?",
    calls: [compare({ products: ["1688:795640883127", "alibaba:1601744363218"], quantity: 5_000, destination: "FR" })],
    arithmetic: ["5500 * 4.8250 / 7.10 = 3737.68", "5000 * 1.58 + 180 + 0.161 * 5000 = 8885.00", "8885.00 - 3737.68 = 5147.32"],
    says: {
      whom: "1688:795640883127",
      quantity: 5_500,
      total: "3737.68",
      unknown: [...WAY_OF_WORKS, "vat", "last_mile", "unloading"],
      next: "forwarder",
    },
  },
  {
    name: "earbuds-from-several",
    asks: "40,000 earbuds to the US, more than any of them has. 4,200 dollars a shipment and 180 for the broker, no duty.",
    calls: [
      compare({
        products: ["1688:806751994365", "alibaba:1601855474102", "alibaba:1601855474229"],
        quantity: 40_000,
        destination: "US",
        costs: { ...toDoor("0.002", "4200", "180"), duty_rate: "0" },
      }),
    ],
    arithmetic: [
      "(30000 * 2.60 + 4200) / 0.9978 + 180 = 82561.24",
      "(10000 * 18.60 / 7.10 + 4200) / 0.9978 + 180 = 30644.20",
      "82561.24 + 30644.20 = 113205.44",
    ],
    says: { whom: "alibaba:1601855474229", quantity: 30_000, total: "113205.44", unknown: [], next: "split" },
  },
  {
    name: "earbuds-to-brazil",
    asks: "5,000 earbuds to São Paulo: duty 16 %, tax 18 % that nobody gives back. Which of these two?",
    calls: [
      compare({
        products: ["1688:806751994365", "alibaba:1601855474229"],
        quantity: 5_000,
        destination: "BR",
        costs: { duty_rate: "0.16", vat_rate: "0.18", vat_recoverable: false },
      }),
    ],
    // The tax is a part of its own base: what bears it is divided by 0.82.
    arithmetic: ["5000 * 18.60 / 7.10 * 1.16 / 0.82 = 18529.71", "5000 * 2.60 * 1.16 / 0.82 + 180 + 0.103 * 5000 = 19085.24"],
    says: {
      whom: "1688:806751994365",
      quantity: 5_000,
      total: "18529.71",
      unknown: [...WAY_OF_WORKS.slice(0, -1), "last_mile", "unloading"],
      next: "forwarder",
    },
  },
  {
    name: "work-gloves",
    asks: "6,000 pairs of work gloves to the US, duty 13 %. 1688 or Alibaba?",
    calls: [
      compare({
        products: ["1688:839083227681", "alibaba:1602188707135"],
        quantity: 6_000,
        destination: "US",
        costs: { duty_rate: "0.13" },
      }),
    ],
    arithmetic: ["6000 * 2.55 / 7.10 * 1.13 = 2435.07", "6000 * 0.55 * 1.13 + 180 + 0.069 * 6000 = 4323.00"],
    says: {
      whom: "1688:839083227681",
      quantity: 6_000,
      total: "2435.07",
      unknown: [...WAY_OF_WORKS.slice(0, -1), "last_mile", "unloading"],
      next: "forwarder",
    },
  },
];
