import type { Market } from "../../src/market/market.ts";
import { Fault } from "../../src/model/fault.ts";
import type { FreightOption } from "../../src/model/freight.ts";
import type { Product } from "../../src/model/product.ts";
import { formatRef } from "../../src/model/product-ref.ts";
import type { ToolContext } from "../../src/tools/tool.ts";
import { aSource } from "./product.ts";

export interface Shelf {
  /** A listing or why it cannot be had, by reference without a SKU; anything else is not found. */
  readonly listings: Readonly<Record<string, Product | Fault>>;
  readonly freight?: (ref: string, quantity: number) => readonly FreightOption[] | null;
  readonly raw?: string;
}

/** The port the tools see, over listings written in the test. Upstream behaviour is tested over real HTTP elsewhere. */
export const shelfMarket = (shelf: Shelf): Market => ({
  mode: "sandbox",
  many: async (refs, _want, asking) =>
    refs.map((ref) => {
      const found =
        shelf.listings[`${ref.marketplace}:${ref.id}`] ??
        new Fault({ kind: "not_found", message: `${formatRef(ref)} is not found` });
      asking.onSettled?.(ref);
      return found instanceof Fault
        ? { ref, fault: found }
        : { ref, product: found, source: aSource(found), raw: shelf.raw ?? null };
    }),
  freight: async (ref, quantity) => shelf.freight?.(`${ref.marketplace}:${ref.id}`, quantity) ?? null,
  search: async () => [],
  notes: () => [],
});

export const NOW_MS = Date.UTC(2026, 10, 21, 9);

export const aContext = (shelf: Shelf, known: Partial<ToolContext> = {}): ToolContext => ({
  market: async () => shelfMarket(shelf),
  mode: "sandbox",
  defaults: {
    country: "US",
    currency: "USD",
    language: "en",
    fx: { base: "USD", rates: { CNY: "7.12", EUR: "0.92" }, asOf: "2026-11-20", source: "test" },
    maxDisputeRate: "0.02",
    maxRefundRate: "0.05",
  },
  signal: new AbortController().signal,
  onSettled: () => undefined,
  now: () => NOW_MS,
  ...known,
});
