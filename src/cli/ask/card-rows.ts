import type { CardAnswer } from "../../tools/search-products/answer-schema.ts";
import type { Row } from "./csv.ts";

export const CARD_COLUMNS = [
  "ref",
  "title",
  "price_low",
  "price_high",
  "currency",
  "min_order",
  "fits",
  "sold",
  "sold_days",
  "supplier",
  "warnings",
  "url",
  "image",
] as const;

/** A card as a row. Its price is the card's: a lead, no offer. */
export const cardRow = (card: CardAnswer): Row => ({
  ref: card.ref,
  title: card.title,
  price_low: card.price_as_listed?.low ?? null,
  price_high: card.price_as_listed?.high ?? null,
  currency: card.price_as_listed?.currency ?? null,
  min_order: card.min_order_as_listed,
  fits: card.fits,
  sold: card.sold?.count ?? null,
  sold_days: card.sold?.days ?? null,
  supplier: card.supplier?.name ?? null,
  warnings: card.warnings.map(({ message }) => message).join("; ") || null,
  url: card.url,
  image: card.image ?? null,
});
