import { describe, expect, it } from "vitest";
import { ALIBABA_IOP } from "../../../src/gateways/alibaba-iop/gateway.ts";
import { askOf, NOW_MS, payloadOf, productOf, reasonFor, replyOf, rowsOf, STAMP, warningCodes } from "../fixture.ts";

const CALL = askOf("alibaba-iop", "1600590399629");
const REST = "https://openapi-api.alibaba.com/rest";
const BUYER =
  "%22country%22%3A%22US%22%2C%22ship_to_country%22%3A%22US%22%2C%22language%22%3A%22en%22%2C%22currency%22%3A%22USD%22%7D";

describe("requests, all in the query", () => {
  it("asks for one listing", () => {
    expect(ALIBABA_IOP.product.request(CALL, STAMP)).toEqual({
      method: "GET",
      url:
        `${REST}/eco/buyer/product/description?access_token=access-token&app_key=1234567` +
        `&query_req=%7B%22product_id%22%3A1600590399629%2C${BUYER}&sign_method=sha256&timestamp=1735689600000` +
        "&sign=9AA53C4A5D5670AB2193246BE6B29C902452E43DF6345713C495B886AFF8D8AE",
      headers: {},
      body: null,
    });
  });

  it("asks for several at once", () => {
    const call = askOf("alibaba-iop", "1600590399629", { operation: "batch", ids: ["1600590399629", "1600590399630"] });
    expect(ALIBABA_IOP.batch.request(call, STAMP).url).toBe(
      `${REST}/eco/buyer/product/batch/description?access_token=access-token&app_key=1234567` +
        `&param0=%7B%22product_ids%22%3A%5B1600590399629%2C1600590399630%5D%2C${BUYER}&sign_method=sha256&timestamp=1735689600000` +
        "&sign=03265794440CE38BEAFBC53F92446D2C846CCE63DDA899453D6C5049666DDCDE",
    );
  });

  it("asks for stock and freight, without a zip code that is not known", () => {
    expect(ALIBABA_IOP.stock.request(CALL, STAMP).url).toBe(
      `${REST}/eco/buyer/product/inventory?access_token=access-token&app_key=1234567` +
        "&inv_req=%7B%22product_id%22%3A1600590399629%2C%22shipping_from%22%3A%22CN%22%2C%22ship_to%22%3A%22US%22%7D" +
        "&sign_method=sha256&timestamp=1735689600000&sign=682689C514DF687787D33C254AA3FEA27477D0CF9C837E1DB70A932BA1383C68",
    );
    expect(ALIBABA_IOP.freight.request({ ...CALL, quantity: 500 }, STAMP).url).toBe(
      `${REST}/shipping/freight/calculate?access_token=access-token&app_key=1234567&destination_country=US&dispatch_location=CN` +
        "&product_id=1600590399629&quantity=500&sign_method=sha256&timestamp=1735689600000" +
        "&sign=9B89BFA256B521B39109CBB23CE1ADCB847C67BC978CE3A87F183453C0C0E326",
    );
  });

  it("renews its token on its own host", () => {
    const request = ALIBABA_IOP.token.request({ type: "refresh_token", refreshToken: "refresh-token" }, STAMP);
    expect(request.method).toBe("POST");
    expect(request.url).toBe(`${REST}/auth/token/refresh`);
    const reply = replyOf({ code: "0", access_token: "a", refresh_token: "r", expires_in: "864000" });
    expect(ALIBABA_IOP.token.read(reply, NOW_MS)).toMatchObject({ expiresAtMs: NOW_MS + 864_000_000 });
    expect(ALIBABA_IOP.token.authoriseUrl?.({ appKey: "1", redirectUri: "http://127.0.0.1/c", state: "s" })).toBe(
      "https://openapi-auth.alibaba.com/oauth/authorize?response_type=code&client_id=1" +
        "&redirect_uri=http%3A%2F%2F127.0.0.1%2Fc&state=s",
    );
  });
});

describe("faults", () => {
  it.each([
    [{ type: "ISV", code: "InvalidApiPath", message: "" }, "misconfigured"],
    [{ type: "ISV", code: "IncompleteSignature", message: "" }, "signature_rejected"],
    [{ type: "ISV", code: "ApiCallLimit", message: "this ban will last 1 seconds" }, "rate_limited"],
    [{ type: "ISV", code: "IllegalAccessToken", message: "" }, "unauthorised"],
    [{ type: "ISV", code: "AppWhiteIpLimit", message: "source ip is not in the white list" }, "misconfigured"],
    [{ code: "0", result: { result_code: "404", result_msg: "product not found" } }, "not_found"],
    [{ code: "0", result: { resultCode: "2001", resultMsg: "no permission" } }, "not_permitted"],
    [{ code: "0", result: { result_code: "500", result_msg: "system error" } }, "unavailable"],
    [{ code: "0", result: { result_code: "406", result_msg: "PRODUCT_OFFLINE" } }, "off_shelf"],
    [{ code: "0", result: { success: "false", message: "?" } }, "bad_answer"],
    ["<html></html>", "unavailable"],
  ])("%o is %s", (body, kind) => {
    expect(ALIBABA_IOP.readFault(replyOf(body))?.kind).toBe(kind);
  });

  it("serves a listing that can be read beside a code of its own", () => {
    const body = { code: "0", result: { result_code: "406", result_data: { product_id: "1", status: "PRODUCT_OFFLINE" } } };
    expect(ALIBABA_IOP.readFault(replyOf(body))).toBeNull();
    expect(ALIBABA_IOP.product.read(body, { ...CALL, ids: ["1"] }).status).toBe("off_shelf");
  });
});

describe("a listing", () => {
  const product = productOf("alibaba-iop", "description");

  it("has the ladder that its SKUs share, the last step open, and FOB by custom with a warning", () => {
    expect(product.offer).toMatchObject({
      currency: "USD",
      priceBasis: "quantity",
      unit: "Piece",
      unitClass: "piece",
      minOrderQuantity: 100,
      orderMultiple: null,
      tradeTerm: { rule: "FOB", place: null, placeKind: "unknown", assumed: true },
    });
    expect(rowsOf(product.offer.tiers)).toEqual([
      [100, 999, "3.60"],
      [1000, null, "3.15"],
    ]);
    expect(warningCodes(product)).toEqual(["term_assumed"]);
  });

  it("reads texts, pictures, SKUs, parcel and the days by quantity", () => {
    expect(product).toMatchObject({
      id: "1600590300001",
      title: { en: "Vacuum mug & lid" },
      description: { en: "Double wall & vacuum" },
      category: "Tumblers",
      status: "on_sale",
      images: ["https://sc04.alicdn.com/kf/mug-0.jpg", "https://sc04.alicdn.com/kf/mug-1.jpg"],
      leadTimeDays: { low: 7, high: 18 },
      package: { weightKg: "0.55", lengthCm: "12", widthCm: "12", heightCm: "28" },
      supplier: { id: "enc123", name: "Yongkang Example Cup Co., Ltd.", country: null },
    });
    expect(product.skus.map((sku) => [sku.id, sku.attributes, sku.unitPrice, sku.image])).toEqual([
      ["105600000001", { Color: "Red" }, "3.60", "https://sc04.alicdn.com/kf/sku-red.jpg"],
      ["105600000002", { Color: "Blue" }, "3.60", "https://sc04.alicdn.com/kf/blue.jpg"],
    ]);
    expect(product.stock).toBeNull();
    expect(reasonFor(product, "skus.stock")).toBe("absent");
  });

  it("without a ladder costs its one price from the MOQ on, in whole batches", () => {
    const delisted = productOf("alibaba-iop", "delisted-one-price");
    expect(delisted.status).toBe("off_shelf");
    expect(rowsOf(delisted.offer.tiers)).toEqual([[60, null, "12.50"]]);
    expect(delisted.offer).toMatchObject({ minOrderQuantity: 60, orderMultiple: 12, unit: "Box/Boxes", unitClass: "pack" });
    expect(warningCodes(delisted)).toContain("moq_conflict");
    expect(delisted.images).toEqual(["https://sc04.alicdn.com/kf/mug-0.jpg", "https://sc04.alicdn.com/kf/only.jpg"]);
    expect(delisted.leadTimeDays).toEqual({ low: 3, high: 3 });
    expect(delisted.package.lengthCm).toBeNull();
  });
});

describe("a batch", () => {
  const ids = ["1600590300004", "1600590300003", "1600590300001", "1600590300005", "1600590300009"] as const;
  const body = payloadOf("alibaba-iop", "batch");
  const items = ALIBABA_IOP.batch.read(body, askOf("alibaba-iop", ids[0], { operation: "batch", ids }));

  it("is no fault as a whole", () => {
    expect(ALIBABA_IOP.readFault(replyOf(body))).toBeNull();
  });

  it("comes out per id, in the order asked", () => {
    expect(items.map((item) => [item.id, "product" in item ? item.product.id : item.fault.kind])).toEqual([
      ["1600590300004", "unavailable"],
      ["1600590300003", "1600590300003"],
      ["1600590300001", "1600590300001"],
      ["1600590300005", "not_permitted"],
      ["1600590300009", "bad_answer"],
    ]);
  });

  it("reads `wholesale_trade` as a list too", () => {
    const item = items[1];
    expect(item && "product" in item ? item.product.leadTimeDays : null).toEqual({ low: 9, high: 9 });
  });
});

it("adds up a SKU's stock over the places and leaves out what cannot be counted", () => {
  const call = askOf("alibaba-iop", "1600590300001", { operation: "stock" });
  expect(ALIBABA_IOP.stock.read(payloadOf("alibaba-iop", "inventory"), call)).toEqual([{ skuId: "105600000001", stock: 750 }]);
});

it("reads the calculator's quotes under their own terms; a fee that is not there is unknown", () => {
  const call = askOf("alibaba-iop", "1600590300001", { operation: "freight", quantity: 500 });
  const quote = { minQuantity: 500, maxQuantity: 500, additional: null };
  expect(ALIBABA_IOP.freight.read(payloadOf("alibaba-iop", "freight"), call)).toEqual([
    {
      ...quote,
      method: "express",
      carrier: "Economy Express",
      days: { low: 10, high: 15 },
      freight: { amount: "319.1", currency: "USD" },
      scope: "door",
      term: "DAP",
    },
    { ...quote, method: "sea", carrier: "Sea LCL", days: { low: 30, high: 40 }, freight: null, scope: "main", term: "CIF" },
  ]);
});

it.each([["product"], ["stock"], ["freight"]] as const)("cannot read an answer without a %s", (operation) => {
  expect(() => ALIBABA_IOP[operation].read({ code: "0", result: {} }, CALL)).toThrow(
    expect.objectContaining({ kind: "bad_answer" }),
  );
});
