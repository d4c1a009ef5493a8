import { format, inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Secret } from "../../src/model/secret.ts";

describe("a secret", () => {
  const secret = new Secret("hunter2");

  it.each([
    ["a template", `${secret}`],
    ["concatenation", `x${String(secret)}`],
    ["JSON", JSON.stringify({ secret })],
    ["inspect", inspect({ deep: { secret } }, { depth: 9, showHidden: true })],
    ["format", format("%s %o %j", secret, secret, secret)],
    ["an error's cause", inspect(new Error("failed", { cause: { secret } }))],
    ["its entries", JSON.stringify(Object.entries(secret))],
  ])("does not print in %s", (_way, printed) => {
    expect(printed).not.toContain("hunter2");
  });

  it("is given out where it is asked for by name", () => {
    expect(secret.reveal()).toBe("hunter2");
  });
});
