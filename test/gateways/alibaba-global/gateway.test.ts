import { describe, expect, it } from "vitest";
import { ALIBABA_GLOBAL } from "../../../src/gateways/alibaba-global/gateway.ts";
import { askOf, productOf, reasonFor, replyOf, rowsOf, STAMP, warningCodes } from "../fixture.ts";

const CALL = askOf("alibaba-global", "1600590399629");

describe("requests", () => {
  it("always signs language and country, and sends no token", () => {
    expect(ALIBABA_GLOBAL.product.request(CALL, STAMP)).toEqual({
      method: "GET",
      url:
        "https://openapi.alibaba.com/openapi/param2/2/alibaba.product.get?api_version=2.0&app_key=1234567&country=US" +
        "&fields=title%2Cprice_info%2Cmoq%2Clogistics_info%2Cmulti_language_title%2Cmulti_language_desc&language=en" +
        "&method=alibaba.product.get&product_id=1600590399629&timestamp=1735689600000" +
        "&sign=9AA5238778E8BC1793EA757BF95EC365D2E49D779E33CCF1466287A7B2E11E93",
      headers: {},
      body: null,
    });
  });

  it("falls back to English and the United States", () => {
    const { url } = ALIBABA_GLOBAL.product.request({ ...CALL, language: "", country: "" }, STAMP);
    expect(url).toContain("&language=en&");
    expect(url).toContain("&country=US&");
  });
});

describe("faults", () => {
  it.each([
    [200, { error_response: { code: 401, msg: "unauthorized" } }, "signature_rejected"],
    [401, "", "signature_rejected"],
    [504, "<html>Gateway Time-out</html>", "unavailable"],
    [200, { error_response: { code: 9999, msg: "?" } }, "bad_answer"],
  ])("%i %o is %s", (status, body, kind) => {
    expect(ALIBABA_GLOBAL.readFault(replyOf(body, status))?.kind).toBe(kind);
  });

  it("cannot tell a delisted listing from one that never was, and says so", () => {
    const fault = ALIBABA_GLOBAL.readFault(replyOf({ error_response: { code: 404, msg: "not found" } }));
    expect(fault?.kind).toBe("not_found");
    expect(fault?.next).toContain("does not tell a delisted listing");
  });

  it.each([
    [200, { error_response: { code: 429, msg: "quota exceeded" } }],
    [429, ""],
    [200, { error_response: { code: 5000, msg: "App is suspended" } }],
  ])("%i %o closes the gateway for seven days", (status, body) => {
    const fault = ALIBABA_GLOBAL.readFault(replyOf(body, status));
    expect(fault).toMatchObject({ kind: "suspended", retryAfterMs: 604_800_000 });
  });

  it("closes it until the time that the answer names", () => {
    const reply = replyOf({ error_response: { code: 429, msg: "" } }, 429, { "retry-after": "3600" });
    expect(ALIBABA_GLOBAL.readFault(reply)).toMatchObject({ kind: "suspended", retryAfterMs: 3_600_000 });
    const msg = "App is suspended until 2026-11-23T00:00:00.000Z";
    const named = replyOf({ error_response: { code: 429, msg } }, 429, { date: "Sat, 21 Nov 2026 00:00:00 GMT" });
    expect(ALIBABA_GLOBAL.readFault(named)).toMatchObject({ kind: "suspended", retryAfterMs: 172_800_000 });
  });
});

describe("a listing", () => {
  const product = productOf("alibaba-global", "product");

  it("puts the languages' own texts beside the bare title, which is Chinese", () => {
    expect(product.title).toEqual({ zh: "硅胶手机壳", es: "Funda de silicona", ar: "حافظة هاتف" });
    expect(product.description).toEqual({ es: "Suave" });
  });

  it("binds each batch price to its trade term, and takes the larger of two MOQs", () => {
    expect(rowsOf(product.offer.tiers)).toEqual([
      [100, 999, "5.5", "EXW"],
      [1000, 4999, "5.0", "FOB"],
      [5000, null, "4.8", "CIF"],
    ]);
    expect(product.offer).toMatchObject({
      currency: "USD",
      minOrderQuantity: 200,
      tradeTerm: { rule: "FOB", place: "Ningbo", placeKind: "port", assumed: false },
    });
    expect(warningCodes(product)).toContain("moq_conflict");
    expect(warningCodes(product)).not.toContain("term_assumed");
  });

  it("has main freight by quantity; a fee that is not stated is unknown", () => {
    const way = { carrier: null, additional: null, scope: "main", term: null };
    expect(product.shipping.options).toEqual([
      {
        ...way,
        method: "express",
        minQuantity: 100,
        maxQuantity: 499,
        days: { low: 10, high: 15 },
        freight: { amount: "200", currency: "USD" },
      },
      {
        ...way,
        method: "sea",
        minQuantity: 1000,
        maxQuantity: null,
        days: { low: 30, high: 40 },
        freight: { amount: "1000", currency: "USD" },
      },
      { ...way, method: "air", minQuantity: 2000, maxQuantity: null, days: null, freight: null },
    ]);
  });
});

it("keeps a bare range an interval, assumes FOB and leaves a default freight on request unknown", () => {
  const product = productOf("alibaba-global", "bare");
  expect(product.title).toEqual({ en: "Phone case" });
  expect(product.offer).toMatchObject({
    priceBasis: "range",
    priceRange: { low: "4.0", high: "6.0" },
    tiers: [],
    tradeTerm: { rule: "FOB", assumed: true },
    minOrderQuantity: null,
  });
  expect(warningCodes(product)).toEqual(expect.arrayContaining(["term_assumed", "default_freight"]));
  expect(product.shipping.options.map(({ method, days, freight }) => [method, days, freight])).toEqual([
    ["express", { low: 7, high: 7 }, null],
  ]);
  expect(reasonFor(product, "offer.min_order_quantity")).toBe("absent");
});
