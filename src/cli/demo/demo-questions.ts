export interface DemoCall {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The products are those that the search before it found. */
  readonly takesFound?: true;
}

export interface DemoQuestion {
  /** In the buyer's words. */
  readonly asks: string;
  /** What an agent would call to answer it. */
  readonly calls: readonly DemoCall[];
}

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
const LITTER_MATS = [
  "1688:817862005349",
  "1688:817862005476",
  "1688:817862005603",
  "1688:817862005730",
  "alibaba:1601966585113",
];

// A forwarder's price from the works to the door holds every line of the way but insurance, duty and the broker.
const ALL_IN = {
  loading: "0",
  origin_inland: "0",
  export_clearance: "0",
  origin_terminal: "0",
  vessel_loading: "0",
  destination_terminal: "0",
  last_mile: "0",
};
const CUSTOMS = { insurance_rate: "0.003", brokerage: "150", duty_rate: "0.02", unloading: "0" };

const compare = (asked: Readonly<Record<string, unknown>>): DemoCall => ({
  tool: "compare_purchase_options",
  arguments: asked,
});

export const QUESTIONS: readonly DemoQuestion[] = [
  {
    asks: "best supplier for 5000 units of a 40 oz tumbler, delivered to the US",
    // Who asks holds no link: what the search finds is what is compared.
    calls: [
      { tool: "search_products", arguments: { query: "40 oz tumbler", quantity: 5_000, country: "US" } },
      { ...compare({ quantity: 5_000, destination: "US" }), takesFound: true },
    ],
  },
  {
    asks:
      "my forwarder takes the lot from the 1688 supplier to our door for 3,450 dollars, all in; insurance is 0.3 %, " +
      "the broker 150 dollars, the duty 2 %, and our own people unload. Who is it now?",
    calls: [
      compare({
        products: TUMBLERS,
        quantity: 5_000,
        destination: "US",
        costs: CUSTOMS,
        costs_by_product: [{ for: "1688", freight: "3450", ...ALL_IN }],
      }),
    ],
  },
  {
    asks: "two offers for 5000 tumblers, FOB Ningbo: 2.98 from one, 3.06 from the other. The 2.98, surely?",
    calls: [compare({ products: ["alibaba:1601206810412", "alibaba:1601206810538"], quantity: 5_000, destination: "US" })],
  },
  {
    asks:
      "5000 cat litter mats to the US. The cheap ones have no more than 3,000 or so in stock: would two of them together be " +
      "cheaper than one big supplier? The forwarder wants 780 or 840 dollars for a small lot, 1,250 for the whole",
    calls: [
      compare({
        products: LITTER_MATS,
        quantity: 5_000,
        destination: "US",
        costs: { ...CUSTOMS, ...ALL_IN, freight: "1250" },
        costs_by_product: [
          { for: "1688:817862005603", freight: "840" },
          { for: "1688:817862005730", freight: "780" },
        ],
      }),
    ],
  },
];
