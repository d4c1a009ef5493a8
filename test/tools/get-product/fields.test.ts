import { expect, it } from "vitest";
import { callTool } from "../../../src/tools/call-tool.ts";
import type { ProductAnswer } from "../../../src/tools/get-product/answer-schema.ts";
import { getProduct } from "../../../src/tools/get-product/tool.ts";
import { aContext } from "../../support/market.ts";
import { anOffer, aProduct, aSku } from "../../support/product.ts";

const step = (minQuantity: number, unitPrice: string) => ({
  minQuantity,
  maxQuantity: null,
  unitPrice,
  discount: "1.00",
  term: null,
});

const PAN = aProduct({
  marketplace: "alibaba",
  id: "1600590300031",
  title: { en: "Pan" },
  brand: "Hearth",
  video: "https://video.example.com/pan.mp4",
  updatedAt: "2026-10-01",
  rating: { stars: "4.7", reviews: 312 },
  leadTimes: [
    { minQuantity: 1, maxQuantity: 500, days: { low: 7, high: 7 } },
    { minQuantity: 501, maxQuantity: null, days: { low: 20, high: 25 } },
  ],
  leadTimeDays: { low: 7, high: 25 },
  leadTimeStart: "after deposit",
  services: {
    mixedBatch: true,
    mixedFrom: { quantity: 20, amount: "300" },
    dropShipping: null,
    customMade: true,
    samples: null,
  },
  certifications: [{ type: "CE-LVD", authority: "TÜV", validUntil: "2030-05-01", isUnreadable: false }],
  skus: [aSku({ id: "7", customFields: ["Logo on the handle"] })],
  offer: anOffer({
    currency: "USD",
    unit: "Carton",
    unitClass: "pack",
    unitsPerPack: 24,
    minOrderValue: "250",
    limitPerBuyer: 400,
    onePiecePrice: "9.10",
    listPrice: "12.50",
    priceBasis: "quantity",
    tiers: [step(10, "5.40")],
    promotion: { regularTiers: [step(10, "6.00")], until: "2026-12-31" },
  }),
});

async function answered(detail: "full" | "concise", country: string) {
  const args = { products: ["alibaba:1600590300031"], detail, country };
  const result = await callTool(getProduct, args, aContext({ listings: { "alibaba:1600590300031": PAN } }), (error) => {
    throw error;
  });
  const [item] = (result.structured?.["products"] ?? []) as { product: ProductAnswer }[];
  return { product: item?.product, text: result.text };
}

it("what a listing says of a promotion, marks, ratings, lead times and least orders stands in both channels", async () => {
  const { product, text } = await answered("full", "GB");
  expect(product?.offer.promotion).toEqual({
    regular_tiers: [{ min_quantity: 10, max_quantity: null, unit_price: "6.00", discount: "1.00" }],
    until: "2026-12-31",
  });
  // Great Britain asks for UKCA or takes CE: of the two this listing shows CE.
  expect(product?.market_marks).toEqual({ usual: ["UKCA", "CE"], shown: ["CE (valid until 2030-05-01)"], not_shown: ["UKCA"] });
  for (const said of [
    "the prices above are a promotion's · until 2026-12-31 · without it: 10 and up 6.00 USD",
    "UKCA, CE · shown CE (valid until 2030-05-01) · not shown UKCA",
    "pieces in one 24",
    "least order value 250",
    "limit per buyer 400",
    "one piece alone 9.10",
    "list price 12.50",
    "brand Hearth",
    "4.7/5 stars",
    "312 reviews",
    "after deposit",
    "1 to 500: 7, 501 and up: 20 to 25",
    "a mixed order from 20 units or 300 USD",
    "Logo on the handle",
    "https://video.example.com/pan.mp4",
    "Listing changed: 2026-10-01",
  ])
    expect(text).toContain(said);
});

it("no mark is named where none is usually asked for, and a short answer keeps the promotion", async () => {
  const { product, text } = await answered("concise", "CL");
  expect(product?.market_marks).toBeUndefined();
  expect(text).not.toContain("Marks usually asked for");
  expect(product?.offer.promotion?.regular_tiers?.[0]?.unit_price).toBe("6.00");
});
