import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import { FREE_WAY, listing, lump, request } from "../../support/listing.ts";

const A = "alibaba:1";
const B = "alibaba:2";
const ZERO_WAY = { ...FREE_WAY, dutyRate: "0" };
const flip = (comparison: ReturnType<typeof compareOptions>, what: string) =>
  comparison.flips
    .filter((found) => found.what[0] === what)
    .map(({ for: ref, now, threshold, leader }) => ({ ref, now, threshold, leader }));

describe("flips", () => {
  const listings = [listing("1", { ladder: [[1, "2.00"]], rule: "CFR" }), listing("2", { ladder: [[1, "1.90"]] })];

  it("puts the unknown freight's threshold one cent past the price difference", () => {
    expect(flip(compareOptions(request(listings, { costs: ZERO_WAY })), "freight")).toEqual([
      { ref: null, now: null, threshold: "10.01", leader: A },
    ]);
  });

  it("tells how far a given freight may fall", () => {
    expect(flip(compareOptions(request(listings, { costs: { ...ZERO_WAY, freight: "30" } })), "freight")).toEqual([
      { ref: null, now: "30", threshold: "9.99", leader: B },
    ]);
  });

  it("solves the duty rate that takes back what a lower price saves", () => {
    // 190 + 5 % of 190 against 200 duty paid: at 10/190 = 0.0526316 both cost 200.00.
    const duties = [listing("1", { ladder: [[1, "2.00"]], rule: "DDP" }), listing("2", { ladder: [[1, "1.90"]] })];
    const comparison = compareOptions(request(duties, { costs: { ...ZERO_WAY, freight: "0", dutyRate: "0.05" } }));
    const [found] = flip(comparison, "duty_rate");
    expect(found).toMatchObject({ now: "0.05", leader: A });
    // Half a cent past 200.00 is 10.005/190 = 0.0526578…
    expect(found?.threshold).toBe("0.052658");
  });

  it("finds the exchange rate at which the foreign price loses", () => {
    // 712 CNY at 7.12 is 100.00; 105.00 is reached at 712/105 = 6.78095….
    const fx = { rates: { CNY: "7.12" }, asOf: "2026-11-20", source: null };
    const foreign = [
      listing("1", { ladder: [[1, "7.12"]], rule: "DDP", offer: { currency: "CNY" } }),
      listing("2", { ladder: [[1, "1.05"]], rule: "DDP" }),
    ];
    const [found] = flip(compareOptions(request(foreign, { fx, costs: ZERO_WAY })), "fx.CNY");
    expect(found).toMatchObject({ now: "7.12", leader: B });
    expect(Number(found?.threshold)).toBeGreaterThan(712 / 105.01);
    expect(Number(found?.threshold)).toBeLessThan(712 / 105);
  });

  it("finds who leads where a currency carries the nearest rivals with it", () => {
    // 7.12, 7.19 and 7.26 CNY move together: who takes the lead is the first that is not priced in CNY, 105.00 at 712/105 = 6.78095….
    const fx = { rates: { CNY: "7.12" }, asOf: "2026-11-20", source: null };
    const chinese = ["7.12", "7.19", "7.26"].map((price, index) =>
      listing(String(index + 1), { ladder: [[1, price]], offer: { currency: "CNY" } }),
    );
    const dollars = listing("4", { ladder: [[1, "1.05"]] });
    const [found] = flip(
      compareOptions(request([...chinese, dollars], { fx, costs: { ...ZERO_WAY, freight: "0" } })),
      "fx.CNY",
    );
    expect(found).toMatchObject({ now: "7.12", leader: "alibaba:4" });
    expect(Number(found?.threshold)).toBeGreaterThan(712 / 105.01);
    expect(Number(found?.threshold)).toBeLessThan(712 / 105);
  });

  it("finds who leads where a marketplace's figure carries its listings with it", () => {
    // 1688's own way falls on 190, 191 and 192 alike; 195 without it leads from a way of 5.01, before the door's 200 + 10.
    const works = ["1.90", "1.91", "1.92"].map((price, index) =>
      listing(String(index + 1), { marketplace: "1688", ladder: [[1, price]] }, { ref: `1688:${index + 1}` }),
    );
    const other = listing("4", { ladder: [[1, "1.95"]] });
    const delivered = listing("5", { ladder: [[1, "2.00"]] }, { quotes: [lump("10", { scope: "door" })] });
    const comparison = compareOptions(request([...works, other, delivered], { costs: ZERO_WAY }));
    expect(flip(comparison, "freight")).toContainEqual({ ref: "1688", now: null, threshold: "5.01", leader: "alibaba:4" });
  });

  it("finds who leads where less of a total is goods, however many rivals are nearer today", () => {
    // Duty in the US is on the goods alone. At 10 %: 110 + 5, 108.90 + 8, 107.80 + 9.50, 66 + 52; the last costs as much as the
    // first where 100 (1 + r) + 5 = 60 (1 + r) + 52, so r = 0.175. The nearer two: at r = 2 and at r = 1.25.
    const offers = [
      ["1.00", "5"],
      ["0.99", "8"],
      ["0.98", "9.50"],
      ["0.60", "52"],
    ] as const;
    const listings = offers.map(([price, fee], index) =>
      listing(String(index + 1), { ladder: [[1, price]], options: [lump(fee)] }),
    );
    const [found] = flip(
      compareOptions(request(listings, { destination: "US", costs: { ...ZERO_WAY, dutyRate: "0.1" } })),
      "duty_rate",
    );
    expect(found).toMatchObject({ now: "0.1", leader: "alibaba:4" });
    expect(Number(found?.threshold)).toBeGreaterThan(0.175);
    expect(Number(found?.threshold)).toBeLessThan(0.1752);
  });

  it("finds how far each listing's own figure has to fall, however many have the same", () => {
    // 190 + 30 is passed by 191 + 28.99, 192 + 27.99, 193 + 26.99.
    const listings = ["1.90", "1.91", "1.92", "1.93"].map((price, index) =>
      listing(String(index + 1), { ladder: [[1, price]] }),
    );
    const costsByProduct = Object.fromEntries(listings.map(({ ref }) => [ref, { freight: "30" }]));
    const found = flip(compareOptions(request(listings, { costs: ZERO_WAY, costsByProduct })), "freight");
    expect(found.slice(1)).toEqual([
      { ref: "alibaba:2", now: "30", threshold: "28.99", leader: "alibaba:2" },
      { ref: "alibaba:3", now: "30", threshold: "27.99", leader: "alibaba:3" },
      { ref: "alibaba:4", now: "30", threshold: "26.99", leader: "alibaba:4" },
    ]);
  });

  it("names whose figure it is where a listing has one of its own", () => {
    const comparison = compareOptions(
      request([listing("1", { ladder: [[1, "1.90"]] }), listing("2", { ladder: [[1, "2.00"]] })], {
        costs: { ...ZERO_WAY, freight: "30" },
        costsByProduct: { [A]: { freight: "20" } },
      }),
    );
    expect(flip(comparison, "freight")).toEqual([
      { ref: null, now: "30", threshold: "9.99", leader: B },
      { ref: A, now: "20", threshold: "40.01", leader: B },
    ]);
  });

  it("gives a marketplace one figure for the way that none of its listings quotes, and asks for the unknown first", () => {
    const works = (id: string, price: string) =>
      listing(id, { marketplace: "1688", ladder: [[1, price]], rule: "EXW" }, { ref: `1688:${id}` });
    const delivered = listing("3", { ladder: [[1, "2.00"]] }, { quotes: [lump("10", { scope: "door" })] });
    const { flips } = compareOptions(
      request([works("1", "1.00"), works("2", "1.05"), delivered], {
        destination: "US",
        costs: { dutyRate: "0", insuranceRate: "0", brokerage: "0", unloading: "0" },
      }),
    );
    // 100 × 1.00 against 100 × 2.00 + 10 to the door: all that the ex-works price leaves out is one sum.
    expect(flips.filter(({ what }) => what.includes("freight"))).toHaveLength(1);
    expect(flips[0]).toEqual({
      what: [
        "freight",
        "loading",
        "origin_inland",
        "export_clearance",
        "origin_terminal",
        "vessel_loading",
        "destination_terminal",
        "last_mile",
      ],
      for: "1688",
      together: true,
      now: null,
      threshold: "110.01",
      leader: "alibaba:3",
    });
    expect(flips.map(({ now }) => now === null)).toEqual(
      flips.map(({ now }) => now === null).toSorted((a, b) => Number(b) - Number(a)),
    );
  });

  it("takes the sum of what nobody has said, the rest being nothing, where a delivery to the door holds it", () => {
    // CFR 110 and 25 % of it: 137.50, the terminal and the last mile beside it. FOB 100 and 30 to the door: while one of the two is not
    // said none of the 30 is surely in the duty's base, 130 + 25 = 155. Both said, x in all: 137.50 + x against 162.50 − x / 4, which
    // meet at 20 and not at 17.50.
    const costs = { ...ZERO_WAY, dutyRate: "0.25", destinationTerminal: undefined, lastMile: undefined };
    const said = Object.fromEntries(Object.entries(costs).filter(([, value]) => value !== undefined));
    const toDoor = listing("2", { ladder: [[1, "1.00"]], options: [lump("30", { scope: "door" })] });
    const ways = [listing("1", { ladder: [[1, "1.10"]], rule: "CFR" }), toDoor];
    const { flips } = compareOptions(request(ways, { destination: "DE", costs: said }));
    const joint = flips.find(({ what }) => what.includes("last_mile"));
    expect(joint).toMatchObject({ what: ["destination_terminal", "last_mile"], threshold: "20.01", leader: B, together: true });
    const at = (lastMile: string) =>
      compareOptions(request(ways, { destination: "DE", costs: { ...said, destinationTerminal: "0", lastMile } })).ranks
        .cost[0];
    expect([at("20.00"), at("20.01")]).toEqual([A, B]);
  });

  it("takes no sum of given figures where a rival moves with one of them alone", () => {
    // EXW 30.00, FAS 40.00 and FCA 39.50, the terminal 1.00 to the first and the last. Export papers of 9.01 put the FAS first, a
    // terminal of 10.01 too; but papers of 10.01 without a terminal would put the FCA first, at 39.50.
    const costs = { ...ZERO_WAY, loading: "0", originInland: "0", vesselLoading: "0", freight: "0" };
    const ways = [
      listing("1", { ladder: [[1, "0.30"]], rule: "EXW" }),
      listing("2", { ladder: [[1, "0.40"]], rule: "FAS" }),
      listing("3", { ladder: [[1, "0.395"]], rule: "FCA" }),
    ];
    const asked = request(ways, { costs: { ...costs, exportClearance: "0", originTerminal: "1.00" } });
    const found = compareOptions(asked).flips.filter(({ what }) =>
      ["export_clearance", "origin_terminal"].includes(what[0] ?? ""),
    );
    expect(found.map(({ what, threshold, leader }) => [what, threshold, leader]).sort()).toEqual([
      [["export_clearance"], "9.01", B],
      [["origin_terminal"], "10.01", B],
    ]);
  });

  it("solves a tax that is in its own base", () => {
    // Brazil: 100.00 becomes 100 / (1 − r), which rounds above 130.00 from 100 / 130.005 = 1 − 0.2307988 on.
    const ways = [listing("1", { ladder: [[1, "1.00"]] }), listing("2", { ladder: [[1, "1.30"]], rule: "DDP" })];
    const { vatRate: _, ...known } = ZERO_WAY;
    const asked = { destination: "BR", costs: { ...known, freight: "0", vatRecoverable: false } };
    const [found] = flip(compareOptions(request(ways, asked)), "vat_rate");
    expect(found).toEqual({ ref: null, now: null, threshold: "0.230799", leader: B });
  });

  it("follows a premium that one price holds and another does not", () => {
    // To the US the value for customs is without the premium. With x = 1.1 · rate, at 10 % duty: FOB 200.00 costs 220 + 200 x / (1 − x);
    // CIF 300.00 holds 300 x of premium and costs 330 − 30 x. Both are 320.00 at x = 1/3, the rate 0.303030. Half a cent past it,
    // at 495 a unit of the rate, is 0.3030404.
    const { insuranceRate: _none, ...known } = ZERO_WAY;
    const held = [listing("1", { ladder: [[1, "2.00"]] }), listing("2", { ladder: [[1, "3.00"]], rule: "CIF" })];
    const asked = request(held, { destination: "US", costs: { ...known, freight: "0", dutyRate: "0.1" } });
    expect(flip(compareOptions(asked), "insurance_rate")).toEqual([{ ref: null, now: null, threshold: "0.303041", leader: B }]);
  });

  it("has none where the options only share what is unknown", () => {
    expect(
      compareOptions(request([listing("1", { ladder: [[1, "2.00"]] }), listing("2", { ladder: [[1, "1.90"]] })])).flips,
    ).toEqual([]);
  });
});

describe("the curve", () => {
  it("changes where the cheapest does, to the unit", () => {
    // A: 2.00 each, 1.80 from 100 on, so from 91 on 100 units for 180.00 cost less. B: 1.90 each: 94 for 178.60, 95 for 180.50.
    const comparison = compareOptions(
      request([
        listing("1", {
          ladder: [
            [1, "2.00"],
            [100, "1.80"],
          ],
        }),
        listing("2", { ladder: [[1, "1.90"]] }),
      ]),
    );
    expect(comparison.curve).toEqual([
      { fromQuantity: 1, toQuantity: 94, cheapest: B },
      { fromQuantity: 95, toQuantity: 1000, cheapest: A },
    ]);
    expect(flip(comparison, "quantity")).toEqual([{ ref: null, now: "100", threshold: "94", leader: B }]);
  });

  it("takes no larger order for a delivery without a fee that is in time", () => {
    // The first seller sends from twelve on, in time, and names no fee: nobody buys twelve for that. One piece at 1.00 is the cheapest,
    // and its freight is not known; at eight the other's 8 × 1.50 would be the 12 × 1.00 of that larger order.
    const sendsFromTwelve = listing("1", {
      leadTimeDays: { low: 1, high: 1 },
      options: [lump(null, { minQuantity: 12, days: { low: 1, high: 1 } })],
    });
    const asked = request([sendsFromTwelve, listing("2", { ladder: [[1, "1.50"]] })], {
      quantity: 1,
      costs: ZERO_WAY,
      requirements: { maxLeadTimeDays: 20, minSupplierScore: null, certifications: [], verifiedOnly: false },
    });
    const compared = compareOptions(asked);
    expect(compared.ranks.cost).toEqual([A, B]);
    expect(compared.options[0]?.buy?.quantity).toBe(1);
    expect(compared.curve).toEqual([{ fromQuantity: 1, toQuantity: 10, cheapest: null }]);
  });

  it("leaves out the quantities that nobody can deliver", () => {
    const comparison = compareOptions(
      request([listing("1", { ladder: [[1, "2.00"]], stock: 150 }), listing("2", { ladder: [[1, "1.90"]], stock: 120 })]),
    );
    expect(comparison.curve).toEqual([
      { fromQuantity: 1, toQuantity: 120, cheapest: B },
      { fromQuantity: 121, toQuantity: 150, cheapest: A },
    ]);
  });

  describe("where a platform quotes delivery for one quantity at a time", () => {
    const quoted = (quantity: number, fee: string) =>
      lump(fee, { scope: "door", term: "DAP", minQuantity: quantity, maxQuantity: quantity });
    const small = listing(
      "1",
      {
        ladder: [
          [50, "4.60"],
          [500, "3.95"],
        ],
      },
      { quotes: [quoted(50, "187.60"), quoted(500, "536.50")] },
    );

    it("names nobody where a delivery that was not asked for could make another the cheapest", () => {
      // Wanted are 20. 50 × 4.60 + 187.60 = 417.60; 120 × 4.10 + 365.04 = 857.04. For 51 the first costs 234.60 and a delivery
      // that nobody asked for: neither 857.04 nor its own 500 × 3.95 + 536.50 = 2,511.50 is known to be less.
      const large = listing("2", { ladder: [[120, "4.10"]] }, { quotes: [quoted(120, "365.04")] });
      const comparison = compareOptions(request([small, large], { quantity: 20 }));
      expect(comparison.curve).toEqual([
        { fromQuantity: 1, toQuantity: 50, cheapest: A },
        { fromQuantity: 51, toQuantity: 200, cheapest: null },
      ]);
      expect(flip(comparison, "quantity")).toEqual([]);
    });

    it("names who is cheaper than the goods alone", () => {
      // 100 × 3.99 + 60.00 = 459.00 delivered; of the first, 99 × 4.60 = 455.40 and 100 × 4.60 = 460.00 without a delivery.
      const delivered = listing("2", {
        ladder: [[100, 100, "3.99"]],
        options: [lump("60.00", { scope: "door", term: "DAP" })],
      });
      const { curve } = compareOptions(request([small, delivered], { quantity: 20 }));
      expect(curve.slice(0, 3)).toEqual([
        { fromQuantity: 1, toQuantity: 50, cheapest: A },
        { fromQuantity: 51, toQuantity: 99, cheapest: null },
        { fromQuantity: 100, toQuantity: 100, cheapest: B },
      ]);
    });
  });

  it("finds the same changes where there are too many quantities to look at each", () => {
    // 40,000 × 2.00 = 80,000 buys 50,000 at 1.60.
    const comparison = compareOptions(
      request(
        [
          listing("1", {
            ladder: [
              [1, "2.00"],
              [50_000, "1.60"],
            ],
          }),
          listing("2", { ladder: [[1, "1.90"]] }),
        ],
        { quantity: 10_000 },
      ),
    );
    // 80,000.00 / 1.90 = 42,105.26….
    expect(comparison.curve).toEqual([
      { fromQuantity: 1, toQuantity: 42_105, cheapest: B },
      { fromQuantity: 42_106, toQuantity: 100_000, cheapest: A },
    ]);
  });
});

it("lets a lump sum weigh more on the order that is larger", () => {
  // 100 wanted. 1 sells 120 at 1.60: 192 + 1.2 f; 2 sells 100 at 1.95: 195 + f. At 15.02 both are 210.02 to the cent,
  // at 15.03 the first is 192 + 18.036 = 210.04 and the second 210.03.
  const known = { ...ZERO_WAY, freight: "10" };
  const larger = listing("1", {
    ladder: [
      [1, "2.00"],
      [120, "1.60"],
    ],
  });
  const exact = listing("2", { ladder: [[1, "1.95"]] });
  const { flips, ranks } = compareOptions(request([larger, exact], { quantity: 100, costs: known }));
  expect(ranks.cost).toEqual(["alibaba:1", "alibaba:2"]);
  expect(flips.find(({ what }) => what.includes("freight"))).toMatchObject({
    now: "10",
    threshold: "15.03",
    leader: "alibaba:2",
  });
});
