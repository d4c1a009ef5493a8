import type { Listing } from "../../catalogue/listing.ts";

/** `quoteType`: 0 by quantity without SKUs, 1 by SKU, 2 by quantity with SKUs. */
export const quoteTypeOf = (listing: Listing): number =>
  listing.pricing.basis === "sku" ? 1 : listing.skus.length > 0 ? 2 : 0;

/** 32 hexadecimal digits, as the platform's `specId`, out of the SKU's own number. */
export const specIdOf = (skuId: string): string => BigInt(skuId).toString(16).padStart(32, "5a3c");
