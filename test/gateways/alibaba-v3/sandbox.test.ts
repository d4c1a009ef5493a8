import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../src/sandbox/server.ts";
import { type Answered, fetched, form, joined } from "../../sandbox/dialects/ask.ts";

type Parameters = Readonly<Record<string, string>>;

let sandbox: Sandbox;
const unlimited = [{ limit: 10_000, periodMs: 1_000 }];
beforeAll(async () => {
  sandbox = await startSandbox({ quota: { "alibaba-v3": unlimited } });
});
afterAll(() => sandbox.close());

describe("alibaba-v3", () => {
  const FIELDS =
    "subject,price_info,sku_list,supplier_info,trade_info,shipping_info,certifications,seo_info,category_id,main_image," +
    "extra_images,min_order_quantity,min_order_unit,stock,desc";

  function ask(
    id: string,
    change: Parameters = {},
    of = sandbox,
    bearer = of.credentials("alibaba").accessToken,
  ): Promise<Answered> {
    const { appKey, appSecret } = of.credentials("alibaba");
    const sent = {
      app_key: appKey,
      item_id: id,
      language: "en",
      timestamp: `${Date.now()}`,
      sign_method: "hmac-sha256",
      fields: FIELDS,
      ...change,
    };
    const sign = createHmac("sha256", appSecret)
      .update(appSecret + joined(sent) + appSecret, "utf8")
      .digest("hex")
      .toUpperCase();
    return fetched(`${of.origin("alibaba-v3")}/api/v3/item/get?${new URLSearchParams({ ...sent, sign })}`, {
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json", "x-api-version": "3.0" },
    });
  }

  it("has a ladder with discounts, and the supplier told gold from verified", async () => {
    const { code, result } = (await ask("1601206810538")).body;
    expect(code).toBe(0);
    // 3.35 / 4.10 is 0.817…, 3.06 / 4.10 is 0.746….
    expect(result.price_info.tier_prices).toEqual([
      { min_quantity: 120, price: "4.10", discount: "1.00" },
      { min_quantity: 1200, price: "3.35", discount: "0.82" },
      { min_quantity: 5040, price: "3.06", discount: "0.75" },
    ]);
    expect(result.supplier_info).toMatchObject({ is_gold_supplier: true, is_verified: false, transaction_level: 4 });
  });

  it("has only the range where the seller gives no more", async () => {
    const { price_info } = (await ask("1601744363091")).body.result;
    expect(price_info).toEqual({ currency: "USD", price_unit: "Piece", price_range: "0.85-1.60" });
  });

  it("leaves out what was not asked for", async () => {
    const { result } = (await ask("1601206810538", { fields: "subject" })).body;
    expect(result).toHaveProperty("subject");
    expect(result).not.toHaveProperty("price_info");
  });

  it("gives a basic app the range and an estimate of the stock", async () => {
    const other = await startSandbox({ accessLevel: { "alibaba-v3": "basic" } });
    const { result } = (await ask("1601206810664", {}, other)).body;
    await other.close();
    expect(result.price_info).toEqual({ currency: "USD", price_unit: "Piece", price_range: "3.20-4.45" });
    expect(result.stock).toEqual({ total: 1_000 });
    expect(result).not.toHaveProperty("supplier_info");
  });

  it("allows the clock five minutes and no more", async () => {
    expect((await ask("1601206810538", { timestamp: `${Date.now() - 290_000}` })).body.code).toBe(0);
    expect((await ask("1601206810538", { timestamp: `${Date.now() - 310_000}` })).body.code).toBe(1003);
  });

  it("answers HTTP 401 to an unknown token and 2001 to a forbidden item", async () => {
    expect((await ask("1601206810538", {}, sandbox, "x")).status).toBe(401);
    expect((await ask("1601855474356")).body).toEqual({ code: 2001, msg: "not permitted" });
  });

  it("gives an app its token for two hours", async () => {
    const { appKey, appSecret } = sandbox.credentials("alibaba");
    const grant = {
      grant_type: "client_credentials",
      client_id: appKey,
      client_secret: appSecret,
      scope: "item_get,trade_data",
    };
    const { body } = await fetched(`${sandbox.origin("alibaba-v3")}/oauth/token`, form(grant));
    expect(body.expires_in).toBe(7_200);
    expect((await ask("1601206810538", {}, sandbox, body.access_token)).body.code).toBe(0);
  });
});
