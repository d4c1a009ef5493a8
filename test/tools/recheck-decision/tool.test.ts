import { describe, expect, it } from "vitest";
import { type Decision, type DecisionStore, names } from "../../../src/decisions/decision.ts";
import { Fault } from "../../../src/model/fault.ts";
import type { Product } from "../../../src/model/product.ts";
import { callTool } from "../../../src/tools/call-tool.ts";
import type { ComparisonAnswer } from "../../../src/tools/compare-purchase-options/answer-schema.ts";
import { comparePurchaseOptions } from "../../../src/tools/compare-purchase-options/tool.ts";
import type { RecheckAnswer } from "../../../src/tools/recheck-decision/answer-schema.ts";
import { recheckDecision } from "../../../src/tools/recheck-decision/tool.ts";
import type { AnyTool, ToolContext } from "../../../src/tools/tool.ts";
import { productWith } from "../../support/listing.ts";
import { aContext } from "../../support/market.ts";

const [A, B] = ["alibaba:1600590399629", "alibaba:1600590399630"] as const;
const SAME_WAY = {
  freight: 0,
  insurance_rate: 0,
  destination_terminal: 0,
  brokerage: 0,
  duty_rate: 0,
  last_mile: 0,
  unloading: 0,
};

function memoryStore(): DecisionStore {
  const kept = new Map<string, Decision>();
  return {
    put: async (decision) => void kept.set(decision.id, decision),
    get: async (id) => kept.get(id) ?? null,
    ids: async () => [...kept.keys()].reverse(),
    remove: async (ref) => [...kept.values()].filter((one) => (ref === null || names(one, ref)) && kept.delete(one.id)).length,
  };
}

function world() {
  const listings: Record<string, Product | Fault> = {
    [A]: productWith("1600590399629", { ladder: [[100, "3.60"]], stock: 5_000 }),
    [B]: productWith("1600590399630", { ladder: [[100, "3.70"]] }),
  };
  const store = memoryStore();
  const ask = async (tool: AnyTool, input: unknown, known: Partial<ToolContext> = {}) => {
    const context = aContext({ listings }, { decisions: async () => store, ...known });
    return callTool(tool, input, context, (error) => {
      throw error;
    });
  };
  const decide = async (): Promise<string> => {
    const { structured } = await ask(comparePurchaseOptions, { products: [A, B], quantity: 500, costs: SAME_WAY });
    return String((structured as unknown as ComparisonAnswer).decision_id);
  };
  const again = async (decision_id: string, known: Partial<ToolContext> = {}) => {
    const result = await ask(recheckDecision, { decision_id }, known);
    return { ...result, answer: result.structured as unknown as RecheckAnswer };
  };
  return { listings, store, decide, again };
}

describe("recheck_decision", () => {
  it("says that the buy stays where nothing changed, and keeps one record", async () => {
    const { decide, again, store } = world();
    const id = await decide();
    const [{ answer, text }] = await Promise.all([again(id), again(id)]);
    // 500 × 3.60.
    expect(answer).toMatchObject({
      decision_id: id,
      order_changed: false,
      changed: [],
      was: { state: "winner", winner: A },
      total: { was: "1800.00", now: "1800.00" },
    });
    expect(answer.verdict).toMatchObject({ winner: A });
    expect(text).toContain("The buy stays");
    expect(await store.ids()).toEqual([id]);
  });

  it("tells a price that rose and the buy that goes elsewhere", async () => {
    const { listings, decide, again } = world();
    const id = await decide();
    listings[A] = productWith("1600590399629", { ladder: [[100, "3.80"]], stock: 4_000 });
    const { answer, text } = await again(id);
    // 500 × 3.70 = 1850.00 at B is now less than 500 × 3.80 = 1900.00 at A.
    expect(answer.order_changed).toBe(true);
    expect(answer.changed).toEqual([
      { ref: A, what: "price", was: "3.60 USD", now: "3.80 USD" },
      { ref: A, what: "stock", was: "5000", now: "4000" },
    ]);
    expect(answer.total).toEqual({ was: "1800.00", now: "1850.00" });
    expect(text).toContain(`500 from ${A} was decided; now it is 500 from ${B}`);
  });

  it("decides nothing on a night on which the platform or the rates cannot be had", async () => {
    const { listings, decide, again } = world();
    const id = await decide();
    listings[A] = new Fault({ kind: "unavailable", message: "alibaba-iop does not answer" });
    const down = await again(id);
    expect({ isError: down.isError, fault: down.fault }).toEqual({ isError: true, fault: "unavailable" });
    expect(down.text).toContain(`${A} was decided on and cannot be read now`);
    // One that was not decided on may fail: what was decided is still the cheapest that can be read.
    listings[A] = productWith("1600590399629", { ladder: [[100, "3.60"]], stock: 5_000 });
    listings[B] = new Fault({ kind: "unavailable", message: "alibaba-iop does not answer" });
    expect((await again(id)).answer).toMatchObject({ order_changed: false, verdict: { winner: A } });
  });

  it("tells a listing that is gone", async () => {
    const { listings, decide, again } = world();
    const id = await decide();
    delete listings[A];
    const { answer } = await again(id);
    expect(answer.order_changed).toBe(true);
    expect(answer.changed).toContainEqual({ ref: A, what: "status", was: "on_sale", now: "not_found" });
  });

  it("tells that the sellers' figures of then have passed, and still whether the buy changes", async () => {
    const { decide, again, store } = world();
    const id = await decide();
    await store.put({ ...((await store.get(id)) as Decision), sellers: null });
    const { answer } = await again(id);
    expect(answer).toMatchObject({ order_changed: false, changed: [], total: { was: null, now: "1800.00" } });
    expect(answer.notes.join(" ")).toContain("no longer kept");
  });

  it.each([
    ["no name", "latest", "not a decision's name"],
    ["an unknown one", "d-0mb2k3x9q-1f2e3d4c", "No decision is kept"],
  ])("refuses %s", async (_, id, said) => {
    const { isError, text } = await world().again(id);
    expect(isError).toBe(true);
    expect(text).toContain(said);
  });

  it("refuses one of the other mode", async () => {
    const { decide, again } = world();
    const { isError, text } = await again(await decide(), { mode: "live" });
    expect(isError).toBe(true);
    expect(text).toContain("sandbox mode");
  });

  it("a store that fails fails no comparison", async () => {
    const { listings } = world();
    const failing = async () => Promise.reject(new Error("full"));
    const result = await callTool(
      comparePurchaseOptions,
      { products: [A, B], quantity: 500, costs: SAME_WAY },
      aContext({ listings }, { decisions: failing }),
      () => undefined,
    );
    expect(result.isError).toBe(false);
    expect((result.structured as unknown as ComparisonAnswer).decision_id).toBeNull();
  });
});
