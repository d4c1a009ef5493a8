import type { Searched } from "../../market/market.ts";
import { MARKETPLACE_FACTS } from "../../model/marketplace.ts";
import type { Decimal } from "../../model/money.ts";
import type { SearchCard } from "../../model/search.ts";
import { cleanText } from "../../normalize/text/clean-text.ts";
import { explainFault } from "../wording/explain.ts";
import type { CardAnswer, SearchAnswer } from "./answer-schema.ts";
import { inChinese } from "./chinese-words.ts";
import type { SearchInput } from "./input.ts";
import { searchPageAddress } from "./search-page-address.ts";

const TITLE_LENGTH = 160;
// 1688 and AliExpress stop counting here.
const COUNTED_TO = 2_000;

/** The cards of all marketplaces in turn, each in its own order; by price where that is asked. */
export function orderedCards(
  found: readonly Searched[],
  priceOf: (card: SearchCard) => Decimal | null,
  byPrice: boolean,
): SearchCard[] {
  const lists = found.map((one) => ("page" in one ? one.page.cards : []));
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const interleaved = Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
  if (!byPrice) return interleaved;
  const priced = interleaved.map((card) => ({ card, price: priceOf(card) }));
  return priced
    .sort((one, other) => (one.price === null ? 1 : other.price === null ? -1 : one.price.cmp(other.price)))
    .map(({ card }) => card);
}

export const presentCard = (card: SearchCard, quantity: number | undefined): CardAnswer => ({
  ref: `${card.marketplace}:${card.id}`,
  title: cleanText(card.title.replace(/\s+/g, " ").trim(), TITLE_LENGTH),
  url: card.url,
  ...(card.image === null ? {} : { image: card.image }),
  price_as_listed: card.price,
  min_order_as_listed: card.minOrder,
  sold: card.sold,
  supplier: card.supplier,
  fits: quantity === undefined || card.minOrder === null ? "unknown" : card.minOrder <= quantity ? "yes" : "no",
  warnings: card.warnings.map(({ code, message }) => ({ code, message })),
});

export function presentPlace(one: Searched, asked: SearchInput, shown: number): SearchAnswer["by_marketplace"][number] {
  const { marketplace } = one;
  const query = asked.query ?? "";
  const words =
    ("queryUsed" in one ? one.queryUsed : null) ?? (marketplace === "1688" && !("page" in one) ? inChinese(query) : null);
  const used = words ?? query;
  return {
    marketplace,
    state: one.state,
    total: "page" in one ? one.page.total : null,
    shown,
    message: messageOf(one, asked.image_url !== undefined),
    // A person reads 1688 in Chinese, whatever the gateway was asked in.
    open_url: searchPageAddress(marketplace, marketplace === "1688" ? (inChinese(used) ?? used) : used),
    query_used: used,
  };
}

function messageOf(one: Searched, byPicture: boolean): string | null {
  const { name } = MARKETPLACE_FACTS[one.marketplace];
  switch (one.state) {
    case "ok":
      return one.page.total !== null && one.page.total >= COUNTED_TO
        ? `${name} counts no further than about ${one.page.total}.`
        : null;
    case "nothing_found":
      return one.page.leftOut > 0
        ? `${name} found nothing; ${one.page.leftOut} cards that only fill its page were left out.`
        : `${name} found nothing.`;
    case "no_search":
      return `${name} cannot be searched this way here: open the address, and paste the products you like.`;
    case "not_permitted":
      return `The app may not search ${name}. Ask the platform to grant ${one.methods.join(" or ")}; until then open the address.`;
    case "error": {
      if (byPicture && one.fault.kind === "bad_request")
        return `${name} could not look at the picture: give the address of a picture that anybody can open.`;
      const { message, next } = explainFault(one.fault);
      return `${message}. ${next}`;
    }
  }
}
