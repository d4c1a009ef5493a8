import type { Marketplace } from "./marketplace.ts";
import type { Amount } from "./money.ts";
import type { Warning } from "./product.ts";

export type SearchSort = "relevance" | "price" | "sales";

/** One page of a search, as one of a dialect's methods is asked for it. */
export interface SearchQuestion {
  /** The method's name: the operation, which is also the permission an app needs. */
  readonly method: string;
  readonly text: string | null;
  readonly imageUrl: string | null;
  /** From 1. */
  readonly page: number;
  readonly size: number;
  readonly sort: SearchSort;
  readonly factoryOnly: boolean;
}

/** A lead: what a search page shows of a listing. The price is before promotions and holds for some quantity only. */
export interface SearchCard {
  readonly marketplace: Marketplace;
  readonly id: string;
  /** The seller's words. */
  readonly title: string;
  readonly url: string;
  readonly image: string | null;
  readonly price: { readonly low: Amount; readonly high: Amount; readonly currency: string } | null;
  readonly minOrder: number | null;
  /** `days` is null where the platform does not say over how long. */
  readonly sold: { readonly count: number; readonly days: number | null } | null;
  readonly supplier: { readonly id: string | null; readonly name: string | null } | null;
  readonly warnings: readonly Warning[];
}

export interface SearchPage {
  readonly cards: readonly SearchCard[];
  /** As the platform counts; null where it does not. */
  readonly total: number | null;
  /** Advertisements and padding that were dropped. */
  readonly leftOut: number;
}
