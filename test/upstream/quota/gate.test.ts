import { expect, it } from "vitest";
import { createGate } from "../../../src/upstream/quota/gate.ts";

it("runs one at a time: single questions first, each kind in its order, failures included", async () => {
  const gate = createGate();
  const order: string[] = [];
  let running = 0;
  const job =
    (name: string, fails = false) =>
    async (): Promise<string> => {
      running += 1;
      expect(running).toBe(1);
      order.push(name);
      await Promise.resolve();
      running -= 1;
      if (fails) throw new Error(name);
      return name;
    };
  const jobs = [
    gate.run("many", job("first")),
    gate.run("many", job("second", true)),
    gate.run("many", job("third")),
    gate.run("single", job("urgent")),
    gate.run("single", job("urgent too")),
  ];
  const settled = await Promise.allSettled(jobs);
  expect(order).toEqual(["first", "urgent", "urgent too", "second", "third"]);
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled", "fulfilled"]);
});
