import { describe, expect, it } from "vitest";
import { createAnswerMemory } from "../../src/tools/answer-memory.ts";

function counted() {
  const made: string[] = [];
  const memory = createAnswerMemory<string>();
  const ask = (question: string, ...facts: readonly unknown[]): string =>
    memory(question, facts, () => {
      made.push(question);
      return `${question} ${made.length}`;
    });
  return { ask, made };
}

describe("an answer memory", () => {
  it("gives the kept answer for the same question and the same facts", () => {
    const { ask, made } = counted();
    const product = {};
    expect([ask("q", product, 5), ask("q", product, 5)]).toEqual(["q 1", "q 1"]);
    expect(made).toEqual(["q"]);
  });

  it("makes the answer anew where one fact is another, an equal object included", () => {
    const { ask } = counted();
    expect([ask("q", {}, 5), ask("q", {}, 5), ask("q", 5), ask("q", 5, null), ask("q", 5, undefined)]).toEqual([
      ...["q 1", "q 2", "q 3", "q 4", "q 5"],
    ]);
  });

  it("keeps the questions apart", () => {
    const { ask } = counted();
    expect([ask("a", 1), ask("b", 1), ask("a", 1)]).toEqual(["a 1", "b 2", "a 1"]);
  });

  it("forgets the oldest of more than sixteen", () => {
    const { ask, made } = counted();
    for (let index = 0; index < 17; index += 1) ask(`q${index}`, 1);
    ask("q16", 1);
    ask("q0", 1);
    expect(made.slice(16)).toEqual(["q16", "q0"]);
  });
});
