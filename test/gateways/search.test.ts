import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readSearchPage } from "../../src/gateways/read-product.ts";
import { gatewayOf } from "../../src/gateways/registry.ts";
import { parseJson } from "../../src/model/json.ts";
import type { GatewayId } from "../../src/model/marketplace.ts";
import type { SearchPage, SearchQuestion } from "../../src/model/search.ts";
import type { Call } from "../../src/model/wire.ts";
import { sharedFolder } from "../support/shared.ts";
import { askOf, replyOf, STAMP } from "./fixture.ts";

const FOLDER = sharedFolder("payloads");
const KEYWORD = "com.alibaba.fenxiao.crossborder/product.search.keywordQuery";
const SELECTION = "com.alibaba.fenxiao/jxhy.product.getPageList";
const PICTURE = "com.alibaba.linkplus/alibaba.cross.similar.offer.search";
const TEXT = "aliexpress.ds.text.search";
const AFFILIATE = "aliexpress.affiliate.product.query";
const ICBU = "/eco/buyer/product/search";

const question = (method: string, more: Partial<SearchQuestion> = {}): SearchQuestion => ({
  method,
  text: "cup",
  imageUrl: null,
  page: 2,
  size: 20,
  sort: "relevance",
  factoryOnly: false,
  ...more,
});
const callOf = (gateway: GatewayId, method: string, more: Partial<SearchQuestion> = {}): Call =>
  askOf(gateway, "cup", { operation: "search", search: question(method, more) });

const sentOf = (gateway: GatewayId, method: string, more: Partial<SearchQuestion> = {}) => {
  const request = gatewayOf(gateway).search?.request(callOf(gateway, method, more), STAMP);
  const url = new URL(request?.url ?? "");
  return {
    method: request?.method,
    at: url.origin + url.pathname,
    sent: Object.fromEntries(new URLSearchParams(request?.body ?? url.search)),
  };
};

describe("what a search asks", () => {
  it("1688: one JSON parameter, whose country is a language; a sort is JSON inside", () => {
    const { method, at, sent } = sentOf("1688-open", KEYWORD, { sort: "price", factoryOnly: true });
    expect([method, at]).toEqual(["POST", `https://gw.open.1688.com/openapi/param2/1/${KEYWORD}/1234567`]);
    expect(sent["offerQueryParam"]).toBe(
      '{"keyword":"cup","beginPage":2,"pageSize":20,"country":"en","filter":"certifiedFactory","sort":"{\\"price\\":\\"asc\\"}"}',
    );
    expect(sent["_aop_signature"]).toMatch(/^[0-9A-F]{40}$/);
  });

  it("1688, the selection: flat, with pageNum", () => {
    const { sent } = sentOf("1688-open", SELECTION);
    expect(sent).toMatchObject({ pageNum: "2", pageSize: "20", keyword: "cup" });
    expect(sent).not.toHaveProperty("pageNo");
  });

  it("1688, a picture", () => {
    const { sent } = sentOf("1688-open", PICTURE, { text: null, imageUrl: "https://x.example/a.jpg" });
    expect(sent).toMatchObject({ picUrl: "https://x.example/a.jpg", page: "2" });
  });

  it("AliExpress: keyWord with a capital, the buyer's place and money", () => {
    const { at, sent } = sentOf("aliexpress-iop", TEXT, { sort: "sales" });
    expect(at).toBe("https://api-sg.aliexpress.com/sync");
    const buyer = { local: "en_US", countryCode: "US", currency: "USD" };
    expect(sent).toMatchObject({
      method: TEXT,
      keyWord: "cup",
      ...buyer,
      pageIndex: "2",
      pageSize: "20",
      sortBy: "orders,desc",
    });
  });

  it("AliExpress, an affiliate's", () => {
    const { sent } = sentOf("aliexpress-iop", AFFILIATE);
    const buyer = { target_currency: "USD", ship_to_country: "US" };
    expect(sent).toMatchObject({ method: AFFILIATE, keywords: "cup", page_no: "2", page_size: "20", ...buyer });
  });

  it("Alibaba.com: a GET with one JSON parameter", () => {
    const { method, at, sent } = sentOf("alibaba-iop", ICBU);
    expect([method, at]).toEqual(["GET", "https://openapi-api.alibaba.com/rest/eco/buyer/product/search"]);
    expect(sent["param0"]).toBe('{"keyword":"cup","size":20,"index":2,"shipToCountry":"US","language":"en","currency":"USD"}');
  });

  it("without words, nothing: permission is looked at before arguments", () => {
    expect(sentOf("1688-open", KEYWORD, { text: null }).sent).not.toHaveProperty("offerQueryParam");
  });
});

describe.skipIf(FOLDER === null)("true answers of searches", () => {
  const body = (name: string): unknown => parseJson(readFileSync(new URL(`${name}.json`, FOLDER as URL), "utf8"));
  const faultOf = (gateway: GatewayId, name: string) => gatewayOf(gateway).readFault(replyOf(body(name)), null);
  const pageOf = (gateway: GatewayId, method: string, name: string): SearchPage => {
    expect(faultOf(gateway, name)).toBeNull();
    return readSearchPage(gatewayOf(gateway), body(name), callOf(gateway, method));
  };

  it("1688: yuan, a minimum order, 30 days", () => {
    const { cards, total } = pageOf("1688-open", KEYWORD, "1688_search_keywordQuery_official_doc");
    expect(total).toBe(123);
    const price = { low: "10", high: "10", currency: "CNY" };
    expect(cards).toMatchObject([
      { id: "2", title: "外文标题", price, minOrder: 1, sold: { count: 1213, days: 30 }, supplier: null },
    ]);
  });

  it("1688: nothing is nothing", () => {
    expect(pageOf("1688-open", KEYWORD, "1688_search_keywordQuery_empty_composed")).toEqual({
      cards: [],
      total: 0,
      leftOut: 0,
    });
    expect(pageOf("1688-open", SELECTION, "1688_jxhy_getPageList_empty_shape").cards).toEqual([]);
  });

  it("1688, the selection: fen are hundredths of a yuan, 90 days", () => {
    const { cards, total } = pageOf("1688-open", SELECTION, "1688_jxhy_getPageList_shape");
    expect(total).toBe(2000);
    const price = { low: "25.50", high: "41.00", currency: "CNY" };
    expect(cards).toMatchObject([{ id: "600000000021", price, minOrder: null, sold: { count: 312, days: 90 } }]);
  });

  it("1688, a picture: fen and a minimum; one that cannot be fetched is a fault", () => {
    const { cards } = pageOf("1688-open", PICTURE, "1688_linkplus_similar_offer_search_shape");
    expect(cards.map(({ price, minOrder }) => [price?.low, minOrder])).toEqual([
      ["10.10", 2],
      ["9.70", 100],
    ]);
    expect(faultOf("1688-open", "1688_linkplus_similar_offer_search_image_refused_shape")?.kind).toBe("bad_request");
  });

  it("AliExpress: the buyer's money, more than 5,000 in 180 days", () => {
    const { cards, total } = pageOf("aliexpress-iop", TEXT, "ae_ds_text_search_real_fr");
    expect(total).toBe(3984);
    const price = { low: "3.29", high: "3.29", currency: "EUR" };
    expect(cards[0]).toMatchObject({ id: "1005006361450153", price, sold: { count: 5000, days: 180 }, minOrder: null });
  });

  it("AliExpress: padding is dropped, and an empty page is one", () => {
    expect(pageOf("aliexpress-iop", TEXT, "ae_ds_text_search_us_recommend_shape")).toEqual({ cards: [], total: 0, leftOut: 1 });
    expect(pageOf("aliexpress-iop", TEXT, "ae_ds_text_search_empty_shape").cards).toEqual([]);
    expect(faultOf("aliexpress-iop", "ae_err_search_transient")?.kind).toBe("unavailable");
  });

  it("AliExpress, an affiliate's: one hit, none, and no right", () => {
    const { cards } = pageOf("aliexpress-iop", AFFILIATE, "ae_affiliate_product_query_shape");
    const price = { low: "6.66", high: "6.66", currency: "USD" };
    expect(cards).toMatchObject([{ id: "1005007038638226", price, sold: { count: 31806, days: null } }]);
    expect(pageOf("aliexpress-iop", AFFILIATE, "ae_affiliate_product_query_empty_405_shape").cards).toEqual([]);
    expect(faultOf("aliexpress-iop", "ae_affiliate_insufficient_permission_shape")?.kind).toBe("not_permitted");
  });

  it("Alibaba.com: a price in words, a link without scheme; a price without a mark is none", () => {
    const { cards, total } = pageOf("alibaba-iop", ICBU, "icbu_eco_buyer_product_search_live_shape");
    expect(total).toBe(2000);
    const [card] = cards;
    expect(card?.price).toEqual({ low: "0.88", high: "1.05", currency: "USD" });
    expect(card?.url).toBe("https://www.alibaba.com/product-detail/Example-cup_1600000000001.html");
    const [doc] = pageOf("alibaba-iop", ICBU, "icbu_eco_buyer_product_search_official").cards;
    expect(doc).toMatchObject({ id: "1600398490", price: null });
    expect(doc?.warnings.map(({ code }) => code)).toEqual(["id_differs", "no_currency"]);
  });
});

describe("a card that names a page elsewhere", () => {
  it.each([
    ["//www.alibaba.com/product-detail/cup_7.html", "https://www.alibaba.com/product-detail/cup_7.html"],
    ["//evil.example/product-detail/cup_7.html", "https://www.alibaba.com/product-detail/_7.html"],
    ["//www.alibaba.com.evil.example/cup_7.html", "https://www.alibaba.com/product-detail/_7.html"],
    ["javascript:alert(1)", "https://www.alibaba.com/product-detail/_7.html"],
  ])("%s becomes %s", (permalink, url) => {
    const body = { result: { data: { products: [{ product_id: "7", title: "Cup", permalink }] } }, code: "0" };
    expect(readSearchPage(gatewayOf("alibaba-iop"), body, callOf("alibaba-iop", ICBU)).cards[0]?.url).toBe(url);
  });
});
