import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../src/sandbox/server.ts";
import { fetched } from "../../sandbox/dialects/ask.ts";
import { askOlder1688, BOARD, chinaTime } from "../../sandbox/dialects/ask-older-1688.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ quota: { "1688-sha1": [{ limit: 10_000, periodMs: 1_000 }] } });
});
afterAll(() => sandbox.close());

describe("1688-sha1", () => {
  const ask = (id: string, of = sandbox) => askOlder1688(of, "sha1", "alibaba.product.get", { product_id: id });

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
    const { result } = (await askOlder1688(sandbox, "sha1", "alibaba.product.get", asked)).body;
    expect(Object.keys(result)).toEqual(["product_id", "title"]);
  });

  it("keeps a step the seller leaves to talks", async () => {
    expect((await ask("761145502604")).body.result.price_range).toBe("10-199条:¥28.00;面议;1000条以上:¥23.20");
  });

  it("answers a batch with those it found", async () => {
    const ids = `${BOARD},999999999999,738204915561`;
    const { body } = await askOlder1688(sandbox, "sha1", "alibaba.product.batch.get", { product_ids: ids });
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
    const code = async (parameters: Readonly<Record<string, string>>) =>
      (await askOlder1688(sandbox, "sha1", "alibaba.product.get", { product_id: BOARD, ...parameters })).body.error_response
        .code;
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
