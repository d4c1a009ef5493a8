import type { SearchCard, SearchPage } from "../../model/search.ts";
import type { Call } from "../../model/wire.ts";
import { asId, asList, asRecord, asText } from "../../normalize/text/json-shape.ts";
import type { Parameters } from "../../signing/canonical.ts";
import type { SearchMethod } from "../gateway.ts";
import { imageUrl } from "../reading/image-urls.ts";
import { readPositiveCount, readPrice } from "../reading/prices/figures.ts";
import { flatPrice, readCards, readSold, yuanOfFen } from "../reading/search-page.ts";
import { translationLanguage } from "./normalize.ts";

const IMAGE_ORIGIN = "https://cbu01.alicdn.com";
const KEYWORD = "com.alibaba.fenxiao.crossborder/product.search.keywordQuery";
const SELECTION = "com.alibaba.fenxiao/jxhy.product.getPageList";
const PICTURE = "com.alibaba.linkplus/alibaba.cross.similar.offer.search";
// Both operations sort the page alone, not all that was found.
const SORTS = { relevance: undefined, price: '{"price":"asc"}', sales: '{"monthSold":"desc"}' } as const;

/** In the order tried: an app is granted the one or the other. */
export const SEARCH_METHODS: readonly SearchMethod[] = [
  { name: KEYWORD, by: "keyword", speaks: "any" },
  { name: SELECTION, by: "keyword", speaks: "zh" },
  { name: PICTURE, by: "picture", speaks: "any" },
];

/** The parameters of the method's operation. */
export function searchParameters({ search, language }: Call): Parameters {
  if (search === undefined) return {};
  const { method, text, imageUrl: picture, page, size, sort, factoryOnly } = search;
  if (method === PICTURE) return { picUrl: picture, page };
  if (text === null) return {};
  // `pageNo` in the place of `pageNum` would serve page 1 for ever.
  if (method === SELECTION) return { pageNum: page, pageSize: size, keyword: text };
  const query = { keyword: text, beginPage: page, pageSize: size, country: translationLanguage(language) };
  const filter = factoryOnly ? "certifiedFactory" : undefined;
  return { offerQueryParam: JSON.stringify({ ...query, filter, sort: SORTS[sort] }) };
}

export function readSearch(body: unknown, { search }: Call): SearchPage {
  const result = asRecord(asRecord(body)["result"]);
  switch (search?.method) {
    case SELECTION:
      return readCards(asList(result["result"]), asRecord(result["pageInfo"])["totalRecords"], selectionCard);
    case PICTURE:
      return readCards(asList(result["result"]), result["total"], pictureCard);
    default: {
      const page = asRecord(result["result"]);
      return readCards(asList(page["data"]), page["totalRecords"], keywordCard);
    }
  }
}

type Row = Readonly<Record<string, unknown>>;

const keywordCard = (row: Row): SearchCard | null =>
  cardOf(row["offerId"], asText(row["subjectTrans"]) ?? asText(row["subject"]), row["imageUrl"], {
    price: flatPrice(readPrice(asRecord(row["priceInfo"])["price"]), "CNY"),
    minOrder: readPositiveCount(row["minOrderQuantity"]),
    sold: readSold(row["monthSold"], 30),
  });

/** Prices are in fen here. */
function selectionCard(row: Row): SearchCard | null {
  const low = yuanOfFen(row["minPrice"]);
  const high = yuanOfFen(row["maxPrice"]) ?? low;
  return cardOf(row["itemId"], asText(row["title"]), row["imgUrl"], {
    price: low === null || high === null ? null : { low, high, currency: "CNY" },
    minOrder: null,
    sold: readSold(row["salesCnt90d"], 90),
  });
}

const pictureCard = (row: Row): SearchCard | null =>
  cardOf(row["offerId"], asText(row["subject"]), row["imageUrl"], {
    price: flatPrice(yuanOfFen(row["oldPrice"]), "CNY"),
    minOrder: readPositiveCount(row["quantityBegin"]),
    sold: null,
  });

function cardOf(
  offerId: unknown,
  title: string | null,
  image: unknown,
  known: Pick<SearchCard, "price" | "minOrder" | "sold">,
): SearchCard | null {
  const id = asId(offerId);
  if (id === null) return null;
  return {
    marketplace: "1688",
    id,
    title: title ?? "",
    url: `https://detail.1688.com/offer/${id}.html`,
    image: imageUrl(asText(image), IMAGE_ORIGIN),
    supplier: null,
    warnings: [],
    ...known,
  };
}
