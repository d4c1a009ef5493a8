import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../src/sandbox/server.ts";
import { fetched, form } from "../../sandbox/dialects/ask.ts";
import { askOlder1688, BOARD } from "../../sandbox/dialects/ask-older-1688.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ quota: { "1688-md5": [{ limit: 10_000, periodMs: 1_000 }] } });
});
afterAll(() => sandbox.close());

describe("1688-md5", () => {
  it("gives a token by POST and by GET, and a product for it", async () => {
    const { appKey, appSecret } = sandbox.credentials("1688");
    const grant = { grant_type: "client_credentials", client_id: appKey, client_secret: appSecret };
    const url = `${sandbox.origin("1688-md5")}/auth/token`;
    expect((await fetched(`${url}?${new URLSearchParams(grant)}`)).body.expires_in).toBe(7_200);
    const { access_token } = (await fetched(url, form(grant))).body;
    const { body } = await askOlder1688(sandbox, "md5", "alibaba.product.get", { product_id: BOARD, access_token });
    expect(body.result).toMatchObject({
      price: "21.30",
      rprice: "54.00",
      amount: 27_000,
      on_sale: true,
      sale_info: { min_order_quantity: 10, unit: "个" },
    });
  });

  it("says 100006 for a token it does not know", async () => {
    const { body } = await askOlder1688(sandbox, "md5", "alibaba.product.get", { product_id: BOARD, access_token: "x" });
    expect(body.error_response.code).toBe(100_006);
  });
});
