import { shortened } from "../wording/shortened.ts";
import type { ProductAnswer } from "./answer-schema.ts";

/** What a concise product may cost of the agent's context, as JSON in UTF-8. */
const CONCISE_PRODUCT_BYTES = 3_000;
// `status` and the item's own braces stand around the product.
const TARGET_BYTES = CONCISE_PRODUCT_BYTES - 100;

const LIMITS = { tiers: 6, shipping_options: 3, certifications: 3, lead_times: 3, warnings: 5, missing: 8 } as const;
const MESSAGE_LENGTH = 140;

/** A product short enough whatever the listing: capped lists with the number left out, no nulls, no empty groups. */
export function conciseProduct(full: ProductAnswer): ProductAnswer {
  const more: Record<string, number> = {};
  const cap = <Entry>(name: string, list: readonly Entry[] | undefined, limit: number): Entry[] => {
    const kept = (list ?? []).slice(0, limit);
    const left = (list?.length ?? 0) - kept.length + (more[name] ?? 0);
    if (left > 0) more[name] = left;
    return kept;
  };
  let product: ProductAnswer = {
    ...full,
    offer: {
      ...full.offer,
      tiers: cap("tiers", full.offer.tiers, LIMITS.tiers),
      ...(full.offer.promotion
        ? {
            promotion: {
              ...full.offer.promotion,
              regular_tiers: full.offer.promotion.regular_tiers?.slice(0, LIMITS.tiers),
            },
          }
        : {}),
    },
    certifications: cap("certifications", full.certifications, LIMITS.certifications),
    lead_times: cap("lead_times", full.lead_times, LIMITS.lead_times),
    warnings: cap("warnings", full.warnings, LIMITS.warnings).map(({ code, message }) => ({
      code,
      message: shortened(message, MESSAGE_LENGTH),
    })),
    missing: cap("missing", full.missing, LIMITS.missing),
    ...(full.shipping
      ? { shipping: { ...full.shipping, options: cap("shipping_options", full.shipping.options, LIMITS.shipping_options) } }
      : {}),
    ...(full.skus
      ? { skus: { ...full.skus, items: full.skus.items.map(({ image: _image, custom_fields: _fields, ...sku }) => sku) } }
      : {}),
  };
  const shorter: readonly (() => ProductAnswer)[] = [
    ...[3, 2, 1, 0].map((limit) => () => withSkus(product, limit)),
    ...[1, 0].map((limit) => () => ({
      ...product,
      shipping: { ...product.shipping, options: cap("shipping_options", product.shipping?.options, limit) },
    })),
    () => withSkus(product, 0),
    () => ({ ...product, customization: undefined, package: undefined, video: undefined, brand: undefined, lead_times: [] }),
    () => ({
      ...product,
      supplier: { ...product.supplier, name: shortened(product.supplier?.name ?? "", 60) || null, region: null, ratings: {} },
    }),
    () => ({
      ...product,
      warnings: (product.warnings ?? []).map(({ code, message }) => ({ code, message: shortened(message, 60) })),
    }),
    () => ({
      ...product,
      certifications: cap("certifications", product.certifications, 1),
      shipping: { ...product.shipping, ports: [], coverage: null },
    }),
    () => ({ ...product, missing: cap("missing", product.missing, 3), category: null, trade: undefined }),
    () => ({ ...product, offer: { ...product.offer, tiers: cap("tiers", product.offer.tiers, 3), promotion: null } }),
    () => ({
      ...product,
      title: { ...product.title, text: shortened(product.title.text ?? "", 60) || null },
      certifications: [],
      services: undefined,
    }),
  ];
  const finished = (): ProductAnswer =>
    withoutEmpty(Object.keys(more).length > 0 ? { ...product, more } : product) as ProductAnswer;
  for (const shorten of shorter) {
    if (byteLength(finished()) <= TARGET_BYTES) break;
    product = dropUndefined(shorten());
  }
  return finished();
}

function withSkus(product: ProductAnswer, limit: number): ProductAnswer {
  if (!product.skus) return product;
  const items = product.skus.items.slice(0, limit);
  return { ...product, skus: { ...product.skus, items, shown: items.length } };
}

const byteLength = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const dropUndefined = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Value;

// Where null is an answer of its own it stays: an open top, a language nobody named, a trade term's place.
const KEPT_NULLS = new Set(["max_quantity", "language", "text", "place", "low", "high"]);

/** The same value without nulls and without groups that hold nothing. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, entry]) => entry !== undefined && (entry !== null || KEPT_NULLS.has(key)))
    .map(([key, entry]) => [key, withoutEmpty(entry)] as const)
    .filter(([key, entry]) => !isEmptyGroup(entry) || key === "items");
  return Object.fromEntries(entries);
}

const isEmptyGroup = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;
