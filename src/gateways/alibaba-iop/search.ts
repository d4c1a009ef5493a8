import type { SearchCard, SearchPage } from "../../model/search.ts";
import type { Call } from "../../model/wire.ts";
import { readPriceRange } from "../../normalize/price/price-range.ts";
import { asId, asList, asRecord, asText } from "../../normalize/text/json-shape.ts";
import type { Parameters } from "../../signing/canonical.ts";
import type { SearchMethod } from "../gateway.ts";
import { primaryLanguage } from "../protocol/request-text.ts";
import { imageUrl, webUrl } from "../reading/image-urls.ts";
import { readCards } from "../reading/search-page.ts";

export const SEARCH_PATH = "/eco/buyer/product/search";
export const SEARCH_METHODS: readonly SearchMethod[] = [{ name: SEARCH_PATH, by: "keyword", speaks: "any" }];

const LINK_ID = /_(\d{1,20})\.html/;

/** No sort and no filter is published. */
export function searchParameters({ search, language, country, currency }: Call): Parameters {
  if (search === undefined || search.text === null) return {};
  const { text, page, size } = search;
  const buyer = { shipToCountry: country, language: primaryLanguage(language), currency };
  return { param0: JSON.stringify({ keyword: text, size, index: page, ...buyer }) };
}

export function readSearch(body: unknown): SearchPage {
  const data = asRecord(asRecord(asRecord(body)["result"])["data"]);
  return readCards(asList(data["products"]), asRecord(data["pagination"])["total_product_count"], card);
}

function card(row: Readonly<Record<string, unknown>>): SearchCard | null {
  const id = asId(row["product_id"]);
  if (id === null) return null;
  const link = webUrl(asText(row["permalink"]));
  const linked = LINK_ID.exec(link ?? "")?.[1];
  const message = `The link leads to ${linked}, the card says ${id}: look at the page before you buy.`;
  const price = priceOf(asText(row["price"]));
  const noCurrency = { code: "no_currency", message: "The card's price has no currency: read the listing for it." };
  return {
    marketplace: "alibaba",
    id,
    title: asText(row["title"]) ?? "",
    url: link ?? `https://www.alibaba.com/product-detail/_${id}.html`,
    image: imageUrl(asText(asRecord(row["image"])["main_image"])),
    price,
    minOrder: null,
    sold: null,
    supplier: null,
    warnings: [
      ...(linked === undefined || linked === id ? [] : [{ code: "id_differs", message }]),
      ...(price === null && asText(row["price"]) !== null ? [noCurrency] : []),
    ],
  };
}

/** "$0.88-1.05": the dollar of Alibaba.com is the US one. A figure without a mark is no price. */
function priceOf(text: string | null): SearchCard["price"] {
  if (text === null) return null;
  const { low, high, currency } = readPriceRange(text);
  const code = currency ?? (text.includes("$") ? "USD" : null);
  return low === null || code === null ? null : { low, high: high ?? low, currency: code };
}
