import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import { listing, request } from "../../support/listing.ts";

describe("splits", () => {
  it("prices the second source where one supplier is the cheapest for all of it", () => {
    // All 90 fit into the cheapest one's stock: sharing saves nothing.
    const comparison = compareOptions(
      request(
        [
          listing("1", { ladder: [[1, "1.00"]], rule: "DDP", stock: 99 }),
          listing("2", { ladder: [[1, "2.00"]], rule: "DDP" }),
          listing("3", { ladder: [[1, "2.50"]], rule: "DDP" }),
        ],
        { costs: { unloading: "0" }, quantity: 90 },
      ),
    );
    expect(comparison.split).toMatchObject({ total: "90.00", saving: "0.00", proof: "optimal" });
    // The second source takes a fifth of the need: 18 units at 2.00 in place of 1.00.
    expect(comparison.secondSource).toEqual({
      allocations: [
        { ref: "alibaba:1", quantity: 72, total: "72.00" },
        { ref: "alibaba:2", quantity: 18, total: "36.00" },
      ],
      total: "108.00",
      premium: "18.00",
      minShare: "0.2",
    });
  });

  it("beats the best single supplier where none has it all cheaply", () => {
    // Alone: 300.00, 260.00 past the second one's cheap tier, 190.00. Shared: 60 × 1.00 + 40 × 1.90 = 136.00.
    const listings = [
      listing("1", { ladder: [[1, "3.00"]], rule: "DDP" }),
      listing("2", {
        ladder: [
          [1, 60, "1.00"],
          [61, "2.60"],
        ],
        rule: "DDP",
      }),
      listing("3", { ladder: [[1, "1.90"]], rule: "DDP" }),
    ];
    const { split } = compareOptions(request(listings, { costs: { unloading: "0" } }));
    expect(split).toMatchObject({ total: "136.00", saving: "54.00", proof: "optimal" });
    expect(split?.allocations).toEqual([
      { ref: "alibaba:2", quantity: 60, total: "60.00" },
      { ref: "alibaba:3", quantity: 40, total: "76.00" },
    ]);
  });

  it("makes none where a landed cost is not complete", () => {
    expect(compareOptions(request([listing("1"), listing("2")])).split).toBeNull();
  });

  it("counts one supplier under two listings as one source", () => {
    const supplier = { id: "7" };
    const comparison = compareOptions(
      request([listing("1", { rule: "DDP", supplier }), listing("2", { rule: "DDP", supplier, ladder: [[1, "1.10"]] })], {
        costs: { unloading: "0" },
      }),
    );
    expect(comparison.notes.join(" ")).toContain("Listings of one supplier, one source: alibaba:1 and alibaba:2");
    expect(comparison.secondSource).toBeNull();
  });
});
