import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../src/sandbox/server.ts";
import { type Answered, fetched, form, joined } from "./ask.ts";

type Parameters = Readonly<Record<string, string>>;

let sandbox: Sandbox;
const unlimited = [{ limit: 10_000, periodMs: 1_000 }];
beforeAll(async () => {
  sandbox = await startSandbox({ quota: { "1688-sha1": unlimited, "1688-md5": unlimited } });
});
afterAll(() => sandbox.close());

const hash = (algorithm: string, text: string) => createHash(algorithm).update(text, "utf8").digest("hex").toUpperCase();
const chinaTime = (atMs: number) => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
const BOARD = "828973116450";

function ask1688(of: Sandbox, algorithm: "sha1" | "md5", api: string, parameters: Parameters): Promise<Answered> {
  const { appKey, appSecret, accessToken } = of.credentials("1688");
  const sent = {
    app_key: appKey,
    access_token: accessToken,
    timestamp: chinaTime(Date.now()),
    format: "json",
    v: "1.0",
    sign_method: algorithm,
    fields:
      "product_id,title,subject,main_image,pic_urls,pic_url,price,rprice,amount,on_sale,sale_info,price_range,min_order_quantity," +
      "wholesale_rules,supply_capacity,sku_infos,supplier_info,certifications,transaction_history,delivery_template,oa_info",
    ...parameters,
  };
  const query = new URLSearchParams({ ...sent, sign: hash(algorithm, appSecret + joined(sent) + appSecret) });
  return fetched(`${of.origin(`1688-${algorithm}`)}/openapi/param2/1/com.alibaba.product/${api}?${query}`);
}

describe("1688-sha1", () => {
  const ask = (id: string, of = sandbox) => ask1688(of, "sha1", "alibaba.product.get", { product_id: id });

  it("writes the ladder, the rules and the rates in words", async () => {
    const { result } = (await ask(BOARD)).body;
    expect(result.price_range).toBe("10-499个:¥21.30;500-4999个:¥17.75;5000个以上:¥14.20");
    expect(result.wholesale_rules).toBe("支持混批,支持代发,可定制,提供样品");
    expect(result.supplier_info).toMatchObject({
      operatingYears: 6,
      responseRate: "91%",
      disputeRate: "0.9%",
      transactionLevel: 3,
    });
    expect(result.delivery_template.logistics_companies[0]).toMatchObject({
      min_fee: "16.00",
      additional_fee: "1.50",
      delivery_days: "3-5天",
    });
    expect(result.certifications).toEqual([{ type: "FSC", valid_date: "2028-08-31" }]);
  });

  it("leaves out what nobody asks for", async () => {
    const asked = { product_id: BOARD, fields: "product_id,title" };
    const { result } = (await ask1688(sandbox, "sha1", "alibaba.product.get", asked)).body;
    expect(Object.keys(result)).toEqual(["product_id", "title"]);
  });

  it("keeps a step the seller leaves to talks", async () => {
    expect((await ask("761145502604")).body.result.price_range).toBe("10-199条:¥28.00;面议;1000条以上:¥23.20");
  });

  it("answers a batch with those it found", async () => {
    const ids = `${BOARD},999999999999,738204915561`;
    const { body } = await ask1688(sandbox, "sha1", "alibaba.product.batch.get", { product_ids: ids });
    expect(body.result.products.map((one: { product_id: number }) => one.product_id)).toEqual([828973116450, 738204915561]);
  });

  it("shows less to an app of a lower level", async () => {
    const groups = ["price", "price_range", "supplier_info"];
    const seen = async (level: "basic" | "middle" | "full") => {
      const other = await startSandbox({ accessLevel: { "1688-sha1": level } });
      const { result } = (await ask(BOARD, other)).body;
      await other.close();
      return groups.filter((group) => group in result);
    };
    expect(await seen("basic")).toEqual(["price"]);
    expect(await seen("middle")).toEqual(["price", "price_range"]);
    expect(await seen("full")).toEqual(groups);
  });

  it("refuses a timestamp of another time zone, a wrong signature, an unknown token", async () => {
    const code = async (parameters: Parameters) =>
      (await ask1688(sandbox, "sha1", "alibaba.product.get", { product_id: BOARD, ...parameters })).body.error_response.code;
    expect(await code({ timestamp: chinaTime(Date.now() - 8 * 3_600_000) })).toBe(31);
    expect(await code({ access_token: "x" })).toBe(27);
    expect(await code({ access_token: "" })).toBe(26);
    const { appKey } = sandbox.credentials("1688");
    const query = new URLSearchParams({ app_key: appKey, timestamp: chinaTime(Date.now()), sign: "0" });
    const url = `${sandbox.origin("1688-sha1")}/openapi/param2/1/com.alibaba.product/alibaba.product.get?${query}`;
    expect((await fetched(url)).body.error_response.code).toBe(25);
  });

  it("throttles with HTTP 429", async () => {
    const other = await startSandbox({ quota: { "1688-sha1": [{ limit: 1, periodMs: 60_000 }] } });
    await ask(BOARD, other);
    const { status, body } = await ask(BOARD, other);
    expect([status, body.error_response.code]).toEqual([429, 7]);
    await other.close();
  });
});

describe("1688-md5", () => {
  it("gives a token by POST and by GET, and a product for it", async () => {
    const { appKey, appSecret } = sandbox.credentials("1688");
    const grant = { grant_type: "client_credentials", client_id: appKey, client_secret: appSecret };
    const url = `${sandbox.origin("1688-md5")}/auth/token`;
    expect((await fetched(`${url}?${new URLSearchParams(grant)}`)).body.expires_in).toBe(7_200);
    const { access_token } = (await fetched(url, form(grant))).body;
    const { body } = await ask1688(sandbox, "md5", "alibaba.product.get", { product_id: BOARD, access_token });
    expect(body.result).toMatchObject({
      price: "21.30",
      rprice: "54.00",
      amount: 27_000,
      on_sale: true,
      sale_info: { min_order_quantity: 10, unit: "个" },
    });
  });

  it("says 100006 for a token it does not know", async () => {
    const { body } = await ask1688(sandbox, "md5", "alibaba.product.get", { product_id: BOARD, access_token: "x" });
    expect(body.error_response.code).toBe(100_006);
  });
});
