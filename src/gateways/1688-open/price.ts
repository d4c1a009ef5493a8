import type { Amount } from "../../model/money.ts";
import type { Offer, Sku } from "../../model/product.ts";
import { readPriceLadder } from "../../normalize/price/price-ladder.ts";
import type { Notes } from "../reading/notes.ts";
import { isLower, priceIn } from "../reading/prices/figures.ts";
import type { ListedPrice, ListedSku, Listing } from "./listing.ts";

// `quoteType`: 0 and 2 price by quantity (without and with SKUs), 1 by SKU.
const BY_SKU = "1";
// "plus": members who pay for it. A price that not every buyer has is nobody's price here.
const FOR_MEMBERS = /plus|vip|member|会员/i;

/** How the listing is priced, and a price for each of its SKUs where the SKU sets it. */
export interface Pricing {
  readonly offer: Pick<Offer, "priceBasis" | "tiers" | "promotion">;
  readonly unitPrices: readonly Sku["unitPrice"][];
}

/** The price that pays. Channel prices (`jxhyPrice`, `consignPrice`, `fenxiaoPriceInfo`, `channelPrice`) are for others. */
export function readPricing(listing: Listing, notes: Notes): Pricing {
  const reader = priceReader(listing, notes);
  const bySku = skuPricing(listing, reader, notes);
  if (listing.skus.length > 0 && listing.quoteType === BY_SKU) return bySku;
  // A listing that does not say how it is priced is priced by its SKUs where they have prices: a ladder may be of another channel.
  if (listing.quoteType === null && bySku.offer.priceBasis === "sku") return bySku;
  const none = listing.skus.map(() => null);
  const byQuantity = ladderPricing(listing, reader, notes);
  if (byQuantity !== null) {
    warnOfUnusedPrices(bySku.unitPrices, byQuantity.tiers, notes);
    return { offer: byQuantity, unitPrices: none };
  }
  if (listing.skus.length === 0) {
    return { offer: { priceBasis: "none", tiers: [], promotion: null }, unitPrices: none };
  }
  if (bySku.offer.priceBasis === "sku") {
    notes.warn("price_basis_assumed", "The listing is priced by quantity but names no ladder; the SKU's prices are taken.");
  }
  return bySku;
}

interface PriceReader {
  paying(listed: ListedPrice | ListedSku, field: string): { readonly regular: Amount | null; readonly pays: Amount | null };
}

function skuPricing({ skus }: Listing, reader: PriceReader, notes: Notes): Pricing {
  const unitPrices = skus.map((sku) => reader.paying(sku, "skus.items.unit_price").pays);
  const known = unitPrices.some((price) => price !== null);
  if (!known && notes.unreadable.has("skus.items.unit_price")) notes.markUnreadable("offer.tiers");
  return { offer: { priceBasis: known ? "sku" : "none", tiers: [], promotion: null }, unitPrices };
}

/** The ladder pays, so the platform says; a SKU that names more than the ladder ever asks is told all the same. */
function warnOfUnusedPrices(unitPrices: Pricing["unitPrices"], tiers: Offer["tiers"], notes: Notes): void {
  const [first] = tiers;
  const dearer = unitPrices.flatMap((price) =>
    price !== null && first !== undefined && isLower(first.unitPrice, price) ? [price] : [],
  );
  const [example] = dearer;
  if (first === undefined || example === undefined) return;
  const shown = `one names ${example}, the ladder begins at ${first.unitPrice}`;
  notes.warn(
    "sku_prices_differ",
    `${dearer.length} of ${unitPrices.length} SKUs name a price above the ladder (${shown}); 1688 charges by the ladder: ask before you order these.`,
  );
}

/** `priceRangeList` has lower bounds only: the next start closes a step, the last is open. Null where no step can be read. */
function ladderPricing({ prices, unit }: Listing, reader: PriceReader, notes: Notes): Pricing["offer"] | null {
  const steps = prices.flatMap((price) => {
    const { regular, pays } = reader.paying(price, "offer.tiers");
    return regular === null || pays === null ? [] : [{ minQuantity: price.startQuantity, regular, pays }];
  });
  if (steps.length === 0) return null;
  const ladderOf = (which: "regular" | "pays") =>
    readPriceLadder(
      steps.map((step) => ({ minQuantity: step.minQuantity, price: step[which] })),
      { currency: "CNY", unit },
    );
  const { tiers, warnings } = ladderOf("pays");
  notes.add(warnings);
  if (tiers.length === 0) return null;
  const isPromoted = steps.some((step) => step.pays !== step.regular);
  const promotion = isPromoted ? { regularTiers: ladderOf("regular").tiers, until: null } : null;
  return { priceBasis: "quantity", tiers, promotion };
}

/** Reads prices, each warning once: a listing may have hundreds of SKUs. */
function priceReader({ promotionType }: Listing, notes: Notes): PriceReader {
  const isForMembers = promotionType !== null && FOR_MEMBERS.test(promotionType);
  let isTold = false;
  return {
    paying(listed, field) {
      const regular = notes.read(field, listed.price, priceIn("CNY"));
      const promotion = priceIn("CNY")(listed.promotionPrice);
      if (regular === null || promotion === null || !isLower(promotion, regular)) return { regular, pays: regular };
      if (!isTold) notes.warn(...warningOf(isForMembers, promotion, regular));
      isTold = true;
      return { regular, pays: isForMembers ? regular : promotion };
    },
  };
}

const warningOf = (isForMembers: boolean, promotion: Amount, regular: Amount): [code: string, message: string] =>
  isForMembers
    ? ["member_price", `Paying members of 1688 (PLUS) pay ${promotion} instead of ${regular} CNY; other buyers do not.`]
    : [
        "promotion",
        `Promotion prices are taken where they are lower (${promotion} instead of ${regular} CNY); ask until when they hold.`,
      ];
