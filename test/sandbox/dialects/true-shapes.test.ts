import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LISTINGS } from "../../../src/sandbox/catalogue/catalogue.ts";
import { type Sandbox, startSandbox } from "../../../src/sandbox/server.ts";
import {
  type Answered,
  ask1688,
  askAlibaba,
  askAliexpress,
  askIopToken,
  CROSSBORDER,
  crossborder,
  fetched,
  form,
  product1688,
  productAlibaba,
  productAliexpress,
} from "./ask.ts";

// True answers of the platforms, where they stand beside the checkout. Each path the sandbox sends has to be in the true answer of
// that operation, with the same JSON type.
const folder = new URL("../../../../shared/payloads/", import.meta.url);
const present = existsSync(folder);

type Shape = ReadonlyMap<string, ReadonlySet<string>>;

const typeOf = (value: unknown): string => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);

function shapeOf(values: readonly unknown[]): Shape {
  const shape = new Map<string, Set<string>>();
  const walk = (value: unknown, path: string): void => {
    shape.set(path, (shape.get(path) ?? new Set()).add(typeOf(value)));
    if (Array.isArray(value)) for (const item of value) walk(item, `${path}[]`);
    else if (value !== null && typeof value === "object") {
      for (const [name, field] of Object.entries(value)) walk(field, path === "" ? name : `${path}.${name}`);
    }
  };
  for (const value of values) walk(value, "");
  return shape;
}

const trueAnswers = (...names: readonly string[]): readonly unknown[] =>
  names.map((name) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as unknown);

/** What the sandbox sends and the true answers do not have, one line each. */
function strangers(sent: readonly Answered[], known: readonly unknown[], allowed: readonly string[] = []): readonly string[] {
  const trueShape = shapeOf(known);
  return [...shapeOf(sent.map(({ body }) => body))]
    .filter(([path]) => !allowed.includes(path))
    .flatMap(([path, types]) => {
      const trueTypes = trueShape.get(path);
      if (!trueTypes) return [`${path}: not in the true answer`];
      return [...types]
        .filter((type) => !trueTypes.has(type))
        .map((type) => `${path}: ${type}, truly ${[...trueTypes].join(" or ")}`);
    });
}

it("a path or a type that the true answer lacks is noticed", () => {
  const answered = { status: 200, text: "", body: { price: 1, list: [{ name: "a" }], more: null } };
  expect(strangers([answered], [{ price: "1", list: [{ id: "a" }] }])).toEqual([
    "price: number, truly string",
    "list[].name: not in the true answer",
    "more: not in the true answer",
  ]);
});

describe.skipIf(!present)("the sandbox's answers have the true shapes", () => {
  let sandbox: Sandbox;
  const unlimited = [{ limit: 1_000_000, periodMs: 1_000 }];
  beforeAll(async () => {
    sandbox = await startSandbox({ quota: { "1688-open": unlimited, "aliexpress-iop": unlimited, "alibaba-iop": unlimited } });
  });
  afterAll(() => sandbox.close());

  const idsOn = (marketplace: "1688" | "aliexpress" | "alibaba") =>
    LISTINGS.filter((listing) => listing.status === "on_sale" || listing.status === "delisted").flatMap(
      (listing) => listing.ids[marketplace] ?? [],
    );

  it("product.search.queryProductDetail", async () => {
    const sent = await Promise.all(idsOn("1688").map((id) => crossborder(sandbox, id)));
    expect(strangers(sent, trueAnswers("1688_queryProductDetail_official_doc"))).toEqual([]);
  });

  it("alibaba.product.get", async () => {
    const sent = await Promise.all(idsOn("1688").map((id) => product1688(sandbox, id)));
    // The second sample is of the same object, from the documentation's examples of its fields.
    const known = trueAnswers("1688_product_get_official_doc", "1688_cross_productInfo_shape_from_official_field_examples");
    expect(strangers(sent, known)).toEqual([]);
  });

  it("aliexpress.ds.product.get", async () => {
    const sent = await Promise.all(idsOn("aliexpress").map((id) => productAliexpress(sandbox, id, "FR", "EUR")));
    const known = trueAnswers(
      "ae_ds_product_get_real_fr_eur",
      "ae_ds_product_get_real_br_1005009135748244",
      "ae_ds_product_get_real_br_1005007900819057",
    );
    expect(strangers(sent, known)).toEqual([]);
  });

  it("aliexpress.ds.freight.query, quoted and empty", async () => {
    const ask = (selectedSkuId: string) =>
      askAliexpress(sandbox, "aliexpress.ds.freight.query", {
        queryDeliveryReq: JSON.stringify({
          productId: "1005008120440117",
          selectedSkuId,
          quantity: "3",
          shipToCountry: "FR",
          language: "fr_FR",
          locale: "fr_FR",
          currency: "EUR",
        }),
      });
    const known = trueAnswers("ae_ds_freight_query_real_ok", "ae_ds_freight_query_real_error");
    expect(strangers([await ask("12000044126059401"), await ask("1")], known)).toEqual([]);
  });

  it("/eco/buyer/product/description", async () => {
    const sent = await Promise.all(idsOn("alibaba").map((id) => productAlibaba(sandbox, id)));
    const known = trueAnswers("icbu_eco_buyer_product_description_official");
    // Several pictures are strings in the list, which the sample has empty; one picture is a bare string in the batch sample.
    const allowed = ["result.result_data.images", "result.result_data.images[]"];
    expect(strangers(sent, known, allowed)).toEqual([]);
  });

  it("/eco/buyer/product/batch/description", async () => {
    const ids = [...idsOn("alibaba").slice(0, 18), "1600000000001"];
    const sent = await askAlibaba(sandbox, "/eco/buyer/product/batch/description", {
      param0: `{"product_ids":[${ids.join(",")}],"country":"US","ship_to_country":"US","language":"en","currency":"USD"}`,
    });
    const known = trueAnswers("icbu_eco_buyer_product_batch_description_official");
    // The sample has one picture, as a bare string.
    const allowed = ["result.data.resultData[].images", "result.data.resultData[].images[]"];
    expect(strangers([sent], known, allowed)).toEqual([]);
  });

  it("/eco/buyer/product/inventory and /shipping/freight/calculate", async () => {
    const stock = await askAlibaba(sandbox, "/eco/buyer/product/inventory", {
      inv_req: '{"product_id":1601206810664,"shipping_from":"CN","ship_to":"US"}',
    });
    expect(strangers([stock], trueAnswers("icbu_eco_buyer_product_inventory_official"))).toEqual([]);
    const freight = await askAlibaba(sandbox, "/shipping/freight/calculate", {
      product_id: "1601206810412",
      quantity: "5000",
      destination_country: "US",
      dispatch_location: "CN",
      zip_code: "10001",
    });
    expect(strangers([freight], trueAnswers("icbu_shipping_freight_calculate_official"))).toEqual([]);
  });

  it("tokens", async () => {
    const { appKey, appSecret, refreshToken } = sandbox.credentials("1688");
    const grant = { grant_type: "refresh_token", refresh_token: refreshToken, client_id: appKey, client_secret: appSecret };
    const token = await fetched(`${sandbox.origin("1688-open")}/openapi/http/1/system.oauth2/getToken/${appKey}`, form(grant));
    expect(strangers([token], trueAnswers("1688_token_official"))).toEqual([]);
    const spent = (marketplace: "aliexpress" | "alibaba") => ({ refresh_token: sandbox.credentials(marketplace).refreshToken });
    const aliexpress = await askIopToken(sandbox, "aliexpress-iop", "refresh", spent("aliexpress"));
    expect(strangers([aliexpress], trueAnswers("ae_token_create_real_shape"))).toEqual([]);
    const alibaba = await askIopToken(sandbox, "alibaba-iop", "refresh", spent("alibaba"));
    expect(strangers([alibaba], trueAnswers("icbu_token_create_official"))).toEqual([]);
  });

  it("refusals of 1688", async () => {
    const good = { offerDetailParam: '{"offerId":738204915561,"country":"en"}' };
    const refused = [
      await ask1688(sandbox, CROSSBORDER, good, (sent) => ({ ...sent, _aop_signature: "0" })),
      await ask1688(sandbox, CROSSBORDER, { ...good, access_token: "x" }),
      await ask1688(sandbox, CROSSBORDER, {}),
    ];
    const known = trueAnswers(
      "1688_err_token_401",
      "1688_err_signature",
      "1688_err_param_missing",
      "1688_err_no_usage_left_real",
    );
    expect(strangers(refused, known)).toEqual([]);
    const absent = await product1688(sandbox, "999999999999");
    expect(strangers([absent], trueAnswers("1688_err_business_not_found_cross"))).toEqual([]);
  });

  it("refusals of the IOP gateways", async () => {
    const good = { product_id: "1005008120440117", ship_to_country: "US" };
    const wrapped = [
      await askAliexpress(sandbox, "aliexpress.ds.product.get", good, (sent) => ({ ...sent, sign: "0" })),
      await askAliexpress(sandbox, "aliexpress.ds.product.get", { ...good, access_token: "x" }),
    ];
    const known = trueAnswers("ae_err_signature_real", "ae_err_token_real", "ae_err_rate_limit_real");
    expect(strangers(wrapped, known)).toEqual([]);
    const absent = await productAliexpress(sandbox, "1005000000000001");
    expect(strangers([absent], trueAnswers("ae_err_not_found_605"))).toEqual([]);
    const flat = [
      await askIopToken(sandbox, "alibaba-iop", "refresh", { refresh_token: "x" }),
      await askAlibaba(sandbox, "/nothing", {}),
    ];
    expect(strangers(flat, trueAnswers("iop_rest_err_refresh_token", "icbu_err_invalid_api_path"))).toEqual([]);
  });
});
