import { type Block, inline, joined, type Line, line, own, table } from "../wording/writers.ts";
import type { ProductAnswer } from "./answer-schema.ts";
import { known, labelled } from "./text-lines.ts";

type Offer = ProductAnswer["offer"];

const PRICE_BASIS = {
  quantity: "the price depends on the quantity",
  sku: "the price depends on the SKU",
  range: "only a price range is stated",
  none: "no price is stated",
} as const;

export function priceText(offer: Offer): Block {
  return labelled("Price", [
    offer.price_basis && line`${PRICE_BASIS[offer.price_basis]}`,
    offer.price_range && priceSpan(offer.price_range, offer),
    known("FOB price", offer.fob_price),
    offer.currency ? line`in ${inline(offer.currency)}` : line`currency not known`,
    offer.unit
      ? line`per ${inline(offer.unit)}${offer.unit_class ? line` (${offer.unit_class})` : ""}`
      : offer.unit_class && line`per ${offer.unit_class}`,
    offer.trade_term ? line`${termText(offer.trade_term)} ${inline(offer.trade_term.name_zh)}` : line`no trade term stated`,
    known("pieces in one", offer.units_per_pack),
    known("MOQ", offer.min_order_quantity),
    known("order multiple", offer.order_multiple),
    known("least order value", offer.min_order_value),
    known("limit per buyer", offer.limit_per_buyer),
    known("one piece alone", offer.one_piece_price),
    known("list price", offer.list_price),
  ]);
}

/** What the tiers cost when the promotion is over. */
export function promotionText({ promotion, currency }: Offer): Block | Line {
  if (!promotion) return line``;
  const steps = (promotion.regular_tiers ?? []).map(
    ({ min_quantity, unit_price }) => line`${min_quantity} and up ${inline(unit_price)}`,
  );
  return labelled("Promotion", [
    line`the prices above are a promotion's`,
    promotion.until ? line`until ${inline(promotion.until)}` : line`its end is not stated`,
    steps.length > 0 && line`without it: ${joined(steps, ", ")}${currency ? line` ${inline(currency)}` : ""}`,
  ]);
}

const termText = (term: NonNullable<Offer["trade_term"]>): Line =>
  line`${term.rule}${term.place === null ? "" : line` ${inline(term.place)}`}${term.assumed ? " (assumed)" : ""}`;

export function tierTable({ currency, tiers = [] }: Offer): Block {
  const ownTerms = tiers.some((tier) => tier.trade_term);
  const price = currency ? line`unit price ${inline(currency)}` : line`unit price`;
  return table(
    [...own("from", "to"), price, ...own("of first"), ...(ownTerms ? own("term") : [])],
    tiers.map((tier) => [
      line`${tier.min_quantity}`,
      line`${tier.max_quantity ?? "and up"}`,
      inline(tier.unit_price),
      inline(tier.discount ?? ""),
      ...(ownTerms ? [tier.trade_term ? termText(tier.trade_term) : line`as above`] : []),
    ]),
  );
}

export function priceSpan({ low, high }: { low: string; high: string }, { currency }: Offer): Line {
  const span = low === high ? inline(low) : line`${inline(low)} to ${inline(high)}`;
  return currency ? line`${span} ${inline(currency)}` : span;
}
