import type { Amount } from "../../../model/money.ts";
import type { PriceTier } from "../../../model/price-ladder.ts";
import type { Notes } from "../notes.ts";

/** One price alone, which holds from the minimum order on; with a warning from one unit on, where no minimum is known. */
export function onePriceTier(price: Amount, minOrder: number | null, notes: Notes): readonly PriceTier[] {
  if (minOrder === null) {
    notes.warn("moq_unknown", "No minimum order is stated: the price is taken from one unit on. Ask for the minimum.");
  }
  return [{ minQuantity: minOrder ?? 1, maxQuantity: null, unitPrice: price, discount: "1.00", term: null }];
}
