import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../../src/domain/compare/compare-options.ts";
import type { ComparedOption } from "../../../../src/domain/compared-option.ts";
import type { Comparison } from "../../../../src/domain/comparison.ts";
import { listing, request } from "../../../support/listing.ts";
import { aSku } from "../../../support/product.ts";

const A = "alibaba:1";
const only = ({ options }: Comparison, ref = A): ComparedOption => {
  const found = options.find((option) => option.ref === ref);
  if (!found) throw new Error(`no option ${ref}`);
  return found;
};
const sku = (id: string, unitPrice: string | null, name = id) => aSku({ id, unitPrice, attributes: { colour: name } });

describe("mixed orders", () => {
  const skus = [sku("1", null), sku("2", null)];
  const wish = (mixedBatch: boolean | null) => ({
    rule: "DDP" as const,
    ladder: [
      [50, "3.00"],
      [100, "2.00"],
    ] as const,
    skus,
    offer: { minOrderQuantity: 50 },
    services: { mixedBatch, mixedFrom: null, dropShipping: null, customMade: null, samples: null },
  });
  const mix = [
    { skuId: "1", quantity: 70 },
    { skuId: "2", quantity: 30 },
  ];

  it("sets the tier by the sum where the listing mixes batches", () => {
    const option = only(compareOptions(request([listing("1", wish(true), { mix })], { costs: { unloading: "0" } })));
    expect(option.cost?.total.high).toBe("200.00");
    expect(option.buy?.mix).toEqual([
      { sku: "1", quantity: 70, unitPrice: "2.00" },
      { sku: "2", quantity: 30, unitPrice: "2.00" },
    ]);
  });

  it("makes each SKU meet the MOQ alone where it does not", () => {
    const option = only(compareOptions(request([listing("1", wish(false), { mix })])));
    expect(option.state).toBe("infeasible");
    expect(option.reasons[0]).toMatchObject({ code: "below_moq" });
    expect(option.reasons[0]?.message).toContain("SKU 2");
  });
});
