import type { Listing } from "../../catalogue/listing.ts";
import { priceIn, priceRangeOf } from "../../offer.ts";
import { anyText } from "../../texts.ts";
import type { Desk } from "../dialect.ts";

export const SEARCH = "aliexpress.ds.text.search";

interface Question {
  readonly keyWord: string;
  readonly page: number;
  readonly size: number;
  readonly language: string;
  readonly currency: string;
}

/** A page, filled up with what has nothing to do with the words, as the platform does. */
export function searchPayload({ keyWord, page, size, language, currency }: Question, desk: Desk): object {
  const { listings, total, stranger } = desk.search(keyWord, page, size);
  const row = (listing: Listing, type: "search" | "recommend"): object => ({
    itemId: listing.ids.aliexpress,
    title: anyText(listing.title, language, "en"),
    itemMainPic: listing.images[0] ?? "",
    targetSalePrice: priceIn(listing, priceRangeOf(listing)?.low ?? "0", currency),
    targetOriginalPriceCurrency: currency,
    orders: `${(listing.trade?.soldInAll ?? 0).toLocaleString("en-US")}+`,
    type,
  });
  const filler = stranger === null || listings.length >= size ? [] : [row(stranger, "recommend")];
  const rows = [...listings.map((listing) => row(listing, "search")), ...filler];
  const products = rows.length === 0 ? {} : { selection_search_product: rows };
  return { code: "00", data: { pageIndex: page, pageSize: size, totalCount: total, products } };
}
