import type { Listing } from "../../catalogue/listing.ts";
import { priceIn, skuPrice, stockOf } from "../../offer.ts";
import { anyText } from "../../texts.ts";
import { type Asked, digitsOf, type Said, success } from "../../wire.ts";
import { type Desk, type Dialect, HOUR_MS, perDay, perSecond } from "../dialect.ts";
import { askedFields, badTopParameters, overTopQuota, refuse, tokenRefused, unreadable } from "../top.ts";

const ITEM_PATH = "/openapi/param2/2/portals.open/api.item.get";
const TOKEN_PATH = "/openapi/http/1/system.oauth2/getToken";
const RULES = {
  scheme: "query-md5",
  readTimestamp: Number,
  tokenCode: 27,
  required: ["format", "v", "fields", "productId"],
} as const;

/** An older AliExpress dialect: a JSON body, one item, few fields. */
export const dialect: Dialect = {
  id: "aliexpress-md5",
  marketplace: "aliexpress",
  quota: [perSecond(5), perDay(10_000)],
  suspendMs: null,
  accessLifeMs: 10 * HOUR_MS,
  refreshLifeMs: 180 * 24 * HOUR_MS,
  answer(asked, desk) {
    if (asked.path === TOKEN_PATH) return answerToken(asked, desk);
    if (asked.method !== "POST" || asked.path !== ITEM_PATH) return refuse(22, "Invalid Method", { status: 404 });
    const bad = badTopParameters(asked, desk, RULES);
    if (bad) return bad;
    const id = digitsOf(asked.parameters["productId"]);
    if (id === null) return refuse(41, "Invalid Arguments: productId", { subCode: "isv.invalid-parameter" });
    const listing = desk.find(id);
    const failure = unreadable(id, listing, false);
    const item = listing === null ? {} : askedFields(payload(listing, id), asked.parameters["fields"]);
    return failure ?? success({ item_get_response: { item } });
  },
};

function payload(listing: Listing, id: string): object {
  const [sku] = listing.skus;
  const price = sku ? (sku.promotionPrice ?? skuPrice(listing, sku)) : null;
  return {
    productId: BigInt(id),
    title: anyText(listing.title, "en"),
    price: price === null ? undefined : priceIn(listing, price, "USD"),
    originalPrice: sku?.listPrice ? priceIn(listing, sku.listPrice, "USD") : undefined,
    currency: "USD",
    stock: stockOf(listing) ?? undefined,
    imageUrl: listing.images[0],
    saleCount: listing.trade?.sold30Days,
    storeName: listing.seller ? anyText(listing.seller.name, "en") : undefined,
  };
}

function answerToken(asked: Asked, desk: Desk): Said {
  const { parameters } = asked;
  if (parameters["client_id"] !== desk.appKey || parameters["client_secret"] !== desk.appSecret) {
    return tokenRefused("invalid_client", "client_id or client_secret is invalid");
  }
  const over = overTopQuota(desk);
  if (over) return over;
  if (parameters["grant_type"] !== "refresh_token")
    return tokenRefused("unsupported_grant_type", "grant_type is not supported");
  const pair = desk.tokens.refresh(parameters["refresh_token"] ?? "", asked.atMs, false, desk.refreshLifeMs);
  return pair === null
    ? tokenRefused("invalid_grant", "refresh_token is invalid or expired")
    : success({ access_token: pair.accessToken, expires_in: `${desk.accessLifeMs / 1_000}` });
}
