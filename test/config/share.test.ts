import { expect, it } from "vitest";
import { share } from "../../src/config/share.ts";

it.each([
  ["2%", "0.02"],
  ["2 %", "0.02"],
  ["0.02", "0.02"],
  ["100%", "1"],
  ["1", "1"],
  ["0", "0"],
  ["0.0%", "0"],
  ["007.50%", "0.075"],
  ["0.1234567891%", "0.001234567891"],
  ["12.5%", "0.125"],
])("reads %s as %s", (text, fraction) => {
  expect(share("0.05").parse(text)).toBe(fraction);
});

it.each(["", "2", "101%", "1.01", "-1%", "2,5%", "x"])("refuses %j", (text) => {
  expect(share("0.05").safeParse(text).success).toBe(false);
});

it("has the default where nothing is said", () => {
  expect(share("0.05").parse(undefined)).toBe("0.05");
});
