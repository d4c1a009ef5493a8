import type * as z from "zod";
import type { PriceTier } from "../../model/price-ladder.ts";
import type { Sku } from "../../model/product.ts";
import { readPriceLadder } from "../../normalize/price/price-ladder.ts";
import { asText } from "../../normalize/text/json-shape.ts";
import { identifiedSkus } from "../reading/identified-skus.ts";
import { imageUrl } from "../reading/image-urls.ts";
import type { Notes } from "../reading/notes.ts";
import { alibabaCurrency } from "../reading/prices/alibaba-currency.ts";
import { priceIn } from "../reading/prices/figures.ts";
import { oneCurrency } from "../reading/prices/one-currency.ts";
import { readingOnce } from "../reading/prices/sku-prices.ts";
import type { ProductData } from "./payload.ts";

type Payload = z.output<typeof ProductData>;
type SkuPayload = Payload["skus"][number];
type LadderPayload = SkuPayload["ladder_price"];

/** The currency of the ladders, else the listing's. */
export function currencyOf({ skus, currency, wholesale_trade }: Payload, notes: Notes): string | null {
  const steps = skus.flatMap((sku) => sku.ladder_price);
  const named = steps.map((step) => step.currency);
  if (currency !== null || named.some((code) => code !== null)) return oneCurrency(named, currency, notes);
  return alibabaCurrency(
    null,
    [...steps, ...wholesale_trade].map(({ price }) => price),
    notes,
  );
}

/** What the listing counts and prices, as the seller writes it. */
export const unitOf = ({ skus, wholesale_trade: [trade] }: Payload): string | null =>
  skus.find((sku) => sku.unit !== null)?.unit ?? trade?.unit_type ?? null;

/** A SKU's price is that of its smallest quantity; its ladder tells the rest. */
export function readSkus(payload: Payload, currency: string | null, notes: Notes): Sku[] {
  const { skus } = payload;
  const unit = unitOf(payload);
  const ladderOf = readingOnce((steps: LadderPayload) => (currency === null ? [] : readLadder(steps, currency, unit, notes)));
  return identifiedSkus(skus, ({ sku_id }) => sku_id, notes).map((sku) => {
    const tiers = ladderOf(sku.ladder_price);
    const picture = sku.image ?? sku.sku_attr_list.find((attribute) => attribute.attr_value_image !== null)?.attr_value_image;
    return {
      id: sku.skuId,
      attributes: attributesOf(sku),
      unitPrice: tiers[0]?.unitPrice ?? null,
      tiers,
      stock: null,
      sold: null,
      image: imageUrl(picture ?? null),
      customizable: null,
      customFields: [],
    };
  });
}

const attributesOf = ({ sku_attr_list }: SkuPayload): Readonly<Record<string, string>> =>
  Object.fromEntries(
    sku_attr_list.flatMap(({ attr_name_desc, attr_value_desc }) =>
      attr_name_desc === null || attr_value_desc === null ? [] : [[attr_name_desc, attr_value_desc]],
    ),
  );

/** `max_quantity` "-1" is an open top. */
function readLadder(ladder: LadderPayload, currency: string, unit: string | null, notes: Notes): readonly PriceTier[] {
  const steps = ladder.flatMap((step) => {
    const price = notes.read("offer.tiers", step.price, priceIn(currency));
    const top = asText(step.max_quantity);
    return price === null
      ? []
      : [{ minQuantity: step.min_quantity, maxQuantity: top === null || top.startsWith("-") ? null : top, price }];
  });
  if (steps.length === 0) return [];
  const { tiers, warnings } = readPriceLadder(steps, { currency, unit });
  notes.add(warnings);
  return tiers;
}
