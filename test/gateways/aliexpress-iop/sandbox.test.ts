import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../src/sandbox/server.ts";
import { askAliexpress, askIopToken, productAliexpress } from "../../sandbox/dialects/ask.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ quota: { "aliexpress-iop": [{ limit: 10_000, periodMs: 1_000 }] } });
});
afterAll(() => sandbox.close());

const TUMBLER = "1005008120440117";
const skusOf = (body: { aliexpress_ds_product_get_response: { result: Record<string, Record<string, unknown[]>> } }) =>
  body.aliexpress_ds_product_get_response.result["ae_item_sku_info_dtos"]?.["ae_item_sku_info_d_t_o"] as Record<
    string,
    unknown
  >[];

describe("the product", () => {
  it("has the price at one, the bulk price and from how many it holds", async () => {
    const { body } = await productAliexpress(sandbox, TUMBLER);
    expect(skusOf(body)[0]).toMatchObject({
      sku_id: "12000044126059401",
      currency_code: "USD",
      sku_price: "15.70",
      offer_sale_price: "7.85",
      offer_bulk_sale_price: "6.90",
      sku_bulk_order: 10,
      sku_available_stock: 6120,
      price_include_tax: false,
    });
  });

  it("converts to euro and pounds, answers in dollars for any other currency", async () => {
    // 7.85 USD at 0.865 is 6.79025 EUR, at 0.760 is 5.966 GBP.
    expect(skusOf((await productAliexpress(sandbox, TUMBLER, "FR", "EUR")).body)[0]?.["offer_sale_price"]).toBe("6.79");
    expect(skusOf((await productAliexpress(sandbox, TUMBLER, "GB", "GBP")).body)[0]?.["offer_sale_price"]).toBe("5.97");
    expect(skusOf((await productAliexpress(sandbox, TUMBLER, "US", "JPY")).body)[0]).toMatchObject({
      currency_code: "USD",
      offer_sale_price: "7.85",
    });
  });

  it("says where the tax is in the price", async () => {
    expect(skusOf((await productAliexpress(sandbox, TUMBLER, "FR", "EUR")).body)[0]?.["price_include_tax"]).toBe(true);
  });

  it("answers in the asked language where the listing has it, in English else", async () => {
    const subject = async (language: string) =>
      (await productAliexpress(sandbox, TUMBLER, "US", "USD", language)).body.aliexpress_ds_product_get_response.result
        .ae_item_base_info_dto.subject;
    expect(await subject("es")).toMatch(/^Vaso térmico/);
    expect(await subject("ja")).toMatch(/^40oz Tumbler/);
  });

  it("keeps the digits of an id past 2^53", async () => {
    const { text } = await productAliexpress(sandbox, "9007199254740993");
    expect(text).toContain('"product_id":9007199254740993,');
    expect(text).toContain(String.raw`{\"US\":11258999068426241}`);
  });
});

describe("what cannot be had", () => {
  const code = async (answer: ReturnType<typeof askAliexpress>) =>
    (await answer).body.aliexpress_ds_product_get_response.rsp_code as number;

  it("is 605 without a result, whether deleted or never there", async () => {
    expect(await code(productAliexpress(sandbox, "1005000000000001"))).toBe(605);
    expect(await code(productAliexpress(sandbox, "1005008788600198"))).toBe(605);
  });

  it("is 602 in a country where it is not sold, and a product elsewhere", async () => {
    expect(await code(productAliexpress(sandbox, "1005008455370041", "US"))).toBe(602);
    expect(await code(productAliexpress(sandbox, "1005008455370041", "DE", "EUR"))).toBe(200);
  });

  it("is offline, but readable, once delisted", async () => {
    const { body } = await productAliexpress(sandbox, "1005008455370168");
    expect(body.aliexpress_ds_product_get_response.result.ae_item_base_info_dto.product_status_type).toBe("offline");
  });
});

describe("freight", () => {
  const ask = (change: Readonly<Record<string, string>> = {}) =>
    askAliexpress(sandbox, "aliexpress.ds.freight.query", {
      queryDeliveryReq: JSON.stringify({
        productId: TUMBLER,
        selectedSkuId: "12000044126059401",
        quantity: "5",
        shipToCountry: "US",
        language: "en_US",
        locale: "en_US",
        currency: "USD",
        ...change,
      }),
    });
  const fees = async (change: Readonly<Record<string, string>>) =>
    (await ask(change)).body.aliexpress_ds_freight_query_response.result.delivery_options.delivery_option_d_t_o.map(
      (option: { shipping_fee_cent: string }) => option.shipping_fee_cent,
    );

  it("grows with the quantity, in whole currency units", async () => {
    // A parcel of 0.3 kg: 1.2 + 3.4 · 0.3 = 2.22, each further one 0.1 + 2.6 · 0.3 = 0.88; five are 2.22 + 4 · 0.88.
    expect((await fees({ quantity: "1" }))[0]).toBe("2.22");
    expect((await fees({}))[0]).toBe("5.74");
    expect((await fees({ currency: "EUR" }))[0]).toBe("4.97");
  });

  it("is free from a value of goods on the standard line alone", async () => {
    // 8.35 a piece: 14 pieces are 116.90, 15 are 125.25, and the threshold is 120.
    const of = { productId: "1005008120440243", selectedSkuId: "12000044126059501" };
    expect((await fees({ ...of, quantity: "14" }))[0]).not.toBe("0.00");
    const [standard, fast] = await fees({ ...of, quantity: "15" });
    expect(standard).toBe("0.00");
    expect(fast).not.toBe("0.00");
  });

  it("is DELIVERY_INFO_EMPTY for a wrong SKU and for a country that is not served", async () => {
    for (const change of [{ selectedSkuId: "1" }, { shipToCountry: "KP" }]) {
      expect((await ask(change)).body.aliexpress_ds_freight_query_response.result).toEqual({
        msg: "DELIVERY_INFO_EMPTY",
        code: 501,
        success: false,
      });
    }
  });
});

describe("refusals, all inside HTTP 200", () => {
  const METHOD = "aliexpress.ds.product.get";
  const good = { product_id: TUMBLER, ship_to_country: "US", target_currency: "USD", target_language: "en" };
  const code = async (answer: ReturnType<typeof askAliexpress>) => {
    const { status, body } = await answer;
    return [status, body.error_response.type, body.error_response.code];
  };

  it("a wrong signature", async () => {
    expect(await code(askAliexpress(sandbox, METHOD, good, (sent) => ({ ...sent, product_id: "1" })))).toEqual([
      200,
      "ISV",
      "IncompleteSignature",
    ]);
  });

  it("a stale timestamp", async () => {
    const stale = { ...good, timestamp: `${Date.now() - 3 * 3_600_000}` };
    expect(await code(askAliexpress(sandbox, METHOD, stale))).toEqual([200, "ISV", "IllegalTimestamp"]);
  });

  it("an unknown token", async () => {
    expect(await code(askAliexpress(sandbox, METHOD, { ...good, access_token: "made-up" }))).toEqual([
      200,
      "ISV",
      "IllegalAccessToken",
    ]);
  });

  it("a missing country, an unknown app, an unknown method", async () => {
    const { ship_to_country: _, ...rest } = good;
    expect(await code(askAliexpress(sandbox, METHOD, rest))).toEqual([200, "ISV", "MissingParameter"]);
    expect(await code(askAliexpress(sandbox, METHOD, { ...good, app_key: "nobody" }))).toEqual([200, "ISV", "InvalidAppKey"]);
    expect(await code(askAliexpress(sandbox, "aliexpress.ds.nothing", good))).toEqual([200, "ISV", "InvalidApiPath"]);
  });

  it("a call over the quota says how long the ban lasts", async () => {
    const other = await startSandbox({
      quota: { "aliexpress-iop": [{ limit: 1, periodMs: 5_000 }] },
      now: () => 1_800_000_000_000,
    });
    const at = { ...good, timestamp: "1800000000000" };
    await askAliexpress(other, METHOD, at);
    const { body } = await askAliexpress(other, METHOD, at);
    expect(body.error_response.code).toBe("ApiCallLimit");
    expect(body.error_response.msg).toBe("Api access frequency exceeds the limit. this ban will last 5 seconds");
    await other.close();
  });
});

describe("tokens", () => {
  it("rotate: the refresh token that was spent is worth nothing", async () => {
    const { refreshToken } = sandbox.credentials("aliexpress");
    const first = await askIopToken(sandbox, "aliexpress-iop", "refresh", { refresh_token: refreshToken });
    expect(first.body).toMatchObject({ code: "0", expires_in: 2_592_000, refresh_expires_in: 5_184_000 });
    expect(first.body.refresh_token).not.toBe(refreshToken);
    const again = await askIopToken(sandbox, "aliexpress-iop", "refresh", { refresh_token: refreshToken });
    expect(again.body).toMatchObject({ type: "ISV", code: "IllegalRefreshToken" });
    expect(again.body).toHaveProperty("message");
  });

  it("come for a code only once one was given out", async () => {
    expect((await askIopToken(sandbox, "aliexpress-iop", "create", { code: "made-up" })).body.code).toBe("InvalidCode");
  });
});
