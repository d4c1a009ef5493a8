import { Fault } from "../../model/fault.ts";
import { parseProductRef } from "../../model/product-ref.ts";
import type { SearchCard, SearchPage } from "../../model/search.ts";
import type { Call } from "../../model/wire.ts";
import { asId, asList, asRecord, asText } from "../../normalize/text/json-shape.ts";
import type { Parameters } from "../../signing/canonical.ts";
import type { SearchMethod } from "../gateway.ts";
import { imageUrl } from "../reading/image-urls.ts";
import { readCurrency, readPrice } from "../reading/prices/figures.ts";
import { flatPrice, readCards, readSold } from "../reading/search-page.ts";
import { askedLanguage, askedLocale } from "./language.ts";
import { responseOf } from "./payload.ts";

const TEXT = "aliexpress.ds.text.search";
const AFFILIATE = "aliexpress.affiliate.product.query";
const TEXT_SORTS = { relevance: null, price: "min_price,asc", sales: "orders,desc" } as const;
const AFFILIATE_SORTS = { relevance: null, price: "SALE_PRICE_ASC", sales: "LAST_VOLUME_DESC" } as const;
// What the affiliate operation says where nothing is found.
const EMPTY = "405";

export const SEARCH_METHODS: readonly SearchMethod[] = [
  { name: TEXT, by: "keyword", speaks: "any" },
  { name: AFFILIATE, by: "keyword", speaks: "any" },
];

export function searchParameters({ search, language, country, currency }: Call): Parameters {
  if (search === undefined || search.text === null) return {};
  const { method, text, page, size, sort } = search;
  if (method === AFFILIATE) {
    const buyer = {
      target_currency: currency,
      target_language: askedLanguage(language).toUpperCase(),
      ship_to_country: country,
    };
    return { keywords: text, page_no: page, page_size: size, sort: AFFILIATE_SORTS[sort], ...buyer };
  }
  const buyer = { local: askedLocale(language), countryCode: country, currency };
  return { keyWord: text, ...buyer, pageIndex: page, pageSize: size, sortBy: TEXT_SORTS[sort] };
}

/** `products: {}` is a true nothing; rows of `type: "recommend"` only fill the page. */
export function readSearch(body: unknown, { search }: Call): SearchPage {
  const response = responseOf(body);
  if (search?.method === AFFILIATE) return readAffiliate(asRecord(response["resp_result"]));
  const data = asRecord(response["data"]);
  return readCards(asList(asRecord(data["products"])["selection_search_product"]), data["totalCount"], textCard);
}

function readAffiliate(outcome: Readonly<Record<string, unknown>>): SearchPage {
  const code = asText(outcome["resp_code"]);
  if (code === EMPTY) return { cards: [], total: 0, leftOut: 0 };
  if (code !== "200") {
    throw new Fault({ kind: "unavailable", gateway: "aliexpress-iop", message: "The search was not answered.", code });
  }
  const result = asRecord(outcome["result"]);
  return readCards(asList(asRecord(result["products"])["product"]), result["total_record_count"], affiliateCard);
}

type Row = Readonly<Record<string, unknown>>;

/** The price is the cheapest SKU's; `salePrice` is the seller's yuan and not used. */
const textCard = (row: Row): SearchCard | null =>
  cardOf(row["itemId"], row["title"], row["itemMainPic"], {
    price: priceOf(row["targetSalePrice"], row["targetOriginalPriceCurrency"]),
    sold: readSold(row["orders"], 180),
    supplier: null,
  });

function affiliateCard(row: Row): SearchCard | null {
  const shop = asId(row["shop_id"]);
  return cardOf(row["product_id"], row["product_title"], row["product_main_image_url"], {
    price: priceOf(row["target_sale_price"], row["target_sale_price_currency"]),
    // Sic. The platform does not say over how many days it counts.
    sold: readSold(row["lastest_volume"], null),
    supplier: shop === null ? null : { id: shop, name: asText(row["shop_name"]) },
  });
}

function priceOf(amount: unknown, code: unknown): SearchCard["price"] {
  const currency = readCurrency(asText(code) ?? "");
  return currency === null ? null : flatPrice(readPrice(amount), currency);
}

function cardOf(
  productId: unknown,
  title: unknown,
  image: unknown,
  known: Pick<SearchCard, "price" | "sold" | "supplier">,
): SearchCard | null {
  const given = asId(productId);
  if (given === null || !/^\d{1,20}$/.test(given)) return null;
  // The US site's ids are the common ones in another spelling.
  const { id } = parseProductRef(`aliexpress:${given}`);
  return {
    marketplace: "aliexpress",
    id,
    title: asText(title) ?? "",
    url: `https://www.aliexpress.com/item/${id}.html`,
    image: imageUrl(asText(image)),
    minOrder: null,
    warnings: [],
    ...known,
  };
}
