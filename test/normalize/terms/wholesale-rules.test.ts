import { describe, expect, it } from "vitest";
import { readWholesaleRules } from "../../../src/normalize/terms/wholesale-rules.ts";
import { PARSING } from "../cases.ts";

describe("readWholesaleRules", () => {
  it.each(PARSING.wholesaleRules.map((one) => [one.input, one] as const))("reads %j", (_input, { input, ...services }) => {
    expect(readWholesaleRules(input)).toEqual(services);
  });
});
