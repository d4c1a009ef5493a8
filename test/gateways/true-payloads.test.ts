import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readProduct } from "../../src/gateways/read-product.ts";
import { gatewayOf } from "../../src/gateways/registry.ts";
import { parseJson } from "../../src/model/json.ts";
import type { GatewayId } from "../../src/model/marketplace.ts";
import type { Product } from "../../src/model/product.ts";
import type { Call } from "../../src/model/wire.ts";
import { sharedFolder } from "../support/shared.ts";
import { askOf, NOW_MS, reasonFor, rowsOf, warningCodes } from "./fixture.ts";

// True answers of the platforms, where they lie beside the checkout. Expected values were read off them by hand.
const FOLDER = sharedFolder("payloads");

const textOf = (name: string): string => readFileSync(new URL(`${name}.json`, FOLDER ?? import.meta.url), "utf8");
const bodyOf = (name: string): unknown => parseJson(textOf(name));
const faultOf = (gateway: GatewayId, name: string, status = 200) =>
  gatewayOf(gateway).readFault({ status, headers: {}, text: textOf(name), body: bodyOf(name) }, null);

function productOf(gateway: GatewayId, name: string, id: string, more: Partial<Call> = {}): Product {
  expect(faultOf(gateway, name)).toBeNull();
  return readProduct(gatewayOf(gateway), bodyOf(name), askOf(gateway, id, { country: "", ...more }));
}

describe.skipIf(FOLDER === null)("true payloads", () => {
  it("ds.product.get for France: six SKUs in euros, tax included", () => {
    const product = productOf("aliexpress-iop", "ae_ds_product_get_real_fr_eur", "1005008177221739", { language: "fr" });
    expect(product.id).toBe("1005008177221739");
    expect(product.offer).toMatchObject({
      currency: "EUR",
      taxIncluded: true,
      priceBasis: "sku",
      tradeTerm: null,
      unit: "piece",
    });
    expect(product.skus.map((sku) => [sku.id, sku.unitPrice, sku.stock])).toEqual([
      ["12000044126059467", "8.01", 27],
      ["12000044126059466", "5.19", 6],
      ["12000044126059465", "8.19", 6],
      ["12000044126059464", "5.09", 7],
      ["12000044126059463", "8.19", 4],
      ["12000044126059462", "5.19", 83],
    ]);
    expect(product.stock).toBe(133);
    expect(product.skus[0]?.attributes).toEqual({ Couleur: "Bear", Spécification: "500MMx800MM" });
    expect(product.images).toHaveLength(6);
    expect(product.supplier).toMatchObject({ id: "1102602078", name: "Shop1102602078 Store", country: "CN" });
    expect(product.supplier.ratings).toEqual({
      item_as_described_rating: "4.5",
      communication_rating: "4.6",
      shipping_speed_rating: "4.7",
    });
    expect(product.package).toMatchObject({ weightKg: "0.213", lengthCm: "39", widthCm: "27", heightCm: "7" });
    expect(product.title).toHaveProperty("fr");
    expect((product.title as { fr: string }).fr).toMatch(/^Tapis de sol absorbant/);
    expect(JSON.stringify(product)).not.toMatch(/Ningbo|10000000000|redacted@/);
  });

  it("ds.product.get for Brazil: custom names, tax not included, a description of pictures alone", () => {
    const product = productOf("aliexpress-iop", "ae_ds_product_get_real_br_1005007900819057", "1005007900819057");
    expect(product.offer).toMatchObject({ currency: "BRL", taxIncluded: false });
    expect(product.skus.map((sku) => [sku.attributes["cor"], sku.unitPrice, sku.stock])).toEqual([
      ["For Xiaomi 14T Pro", "16.24", 13],
      ["For Xiaomi 14T", "16.39", 27],
    ]);
    expect(product.description).toBeNull();
  });

  it("ds.product.get for Brazil: sixteen SKUs sold in pairs, equal bulk prices make no ladder", () => {
    const product = productOf("aliexpress-iop", "ae_ds_product_get_real_br_1005009135748244", "1005009135748244");
    expect(product.skus).toHaveLength(16);
    expect(product.skus[0]).toMatchObject({
      id: "12000048043155838",
      unitPrice: "42.79",
      stock: 67,
      tiers: [],
      attributes: { cor: "Bege", "Tamanho do sapato": "35" },
    });
    expect(product.offer).toMatchObject({ unit: "pair", unitClass: "pair", currency: "BRL" });
  });

  it.each(["ae_ds_product_get_official_doc_streamlined", "ae_ds_product_wholesale_get_official_doc"])(
    "%s: the flattened form, bulk price from ten on",
    (name) => {
      const product = productOf("aliexpress-iop", name, "4000903675543");
      expect(product.offer).toMatchObject({ currency: "USD", taxIncluded: true, priceBasis: "quantity", minOrderQuantity: 1 });
      expect(rowsOf(product.offer.tiers)).toEqual([
        [1, 9, "3.94"],
        [10, null, "3.74"],
      ]);
      expect(product.skus[0]).toMatchObject({
        id: "12000027158136202",
        stock: 57,
        attributes: { "Lenses Color": "Black Green" },
      });
      expect(product.status).toBe("on_sale");
    },
  );

  it("ds.freight.query: 1.99 is euros", () => {
    const call = askOf("aliexpress-iop", "1005008177221739", { operation: "freight", quantity: 1 });
    const options = gatewayOf("aliexpress-iop").freight?.read(bodyOf("ae_ds_freight_query_real_ok"), call);
    expect(options).toHaveLength(1);
    expect(options?.[0]).toMatchObject({
      carrier: "AliExpress Selection Standard",
      freight: { amount: "1.99", currency: "EUR" },
      days: { low: 6, high: 8 },
      scope: "door",
    });
  });

  it("queryProductDetail of the documentation: a SKU price that is a word is unknown, never another channel's", () => {
    const product = productOf("1688-open", "1688_queryProductDetail_official_doc", "34513534353434");
    expect(product.offer).toMatchObject({
      currency: "CNY",
      unit: "盒",
      unitClass: "pack",
      orderMultiple: 200,
      minOrderQuantity: 10,
    });
    expect(product.offer.priceBasis).toBe("none");
    expect(reasonFor(product, "offer.tiers")).toBe("unreadable");
    // Listed: 99999; its one SKU has 123.
    expect(product.stock).toBe(123);
    expect(product.supplier).toMatchObject({
      id: "23tsdvcdsjngp3oj4j3i5",
      name: "杭州宜路发发电子商务有限公司",
      transactionLevel: 5,
      onTimeRate: "1",
      repeatBuyerRate: "0.4666",
    });
    expect(product.leadTimeDays).toBeNull();
    expect(product.certifications).toHaveLength(1);
    expect(Object.keys(product.title)).toEqual(["zh", "en"]);
  });

  it("alibaba.product.get of the documentation: priced by quantity", () => {
    const product = productOf("1688-open", "1688_product_get_official_doc", "584051070147");
    expect(rowsOf(product.offer.tiers)).toEqual([[123, null, "1.23"]]);
    expect(product.offer).toMatchObject({ minOrderQuantity: 123, orderMultiple: 123 });
    expect(product.skus[0]).toMatchObject({ id: "4469920756190", unitPrice: null, stock: 1000 });
  });

  it("productInfo of the cross-border form: priced by SKU, pictures completed", () => {
    const product = productOf("1688-open", "1688_cross_productInfo_shape_from_official_field_examples", "573741401425");
    expect(product.offer).toMatchObject({ priceBasis: "sku", minOrderQuantity: 1, unit: "件" });
    expect(product.skus[0]).toMatchObject({ id: "3746778972330", unitPrice: "40", stock: 1200 });
    expect(product.images[0]).toBe("https://cbu01.alicdn.com/img/ibank/2014/766/624/1652426667_642119312.jpg");
  });

  it("eco/buyer/product/description: the ladder ends at 499, MOQ the larger of two", () => {
    const product = productOf("alibaba-iop", "icbu_eco_buyer_product_description_official", "1601206892606");
    expect(product.offer).toMatchObject({ currency: "USD", minOrderQuantity: 50, unit: "Piece" });
    expect(rowsOf(product.offer.tiers)).toEqual([[50, 499, "3.69"]]);
    expect(warningCodes(product)).toEqual(["moq_conflict", "term_assumed"]);
    expect(product.skus[0]).toMatchObject({ id: "105613018158", attributes: { Color: "40oz solid color tumbler 1.0" } });
    expect(product.leadTimeDays).toEqual({ low: 3, high: 3 });
    expect(product.supplier).toMatchObject({ id: "xxxxxxxxx", name: "Company name" });
  });

  it("eco/buyer batch, inventory and freight", () => {
    const gateway = gatewayOf("alibaba-iop");
    const ids = ["1601206892606", "1600000000000"] as const;
    const call = askOf("alibaba-iop", ids[0], { ids, quantity: 10 });
    const items = gateway.batch?.read(bodyOf("icbu_eco_buyer_product_batch_description_official"), call) ?? [];
    expect(items.map((item) => ("product" in item ? rowsOf(item.product.offer.tiers) : item.fault.kind))).toEqual([
      [[50, 499, "3.69"]],
      "bad_answer",
    ]);
    const stockCall = askOf("alibaba-iop", "1600927952535");
    expect(gateway.stock?.read(bodyOf("icbu_eco_buyer_product_inventory_official"), stockCall)).toEqual([
      { skuId: "104536974925", stock: 1196 },
    ]);
    expect(gateway.freight?.read(bodyOf("icbu_shipping_freight_calculate_official"), call)[0]).toMatchObject({
      method: "express",
      freight: { amount: "19.1", currency: "USD" },
      days: { low: 10, high: 15 },
      term: "DAP",
    });
  });

  it.each([
    ["1688-open", "1688_err_rate_limit", 400, "rate_limited"],
    ["1688-open", "1688_err_no_usage_left_real", 400, "quota_exhausted"],
    ["1688-open", "1688_err_acl", 400, "not_permitted"],
    ["1688-open", "1688_err_param_missing", 400, "bad_request"],
    ["1688-open", "1688_err_signature", 400, "signature_rejected"],
    ["1688-open", "1688_err_token_401", 401, "unauthorised"],
    ["1688-open", "1688_err_business_not_found_cross", 200, "not_found"],
    ["aliexpress-iop", "ae_err_rate_limit_real", 200, "rate_limited"],
    ["aliexpress-iop", "ae_err_token_real", 200, "unauthorised"],
    ["aliexpress-iop", "ae_err_signature_real", 200, "signature_rejected"],
    ["aliexpress-iop", "ae_err_not_found_605", 200, "not_found"],
    ["aliexpress-iop", "ae_err_not_sold_here_602", 200, "not_sold_there"],
    ["aliexpress-iop", "ae_err_search_transient", 200, "unavailable"],
    ["aliexpress-iop", "ae_ds_freight_query_real_error", 200, "not_found"],
    ["alibaba-iop", "icbu_err_invalid_api_path", 200, "misconfigured"],
    ["alibaba-iop", "iop_rest_err_rate_limit", 200, "rate_limited"],
    ["alibaba-iop", "iop_rest_err_signature", 200, "signature_rejected"],
    ["alibaba-iop", "iop_rest_err_refresh_token", 200, "login_needed"],
  ] as const)("%s %s (HTTP %i) is %s", (gateway, name, status, kind) => {
    expect(faultOf(gateway, name, status)?.kind).toBe(kind);
  });

  it.each([
    ["1688-open", "1688_token_official", 36_000_000],
    ["aliexpress-iop", "ae_token_create_real_shape", 86_400_000],
    ["alibaba-iop", "icbu_token_create_official", 864_000_000],
  ] as const)("%s reads the token of %s", (id, name, lifeMs) => {
    const flow = gatewayOf(id).token;
    if (typeof flow === "string") throw new Error(`${id} has no token flow`);
    const reply = { status: 200, headers: {}, text: textOf(name), body: bodyOf(name) };
    const token = flow.read(reply, NOW_MS);
    expect(token).toMatchObject({ expiresAtMs: NOW_MS + lifeMs });
    expect(token).toHaveProperty("accessToken");
    expect(token).toHaveProperty("refreshToken", expect.stringContaining("REDACTED"));
  });
});
