import type * as z from "zod";
import type { ProductResult } from "./payload.ts";

type SkuPayload = z.output<typeof ProductResult>["ae_item_sku_info_dtos"][number];
type Attributes = Readonly<Record<string, string>>;

/**
 * What tells each SKU from its siblings. The seller's own name for a value ("For 14T Pro") is what a buyer sees, the platform's
 * ("Blue") only where there is none; SKUs that then look alike are told apart by both.
 */
export function attributesOfAll(skus: readonly SkuPayload[]): readonly Attributes[] {
  const shown = skus.map((sku) => attributesBy(sku, (own, platform) => own ?? platform));
  const alike = new Map<string, number>();
  const keys = shown.map((attributes) => JSON.stringify(attributes));
  for (const key of keys) alike.set(key, (alike.get(key) ?? 0) + 1);
  return skus.map((sku, index) => {
    const attributes = shown[index] ?? {};
    return (alike.get(keys[index] ?? "") ?? 0) > 1 ? attributesBy(sku, both) : attributes;
  });
}

function both(own: string | null, platform: string | null): string | null {
  if (own === null || platform === null || own === platform) return own ?? platform;
  return platform.includes(own) ? platform : `${own} (${platform})`;
}

const attributesBy = (
  { ae_sku_property_dtos }: SkuPayload,
  choose: (own: string | null, platform: string | null) => string | null,
): Attributes =>
  Object.fromEntries(
    ae_sku_property_dtos.flatMap((property) => {
      const value = choose(property.property_value_definition_name, property.sku_property_value);
      return property.sku_property_name === null || value === null ? [] : [[property.sku_property_name, value]];
    }),
  );
