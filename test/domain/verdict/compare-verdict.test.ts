import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import type { ComparisonRequest, Listing, Verdict } from "../../../src/domain/comparison.ts";
import { FREE_WAY, type ListingWish, listing, lump, request } from "../../support/listing.ts";

const A = "alibaba:1";
const B = "alibaba:2";
const verdict = (listings: readonly Listing[], change: Partial<ComparisonRequest> = {}): Verdict =>
  compareOptions(request(listings, change)).verdict;
const at = (id: string, price: string, rule: ListingWish["rule"] = "FOB", wish: ListingWish = {}): Listing =>
  listing(id, { ladder: [[1, price]], rule, ...wish });

describe("a verdict by difference", () => {
  it("decides between two FOB offers without knowing the freight, the duty or the VAT", () => {
    const { state, winner, because, askNext } = verdict([at("1", "2.00"), at("2", "1.90")]);
    expect({ state, winner, askNext }).toEqual({ state: "winner", winner: B, askNext: null });
    expect(because).toContain("at least 190.00 USD");
    expect(because).toContain("10.00 USD less than alibaba:1");
    expect(because).toContain("freight");
  });

  it("decides between two CIF offers in a country that strips the freight from the duty's base", () => {
    expect(
      verdict([at("1", "2.00", "CIF"), at("2", "1.90", "CIF")], { destination: "US", costs: { dutyRate: "0.25" } }).winner,
    ).toBe(B);
  });

  it("decides between two deliveries to the door, whatever of them lies behind the port", () => {
    const toDoor = (id: string, price: string, fee: string) =>
      at(id, price, "FOB", { options: [lump(fee, { scope: "door" })] });
    // 597 + 169 = 766 against 635 + 169 = 804. What lies behind the port is out of the duty's base of both: 38 · (1 + duty) lie between.
    expect(verdict([toDoor("1", "6.35", "169"), toDoor("2", "5.97", "169")], { destination: "GB" }).winner).toBe(B);
    // 635 + 100 = 735 against 597 + 169 = 766. With all of both behind the port the bases are 635 and 597: from a duty of
    // 31 / 38 = 82 % the other costs less, 766 + 597 = 1,363 against 735 + 635 = 1,370 at 100 %.
    const close = [toDoor("1", "6.35", "100"), toDoor("2", "5.97", "169")];
    expect(verdict(close, { destination: "GB" }).winner).toBeNull();
    const behindPort = { destinationTerminal: "0", lastMile: "169", dutyRate: "1" };
    expect(verdict(close, { destination: "GB", costs: behindPort }).winner).toBe(B);
    expect(verdict(close, { destination: "GB", costs: { ...behindPort, dutyRate: "0.8" } }).winner).toBe(A);
  });

  it("turns where a duty has left its least behind", () => {
    // FOB 100 and freight f: 100 + f + the larger of 30 and 25 % of 100 + f, so 130 + f up to 20 and 125 + 1.25 f from there. It meets
    // a DDP price of 160 at 35 / 1.25 = 28, not at 30.
    const duties = [{ name: "a", rate: "0.25", least: "30" }];
    const { rule } = verdict([at("1", "1.00"), at("2", "1.60", "DDP")], { destination: "DE", costs: { ...FREE_WAY, duties } });
    expect(rule.map(({ buy, when }) => [buy, when?.what, when?.above, when?.below])).toEqual([
      [A, ["freight"], null, "28.00"],
      [B, ["freight"], "28.00", null],
    ]);
  });

  it("does not decide between two weights that nobody has said", () => {
    // 190 + 5 · 100 · kg of the one against 200 + 5 · 100 · kg of the other: at 0.10 kg and 0.05 kg it is 240 against 225.
    const perKg = { costs: { freightPerKg: "5" } };
    expect(verdict([at("1", "2.00"), at("2", "1.90")], perKg).winner).toBeNull();
    const weighing = (id: string, price: string, weightKg: string) =>
      at(id, price, "FOB", { package: { weightKg, lengthCm: null, widthCm: null, heightCm: null, unitsPerCarton: null } });
    expect(verdict([weighing("1", "2.00", "0.05"), weighing("2", "1.90", "0.1")], perKg).winner).toBe(A);
    expect(verdict([weighing("1", "2.00", "0.1"), weighing("2", "1.90", "0.1")], perKg).winner).toBe(B);
  });

  it("does not decide where a cheaper price leaves out a line that the dearer one holds", () => {
    const { state, winner, contenders, askNext, rule } = verdict([at("1", "2.00", "CFR"), at("2", "1.90", "FOB")]);
    expect({ state, winner, contenders }).toEqual({ state: "conditional", winner: null, contenders: [B, A] });
    // 200.00 with the freight against 190.00 without it: below 10.00 it is B, above it A. Neither asks for the implausible.
    expect(rule).toEqual([
      { buy: B, when: { what: ["freight"], for: null, above: null, below: "10.00", unit: "USD" }, likely: true },
      { buy: A, when: { what: ["freight"], for: null, above: "10.00", below: null, unit: "USD" }, likely: true },
    ]);
    expect(askNext).toMatchObject({
      to: "forwarder",
      ref: null,
      kind: "way",
      lines: ["freight"],
      answers: [{ field: "costs.freight", for: null, unit: "USD" }],
    });
    expect(askNext?.questionEn).toContain("freight");
    expect(askNext?.questionZh).toContain("国际运费");
  });

  it("decides for the price that holds more where it is no dearer", () => {
    expect(verdict([at("1", "1.90", "CFR"), at("2", "1.90", "FOB")]).winner).toBe(A);
  });

  it("asks the supplier for a quote under the other's term where many lines lie between", () => {
    const { state, askNext, rule } = verdict([at("1", "2.00", "DDP"), at("2", "1.00", "EXW")]);
    // All that the ex-works price leaves out adds up: below 100.00 in all it is the cheaper one.
    expect(state).toBe("conditional");
    expect(rule.map(({ buy, when }) => [buy, when?.above ?? null, when?.below ?? null])).toEqual([
      [B, null, "100.00"],
      [A, "100.00", null],
    ]);
    expect(askNext).toMatchObject({ ref: B });
    expect(askNext?.questionEn).toContain("DDP");
    expect(askNext?.questionZh).toContain("完税后交货");
  });

  it("asks the buyer's forwarder for the way from a 1688 supplier, who quotes none of it", () => {
    const domestic = listing("3", { marketplace: "1688", ladder: [[1, "1.00"]], rule: "EXW" });
    const { askNext } = verdict([at("1", "2.00", "DAP"), domestic]);
    expect(askNext?.ref).toBeNull();
    expect(askNext?.questionEn).toContain("forwarder");
    expect(askNext?.questionEn).toContain("costs.freight");
  });

  it("asks for the rates where only they lie between", () => {
    const { askNext } = verdict([at("1", "2.00", "DDP"), at("2", "1.80", "DAP")], { costs: { brokerage: "0" } });
    expect(askNext?.ref).toBeNull();
    expect(askNext?.questionEn).toContain("costs.duty_rate, costs.vat_rate");
    expect(askNext?.questionZh).toContain("进口关税税率");
  });

  it("is decided once the figure asked for is given", () => {
    const listings = [at("1", "2.00", "CFR"), at("2", "1.90", "FOB")];
    expect(verdict(listings, { costs: { freight: "9.99" } }).winner).toBe(B);
    expect(verdict(listings, { costs: { freight: "10.01" } }).winner).toBe(A);
  });

  it("is not decided by an unknown duty rate that is as high as it likes", () => {
    // 100 more of duty-free delivery against a dutiable value that is 50 lower: a rate decides.
    const costs = { ...FREE_WAY, freight: "60" };
    const listings = [at("1", "2.00", "DDP"), at("2", "1.00", "FOB")];
    // 160 + 160 × rate (the freight is in the CIF value) reaches 200 at a quarter.
    const { state, rule } = verdict(listings, { costs });
    expect(state).toBe("conditional");
    expect(rule).toMatchObject([
      { buy: B, when: { what: ["duty_rate"], above: null, below: "0.25", unit: "fraction" }, likely: true },
      { buy: A, when: { above: "0.25", below: null }, likely: true },
    ]);
    expect(verdict(listings, { costs }).askNext?.questionEn).toContain("duty");
    expect(verdict(listings, { costs: { ...costs, dutyRate: "0.24" } }).winner).toBe(B);
    expect(verdict(listings, { costs: { ...costs, dutyRate: "0.26" } }).winner).toBe(A);
  });

  it("calls totals that are equal to the minor unit a tie", () => {
    const result = verdict([at("1", "2.00", "DDP"), at("2", "2.00004", "DDP")]);
    expect(result).toMatchObject({ state: "tie", winner: null, contenders: [A, B] });
    expect(result.because).toContain("200.00 USD");
  });

  it("lets a winner win only over every price a range can turn out to be", () => {
    const range: ListingWish = { offer: { tiers: [], priceBasis: "range", priceRange: { low: "1.50", high: "2.50" } } };
    expect(verdict([at("1", "2.00"), listing("2", range)])).toMatchObject({ state: "undecided", askNext: { ref: B } });
    expect(verdict([at("1", "1.50"), listing("2", range)]).winner).toBe(A);
    expect(verdict([at("1", "2.51"), listing("2", range)]).winner).toBe(B);
  });

  it("lets an unpriced option keep the verdict open, and asks for its price", () => {
    const silent = listing("2", { offer: { tiers: [], priceBasis: "none" } });
    const result = verdict([at("1", "2.00"), silent]);
    expect(result).toMatchObject({ state: "undecided", contenders: [A, B], askNext: { ref: B } });
    expect(result.because).toContain("alibaba:2 has no price");
  });

  it("asks the buyer for a rate that is missing", () => {
    const result = verdict([at("1", "2.00"), listing("2", { offer: { currency: "CNY" } })]);
    expect(result.askNext).toMatchObject({ to: "buyer", ref: null });
    expect(result.askNext?.answers).toEqual([{ field: "fx.rates.CNY", for: null, unit: "CNY for one USD" }]);
  });

  it("keeps a delivery without a known fee open, for that seller alone", () => {
    const route = { options: [lump(null)] };
    expect(verdict([at("1", "2.00", "FOB", route), at("2", "2.10", "FOB", route)])).toMatchObject({
      state: "undecided",
      askNext: { ref: A },
    });
    const costs = { freight: "50" };
    expect(verdict([at("1", "2.00", "FOB", route), at("2", "2.10", "FOB", route)], { costs }).winner).toBe(A);
  });

  it("says what would make something possible where nothing is", () => {
    const result = verdict([at("1", "2.00", "FOB", { stock: 40 }), at("2", "2.00", "FOB", { status: "off_shelf" })]);
    expect(result).toMatchObject({ state: "infeasible", winner: null, contenders: [] });
    expect(result.because).toContain("40 are in stock");
    expect(result.because).toContain("possible at 40");
  });

  it("has nothing to say of prices where every option is unpriced", () => {
    const silent = { offer: { tiers: [], priceBasis: "none" as const } };
    expect(verdict([listing("1", silent), listing("2", silent)])).toMatchObject({
      state: "undecided",
      contenders: [A, B],
      askNext: { ref: A },
    });
  });
});

describe("requirements", () => {
  const certified = (validUntil: string | null) => ({
    certifications: [{ type: "ISO 9001:2015", authority: null, validUntil, isUnreadable: false }],
  });
  const wanted = (change: Partial<ComparisonRequest["requirements"]>): Partial<ComparisonRequest> => ({
    requirements: { maxLeadTimeDays: null, minSupplierScore: null, certifications: [], verifiedOnly: false, ...change },
  });

  it("does not let a failing option win, and says why", () => {
    const listings = [
      at("1", "2.00", "FOB", { supplier: { verified: true } }),
      at("2", "1.00", "FOB", { supplier: { verified: false } }),
    ];
    const comparison = compareOptions(request(listings, wanted({ verifiedOnly: true })));
    expect(comparison.verdict.winner).toBe(A);
    expect(comparison.options[1]).toMatchObject({ state: "infeasible", reasons: [{ code: "requirement_failed" }] });
    expect(comparison.ranks.cost).toEqual([A]);
  });

  it("asks before it lets an option win that may not meet them", () => {
    const listings = [at("1", "2.00", "FOB", certified("2027-01-01")), at("2", "1.00")];
    const result = verdict(listings, wanted({ certifications: ["iso9001"] }));
    expect(result).toMatchObject({ state: "undecided", contenders: [B, A], askNext: { ref: B } });
    expect(result.askNext?.questionZh).toContain("认证");
  });

  it("does not mind an open requirement of an option that is dearer anyway", () => {
    const listings = [at("1", "1.00", "FOB", certified(null)), at("2", "2.00")];
    expect(verdict(listings, wanted({ certifications: ["ISO 9001"] })).winner).toBe(A);
  });

  it("takes an expired certificate as failed, and one that ends today as held", () => {
    const listings = [at("1", "2.00", "FOB", certified("2026-11-21")), at("2", "1.00", "FOB", certified("2026-11-20"))];
    expect(verdict(listings, wanted({ certifications: ["ISO9001"] })).winner).toBe(A);
  });

  it("does not find a certificate inside the word of another", () => {
    const stateOf = (type: string, wish: string) =>
      compareOptions(
        request(
          [at("1", "1.00", "FOB", { certifications: [{ type, authority: null, validUntil: null, isUnreadable: false }] })],
          wanted({ certifications: [wish] }),
        ),
      ).options[0]?.requirements[0]?.state;
    for (const type of ["CE", "CE-LVD", "ce marking", "CE认证", "EN 71 / CE"]) expect(stateOf(type, "CE"), type).toBe("meets");
    for (const type of ["Certificate of Origin", "ISO 9001 certificate", "FCC Certification", "licence"])
      expect(stateOf(type, "CE"), type).toBe("unknown");
    expect(stateOf("GSV", "GS")).toBe("unknown");
    expect(stateOf("ISO 90011", "ISO 9001")).toBe("unknown");
    expect(stateOf("EN71-3", "EN 71")).toBe("meets");
    expect(stateOf("深度验厂报告", "验厂")).toBe("meets");
    expect(stateOf("CE", "-")).toBe("unknown");
  });

  it("does not take the days of making for those of the whole way where nothing is priced", () => {
    // 10 to 15 days to make are within 20; nobody says how long the way takes.
    const [option] = compareOptions(
      request(
        [listing("1", { ladder: [], leadTimeDays: { low: 10, high: 15 } }), listing("2")],
        wanted({ maxLeadTimeDays: 20 }),
      ),
    ).options;
    expect(option).toMatchObject({
      state: "unpriced",
      leadTimeDays: { low: 10, high: null },
      leadTime: { production: { low: 10, high: 15 }, transit: null },
      requirements: [{ name: "max_lead_time_days", state: "unknown" }],
    });
  });

  it("holds a lead time against production and transit together", () => {
    const quick = {
      leadTimeDays: { low: 5, high: 10 },
      options: [lump("10", { scope: "door", term: "DAP", days: { low: 5, high: 12 } })],
    };
    const listings = [at("1", "2.00", "FOB", quick)];
    const state = (days: number) =>
      compareOptions(request(listings, wanted({ maxLeadTimeDays: days }))).options[0]?.requirements[0]?.state;
    expect([state(22), state(21), state(9)]).toEqual(["meets", "unknown", "fails"]);
  });
});

describe("other priorities", () => {
  const door = (high: number) => [lump("0", { scope: "door", term: "DAP", days: { low: 1, high } })];
  const taking = (key: string, price: string, low: number, high: number) =>
    at(key, price, "FOB", { leadTimeDays: { low, high }, options: door(10) });
  const listings = [
    taking("1", "2.00", 14, 20),
    at("2", "2.30", "FOB", { leadTimeDays: { low: 1, high: 5 }, options: door(10), supplier: { years: 10 } }),
  ];

  it("names the first of the rank and what it costs more", () => {
    const result = verdict(listings, { priority: "speed" });
    expect(result).toMatchObject({ state: "winner", winner: B });
    expect(result.because).toContain("30.00 USD more than alibaba:1");
    expect(result.because).toContain("15 days");
  });

  // With 1 to 10 days on the way. What is promised as a range may be any day of it: 5 days of making at the most and 10 on the way
  // are 15, and no later than 14 + 1 of the other; against 13 + 1 the other may be there on the day before.
  it.each([
    [14, 20, "winner"],
    [13, 20, "undecided"],
    [1, 20, "undecided"],
    [1, 5, "undecided"],
  ])("by speed, 2 to 15 days against making of %d to %d are %s", (low, high, state) => {
    const [, quick] = listings;
    const found = verdict([taking("1", "2.00", low, high), ...(quick ? [quick] : [])], { priority: "speed" });
    expect(found).toMatchObject({ state, winner: state === "winner" ? B : null });
    if (state === "undecided") expect(found.contenders).toHaveLength(2);
  });

  // Exactly 15 days against a range: the range decides, and its days are asked for. Against two ranges no one figure does.
  it.each([
    [{ low: 9, high: 19 }, "conditional"],
    [{ low: 9, high: null }, "conditional"],
    [{ low: 14, high: 19 }, "winner"],
  ])("by speed, 15 days against making of %j and a day on the way are %s", (made, state) => {
    const way = [lump("0", { scope: "door", term: "DAP", days: { low: 1, high: 1 } })];
    const sure = at("2", "2.30", "FOB", { leadTimeDays: { low: 14, high: 14 }, options: way });
    const found = verdict([at("1", "2.00", "FOB", { leadTimeDays: made, options: way }), sure], { priority: "speed" });
    const when = { what: ["lead_time_days"], for: A, unit: "days" };
    const rule = [
      { buy: A, when: { ...when, above: null, below: "15" }, likely: true },
      { buy: B, when: { ...when, above: "15", below: null }, likely: true },
    ];
    const named = { state, winner: null, rule, askNext: { ref: A, to: "supplier", kind: "lead_time" } };
    expect(found).toMatchObject(state === "winner" ? { state, winner: B } : named);
  });

  it("goes by the surest score for risk", () => {
    // What is not known of either could put it ahead: 15 points for the years are sure, up to 85 more are open for both.
    const { state, winner, contenders } = verdict(listings, { priority: "risk" });
    expect({ state, winner, contenders }).toEqual({ state: "undecided", winner: null, contenders: [B, A] });
  });

  it("puts a supplier with an alarm behind all without, by risk", () => {
    const alarmed = at("2", "1.00", "FOB", { supplier: { years: 10, disputeRate: "0.09" } });
    expect(verdict([at("1", "2.00"), alarmed], { priority: "risk" })).toMatchObject({ state: "winner", winner: A });
  });

  it("does not name the fastest where no lead time is known", () => {
    expect(verdict([at("1", "2.00"), at("2", "1.90")], { priority: "speed" })).toMatchObject({
      state: "undecided",
      askNext: { ref: B },
    });
  });

  it("asks the one that does not say how long it makes", () => {
    const timed = at("1", "2.00", "FOB", { leadTimeDays: { low: 5, high: 15 } });
    expect(verdict([timed, at("2", "1.90")], { priority: "speed" })).toMatchObject({ state: "undecided", askNext: { ref: B } });
  });
});
