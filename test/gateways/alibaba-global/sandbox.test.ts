import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../src/sandbox/server.ts";
import { type Answered, fetched } from "../../sandbox/dialects/ask.ts";

type Parameters = Readonly<Record<string, string>>;

let sandbox: Sandbox;
const unlimited = [{ limit: 10_000, periodMs: 1_000 }];
beforeAll(async () => {
  sandbox = await startSandbox({ quota: { "alibaba-global": unlimited } });
});
afterAll(() => sandbox.close());

const hash = (algorithm: string, text: string) => createHash(algorithm).update(text, "utf8").digest("hex").toUpperCase();
const BOARD = "1602077696124";

describe("alibaba-global", () => {
  const encoded = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

  function ask(id: string, change: Parameters = {}, of = sandbox): Promise<Answered> {
    const { appKey, appSecret } = of.credentials("alibaba");
    const all = {
      app_key: appKey,
      method: "alibaba.product.get",
      product_id: id,
      fields: "title,price_info,moq,logistics_info,multi_language_title,multi_language_desc",
      api_version: "2.0",
      language: "en",
      country: "US",
      timestamp: `${Date.now()}`,
      ...change,
    };
    const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
    const query = Object.keys(sent)
      .sort()
      .map((name) => `${name}=${encoded((sent as Parameters)[name] ?? "")}`)
      .join("&");
    const sign = hash("sha256", appSecret + query + appSecret);
    return fetched(`${of.origin("alibaba-global")}/openapi/param2/2/alibaba.product.get?${query}&sign=${sign}`);
  }

  it("binds each step to its trade term and each bracket to its method", async () => {
    const { result } = (await ask("1601744363218")).body;
    expect(result.price_info.batch_prices).toEqual(["100:1.75:FOB", "1000:1.52:CIF", "5000:1.58:DDP"]);
    expect(result.logistics_info.moq_logistics).toEqual([
      "100-499:express:10-15days:$200.00",
      "500-999:air:12-18days:$380.00",
      "1000+:sea:30-40days:Contact Seller",
    ]);
  });

  it("has a Chinese title and the others in a map", async () => {
    const { result } = (await ask(BOARD)).body;
    expect(result.title).toBe("整竹砧板家用加厚切菜板38x28cm");
    expect(Object.keys(result.multi_language_title)).toEqual(["zh", "en", "es", "ar"]);
    // 21.30 CNY at 7.10 is 3.00 USD.
    expect(result.price_info.price).toBe("3.00");
  });

  it("answers 401 without language, country, version or time", async () => {
    for (const name of ["language", "country", "api_version", "timestamp"]) {
      expect((await ask(BOARD, { [name]: "" })).status).toBe(401);
    }
  });

  it("tells delisted from absent by nothing", async () => {
    const delisted = await ask("1601522141198");
    const absent = await ask("1600000000001");
    expect([delisted.status, delisted.text]).toEqual([404, absent.text]);
  });

  it("shuts the app out for seven days at the sixth call in a minute", async () => {
    let nowMs = Date.now();
    const other = await startSandbox({ now: () => nowMs });
    const statuses = [];
    const call = async () => (await ask(BOARD, { timestamp: `${nowMs}` }, other)).status;
    for (let count = 0; count < 6; count += 1) statuses.push(await call());
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    nowMs += 7 * 86_400_000 - 1;
    expect(await call()).toBe(429);
    nowMs += 1;
    expect(await call()).toBe(200);
    await other.close();
  });
});
