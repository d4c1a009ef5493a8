import type { Listing } from "../../catalogue/listing.ts";
import { readPlainDate } from "../../dates.ts";
import { ladderTextOf, priceIn, priceRangeOf, stockOf, tiersOf } from "../../offer.ts";
import { anyText } from "../../texts.ts";
import { type Asked, type Said, success } from "../../wire.ts";
import { type Desk, type Dialect, HOUR_MS, perDay, perSecond } from "../dialect.ts";
import { askedFields, badTopParameters, overTopQuota, refuse, tokenRefused, unreadable } from "../top.ts";

const RULES = {
  scheme: "wrapped-md5",
  readTimestamp: readPlainDate,
  // This dialect's own code for an expired token.
  tokenCode: 100_006,
  required: ["format", "v", "sign_method", "fields", "product_id"],
} as const;

/** The plainest 1688 dialect: a few fields, a token for the app's own credentials. */
export const dialect: Dialect = {
  id: "1688-md5",
  marketplace: "1688",
  quota: [perSecond(5), perDay(10_000)],
  suspendMs: null,
  accessLifeMs: 2 * HOUR_MS,
  refreshLifeMs: 0,
  answer(asked, desk) {
    if (asked.path === "/auth/token") return answerToken(asked, desk);
    if (asked.method !== "GET" || asked.path !== "/openapi/param2/1/com.alibaba.product/alibaba.product.get") {
      return refuse(22, "Invalid Method", { status: 404 });
    }
    const bad = badTopParameters(asked, desk, RULES);
    if (bad) return bad;
    const id = asked.parameters["product_id"] ?? "";
    const listing = desk.find(id);
    const failure = unreadable(id, listing, true);
    const { fields } = asked.parameters;
    return failure ?? success({ result: listing === null ? {} : askedFields(payload(listing, id), fields) });
  },
};

function payload(listing: Listing, id: string): object {
  const range = priceRangeOf(listing);
  return {
    product_id: BigInt(id),
    subject: anyText(listing.title, "zh"),
    price: priceField(listing),
    // What a shop sells one for; nobody pays it here.
    rprice: range === null ? undefined : `${Math.ceil(Number(priceIn(listing, range.high, "CNY")) * 2.5)}.00`,
    amount: stockOf(listing) ?? undefined,
    on_sale: listing.status === "on_sale",
    detail_url: `https://detail.1688.com/offer/${id}.html`,
    pic_url: listing.images[0],
    sale_info: {
      price_range: ladderTextOf(listing) ?? undefined,
      min_order_quantity: listing.minOrderQuantity ?? undefined,
      unit: listing.unit.zh,
    },
  };
}

/** The first step's price; where each SKU has its own there is no room for them, and the range stands in. */
function priceField(listing: Listing): string | undefined {
  const [first] = tiersOf(listing);
  if (first) return priceIn(listing, first.price, "CNY");
  const range = priceRangeOf(listing);
  return range === null ? undefined : `${priceIn(listing, range.low, "CNY")}-${priceIn(listing, range.high, "CNY")}`;
}

/** The secret belongs in a body, but the dialect was published with GET, and both are answered. */
function answerToken(asked: Asked, desk: Desk): Said {
  const { parameters } = asked;
  if (parameters["client_id"] !== desk.appKey || parameters["client_secret"] !== desk.appSecret) {
    return tokenRefused("invalid_client", "client_id or client_secret is invalid");
  }
  const over = overTopQuota(desk);
  if (over) return over;
  if (parameters["grant_type"] !== "client_credentials")
    return tokenRefused("unsupported_grant_type", "grant_type is not supported");
  return success({ access_token: desk.tokens.issue(asked.atMs).accessToken, expires_in: desk.accessLifeMs / 1_000 });
}
