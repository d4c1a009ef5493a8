import { describe, expect, it } from "vitest";
import { Fault } from "../../../src/model/fault.ts";
import type { Product } from "../../../src/model/product.ts";
import { UNKNOWN_SUPPLIER } from "../../../src/model/supplier.ts";
import { callTool } from "../../../src/tools/call-tool.ts";
import type { SupplierAnswer } from "../../../src/tools/score-supplier/present.ts";
import { scoreSupplier } from "../../../src/tools/score-supplier/tool.ts";
import { aContext, type Shelf } from "../../support/market.ts";
import { aProduct } from "../../support/product.ts";

const WEAK = "供应商实力不足,建议谨慎采购";

const certificate = (type: string, validUntil: string | null = null) => ({
  type,
  authority: null,
  validUntil,
  isUnreadable: false,
});

/** 10 + 8 + 7 + 2 of certification, 30 of transaction, 25 of fulfilment, 15 of capacity: 97. */
const STRONG = aProduct({
  marketplace: "1688",
  id: "610000000001",
  supplier: {
    ...UNKNOWN_SUPPLIER,
    id: "b2b-1",
    name: "Ningbo | Strong *Works*",
    factoryAudit: true,
    tradeAssurance: true,
    years: 12,
    transactionLevel: 5,
    responseRate: "1",
    onTimeRate: "1",
    productCount: 80,
    monthlyOutput: 90_000,
    shortestLeadDays: 0,
    disputeRate: "0.03",
  },
  certifications: [certificate("ISO9001", "2027-05-01"), certificate("CE")],
});

/** Gold and verified: 10 for the audit, 5.625 for five years, 6.75 for a response rate of 90 %; nothing else is known. */
const BADGED = aProduct({
  marketplace: "alibaba",
  id: "1600000000002",
  supplier: {
    ...UNKNOWN_SUPPLIER,
    id: "co-2",
    name: "Badge Trading",
    gold: true,
    verified: true,
    years: 5,
    responseRate: "0.9",
  },
  missing: [{ field: "supplier.on_time_rate", reason: "not_licensed" }],
});

const SILENT = aProduct({ marketplace: "aliexpress", id: "1005000000000003" });

const WEAK_SHOP = aProduct({
  ...STRONG,
  marketplace: "1688",
  id: "610000000004",
  supplier: {
    ...STRONG.supplier,
    id: "b2b-4",
    factoryAudit: false,
    tradeAssurance: false,
    years: 1,
    transactionLevel: 1,
    productCount: 2,
  },
  certifications: [certificate("ISO9001", "2026-01-31")],
});

const SHELF: Shelf = {
  listings: {
    "1688:610000000001": STRONG,
    "alibaba:1600000000002": BADGED,
    "aliexpress:1005000000000003": SILENT,
    "1688:610000000004": WEAK_SHOP,
    "1688:610000000005": new Fault({ kind: "rate_limited", message: "Too many calls", retryAfterMs: 61_000 }),
  },
};

interface Structured {
  readonly mode: string;
  readonly suppliers: readonly SupplierAnswer[];
  readonly ranking: readonly { position: number; ref: string | null; separable_from_next: boolean }[];
  readonly notes: readonly string[];
}

const ask = async (args: Record<string, unknown>, shelf: Shelf = SHELF) => {
  const result = await callTool(scoreSupplier, args, aContext(shelf), (error) => {
    throw error;
  });
  return { ...result, ...(result.structured as unknown as Structured) };
};

const all = ["alibaba:1600000000002", "1688:610000000001", "aliexpress:1005000000000003", "1688:610000000004"];

describe("score_supplier", () => {
  it("scores what is known and leaves the rest open", async () => {
    const { suppliers } = await ask({ products: ["1688:610000000001", "alibaba:1600000000002"] });
    const [strong, badged] = suppliers;
    expect(strong).toMatchObject({ ref: "1688:610000000001", status: "ok", level: "A", supplier: { id: "b2b-1" } });
    // Two certificates are named: the other three points may be held too.
    expect(strong?.score).toEqual({ low: "97.0", high: "100.0", estimate: "97.0", coverage: "1" });
    expect(badged?.score).toEqual({ low: "22.4", high: "93.6", estimate: null, coverage: "0.29" });
    expect(badged?.level).toBe("insufficient_data");
    expect(badged?.groups?.[1]).toEqual({ name: "transaction", points: "12.4", max: "30.0", unknown_points: "11.3" });
  });

  it("ranks by what is sure and says where the order holds whatever the unknown is", async () => {
    const { ranking } = await ask({ products: all });
    expect(ranking).toEqual([
      { position: 1, ref: "1688:610000000001", separable_from_next: true },
      { position: 2, ref: "1688:610000000004", separable_from_next: false },
      { position: 3, ref: "alibaba:1600000000002", separable_from_next: false },
      { position: 4, ref: "aliexpress:1005000000000003", separable_from_next: false },
    ]);
  });

  it("keeps the indicators that matter, and all of them in full detail", async () => {
    const { suppliers } = await ask({ products: ["1688:610000000001", "alibaba:1600000000002"] });
    expect(suppliers[0]?.indicators?.map(({ name }) => name)).toEqual(["certifications"]);
    expect(suppliers[1]?.indicators?.find(({ name }) => name === "on_time_rate")).toEqual({
      name: "on_time_rate",
      state: "not_licensed",
      value: null,
      points: null,
      max: "15",
      source: "listing",
      note: null,
    });
    const full = await ask({ products: ["1688:610000000001"], detail: "full" });
    expect(full.suppliers[0]?.indicators).toHaveLength(11);
  });

  it("says what a figure is: 1688 counts parcels collected within 48 hours", async () => {
    const { suppliers } = await ask({ products: ["1688:610000000001"], detail: "full" });
    const rate = suppliers[0]?.indicators?.find(({ name }) => name === "on_time_rate");
    expect(rate?.note).toBe("the share of orders collected within 48 h over 30 days stands for it");
    expect(rate?.state).toBe("proxy");
  });

  it("tells a paid membership from an audit, in both channels", async () => {
    const { notes, text } = await ask({ products: ["alibaba:1600000000002"] });
    const said =
      "alibaba:1600000000002 is gold, a paid membership that says nothing of the goods, and verified, which is an audit.";
    expect(notes).toContain(said);
    expect(text).toContain(said);
  });

  it("warns of weak suppliers, disputes and too little data", async () => {
    const { suppliers, notes } = await ask({ products: all });
    const [badged, strong, , weak] = suppliers;
    expect(strong?.risk_warnings).toEqual(["Dispute rate 3 % is above 2 %."]);
    expect(weak?.risk_warnings?.[0]).toBe(WEAK);
    expect(notes).toContain(`${WEAK}: weak supplier, buy with care.`);
    expect(badged?.risk_warnings).toEqual([
      "Insufficient data: indicators worth 28.8 % of the score are known, too few to estimate it.",
    ]);
  });

  it("does not hold an expired certificate", async () => {
    const { suppliers } = await ask({ products: ["1688:610000000004"], detail: "full" });
    const values = Object.fromEntries(suppliers[0]?.indicators?.map(({ name, value }) => [name, value]) ?? []);
    expect(values).toMatchObject({ iso: null, certifications: null });
  });

  it("says what to ask for to raise the score", async () => {
    const { suppliers } = await ask({ products: ["alibaba:1600000000002"] });
    expect(suppliers[0]?.improves_most).toEqual([
      "how often it is on time: up to 15.0 points; ask for the on-time rate of the last year, with the number of orders",
      "its grade on the platform: up to 11.3 points; look up the grade on the shop's page",
      "how many products it sells: up to 10.0 points; count the listings on the shop's page",
    ]);
  });

  it("adds the buyer's knowledge to one listing and says whose word it is", async () => {
    const { suppliers } = await ask({
      products: ["alibaba:1600000000002"],
      profile: { on_time_rate: "90%", samples: { on_time_rate: 10 }, iso: true },
      detail: "full",
    });
    const byName = Object.fromEntries(suppliers[0]?.indicators?.map((one) => [one.name, one]) ?? []);
    // 22.375 and 8 for ISO and 15 · 0.59585 for nine of ten.
    expect(suppliers[0]?.score?.low).toBe("39.3");
    expect(byName["on_time_rate"]).toMatchObject({ source: "buyer", points: "8.9", value: "0.9" });
    expect(byName["years"]).toMatchObject({ source: "listing", value: 5 });
  });

  it("scores a profile alone without asking any marketplace", async () => {
    const context = aContext(SHELF, {
      market: () => {
        throw new Error("no market is needed");
      },
    });
    const { structured } = await callTool(scoreSupplier, { profile: { iso: true }, model: "published" }, context, (error) => {
      throw error;
    });
    const { suppliers, ranking } = structured as unknown as Structured;
    expect(suppliers[0]).toMatchObject({ ref: null, status: "ok", score: { low: "8.7", high: "8.7" }, level: "D" });
    expect(ranking).toEqual([{ position: 1, ref: null, separable_from_next: false }]);
  });

  it("lets one product that fails cost only itself", async () => {
    const { suppliers, ranking, isError, text } = await ask({ products: ["1688:610000000005", "12345", "1688:610000000001"] });
    expect(isError).toBeFalsy();
    expect(suppliers.map(({ status }) => status)).toEqual(["error", "error", "ok"]);
    expect(suppliers[0]?.error).toMatchObject({ code: "rate_limited", retryable: true, retry_after_seconds: 61 });
    expect(suppliers[1]?.error?.code).toBe("bad_reference");
    expect(ranking).toHaveLength(1);
    expect(text).toContain("Too many calls");
  });

  it("says the same in the text: scores, indicators, warnings, notes and where the data is from", async () => {
    const { text, notes, suppliers } = await ask({ products: all });
    for (const note of notes) expect(text).toContain(note);
    for (const { score, risk_warnings: warnings, improves_most: improvements, groups } of suppliers) {
      expect(text).toContain(score?.low);
      for (const said of [...(warnings ?? []), ...(improvements ?? [])]) expect(text).toContain(said);
      for (const group of groups ?? []) expect(text).toContain(`${group.name} ${group.points}/${group.max}`);
    }
    expect(text).toContain("数据来源 1688");
    expect(text).toContain("invented");
    expect(text).toContain("Ningbo \\| Strong \\*Works\\*");
  });

  it.each([
    [{}, "takes `products`, `profile` or both"],
    [{ products: all, profile: { iso: true } }, "profile describes one supplier and 4 products were given"],
    [{ profile: { speed: 1 } }, "speed"],
    [{ profile: { dispute_rate: 3 } }, "for 3 % write 0.03"],
    [{ products: Array.from({ length: 21 }, (_, index) => `1688:61000000${index}`) }, "At most 20 products"],
  ])("refuses %j with what to write", async (args, words) => {
    const { isError, text } = await ask(args);
    expect(isError).toBe(true);
    expect(text).toContain(words);
  });

  it("stays under 48,000 characters in both channels for twenty suppliers in full detail", async () => {
    const products = Array.from({ length: 20 }, (_, index) => `aliexpress:10050000000001${String(index).padStart(2, "0")}`);
    const name = "深圳市非常长名称贸易有限公司".repeat(10).slice(0, 120);
    const listings: Record<string, Product> = Object.fromEntries(
      products.map((ref) => [ref, { ...SILENT, id: ref.slice(11), supplier: { ...UNKNOWN_SUPPLIER, name, gold: true } }]),
    );
    const { structured, text, suppliers } = await ask({ products, detail: "full" }, { listings });
    expect(JSON.stringify(structured).length).toBeLessThanOrEqual(48_000);
    expect(text.length).toBeLessThanOrEqual(48_000);
    expect(suppliers).toHaveLength(20);
  });
});
