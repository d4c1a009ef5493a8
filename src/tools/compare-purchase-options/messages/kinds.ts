import type { Listing } from "../../../domain/comparison.ts";
import { counted, grouped } from "./units.ts";

/** A SKU that is ordered, by its number and, where it can be one, its name. */
export interface Kind {
  readonly id: string;
  readonly name: string | null;
  /** Null: all that is ordered. */
  readonly quantity: number | null;
}

// A SKU's attributes are the seller's words: only what can be a colour or a size goes into a message of ours.
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} .'+-]{0,23}$/u;
const MOST_KINDS = 3;

/** Which SKUs are ordered; none where no SKU was named. */
export function kindsOf({ product, skuId, mix }: Pick<Listing, "product" | "skuId" | "mix">): readonly Kind[] {
  const kind = (id: string, quantity: number | null): Kind => {
    const attributes = product.skus.find((sku) => sku.id === id)?.attributes ?? {};
    const name = Object.values(attributes)
      .filter((value) => NAME.test(value))
      .join(" ");
    return { id, name: name === "" ? null : name, quantity };
  };
  return mix.length > 0 ? mix.map((line) => kind(line.skuId, line.quantity)) : skuId === null ? [] : [kind(skuId, null)];
}

/**
 * What stands behind the quantity, in brackets.
 * @example " (SKU 31 Blue)", " (480 of SKU 31 Black, 240 of SKU 32 Cream)"
 */
export function kindWords(kinds: readonly Kind[], unit: string): { readonly en: string; readonly zh: string } {
  if (kinds.length === 0) return { en: "", zh: "" };
  const shown = kinds.slice(0, MOST_KINDS);
  const label = ({ id, name }: Kind): string => `SKU ${id}${name === null ? "" : ` ${name}`}`;
  const left = kinds.length - shown.length;
  const en = [
    ...shown.map((kind) => `${kind.quantity === null ? "" : `${grouped(kind.quantity)} of `}${label(kind)}`),
    ...(left > 0 ? [`${left} more`] : []),
  ];
  const zh = shown.map((kind) => `${label(kind)}${kind.quantity === null ? "" : ` ${counted(kind.quantity, unit).zh}`}`);
  return { en: ` (${en.join(", ")})`, zh: `(${zh.join("、")}${left > 0 ? `等${kinds.length}款` : ""})` };
}
