import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFreight, readProduct, readSearchPage } from "../../src/gateways/read-product.ts";
import { gatewayOf } from "../../src/gateways/registry.ts";
import { parseJson } from "../../src/model/json.ts";
import type { GatewayId } from "../../src/model/marketplace.ts";
import { sharedFolder } from "../support/shared.ts";
import { askOf, NOW_MS } from "./fixture.ts";

// Every true answer that lies beside the checkout is read by what would read it in earnest, or stands here as one that nothing reads.

type Reading = "product" | "batch" | "freight" | "stock" | "search" | "token" | "fault" | "none";
type Row = readonly [name: RegExp, gateway: GatewayId | null, reading: Reading, method?: string];

const ROWS: readonly Row[] = [
  // Operations that the design does not use, and resellers' and pages' own shapes.
  [/^(?:justoneapi|onebound|page|tmapi)_/, null, "none"],
  [/^1688_(?:pifatuan|search_imageQuery|search_querySellerOfferList|search_keywordQuery_via_reseller)/, null, "none"],
  [/^ae_(?:ds_image_search|logistics_buyer_freight)/, null, "none"],
  [/^icbu_eco_buyer_(?:item_rec_image|product_check|product_batch_keyattributes)/, null, "none"],
  [/^1688_(?:cross_productInfo|product_get|queryProductDetail)/, "1688-open", "product"],
  [/^1688_search_keywordQuery/, "1688-open", "search", "com.alibaba.fenxiao.crossborder/product.search.keywordQuery"],
  [/^1688_jxhy_/, "1688-open", "search", "com.alibaba.fenxiao/jxhy.product.getPageList"],
  [/^1688_linkplus_.*refused/, "1688-open", "fault"],
  [/^1688_linkplus_/, "1688-open", "search", "com.alibaba.linkplus/alibaba.cross.similar.offer.search"],
  [/^1688_err_/, "1688-open", "fault"],
  [/^1688_token_/, "1688-open", "token"],
  [/^ae_(?:err_|ds_freight_query_(?:real_error|505)|affiliate_insufficient)/, "aliexpress-iop", "fault"],
  [/^ae_ds_product_/, "aliexpress-iop", "product"],
  [/^ae_ds_freight_query_/, "aliexpress-iop", "freight"],
  [/^ae_ds_text_search_/, "aliexpress-iop", "search", "aliexpress.ds.text.search"],
  [/^ae_affiliate_product_query_/, "aliexpress-iop", "search", "aliexpress.affiliate.product.query"],
  [/^ae_token_/, "aliexpress-iop", "token"],
  [/^(?:icbu_err|iop_rest_err)_/, "alibaba-iop", "fault"],
  [/^icbu_eco_buyer_product_batch_description/, "alibaba-iop", "batch"],
  [/^icbu_eco_buyer_product_description/, "alibaba-iop", "product"],
  [/^icbu_eco_buyer_product_inventory/, "alibaba-iop", "stock"],
  [/^icbu_eco_buyer_product_search/, "alibaba-iop", "search", "/eco/buyer/product/search"],
  [/^icbu_shipping_freight_/, "alibaba-iop", "freight"],
  [/^icbu_token_/, "alibaba-iop", "token"],
];

const FOLDER = sharedFolder("payloads");
const NAMES = FOLDER === null ? [] : readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
const rowOf = (name: string): Row | undefined => ROWS.find(([pattern]) => pattern.test(name));
const READ = NAMES.flatMap((name) => {
  const [, gateway, reading, method = ""] = rowOf(name) ?? [];
  return gateway == null || reading === undefined ? [] : [{ name, gateway, reading, method }];
});

describe.skipIf(FOLDER === null)("every true answer", () => {
  it("is known here, and two of three have a reader", () => {
    expect(NAMES.filter((name) => rowOf(name) === undefined)).toEqual([]);
    expect(READ.length).toBeGreaterThan(NAMES.length * 0.65);
  });

  it.each(READ)("$name: $reading of $gateway", ({ name, gateway: id, reading, method }) => {
    const text = readFileSync(new URL(name, FOLDER ?? import.meta.url), "utf8");
    const reply = { status: 200, headers: {}, text, body: parseJson(text) };
    const gateway = gatewayOf(id);
    const search = { method, text: "cup", imageUrl: null, page: 1, size: 20, sort: "relevance", factoryOnly: false } as const;
    const call = askOf(id, "", { country: "", quantity: 1, ...(reading === "search" ? { operation: "search", search } : {}) });
    const fault = gateway.readFault(reply, call);
    switch (reading) {
      case "product": {
        const product = readProduct(gateway, reply.body, call);
        expect(fault).toBeNull();
        expect(product.title).not.toBe("");
        // A price stands in a currency, and what sets it is there.
        if (product.offer.currency === null) expect(product.offer.priceBasis).toBe("none");
        if (product.offer.priceBasis === "quantity") expect(product.offer.tiers.length).toBeGreaterThan(0);
        if (product.offer.priceBasis === "sku") expect(product.skus.some(({ unitPrice }) => unitPrice !== null)).toBe(true);
        return;
      }
      case "search": {
        const { cards, total } = readSearchPage(gateway, reply.body, call);
        for (const card of cards) {
          expect(card.id).toMatch(/^[1-9]\d*$/);
          expect(card.title).not.toBe("");
        }
        if (!/empty|recommend/.test(name)) expect(cards.length).toBeGreaterThan(0);
        expect(total === null || total >= 0).toBe(true);
        return;
      }
      case "freight": {
        if (gateway.freight === null) throw new Error("no freight");
        const options = readFreight(gateway.freight, reply.body, call);
        expect(options.length).toBeGreaterThan(0);
        for (const { freight } of options) if (freight !== null) expect(freight.amount).toMatch(/^\d+(?:\.\d+)?$/);
        return;
      }
      case "stock":
        return expect(gateway.stock?.read(reply.body, { ...call, ids: ["1600927952535"] }).length).toBeGreaterThan(0);
      case "batch":
        return expect(gateway.batch?.read(reply.body, { ...call, ids: ["1601206892606"] })[0]).toHaveProperty("product");
      case "token":
        return expect(typeof gateway.token === "string" ? null : gateway.token.read(reply, NOW_MS)).toHaveProperty(
          "accessToken",
        );
      default:
        expect(fault).not.toBeNull();
        // Whatever the kind, the platform's own words or code come along.
        expect(`${fault?.code ?? ""}${fault?.message ?? ""}`).not.toBe("");
    }
  });
});
