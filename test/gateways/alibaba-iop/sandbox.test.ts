import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../src/sandbox/server.ts";
import { askAlibaba, askIopToken, productAlibaba } from "../../sandbox/dialects/ask.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ quota: { "alibaba-iop": [{ limit: 10_000, periodMs: 1_000 }] } });
});
afterAll(() => sandbox.close());

describe("the description", () => {
  it("has a ladder at each SKU, all scalars strings, the last step open", async () => {
    const { body } = await productAlibaba(sandbox, "1601206810538");
    expect(body).toMatchObject({ code: "0", result: { result_code: "200" } });
    const { result_data: data } = body.result;
    expect(data.skus[0].ladder_price).toEqual([
      { min_quantity: "120", max_quantity: "1199", price: "4.10", currency: "USD" },
      { min_quantity: "1200", max_quantity: "5039", price: "3.35", currency: "USD" },
      { min_quantity: "5040", max_quantity: "-1", price: "3.06", currency: "USD" },
    ]);
    expect(data.wholesale_trade).toMatchObject({ batch_number: "24", unit_type: "Piece" });
  });

  it("spells the MOQ twice where the seller does", async () => {
    const { result_data: data } = (await productAlibaba(sandbox, "1601206810664")).body.result;
    expect([data.min_order_quantity, data.wholesale_trade.min_order_quantity]).toEqual(["2", "10"]);
    expect(data.images).toBe("https://sc04.alicdn.com/kf/Hsandbox-tumbler-f-1.jpg");
  });

  it("shows overlaps and gaps as they are", async () => {
    const steps = async (id: string) =>
      (await productAlibaba(sandbox, id)).body.result.result_data.skus[0].ladder_price.map(
        (step: { min_quantity: string; max_quantity: string }) => [step.min_quantity, step.max_quantity],
      );
    expect(await steps("1601309420018")).toEqual([
      ["100", "1000"],
      ["500", "4999"],
      ["5000", "-1"],
    ]);
    expect(await steps("1601411030561")).toEqual([
      ["50", "999"],
      ["5000", "-1"],
    ]);
  });

  it("names a delisted product's status", async () => {
    expect((await productAlibaba(sandbox, "1601522141198")).body.result.result_data.status).toBe("PRODUCT_OFFLINE");
    expect((await productAlibaba(sandbox, "1601855474483")).body.result.result_data.status).toBe("PRODUCT_DELETE");
  });

  it("keeps hidden characters of hostile titles as the seller wrote them", async () => {
    const { title } = (await productAlibaba(sandbox, "1602188707135")).body.result.result_data;
    expect(title).toContain("\u{e0049}\u{e0067}\u{e006e}");
    expect(title).toContain("\u202e");
  });

  it("fails inside a success for an id that is not there", async () => {
    const { status, body } = await productAlibaba(sandbox, "1600000000001");
    expect([status, body.code, body.result.result_code]).toEqual([200, "0", "2005"]);
    expect(body.result).not.toHaveProperty("result_data");
  });
});

describe("the batch", () => {
  const ask = (ids: readonly string[]) =>
    askAlibaba(sandbox, "/eco/buyer/product/batch/description", {
      param0: `{"product_ids":[${ids.join(",")}],"country":"US","ship_to_country":"US","language":"en","currency":"USD"}`,
    });

  it("has what was found and the failures beside it", async () => {
    const { body } = await ask(["1601206810412", "1600000000001", "1601206810538"]);
    const { data, success } = body.result;
    expect([body.code, success]).toEqual(["0", "true"]);
    expect(data.resultData.map((item: { product_id: string }) => item.product_id)).toEqual(["1601206810412", "1601206810538"]);
    expect(data.resultData[0].wholesale_trade).toHaveLength(1);
    expect(data.failedItems).toEqual([
      { productId: "1600000000001", errorCode: "2005", errorMsg: "query failed: product not exist" },
    ]);
  });

  it("takes twenty ids and no more", async () => {
    const ids = Array.from({ length: 21 }, (_, index) => `${1_600_000_000_000 + index}`);
    expect((await ask(ids.slice(1))).body.code).toBe("0");
    expect((await ask(ids)).body.code).toBe("MissingParameter");
  });
});

describe("stock and freight", () => {
  it("counts units of each SKU", async () => {
    const { body } = await askAlibaba(sandbox, "/eco/buyer/product/inventory", {
      inv_req: '{"product_id":1601206810664,"shipping_from":"CN","ship_to":"US"}',
    });
    expect(body.result.result_data[0].inventory_list).toEqual([
      { product_id: "1601206810664", sku_id: "105613018401", inventory_count: "1100", inventory_unit: "Piece" },
      { product_id: "1601206810664", sku_id: "105613018402", inventory_count: "700", inventory_unit: "Piece" },
    ]);
  });

  const quotes = async (id: string, quantity: string, country = "US") => {
    const parameters = { product_id: id, quantity, destination_country: country, dispatch_location: "CN", zip_code: "10001" };
    const { body } = await askAlibaba(sandbox, "/shipping/freight/calculate", parameters);
    return body.value.map((quote: { shipping_type: string; fee: { amount: string } }) => [
      quote.shipping_type,
      quote.fee.amount,
    ]);
  };

  it("quotes for exactly the quantity, to the door", async () => {
    // 0.62 kg a piece. Sea: 180 + 5000 · 0.713; the other supplier's: 240 + 5000 · 0.322. Air: 60 + 5000 · 2.542.
    expect(await quotes("1601206810412", "5000")).toEqual([
      ["AIR", "12770.00"],
      ["SEA", "3745.00"],
    ]);
    expect(await quotes("1601206810538", "5000")).toEqual([
      ["AIR", "12770.00"],
      ["SEA", "1850.00"],
    ]);
    expect(await quotes("1601206810412", "10")).toEqual([["EXPRESS", "48.72"]]);
  });

  it("has no quote to a country that nobody serves, nor for a listing without freight", async () => {
    expect(await quotes("1601206810412", "5000", "KP")).toEqual([]);
    expect(await quotes("1601309420272", "5000")).toEqual([]);
  });
});

describe("refusals lie flat and say `message`", () => {
  const PATH = "/eco/buyer/product/description";
  const good = { query_req: '{"product_id":1601206810412,"country":"US"}' };
  const refusal = async (answer: ReturnType<typeof askAlibaba>) => {
    const { status, body } = await answer;
    return [status, body.type, body.code, typeof body.message];
  };

  it("a wrong signature, a stale clock, an unknown token", async () => {
    expect(await refusal(askAlibaba(sandbox, PATH, good, (sent) => ({ ...sent, sign: "AB" })))).toEqual([
      200,
      "ISV",
      "IncompleteSignature",
      "string",
    ]);
    expect((await refusal(askAlibaba(sandbox, PATH, { ...good, timestamp: "1517820392000" })))[2]).toBe("IllegalTimestamp");
    expect((await refusal(askAlibaba(sandbox, PATH, { ...good, access_token: "x" })))[2]).toBe("IllegalAccessToken");
  });

  it("an unknown path and a missing parameter", async () => {
    expect((await refusal(askAlibaba(sandbox, "/eco/buyer/nothing", good)))[2]).toBe("InvalidApiPath");
    expect((await refusal(askAlibaba(sandbox, PATH, {})))[2]).toBe("MissingParameter");
  });
});

it("gives tokens whose lives are strings", async () => {
  const { refreshToken } = sandbox.credentials("alibaba");
  const { body } = await askIopToken(sandbox, "alibaba-iop", "refresh", { refresh_token: refreshToken });
  expect(body).toMatchObject({ code: "0", expires_in: "864000", refresh_expires_in: "5184000", account_platform: "buyApp" });
});
