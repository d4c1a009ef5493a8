import type { Listing } from "../../catalogue/listing.ts";
import { priceIn, priceRangeOf } from "../../offer.ts";
import type { FoundPage } from "../../search.ts";
import { anyText } from "../../texts.ts";

/** A page of cards; the price is text, in dollars. */
export function searchPayload({ listings, total }: FoundPage, page: number, size: number): object {
  const card = (listing: Listing): object => {
    const id = listing.ids.alibaba ?? "";
    const range = priceRangeOf(listing);
    const [low, high] =
      range === null ? [null, null] : [priceIn(listing, range.low, "USD"), priceIn(listing, range.high, "USD")];
    return {
      product_id: id,
      title: anyText(listing.title, "en"),
      price: low === null ? null : low === high ? `$${low}` : `$${low}-${high}`,
      permalink: `//www.alibaba.com/product-detail/_${id}.html`,
      image: { main_image: listing.images[0] ?? "" },
    };
  };
  const pagination = {
    current: `${page}`,
    page_count: `${Math.ceil(total / size)}`,
    page_size: `${size}`,
    total_product_count: `${total}`,
  };
  return { code: "200", data: { pagination, products: listings.map(card) }, message: "request success" };
}
