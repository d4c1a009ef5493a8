import { expect, test } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import type { BuyerCosts } from "../../../src/domain/landed-cost/buyer-costs.ts";
import { listing, request } from "../../support/listing.ts";

const notes = (destination: string, costs: BuyerCosts, rule: "FOB" | "DDP" = "FOB") =>
  compareOptions(request([listing("1", { rule })], { destination, costs })).notes.join("\n");

test("a cost that is in no total is named by its own field", () => {
  expect(notes("DE", { insuranceAmount: "75", freightPerUnit: "1" }, "DDP")).toContain(
    "`costs.insurance_amount` is in no total",
  );
  expect(notes("US", { vatAmount: "75" })).toContain(
    "`costs.vat_amount` is in no total: the United States levies no import VAT",
  );
  expect(notes("CN", { freight: "75" })).toContain("only the carriage within the country");
  expect(notes("DE", { freight: "75", duties: [{ name: "a", rate: "0.1" }], vatRate: "0" })).not.toContain("in no total");
});

test("a base that is not in the table is said to be assumed", () => {
  expect(notes("TH", { vatRate: "0.07", vatRecoverable: false })).toContain("What TH levies its VAT on is assumed");
  expect(notes("DE", { vatRate: "0.19", vatRecoverable: false })).not.toContain("assumed: the customs value");
});

test("a part of the VAT that comes back is said", () => {
  expect(notes("DE", { vatRate: "0.19", vatRecoverableShare: "0.4" })).toContain("40 % of the VAT comes back");
});

test("a minimum of a freight that is not given is said to change nothing", () => {
  expect(notes("DE", { freightLeast: "85" })).toContain("`costs.freight_least` changes no total alone: give one of `freight`");
  expect(notes("DE", { volumetricDivisor: "6000", freightPerM3: "120" })).toContain(
    "`costs.volumetric_divisor` changes no total alone: give `freight_per_kg` beside it.",
  );
  const given: BuyerCosts = { freightLeast: "85", volumetricDivisor: "6000", freightPerKg: "5.2" };
  expect(notes("DE", given)).not.toContain("changes no total");
});
