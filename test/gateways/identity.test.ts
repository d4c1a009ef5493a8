import { describe, expect, it } from "vitest";
import { readProduct, readRaw } from "../../src/gateways/read-product.ts";
import { gatewayOf } from "../../src/gateways/registry.ts";
import { normalizeProduct } from "../../src/library.ts";
import type { GatewayId } from "../../src/model/marketplace.ts";
import { askOf, payloadOf, replyOf } from "./fixture.ts";

const ANSWERS: readonly (readonly [GatewayId, string])[] = [
  ["1688-open", "crossborder-by-quantity"],
  ["1688-open", "product-info"],
  ["1688-sha1", "enterprise"],
  ["1688-md5", "product"],
  ["aliexpress-iop", "wrapped"],
  ["aliexpress-md5", "item"],
  ["alibaba-iop", "description"],
  ["alibaba-v3", "premium"],
  ["alibaba-global", "product"],
];
const idOf = (gateway: GatewayId, name: string): string =>
  readProduct(gatewayOf(gateway), payloadOf(gateway, name), askOf(gateway, "", { country: "" })).id;

describe("whose answer it is", () => {
  it.each(ANSWERS)("%s %s: for another listing than asked it is none", (gateway, name) => {
    const own = askOf(gateway, idOf(gateway, name), { country: "" });
    expect(readProduct(gatewayOf(gateway), payloadOf(gateway, name), own).id).toBe(own.ids[0]);
    const other = askOf(gateway, "999", { country: "" });
    expect(() => readProduct(gatewayOf(gateway), payloadOf(gateway, name), other)).toThrow(
      expect.objectContaining({ kind: "bad_answer", message: expect.stringContaining("was asked for 999") }),
    );
  });

  it("stock of another listing than asked is none", () => {
    const body = {
      code: "0",
      result: {
        result_code: "200",
        result_data: [{ inventory_list: [{ product_id: "1600590300001", sku_id: "7", inventory_count: "5" }] }],
      },
    };
    const read = (id: string) => gatewayOf("alibaba-iop").stock?.read(body, askOf("alibaba-iop", id, { operation: "stock" }));
    expect(read("1600590300001")).toEqual([{ skuId: "7", stock: 5 }]);
    expect(() => read("999")).toThrow(expect.objectContaining({ kind: "bad_answer" }));
  });

  it("an id that the answer lacks, or that is 0, is the one asked for", () => {
    for (const item_id of [undefined, null, "", 0, "0"]) {
      const body = { code: 0, result: { item_id, subject: "Cup" } };
      expect(readProduct(gatewayOf("alibaba-v3"), body, askOf("alibaba-v3", "1600590399629")).id).toBe("1600590399629");
    }
  });

  it("nobody asked for one: the reference says that it is not known", () => {
    const { ref, url } = normalizeProduct("alibaba-v3", { code: 0, result: { subject: "Cup" } });
    expect([ref, url]).toEqual(["alibaba:unknown", ""]);
  });

  it.each([
    ["FR", "US", true],
    ["bd", "BD", false],
    ["UK", "GB", false],
    ["Earth", "US", false],
    [undefined, "US", false],
  ] as const)("AliExpress's answer for %s to a buyer in %s is refused: %s", (stated, country, isRefused) => {
    const body = {
      rsp_code: 200,
      result: {
        ae_item_base_info_dto: { product_id: "1005001", subject: "Cup" },
        logistics_info_dto: { ship_to_country: stated },
      },
    };
    const read = () => readProduct(gatewayOf("aliexpress-iop"), body, askOf("aliexpress-iop", "1005001", { country }));
    if (isRefused) expect(read).toThrow(expect.objectContaining({ kind: "bad_answer" }));
    else expect(read().id).toBe("1005001");
  });

  it("quotes of delivery to another country are refused", () => {
    const body = {
      code: "0",
      value: [{ trade_term: "DAP", destination_country: "FR", fee: { amount: "9", currency: "USD" } }],
    };
    const read = (country: string) =>
      gatewayOf("alibaba-iop").freight?.read(body, askOf("alibaba-iop", "1", { operation: "freight", country }));
    expect(() => read("US")).toThrow(expect.objectContaining({ kind: "bad_answer" }));
    expect(read("FR")).toHaveLength(1);
  });
});

describe("what a raw answer keeps", () => {
  it("drops whoever can be reached, by every name, and nothing else", () => {
    const personal = {
      whatsapp: "1",
      whatsapp_number: "1",
      weChat: "1",
      wechat_id: "1",
      sellerPhone: "1",
      phone_no: "1",
      telephone: "1",
      mobile: "1",
      mobilePhone: "1",
      company_email: "1",
      emailAddress: "1",
      contactName: "1",
      contact_person: "1",
      contacts: [{ first: "1" }],
      linkman: "1",
      supplierLoginId: "1",
      fax: "1",
      联系人: "1",
      联系电话: "1",
      manufacturer_info: { address: "1" },
    };
    const kept = {
      mobile_detail: "d",
      store_name: "n",
      phone_case: "c",
      supplier_info: { supplier_name: "s" },
      contactless: true,
    };
    expect(JSON.parse(readRaw({ ...personal, ...kept }))).toEqual(kept);
  });
});

describe("HTML where a name or a value stands", () => {
  const body = {
    code: 0,
    result: {
      item_id: "1600590399629",
      subject: "<b>Cup &amp; saucer</b><script>x()</script> 50 < 60",
      price_info: { currency: "USD", tier_prices: [{ min_quantity: 10, price: "2" }] },
      sku_list: [{ sku_id: "1", attributes: { "Colour&nbsp;": "<font color=red>Red</font>", Empty: "<br>" }, price: "2" }],
      supplier_info: { supplier_name: "A&amp;B Co" },
    },
  };
  const product = readProduct(gatewayOf("alibaba-v3"), body, askOf("alibaba-v3", "1600590399629"));

  it("is read to text", () => {
    expect(product.title).toEqual({ en: "Cup & saucer 50 < 60" });
    expect(product.supplier.name).toBe("A&B Co");
    expect(product.skus[0]?.attributes).toEqual({ Colour: "Red" });
  });
});

describe("what a failure says", () => {
  it.each([
    ["aliexpress-iop", { error_response: { code: "482", msg: "SHIP_TO_COUNTRY_PROHIBITED" } }],
    ["aliexpress-iop", { rsp_code: "482", rsp_msg: "SHIP_TO_COUNTRY_PROHIBITED", result: {} }],
    ["aliexpress-iop", { result: { success: "false", code: "505", msg: "DELIVERY_NOT_AVAILABLE_TO_YOUR_ADDRESS" }, code: "0" }],
    ["aliexpress-iop", { aliexpress_ds_freight_query_response: { result: { code: 505, success: false } } }],
    ["aliexpress-md5", { error_response: { code: "482", msg: "" } }],
  ] as const)("%s %o: not sold there", (gateway, body) => {
    expect(gatewayOf(gateway).readFault(replyOf(body), null)?.kind).toBe("not_sold_there");
  });

  it("an unknown code keeps the platform's words", () => {
    const body = { rsp_code: 777, rsp_msg: "The moon is in\nthe wrong house" };
    expect(gatewayOf("aliexpress-iop").readFault(replyOf(body), null)).toMatchObject({ kind: "bad_answer", code: "777" });
    expect(() => normalizeProduct("aliexpress-iop", body)).toThrow("(777: The moon is in the wrong house)");
  });
});

describe("a ladder beside SKUs with prices of their own", () => {
  const answer = (prices: readonly string[]) => ({
    code: 0,
    result: {
      item_id: "1600590399629",
      subject: "Shirt",
      price_info: { currency: "USD", tier_prices: [{ min_quantity: 10, price: "5.00" }] },
      sku_list: prices.map((price, index) => ({ sku_id: `${index + 1}`, price })),
    },
  });
  const codesOf = (prices: readonly string[]) =>
    readProduct(gatewayOf("alibaba-v3"), answer(prices), askOf("alibaba-v3", "1600590399629")).warnings.map(({ code }) => code);

  it("is told where one differs, and only there", () => {
    expect(codesOf(["5.00", "5.0", "9.00"])).toContain("sku_prices_differ");
    expect(codesOf(["5.00", "5.0"])).not.toContain("sku_prices_differ");
  });
});
