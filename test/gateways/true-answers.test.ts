import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readProduct } from "../../src/gateways/read-product.ts";
import { gatewayOf } from "../../src/gateways/registry.ts";
import { parseJson } from "../../src/model/json.ts";
import type { GatewayId } from "../../src/model/marketplace.ts";
import type { Product } from "../../src/model/product.ts";
import { sharedFolder } from "../support/shared.ts";
import { askOf, rowsOf, warningCodes } from "./fixture.ts";

// What true answers taught, each figure read off the payload by hand.
const FOLDER = sharedFolder("payloads");
const NAMES = FOLDER === null ? [] : readdirSync(FOLDER).filter((name) => name.endsWith(".json"));

const textOf = (name: string): string => readFileSync(new URL(`${name}.json`, FOLDER ?? import.meta.url), "utf8");
const replyOf = (name: string) => ({ status: 200, headers: {}, text: textOf(name), body: parseJson(textOf(name)) });
const productOf = (gateway: GatewayId, name: string, language = "en"): Product =>
  readProduct(gatewayOf(gateway), replyOf(name).body, askOf(gateway, "", { country: "", language }));
const freightOf = (name: string, currency: string) =>
  gatewayOf("aliexpress-iop").freight?.read(replyOf(name).body, askOf("aliexpress-iop", "1", { quantity: 1, currency })) ?? [];

/** The gateway that reads a file's product operation; null for searches, tokens, faults and answers of other services. */
function readerOf(name: string): GatewayId | null {
  if (/^1688_(?:cross_productInfo|product_get|queryProductDetail)/.test(name)) return "1688-open";
  if (/^ae_ds_product_(?:get|wholesale_get)/.test(name)) return "aliexpress-iop";
  return name.startsWith("icbu_eco_buyer_product_description") ? "alibaba-iop" : null;
}

describe.skipIf(FOLDER === null)("true answers of the platforms", () => {
  it.each(NAMES.flatMap((file) => (readerOf(file) === null ? [] : [file.replace(".json", "")])))("%s is read", (name) => {
    const gateway = readerOf(name);
    if (gateway === null) throw new Error("no reader");
    expect(gatewayOf(gateway).readFault(replyOf(name), askOf(gateway, "1"))).toBeNull();
    const product = productOf(gateway, name);
    expect(product.id === "" || /^[1-9]\d*$/.test(product.id)).toBe(true);
    expect(product.title).not.toBe("");
  });

  it("members' promotion: 13.9 and 13.5 pay, not 13.21 and 12.83; weight, size and refunds of the SKUs and the seller", () => {
    const product = productOf("1688-open", "1688_queryProductDetail_real_670291644950_plus_price");
    expect(rowsOf(product.offer.tiers)).toEqual([
      [2, 19, "13.9"],
      [20, null, "13.5"],
    ]);
    expect(product.offer.promotion).toBeNull();
    expect(warningCodes(product)).toContain("member_price");
    expect(product.package).toMatchObject({ weightKg: "0.2", lengthCm: "33", widthCm: "22", heightCm: "1" });
    // "0.12%"
    expect(product.supplier.refundRate).toBe("0.0012");
    expect(product.services).toMatchObject({ dropShipping: true, mixedBatch: true, mixedFrom: { quantity: 2, amount: "2" } });
    expect(product.brand).toBe("Yi Nian");
    expect(product.rating).toEqual({ stars: "4.9", reviews: null });
    expect(product.video).toMatch(/343616685880\.mp4$/);
  });

  it("new retail's price of one piece is told and does not pay", () => {
    const product = productOf("1688-open", "1688_queryProductDetail_official_doc");
    expect(product.offer).toMatchObject({ onePiecePrice: "15", priceBasis: "none" });
    expect(product.video).toBeNull();
  });

  it("stock that no SKU has: 106 of 628, and a deleted member's listing is off the shelf", () => {
    const product = productOf("1688-open", "1688_product_get_557235167116_member_deleted_doc");
    expect(product).toMatchObject({ stock: 106, status: "off_shelf" });
    expect(warningCodes(product)).toContain("stock_conflict");
    expect(product.skus[0]?.attributes).toEqual({ 颜色: "烧焦卡其", 尺码: "38" });
  });

  it("a retail price is the list price and pays nothing", () => {
    const product = productOf("1688-open", "1688_product_get_3149890863276_from_product_add_shape");
    expect(product).toMatchObject({ stock: 888, offer: { listPrice: "64", minOrderQuantity: 1 } });
    expect(rowsOf(product.offer.tiers)).toEqual([
      [1, 9, "39"],
      [10, 19, "38"],
      [20, null, "37"],
    ]);
  });

  it("a reference price is no price", () => {
    const product = productOf("1688-open", "1688_cross_productInfo_568791940008_no_price_official_doc");
    expect(product.offer).toMatchObject({ priceBasis: "none", tiers: [], listPrice: null });
    // 6000 + 500 + 36
    expect(product.stock).toBe(6536);
  });

  it("two SKUs with one label are told apart by the platform's own value", () => {
    const product = productOf("aliexpress-iop", "ae_ds_product_get_gb_same_label_shape");
    expect(product.skus.map(({ attributes }) => attributes["Color"])).toEqual(["Camo Brown 25LB", "Camo Brown 35LB", "Green"]);
    expect(product.stock).toBeNull();
  });

  it("SKUs without an id and without a currency are said, never invented", () => {
    const product = productOf("aliexpress-iop", "ae_ds_product_get_no_stock_fields_shape");
    expect(product).toMatchObject({ skus: [], stock: null, offer: { currency: null, priceBasis: "none" } });
    expect(warningCodes(product)).toEqual(["sku_without_id"]);
    expect(product.missing).toContainEqual({ field: "skus.items", reason: "unreadable" });
  });

  it("an id of the site for the United States is the common one", () => {
    // 3256806389000685 − 2^51
    expect(productOf("aliexpress-iop", "ae_ds_product_get_real_us_3256806389000685").id).toBe("1005006575315437");
    for (const id of ["1005006575315437", "3256806389000685"]) {
      const { body } = replyOf("ae_ds_product_get_real_us_3256806389000685");
      expect(readProduct(gatewayOf("aliexpress-iop"), body, askOf("aliexpress-iop", id)).id).toBe("1005006575315437");
    }
  });

  it.each([
    ["ae_ds_product_get_real_br_1005009017968975", { stars: "4.8", reviews: 389 }, ["CE"], null, 726],
    ["ae_ds_product_get_real_bd_1005008252021087", { stars: "4.6", reviews: 92 }, ["CE"], "POEDAGAR", 30460],
    ["ae_ds_product_get_real_il_1005010669652047", { stars: "4.9", reviews: 10 }, [], null, 9],
    ["ae_ds_product_get_real_br_1005005969888568", { stars: "4.7", reviews: 9 }, [], "TiMOVO", 26],
  ] as const)("%s: stars, reviews, certificates, brand and stock", (name, rating, certificates, brand, stock) => {
    const product = productOf("aliexpress-iop", name);
    expect(product.rating).toEqual(rating);
    expect(product.certifications.map(({ type }) => type)).toEqual(certificates);
    expect(product.brand).toBe(brand);
    expect(product.stock).toBe(stock);
  });

  it.each([
    // The cheapest SKU's crossed-out price; equal prices cross nothing out.
    ["ae_ds_product_get_real_il_1005010669652047", "29.05", null],
    ["ae_ds_product_get_kr_1005008089329682_shape", "10957", null],
    ["ae_ds_product_get_real_us_3256806389000685", null, null],
    ["ae_ds_product_get_real_br_1005009135748244", "91.04", 5],
    ["ae_ds_product_get_official_doc_streamlined", null, 3],
  ] as const)("%s: list price and limit per buyer", (name, listPrice, limitPerBuyer) => {
    expect(productOf("aliexpress-iop", name).offer).toMatchObject({ listPrice, limitPerBuyer });
  });

  it("free is free: a flag, an option with neither fee nor currency, and a threshold", () => {
    expect(freightOf("ae_ds_freight_query_real_fr_free_and_premium", "EUR").map(({ freight }) => freight)).toEqual([
      { amount: "0", currency: "EUR" },
      { amount: "13.57", currency: "EUR" },
    ]);
    expect(freightOf("ae_ds_freight_query_gb_threshold_live_shape", "GBP")[0]).toMatchObject({
      freight: { amount: "1.99", currency: "GBP" },
      freeFrom: { amount: "8.00", currency: "GBP" },
    });
    // mayHavePFS "false": the threshold beside it is nobody's.
    expect(freightOf("ae_ds_freight_query_official_doc_streamlined", "USD")[0]).not.toHaveProperty("freeFrom");
    expect(freightOf("ae_ds_freight_query_us_official_doc", "USD")[0]?.freight).toEqual({ amount: "172.71", currency: "USD" });
  });

  it.each([
    ["1688-open", "1688_err_no_query_right_shape", "not_permitted"],
    ["aliexpress-iop", "ae_ds_freight_query_505_official_doc", "not_sold_there"],
    ["aliexpress-iop", "ae_err_ship_to_country_prohibited_482_live_shape", "not_sold_there"],
    ["aliexpress-iop", "ae_err_not_found_605_real", "not_found"],
  ] as const)("%s %s is %s", (gateway, name, kind) => {
    expect(gatewayOf(gateway).readFault(replyOf(name), null)?.kind).toBe(kind);
  });
});
