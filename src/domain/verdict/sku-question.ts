import type { NamedSku } from "../compared-option.ts";
import type { Listing, Question } from "../comparison.ts";
import { goodsOf } from "../option/price/offer-price.ts";

type Named = Pick<Listing, "product" | "skuId" | "mix">;

/** Whether the buyer named a SKU that the listing does not have. */
export const namesNoSku = ({ product, skuId }: Named): boolean =>
  skuId !== null && product.skus.length > 0 && !product.skus.some(({ id }) => id === skuId);

/** The SKUs that may set the price of a listing of which none was named. */
export const skusToName = ({ product }: Named): readonly NamedSku[] =>
  goodsOf(product).map(({ id, unitPrice, tiers }) => ({
    id,
    unitPrice: tiers.length > 0 ? null : unitPrice,
    currency: product.offer.currency,
  }));

/** Nobody but the buyer can say which of its SKUs is meant. */
export function skuQuestion({ ref, ...listing }: Named & { readonly ref: string }, settles: string): Question {
  const skus = skusToName(listing);
  const [product = ref] = ref.split("#");
  return {
    kind: "sku",
    lines: [],
    to: "buyer",
    ref,
    questionEn: `Which SKU of ${product} do you need? It has no ${listing.skuId}.`,
    questionZh: `您需要${product}的哪个规格(SKU)?该商品没有${listing.skuId}。`,
    answers: [{ field: "products", for: ref, unit: `${product}# and the SKU's number` }],
    settles,
    skus,
  };
}
