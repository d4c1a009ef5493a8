import { type Asked, digitsOf, readFields, type Said, success } from "../../wire.ts";
import { DAY_MS, type Desk, type Dialect, perSecond } from "../dialect.ts";
import { answerToken, badSystemParameters, missing, refuse } from "../iop.ts";
import { aliexpressFreight } from "./freight.ts";
import { aliexpressPayload } from "./payload.ts";
import { SEARCH, searchPayload } from "./search.ts";

const PRODUCT = "aliexpress.ds.product.get";
const FREIGHT = "aliexpress.ds.freight.query";
const REQUEST_ID = "2101546d17767599114785865";
// Listings are priced in the seller's currency; the sandbox converts to these and answers in USD for any other.
const TARGET_CURRENCIES: ReadonlySet<string> = new Set(["USD", "EUR", "GBP"]);

/** AliExpress' own gateway: business methods at `/sync`, errors inside HTTP 200. */
export const dialect: Dialect = {
  id: "aliexpress-iop",
  marketplace: "aliexpress",
  quota: [perSecond(10)],
  suspendMs: null,
  // Live apps; test apps get a day and two.
  accessLifeMs: 30 * DAY_MS,
  refreshLifeMs: 60 * DAY_MS,
  answer(asked, desk) {
    if (asked.path !== "/sync") {
      return answerToken(asked, desk, tokenFields) ?? refuse("flat", "InvalidApiPath", "The specified API path is invalid");
    }
    const { method } = asked.parameters;
    if (!method) return missing("wrapped", "method");
    const bad = badSystemParameters(asked, desk, "wrapped", "", true);
    if (bad) return bad;
    if (![PRODUCT, FREIGHT, SEARCH].includes(method))
      return refuse("wrapped", "InvalidApiPath", "The specified API path is invalid");
    if (desk.declined.has(method))
      return refuse("wrapped", "InsufficientPermission", "The application has insufficient permissions");
    if (method === SEARCH) return answerSearch(asked, desk);
    return method === PRODUCT ? answerProduct(asked, desk) : answerFreight(asked, desk);
  },
};

function answerSearch({ parameters }: Asked, desk: Desk): Said {
  const { keyWord, local, countryCode, currency } = parameters;
  if (!keyWord) return missing("wrapped", "keyWord");
  if (!countryCode) return missing("wrapped", "countryCode");
  const [page, size] = [Number(parameters["pageIndex"] ?? 1), Number(parameters["pageSize"] ?? 20)];
  if (!(page >= 1 && size >= 1 && size <= 50)) return refuse("wrapped", "isv.invalid-parameter", "pageSize is invalid");
  const question = { keyWord, page, size, language: local?.slice(0, 2) ?? "en", currency: targetCurrency(currency) };
  return success({ aliexpress_ds_text_search_response: { ...searchPayload(question, desk), request_id: REQUEST_ID } });
}

function answerProduct(asked: Asked, desk: Desk): Said {
  const { parameters } = asked;
  const id = digitsOf(parameters["product_id"]);
  const country = parameters["ship_to_country"];
  if (id === null) return missing("wrapped", "product_id");
  if (!country) return missing("wrapped", "ship_to_country");
  const listing = desk.find(id);
  if (listing === null || listing.status === "deleted") return rspCode(605, "ITEM_ID_NOT_FOUND");
  if (listing.status === "restricted" || listing.notSoldTo.includes(country))
    return rspCode(602, "Item is not allowed to this country");
  return success({
    aliexpress_ds_product_get_response: {
      result: aliexpressPayload(listing, id, {
        country,
        currency: targetCurrency(parameters["target_currency"]),
        language: parameters["target_language"] ?? "en",
      }),
      rsp_code: 200,
      rsp_msg: "Call succeeds",
      request_id: REQUEST_ID,
    },
  });
}

function answerFreight(asked: Asked, desk: Desk): Said {
  const json = asked.parameters["queryDeliveryReq"];
  if (!json) return missing("wrapped", "queryDeliveryReq");
  const question = readFields(json) ?? {};
  const text = (name: string) => (typeof question[name] === "string" ? question[name] : "");
  for (const name of ["productId", "selectedSkuId", "quantity", "shipToCountry", "language", "locale", "currency"]) {
    if (!digitsOf(question[name]) && text(name) === "") return missing("wrapped", name);
  }
  const id = digitsOf(question["productId"]) ?? "";
  const listing = desk.find(id);
  const skuKnown = listing?.skus.some((sku) => sku.id === digitsOf(question["selectedSkuId"])) ?? false;
  const quantity = Number(digitsOf(question["quantity"]) ?? "0");
  const currency = targetCurrency(text("currency"));
  const options = listing && skuKnown ? aliexpressFreight(listing, quantity, text("shipToCountry"), currency) : [];
  const result =
    options.length === 0
      ? { msg: "DELIVERY_INFO_EMPTY", code: 501, success: false }
      : { msg: "Call succeeds", code: 200, success: true, delivery_options: { delivery_option_d_t_o: options } };
  return {
    ...success({ aliexpress_ds_freight_query_response: { result, request_id: REQUEST_ID } }),
    code: options.length === 0 ? "501" : null,
  };
}

const targetCurrency = (asked: string | undefined): string => (asked && TARGET_CURRENCIES.has(asked) ? asked : "USD");

const rspCode = (code: number, message: string): Said => ({
  status: 200,
  body: { aliexpress_ds_product_get_response: { rsp_code: code, rsp_msg: message, request_id: REQUEST_ID } },
  code: `${code}`,
});

const tokenFields = (asked: Asked, desk: Desk): object => ({
  expires_in: desk.accessLifeMs / 1_000,
  expire_time: asked.atMs + desk.accessLifeMs,
  refresh_expires_in: desk.refreshLifeMs / 1_000,
  refresh_token_valid_time: asked.atMs + desk.refreshLifeMs,
  account: "buyer@example.com",
  account_platform: "buyerApp",
  havana_id: "17380000001",
  locale: "zh_CN",
  seller_id: "2000000001",
  sp: "ae",
  user_id: "2000000001",
  user_nick: "sandbox",
  request_id: REQUEST_ID,
});
