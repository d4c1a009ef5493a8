import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../src/sandbox/server.ts";
import { type Answered, fetched, form } from "../../sandbox/dialects/ask.ts";

let sandbox: Sandbox;
const unlimited = [{ limit: 10_000, periodMs: 1_000 }];
beforeAll(async () => {
  sandbox = await startSandbox({ quota: { "aliexpress-md5": unlimited } });
});
afterAll(() => sandbox.close());

const md5 = (text: string) => createHash("md5").update(text, "utf8").digest("hex").toUpperCase();

describe("aliexpress-md5", () => {
  function ask(id: string, change: Readonly<Record<string, unknown>> = {}): Promise<Answered> {
    const { appKey, appSecret, accessToken } = sandbox.credentials("aliexpress");
    const sent = {
      app_key: appKey,
      access_token: accessToken,
      timestamp: Date.now(),
      format: "json",
      v: "1.0",
      productId: Number(id),
      fields: "productId,title,price,originalPrice,currency,stock,imageUrl,saleCount,storeName",
      ...change,
    };
    const pairs = Object.entries(sent).sort(([left], [right]) => (left < right ? -1 : 1));
    const sign = md5(`${pairs.map(([name, value]) => `${name}=${value}`).join("&")}&app_secret=${appSecret}`);
    return fetched(`${sandbox.origin("aliexpress-md5")}/openapi/param2/2/portals.open/api.item.get`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...sent, sign }),
    });
  }

  it("has one item with a currency", async () => {
    expect((await ask("1005008120440117")).body.item_get_response.item).toEqual({
      productId: 1005008120440117,
      title: "40oz Tumbler with Handle and Straw Stainless Steel Insulated Car Cup",
      price: "7.85",
      originalPrice: "15.70",
      currency: "USD",
      stock: 10_600,
      imageUrl: "https://ae01.alicdn.com/kf/Ssandbox-tumbler-g-1.jpg",
      saleCount: 2_600,
      storeName: "BrightCup Official Store",
    });
  });

  it("says what is not there and who may not ask", async () => {
    expect((await ask("1005000000000001")).body.error_response.msg).toBe("商品[1005000000000001]不存在");
    expect((await ask("1005008120440117", { access_token: "x" })).body.error_response.code).toBe(27);
  });

  it("renews a token, and names the error where it does not", async () => {
    const { appKey, appSecret, refreshToken } = sandbox.credentials("aliexpress");
    const url = `${sandbox.origin("aliexpress-md5")}/openapi/http/1/system.oauth2/getToken`;
    const grant = { grant_type: "refresh_token", client_id: appKey, client_secret: appSecret };
    expect((await fetched(url, form({ ...grant, refresh_token: refreshToken }))).body.access_token).toMatch(
      /^sandbox-aliexpress-/,
    );
    expect((await fetched(url, form({ ...grant, refresh_token: "x" }))).body).toEqual({
      error: "invalid_grant",
      error_description: "refresh_token is invalid or expired",
    });
  });
});
