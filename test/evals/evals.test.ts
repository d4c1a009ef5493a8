import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { wrongResult } from "../../evals/arithmetic.ts";
import { missedInStructured, missedInText } from "../../evals/check.ts";
import { EVAL_QUESTIONS, type EvalResult, replay } from "../../evals/replay.ts";
import { tableIn, tableOf } from "../../evals/table.ts";
import { reportPage } from "../../src/report/page.ts";
import type { ComparisonAnswer } from "../../src/tools/compare-purchase-options/answer-schema.ts";
import { connectModern, ROOT, type TestClient } from "../support/clients.ts";
import { endAll, stateFolder } from "../support/server-process.ts";

// `npm run evals -- --write` writes the table anew.
const NEAR = 0.3;

let client: TestClient;
let results: readonly EvalResult[];
const comparisons: ComparisonAnswer[] = [];
beforeAll(async () => {
  client = await connectModern({ SOURCING_MODE: "sandbox", SOURCING_STATE_DIR: stateFolder() });
  results = await replay(async (tool, args) => {
    const answer = await client.call(tool, args);
    if (tool === "compare_purchase_options") comparisons.push(answer.structured as unknown as ComparisonAnswer);
    return answer;
  });
}, 120_000);
afterAll(async () => {
  await client?.close();
  await endAll();
});

it("answers each of thirty buyers' questions with whom, how many, what total, what is unknown and what next", () => {
  expect(results).toHaveLength(30);
  expect(new Set(EVAL_QUESTIONS.map(({ name }) => name)).size).toBe(30);
  const lacking = results.filter(({ missed, wrong }) => missed.text.length + missed.structured.length + wrong.length > 0);
  expect(lacking).toEqual([]);
});

it("tells its sizes in the document as they are, give or take some words", () => {
  const figures = (table: string): number[] =>
    (table.match(/\d[\d,]*/g) ?? []).map((figure) => Number(figure.replaceAll(",", "")));
  const [written, now] = [tableIn(readFileSync(`${ROOT}docs/method.md`, "utf8")), tableOf(results)];
  expect(written.replace(/\d[\d,]*/g, "n")).toBe(now.replace(/\d[\d,]*/g, "n"));
  for (const [index, figure] of figures(now).entries()) {
    expect(Math.abs((figures(written)[index] ?? 0) - figure), written).toBeLessThanOrEqual(figure <= 30 ? 0 : figure * NEAR);
  }
});

it("leaves no English of this program's on the Chinese page of any answer but the forwarder's message", () => {
  expect(comparisons.length).toBeGreaterThan(20);
  const left = comparisons.flatMap((answer) => {
    const page = reportPage({ answer, curves: [], decidedAtMs: null, language: "zh" }).replace(
      /<blockquote.*?<\/blockquote>/gs,
      "",
    );
    return [...page.matchAll(/lang="en"[^>]*>([^<]*)/g)].map(([, english]) => english);
  });
  expect(left).toEqual([]);
});

it("finds what an answer lacks, and arithmetic that does not hold", async () => {
  const question = EVAL_QUESTIONS.find(({ name }) => name === "works-or-port");
  if (question === undefined) throw new Error("the question has gone");
  const { text, structured } = await client.call("compare_purchase_options", question.calls[0]?.arguments ?? {});
  const answer = structured as unknown as ComparisonAnswer;
  const other = {
    ...question,
    says: { ...question.says, whom: "offer:port", quantity: 999, total: "1.00", unknown: ["duty"], next: "buyer" as const },
  };
  expect(missedInStructured(answer, other)).toEqual(["whom", "how many", "total", "unknown", "next"]);
  expect(missedInText("Buy something.", answer, question)).toEqual(["whom", "how many", "total", "next"]);
  expect(missedInText(text, answer, question)).toEqual([]);
  expect(wrongResult("2 * (3 + 4) / 7 = 2.00")).toBeNull();
  expect(wrongResult("10 / 3 = 3.34")).toBe("3.33");
});
