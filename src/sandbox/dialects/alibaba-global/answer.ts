import type { FreightBracket, Listing } from "../../catalogue/listing.ts";
import { priceIn, priceRangeOf, tiersOf } from "../../offer.ts";
import { expectedSignature, without } from "../../signature.ts";
import { anyText } from "../../texts.ts";
import { type Asked, type Said, success } from "../../wire.ts";
import { DAY_MS, type Desk, type Dialect } from "../dialect.ts";

const PATH = "/openapi/param2/2/alibaba.product.get";
const CLOCK_TOLERANCE_MS = 600_000;
// Without these four the gateway does not know its caller.
const IDENTITY = ["api_version", "language", "country", "timestamp"] as const;

/** An Alibaba.com dialect without tokens, for many languages, that shuts an app out for a week for one call too many. */
export const dialect: Dialect = {
  id: "alibaba-global",
  marketplace: "alibaba",
  quota: [{ limit: 5, periodMs: 60_000 }],
  suspendMs: 7 * DAY_MS,
  accessLifeMs: Number.POSITIVE_INFINITY,
  refreshLifeMs: 0,
  answer(asked, desk) {
    if (asked.path !== PATH || asked.method !== "GET") return refuse(404, "unknown path");
    return badRequest(asked, desk) ?? answerProduct(asked, desk);
  },
};

function badRequest(asked: Asked, desk: Desk): Said | null {
  const { parameters } = asked;
  if (parameters["app_key"] !== desk.appKey) return refuse(401, "unknown app_key");
  const quota = desk.arrive();
  if (quota.state === "suspended") {
    return refuse(429, `App is suspended for exceeding its quota until ${new Date(quota.untilMs).toISOString()}`);
  }
  if (IDENTITY.some((name) => !parameters[name])) return refuse(401, `${IDENTITY.join(", ")} are required`);
  if (parameters["api_version"] !== "2.0") return refuse(401, "api_version 2.0 is required");
  if (!(Math.abs(Number(parameters["timestamp"]) - asked.atMs) <= CLOCK_TOLERANCE_MS))
    return refuse(401, "timestamp is out of range");
  const expected = expectedSignature("query-sha256", "", without(parameters, "sign"), desk.appSecret);
  if (parameters["sign"] !== expected) return refuse(401, "invalid signature");
  for (const name of ["product_id", "fields"]) if (!parameters[name]) return refuse(400, `missing parameter: ${name}`);
  return null;
}

function answerProduct(asked: Asked, desk: Desk): Said {
  const { product_id: id = "", fields = "" } = asked.parameters;
  const listing = desk.find(id);
  // Not there and taken down look alike.
  if (listing === null || listing.status === "deleted" || listing.status === "delisted")
    return refuse(404, "product not found");
  if (listing.status === "restricted") return refuse(403, "not permitted");
  const asks = new Set(fields.split(","));
  const groups = Object.entries(payload(listing)).filter(([name]) => asks.has(name));
  return success({ result: { product_id: id, ...Object.fromEntries(groups) } });
}

const payload = (listing: Listing): Readonly<Record<string, unknown>> => ({
  // Chinese unless another language is picked from the maps below.
  title: anyText(listing.title, "zh"),
  multi_language_title: listing.title,
  multi_language_desc: listing.description,
  moq: listing.minOrderQuantity ?? undefined,
  price_info: priceInfo(listing),
  logistics_info: listing.brackets.length > 0 ? logisticsInfo(listing.brackets) : undefined,
});

function priceInfo(listing: Listing): object | undefined {
  const range = priceRangeOf(listing);
  if (range === null) return undefined;
  const usd = (amount: string) => priceIn(listing, amount, "USD");
  const tiers = tiersOf(listing);
  const [first] = tiers;
  const rule = listing.tradeTerm?.rule;
  const term = (own: string | null) => own ?? rule;
  return {
    price: first ? usd(first.price) : range.low === range.high ? usd(range.low) : `${usd(range.low)}-${usd(range.high)}`,
    currency: "USD",
    trade_terms: listing.tradeTerm ? `${listing.tradeTerm.rule} ${listing.tradeTerm.place}` : undefined,
    moq: listing.otherMinOrderQuantity ?? listing.minOrderQuantity ?? undefined,
    batch_prices: first
      ? tiers.map((tier) => [`${tier.minQuantity}`, usd(tier.price), term(tier.term) ?? []].flat().join(":"))
      : undefined,
  };
}

function logisticsInfo(brackets: readonly FreightBracket[]): object {
  const [first] = brackets;
  return {
    moq_logistics: brackets.map((bracket) => {
      const quantity =
        bracket.maxQuantity === null ? `${bracket.minQuantity}+` : `${bracket.minQuantity}-${bracket.maxQuantity}`;
      return `${quantity}:${bracket.method}:${durationOf(bracket)}:${feeOf(bracket)}`;
    }),
    default_method: first?.method,
    default_duration: first ? durationOf(first) : undefined,
    default_freight: first ? feeOf(first) : undefined,
  };
}

const durationOf = (bracket: FreightBracket): string => `${bracket.days[0]}-${bracket.days[1]}days`;
const feeOf = (bracket: FreightBracket): string => (bracket.fee === null ? "Contact Seller" : `$${bracket.fee}`);

const refuse = (code: number, message: string): Said => ({
  status: code,
  body: { error_response: { code, msg: message } },
  code: `${code}`,
});
