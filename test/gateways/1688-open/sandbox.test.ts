import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask1688, CROSSBORDER, crossborder, fetched, form, product1688 } from "../../sandbox/dialects/ask.ts";
import { startTestSandbox, type TestSandbox } from "../../support/sandbox/test-sandbox.ts";

let sandbox: TestSandbox;
const everyone = { "1688-open": [{ limit: 10_000, periodMs: 1_000 }] };
beforeAll(async () => {
  sandbox = await startTestSandbox({ quota: everyone });
});
afterAll(() => sandbox.close());

const TUMBLER = "738204915561";

describe("the cross-border product", () => {
  it("states lower bounds, prices as strings and the translation", async () => {
    const { status, body } = await crossborder(sandbox, TUMBLER);
    expect(status).toBe(200);
    const { result } = body.result;
    expect(result.subjectTrans).toMatch(/^40 oz stainless steel tumbler/);
    expect(result.productSaleInfo.priceRangeList).toEqual([
      { startQuantity: 50, price: "26.00" },
      { startQuantity: 500, price: "22.50" },
      { startQuantity: 2000, price: "20.00" },
      { startQuantity: 5200, price: "18.20" },
    ]);
    expect(result.productSaleInfo.quoteType).toBe(2);
    expect(result.companyName).toBe("永康市沐途杯业有限公司");
  });

  it("gives the Chinese title twice where there is no translation", async () => {
    const { body } = await crossborder(sandbox, "752310448942");
    expect(body.result.result.subjectTrans).toBe(body.result.result.subject);
  });

  it("keeps the digits of ids past 2^53", async () => {
    const { text } = await crossborder(sandbox, "752310448942");
    expect(text).toContain('"skuId":9007199254740993');
  });

  it("prices by SKU with quoteType 1 and no ladder", async () => {
    const { body } = await crossborder(sandbox, "741960338207");
    const { productSaleInfo, productSkuInfos } = body.result.result;
    expect(productSaleInfo.quoteType).toBe(1);
    expect(productSaleInfo).not.toHaveProperty("priceRangeList");
    expect(productSkuInfos.map((sku: { price: string }) => sku.price)).toEqual(["19.80", "21.60", "21.60", "1.00"]);
  });

  it("carries a carton's order multiple, mixed batch and promotion prices", async () => {
    const { body } = await crossborder(sandbox, "745518820943");
    const { batchNumber, sellerMixSetting, productSaleInfo } = body.result.result;
    expect(batchNumber).toBe(24);
    expect(sellerMixSetting).toEqual({ generalHunpi: true, mixAmount: 500, mixNumber: 48 });
    expect(productSaleInfo.priceRangeList[2]).toEqual({ startQuantity: 5000, price: "19.90", promotionPrice: "19.40" });
  });

  it("serves two hundred SKUs", async () => {
    const { body } = await crossborder(sandbox, "752310448816");
    expect(body.result.result.productSkuInfos).toHaveLength(200);
  });
});

describe("alibaba.product.get", () => {
  it("has numbers for prices and image paths without their host", async () => {
    const { body } = await product1688(sandbox, TUMBLER);
    expect(body.productInfo.saleInfo.priceRanges[3]).toEqual({ startQuantity: 5200, price: 18.2 });
    expect(body.productInfo.image.images[0]).toBe("img/ibank/sandbox-tumbler-a-1.jpg");
    expect(body.createTime).toBe("20250303092000000+0800");
  });

  it("shows a delisted product as one that is not published", async () => {
    const { body } = await product1688(sandbox, "773420662159");
    expect(body.productInfo.status).toBe("member expired");
  });
});

describe("what is not there", () => {
  it("is said inside a success", async () => {
    const cross = await crossborder(sandbox, "999999999999");
    expect([cross.status, cross.body]).toEqual([200, { result: { success: false, message: "商品[999999999999]不存在" } }]);
    const plain = await product1688(sandbox, "999999999999");
    expect([plain.status, plain.body]).toEqual([200, { success: false, message: "商品[999999999999]不存在" }]);
  });

  it("is told apart from what was deleted and what the app may not read", async () => {
    expect((await product1688(sandbox, "806751994619")).body.message).toBe("商品[806751994619]已下架");
    expect((await crossborder(sandbox, "806751994492")).body.result.message).toBe("没有该商品的查询权限");
  });
});

describe("refusals", () => {
  const good = { offerDetailParam: `{"offerId":${TUMBLER},"country":"en"}` };
  const code = async (answer: ReturnType<typeof ask1688>) => {
    const { status, body } = await answer;
    return [status, body.error_code];
  };

  it("a wrong signature", async () => {
    expect(await code(ask1688(sandbox, CROSSBORDER, good, (sent) => ({ ...sent, _aop_signature: "0".repeat(40) })))).toEqual([
      400,
      "gw.SignatureInvalid",
    ]);
  });

  it("a parameter changed after signing", async () => {
    expect(await code(ask1688(sandbox, CROSSBORDER, good, (sent) => ({ ...sent, extra: "1" })))).toEqual([
      400,
      "gw.SignatureInvalid",
    ]);
  });

  it("no signature", async () => {
    expect(await code(ask1688(sandbox, CROSSBORDER, good, ({ _aop_signature: _, ...rest }) => rest))).toEqual([
      400,
      "gw.SignatureMissing",
    ]);
  });

  it("a clock that is an hour off", async () => {
    const stale = { ...good, _aop_timestamp: `${Date.now() - 3_600_000}` };
    expect(await code(ask1688(sandbox, CROSSBORDER, stale))).toEqual([400, "gw.SignatureInvalid"]);
  });

  it("no token, or an unknown one", async () => {
    for (const access_token of ["", "made-up"]) {
      const { status, body } = await ask1688(sandbox, CROSSBORDER, { ...good, access_token });
      expect(status).toBe(401);
      expect(body).toEqual({
        error_code: "401",
        error_message: "Request need user authorized",
        exception: "Request need user authorized",
      });
    }
  });

  it("a missing argument", async () => {
    const { status, body } = await ask1688(sandbox, CROSSBORDER, { offerDetailParam: '{"country":"en"}' });
    expect([status, body.error_code, body.error_message]).toEqual([400, "gw.ParamMissing", "Required argument offerId"]);
  });

  it("an unknown API and an unknown app", async () => {
    expect(await code(ask1688(sandbox, "com.alibaba.product/alibaba.product.delete", good))).toEqual([
      400,
      "gw.APIUnsupported",
    ]);
    const url = `${sandbox.origin("1688-open")}/openapi/param2/1/${CROSSBORDER}/nobody`;
    expect(await code(fetched(url, form(good)))).toEqual([400, "gw.AppKeyNotFound"]);
  });

  it("an API that the app was not granted", async () => {
    const other = await startTestSandbox({ declined: [CROSSBORDER] });
    expect(await code(crossborder(other, TUMBLER))).toEqual([400, "gw.APIACLDecline"]);
    expect((await product1688(other, TUMBLER)).body).toHaveProperty("productInfo");
    await other.close();
  });
});

describe("tokens and quota, on a clock of the test's own", () => {
  const token = (of: TestSandbox, more: Readonly<Record<string, string>>) => {
    const { appKey, appSecret } = of.credentials("1688");
    const url = `${of.origin("1688-open")}/openapi/http/1/system.oauth2/getToken/${appKey}`;
    return fetched(url, form({ client_id: appKey, client_secret: appSecret, ...more }));
  };

  it("a refresh brings an access token for ten hours and no new refresh token", async () => {
    const { refreshToken } = sandbox.credentials("1688");
    const { body } = await token(sandbox, { grant_type: "refresh_token", refresh_token: refreshToken });
    expect(body.expires_in).toBe("36000");
    expect(body).not.toHaveProperty("refresh_token");
    const answer = await ask1688(sandbox, CROSSBORDER, {
      access_token: body.access_token,
      offerDetailParam: `{"offerId":${TUMBLER},"country":"en"}`,
    });
    expect(answer.status).toBe(200);
    expect((await token(sandbox, { grant_type: "refresh_token", refresh_token: "made-up" })).body.error).toBe("invalid_grant");
  });

  it("a token ends when its life is over, and when it is revoked", async () => {
    let offsetMs = 0;
    const other = await startTestSandbox({ now: () => Date.now() + offsetMs, accessTokenLifeMs: 60_000 });
    expect((await crossborder(other, TUMBLER)).status).toBe(200);
    offsetMs = 60_000;
    expect((await crossborder(other, TUMBLER)).status).toBe(401);
    offsetMs = 0;
    other.revokeToken("1688");
    expect((await crossborder(other, TUMBLER)).status).toBe(401);
    await other.close();
  });

  it("over the second's quota it throttles with HTTP 400, over the day's it says nothing is left", async () => {
    let nowMs = Date.now();
    const other = await startTestSandbox({
      now: () => nowMs,
      quota: {
        "1688-open": [
          { limit: 2, periodMs: 1_000 },
          { limit: 3, periodMs: 86_400_000 },
        ],
      },
    });
    const codes = [];
    for (const waitMs of [0, 0, 0, 1_000, 1_000]) {
      nowMs += waitMs;
      const { status, body } = await crossborder(other, TUMBLER);
      codes.push(status === 200 ? 200 : body.error_code);
    }
    expect(codes).toEqual([200, 200, "gw.QosAppFrequencyLimit", 200, "gw.NoUsageLeftError"]);
    await other.close();
  });

  it("the person agrees on a page and the code is good once", async () => {
    const { appKey } = sandbox.credentials("1688");
    const query = new URLSearchParams({
      client_id: appKey,
      site: "1688",
      redirect_uri: "http://127.0.0.1:9/callback",
      state: "s1",
    });
    const page = await fetch(`${sandbox.origin("1688-open")}/oauth/authorize?${query}`, { redirect: "manual" });
    const back = new URL(page.headers.get("location") ?? "");
    expect([page.status, back.pathname, back.searchParams.get("state")]).toEqual([302, "/callback", "s1"]);
    const grant = { grant_type: "authorization_code", need_refresh_token: "true", code: back.searchParams.get("code") ?? "" };
    expect((await token(sandbox, grant)).body.refresh_token).toMatch(/^sandbox-1688-refresh-/);
    expect((await token(sandbox, grant)).body.error).toBe("invalid_grant");
  });
});
