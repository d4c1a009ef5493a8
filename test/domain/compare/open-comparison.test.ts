import { describe, expect, it, vi } from "vitest";
import { answerOf } from "../../../src/domain/compare/compare-options.ts";
import { addQuotes, openComparison } from "../../../src/domain/compare/open-comparison.ts";
import { openOption } from "../../../src/domain/option/open-option.ts";
import { scoreSupplier } from "../../../src/domain/supplier-score/supplier-score.ts";
import { listing, lump, request } from "../../support/listing.ts";

// Each function does its work; the calls are counted on the way.
vi.mock("../../../src/domain/option/open-option.ts", { spy: true });
vi.mock("../../../src/domain/supplier-score/supplier-score.ts", { spy: true });

describe("one comparison of two listings", () => {
  it("enters each listing once and scores each supplier once, quotes that come later included", () => {
    const opened = openComparison(request([listing("1", { ladder: [[1, "2.00"]] }), listing("2", { ladder: [[1, "3.00"]] })]));
    const { options } = answerOf(addQuotes(opened, new Map([["alibaba:1", [lump("10")]]])));
    expect(options).toHaveLength(2);
    expect(openOption).toHaveBeenCalledTimes(2);
    expect(scoreSupplier).toHaveBeenCalledTimes(2);
  });
});
