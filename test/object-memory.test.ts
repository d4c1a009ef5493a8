import { describe, expect, it } from "vitest";
import { createObjectMemory, onceForEach } from "../src/object-memory.ts";

describe("an object memory", () => {
  it("makes a thing once for an object and a key, nothing being a thing too", () => {
    const memory = createObjectMemory<object, string | null>();
    const made: string[] = [];
    const ask = (owner: object, key: string, answer: string | null) =>
      memory(owner, key, () => {
        made.push(key);
        return answer;
      });
    const [one, other] = [{}, {}];
    expect([ask(one, "a", null), ask(one, "a", "late"), ask(one, "b", "x"), ask(other, "a", "y")]).toEqual([
      ...[null, null, "x", "y"],
    ]);
    expect(made).toEqual(["a", "b", "a"]);
  });
});

it("calls a function once for each object, whatever it gives", () => {
  const asked: object[] = [];
  const size = onceForEach((owner: { readonly size?: number }) => {
    asked.push(owner);
    return owner.size;
  });
  const [one, none] = [{ size: 1 }, {}];
  expect([size(one), size(none), size(one), size(none), size({ size: 1 })]).toEqual([1, undefined, 1, undefined, 1]);
  expect(asked).toHaveLength(3);
});
