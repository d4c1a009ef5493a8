import { describe, expect, it } from "vitest";
import { type Decision, type DecisionStore, names } from "../../../src/decisions/decision.ts";
import type { Product } from "../../../src/model/product.ts";
import { callTool } from "../../../src/tools/call-tool.ts";
import type { ComparisonAnswer } from "../../../src/tools/compare-purchase-options/answer-schema.ts";
import { inTurns } from "../../../src/tools/compare-purchase-options/in-turns.ts";
import { comparePurchaseOptions } from "../../../src/tools/compare-purchase-options/tool.ts";
import type { ToolContext } from "../../../src/tools/tool.ts";
import { lump, productWith } from "../../support/listing.ts";
import { aContext } from "../../support/market.ts";

const [A, B] = ["alibaba:1600590399629", "alibaba:1600590399630"] as const;
const MOST_CHARACTERS = 48_000;

function memoryStore(): DecisionStore {
  const kept = new Map<string, Decision>();
  return {
    put: async (decision) => void kept.set(decision.id, decision),
    get: async (id) => kept.get(id) ?? null,
    ids: async () => [...kept.keys()],
    remove: async (ref) => [...kept.values()].filter((one) => (ref === null || names(one, ref)) && kept.delete(one.id)).length,
  };
}

function world() {
  const listings: Record<string, Product> = {
    [A]: productWith("1600590399629", { ladder: [[100, "3.60"]] }),
    [B]: productWith("1600590399630", { ladder: [[100, "3.70"]] }),
  };
  const store = memoryStore();
  let nowMs = Date.parse("2026-11-25T08:00:00Z");
  const ask = async (input: Readonly<Record<string, unknown>> = {}, known: Partial<ToolContext> = {}) => {
    const context = aContext({ listings }, { decisions: async () => store, now: () => nowMs, ...known });
    const asked = { products: [A, B], quantity: 500, ...input };
    const { structured, text } = await callTool(comparePurchaseOptions, asked, context, (error) => {
      throw error;
    });
    return { answer: structured as unknown as ComparisonAnswer, text };
  };
  return { listings, store, ask, pass: (ms: number) => (nowMs += ms) };
}

const totalOf = ({ answer }: { readonly answer: ComparisonAnswer }, ref: string): string | undefined =>
  answer.options.find((option) => option.ref === ref)?.cost?.total.low;

describe("the same question", () => {
  it("about the same listings is one answer and one decision", async () => {
    const { ask, store, pass } = world();
    const first = await ask();
    pass(60_000);
    expect(await ask()).toEqual(first);
    expect(await store.ids()).toEqual([first.answer.decision_id]);
  });

  it("is answered anew once a listing was read again", async () => {
    const { ask, listings } = world();
    const first = await ask();
    listings[A] = productWith("1600590399629", { ladder: [[100, "3.90"]] });
    const second = await ask();
    // 500 × 3.60, then 500 × 3.90.
    expect([totalOf(first, A), totalOf(second, A)]).toEqual(["1800.00", "1950.00"]);
    expect(second.answer.decision_id).not.toBe(first.answer.decision_id);
  });

  it("is kept anew once a purge has taken its decision", async () => {
    const { ask, store, pass } = world();
    const { answer } = await ask();
    await store.remove(null);
    pass(60_000);
    const again = await ask();
    expect(await store.ids()).toEqual([again.answer.decision_id]);
    expect(again.answer.decision_id).not.toBe(answer.decision_id);
  });

  it("is answered anew the next day, with other words and with another figure", async () => {
    const { ask, pass } = world();
    const ids = [
      (await ask()).answer.decision_id,
      (await ask({ costs: { freight: 10 } })).answer.decision_id,
      (await ask({ language: "de" })).answer.decision_id,
      pass(86_400_000) && (await ask()).answer.decision_id,
    ];
    expect(new Set(ids).size).toBe(4);
  });

  it("full and concise are two answers to one decision", async () => {
    const { ask } = world();
    const [concise, full] = [await ask(), await ask({ detail: "full" })];
    expect(full.answer.options[0]?.cost?.lines?.length).toBeGreaterThan(0);
    expect(totalOf(full, A)).toBe(totalOf(concise, A));
    expect(full.answer.decision_id).toBe(concise.answer.decision_id);
  });
});

it("fits twenty listings of ten tiers into the short answer", async () => {
  const listings = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => {
      const id = String(1_600_590_399_600 + index);
      const ladder = Array.from(
        { length: 10 },
        (_tier, tier) => [10 * 2 ** tier, (9 - tier / 4 + index / 50).toFixed(2)] as const,
      );
      const options = [lump("900"), lump("1500", { method: "air", days: { low: 8, high: 12 } })];
      return [`alibaba:${id}`, productWith(id, { ladder, options })];
    }),
  );
  const asked = { products: Object.keys(listings), quantity: 3_000, daily_demand: 40 };
  const { structured, text } = await callTool(comparePurchaseOptions, asked, aContext({ listings }), () => undefined);
  const answer = structured as unknown as ComparisonAnswer;
  expect(answer.options).toHaveLength(20);
  expect(answer.options.every(({ state, cost }) => state === "feasible" && cost !== null)).toBe(true);
  expect(JSON.stringify(answer).length).toBeLessThanOrEqual(MOST_CHARACTERS);
  expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS);
});

it("gives other calls their turn between the steps of a comparison", async () => {
  const turns: string[] = [];
  function* steps(): Generator<undefined, string> {
    for (const step of ["one", "two", "three"]) {
      const began = performance.now();
      while (performance.now() - began < 20);
      turns.push(step);
      yield;
    }
    return "done";
  }
  const other = (): void => {
    turns.push("other");
    if (turns.length < 6) setImmediate(other);
  };
  setImmediate(other);
  expect(await inTurns(steps())).toBe("done");
  expect(turns.slice(0, 4)).toEqual(["one", "other", "two", "other"]);
});
