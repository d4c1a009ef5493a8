import type { Notes } from "./notes.ts";

/** An entry of a payload's list of SKUs with the id that it is ordered by. */
export type Identified<Entry> = Entry & { readonly skuId: string };

/** The SKUs that have an id; one without cannot be named in an order, so it is left out and that is said. */
export function identifiedSkus<Entry>(
  entries: readonly Entry[],
  idOf: (entry: Entry) => string | null,
  notes: Notes,
): readonly Identified<Entry>[] {
  const identified = entries.flatMap((entry) => {
    const skuId = idOf(entry);
    return skuId === null || /^0*$/.test(skuId) ? [] : [{ ...entry, skuId }];
  });
  const lost = entries.length - identified.length;
  if (lost > 0) {
    notes.markUnreadable("skus.items");
    notes.warn("sku_without_id", `${lost} of ${entries.length} SKUs have no id, so they cannot be ordered and are left out.`);
  }
  return identified;
}
