import type { Gateway } from "../gateways/gateway.ts";
import type { Fault } from "../model/fault.ts";
import type { FreightOption } from "../model/freight.ts";
import type { Marketplace } from "../model/marketplace.ts";
import type { Product, Source } from "../model/product.ts";
import type { ProductRef } from "../model/product-ref.ts";
import type { SearchPage, SearchSort } from "../model/search.ts";
import type { HeavySection } from "../model/wire.ts";
import type { Send } from "../upstream/send.ts";
import type { StandardSection } from "./product-sections.ts";

export type Mode = "live" | "sandbox";

/** What a tool wants to know of products, and for whom. */
export interface Want {
  /** BCP 47. */
  readonly language: string;
  /** The buyer's, ISO 3166 alpha-2: prices and availability depend on it. */
  readonly country: string;
  /** The buyer's, ISO 4217: asked for where a platform converts prices itself. */
  readonly currency: string;
  readonly include: readonly HeavySection[];
  /** What must be fresh; the rest may be older. Left out: everything. */
  readonly needs?: readonly StandardSection[];
  /** True: what is cached is not good enough, however young. */
  readonly fresh?: boolean;
}

export interface Asking {
  readonly signal: AbortSignal;
  /** Called once for each product that is settled. */
  readonly onSettled?: (ref: ProductRef) => void;
}

/** One product's outcome: a failure is that product's alone. */
export type Fetched =
  | { readonly ref: ProductRef; readonly product: Product; readonly source: Source; readonly raw: string | null }
  | { readonly ref: ProductRef; readonly fault: Fault };

export interface SearchWant {
  readonly marketplaces: readonly Marketplace[];
  /** Null where a picture is looked for. `zh` is for methods that find Chinese words only. */
  readonly text: { readonly any: string; readonly zh: string } | null;
  readonly imageUrl: string | null;
  readonly page: number;
  readonly size: number;
  readonly sort: SearchSort;
  readonly factoryOnly: boolean;
}

/** One marketplace's outcome; a failure is its alone. */
export type Searched = { readonly marketplace: Marketplace } & (
  | { readonly state: "ok" | "nothing_found"; readonly page: SearchPage; readonly queryUsed: string | null }
  | { readonly state: "no_search" }
  /** `methods` are the permissions of which one is needed. */
  | { readonly state: "not_permitted"; readonly methods: readonly string[] }
  | { readonly state: "error"; readonly fault: Fault }
);

/** The port the tools see. Knows products, never HTTP. Never throws for an upstream failure: it is in the outcome. */
export interface Market {
  readonly mode: Mode;
  /** Outcomes in the order of `refs`. What is not in when the deadline passes is a `timed_out` fault. */
  many(refs: readonly ProductRef[], want: Want, asking: Asking): Promise<readonly Fetched[]>;
  /**
   * A delivery quote for exactly `quantity` units, where the dialect sells one. Null: the dialect quotes none of its own.
   * @throws Fault
   */
  freight(ref: ProductRef, quantity: number, want: Want, asking: Asking): Promise<readonly FreightOption[] | null>;
  /** Finds listings, each marketplace for itself. */
  search(search: SearchWant, want: Want, asking: Asking): Promise<readonly Searched[]>;
  /** What the model should be told of the state of the upstream side ("aliexpress-iop is failing often"). */
  notes(): readonly string[];
}

/** A marketplace that can be asked. */
export interface RunningMarketplace {
  readonly gateway: Gateway;
  readonly send: Send;
  /** Tells the cached answers of one account from another's: the app's key. */
  readonly account: string;
  /** What the model should know of its state. */
  note(): string | null;
  /** How long a call made now would wait for the quota, milliseconds: a batch stays open as long. */
  nextLeaseMs(): Promise<number>;
}
