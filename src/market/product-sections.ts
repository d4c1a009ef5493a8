import type { Gateway, StockLevel } from "../gateways/gateway.ts";
import type { Fault } from "../model/fault.ts";
import type { Product } from "../model/product.ts";
import type { ProductRef } from "../model/product-ref.ts";
import type { Call } from "../model/wire.ts";
import { cacheKey, subjectPrefix } from "../upstream/cache/cache.ts";
import type { Section } from "./cache-life.ts";

/** As the answer names it in `missing`. */
const STOCK_FIELD = "skus.stock";

/** The parts that every product call brings. */
export const STANDARD_SECTIONS = ["texts", "price", "supplier"] as const;
export type StandardSection = (typeof STANDARD_SECTIONS)[number];

const FIELDS = {
  texts: [
    "marketplace",
    "id",
    "url",
    "title",
    "category",
    "services",
    "package",
    "customization",
    "images",
    "video",
    "brand",
    "updatedAt",
    "seo",
  ],
  price: [
    "status",
    "offer",
    "skus",
    "skusLeftOut",
    "stock",
    "leadTimeDays",
    "leadTimes",
    "leadTimeStart",
    "shipping",
    "trade",
    "rating",
    "missing",
    "warnings",
  ],
  supplier: ["supplier", "certifications"],
  description: ["description"],
} as const satisfies Partial<Record<Section, readonly (keyof Product)[]>>;

/** Must be `never`: a field of the product that stands in no section would be lost in the cache. */
export type FieldWithoutSection = Exclude<keyof Product, (typeof FIELDS)[keyof typeof FIELDS][number]>;

/** A product, cut as it is cached. The description is kept only where the call asked for it. */
export function cutProduct(product: Product, withDescription: boolean): readonly (readonly [Section, unknown])[] {
  const cut = (section: keyof typeof FIELDS) =>
    [section, Object.fromEntries(FIELDS[section].map((field) => [field, product[field]]))] as const;
  return [cut("texts"), cut("price"), cut("supplier"), ...(withDescription ? [cut("description")] : [])];
}

/** A product put together again; sections that were not asked for leave the description empty. */
export const joinProduct = (sections: readonly unknown[]): Product =>
  Object.assign({ description: null }, ...sections) as Product;

/**
 * Remembers what was last made of the same first part: the same parts give the same product, so that whoever presents it can
 * tell by identity that nothing has changed.
 */
export function rememberProducts(): (parts: readonly [object, ...unknown[]], make: () => Product) => Product {
  const made = new WeakMap<object, { readonly parts: readonly unknown[]; readonly product: Product }>();
  return (parts, make) => {
    const last = made.get(parts[0]);
    if (last?.parts.length === parts.length && last.parts.every((part, index) => part === parts[index])) return last.product;
    const product = make();
    made.set(parts[0], { parts, product });
    return product;
  };
}

/** The key of a section under one account; a call's own figures stand in it, never a token or a time. */
export const sectionKey = (gateway: Gateway, account: string, call: Call, section: Section): string =>
  sectionKeys(gateway, account, call)(section);

/** The keys of a call's sections; what they share is hashed once. */
export function sectionKeys(gateway: Gateway, account: string, call: Call): (section: Section) => string {
  const shared = cacheKey(
    [gateway.marketplace, call.ids[0]],
    [gateway.id, account, ...gateway.dependsOn.map((field) => call[field]), call.skuId, call.quantity],
  );
  return (section) => `${shared}-${section}`;
}

/** How the keys of everything known about a listing begin. */
export const productPrefix = ({ marketplace, id }: ProductRef): string => subjectPrefix([marketplace, id]);

/** The listing with what a stock call said; a SKU that it does not name keeps its own figure, as does a cut listing in all. */
export function withStock(product: Product, levels: readonly StockLevel[]): Product {
  if (levels.length === 0) return product;
  const bySku = new Map(levels.map(({ skuId, stock }) => [skuId, stock]));
  const skus = product.skus.map((sku) => ({ ...sku, stock: bySku.get(sku.id) ?? sku.stock }));
  const isWhole = product.skusLeftOut === 0 && skus.every((sku) => sku.stock !== null);
  const stock = skus.length === 0 ? sumOf(levels) : isWhole ? sumOf(skus) : product.stock;
  const missing = stock === null ? product.missing : product.missing.filter(({ field }) => field !== STOCK_FIELD);
  return { ...product, skus, stock, missing };
}

const sumOf = (levels: readonly { readonly stock: number | null }[]): number =>
  levels.reduce((sum, { stock }) => sum + (stock ?? 0), 0);

/** The listing without the stock that a call of its own should have brought, and why it is missing. */
export function withoutStock(product: Product, fault: Fault): Product {
  if (product.stock !== null || product.skus.some(({ stock }) => stock !== null)) return product;
  const reason = fault.kind === "not_permitted" ? ("not_licensed" as const) : ("absent" as const);
  return {
    ...product,
    missing: [...product.missing.filter(({ field }) => field !== STOCK_FIELD), { field: STOCK_FIELD, reason }],
  };
}
