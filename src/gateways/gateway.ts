import type { Asking, Dialect, TokenCall } from "../model/dialect.ts";
import type { FaultReading } from "../model/fault.ts";
import type { FreightOption } from "../model/freight.ts";
import type { Marketplace } from "../model/marketplace.ts";
import type { Product } from "../model/product.ts";
import type { SearchPage } from "../model/search.ts";
import type { Call } from "../model/wire.ts";

/** One question a dialect can answer: how it is asked, and how the answer reads. Both are pure. */
export interface Operation<Answer> extends Asking {
  /**
   * Reads the body of an answer in which `readFault` found none.
   * @throws Fault `bad_answer` where nothing can be read, `off_shelf` and the like where the platform says so.
   */
  read(body: unknown, call: Call): Answer;
}

/** Units that can be had of one SKU. */
export interface StockLevel {
  readonly skuId: string;
  readonly stock: number;
}

/** One id's outcome inside a batch answer. */
export type BatchItem =
  | { readonly id: string; readonly product: Product }
  | { readonly id: string; readonly fault: FaultReading };

export interface BatchOperation extends Operation<readonly BatchItem[]> {
  readonly maxIds: number;
}

/** One method by which a dialect searches. An app is granted each by itself. */
export interface SearchMethod {
  /** Of the operation, and of the permission. */
  readonly name: string;
  readonly by: "keyword" | "picture";
  /** `zh`: it finds Chinese words only. */
  readonly speaks: "any" | "zh";
}

export interface SearchOperation extends Operation<SearchPage> {
  /** In the order tried. */
  readonly methods: readonly SearchMethod[];
}

/** What a dialect's answers depend on: what it is told of the buyer. Two questions alike in these share one cached answer. */
export type BuyerField = "language" | "country" | "currency";

/** A setting that one dialect alone has. Its variable is the marketplace's prefix and `variable`: SOURCING_1688_PRODUCT_API. */
export interface GatewaySetting {
  readonly variable: string;
  /** What may be written; the first where nothing is. */
  readonly values: readonly [string, ...string[]];
  /** For --help and the settings' table, after the marketplace's name. */
  readonly meaning: string;
}

/** How a dialect gives and renews access tokens, and where a person agrees to the first. */
export interface TokenFlow extends TokenCall {
  /** Where a person agrees; null where the dialect has no such page. */
  authoriseUrl: ((app: { readonly appKey: string; readonly redirectUri: string; readonly state: string }) => string) | null;
}

/** Everything known about one upstream dialect. Plain data and pure functions; a folder `satisfies` it. */
export interface Gateway extends Dialect {
  readonly marketplace: Marketplace;
  readonly token: TokenFlow | "none" | "given";
  /** By the name under which `request` finds the value in `stamp.settings`. */
  readonly settings: Readonly<Record<string, GatewaySetting>>;
  readonly dependsOn: readonly BuyerField[];
  /** Figures of a supplier that this dialect states something else for, by their names in `Supplier`, and what stands for them. */
  readonly proxies: Readonly<Record<string, string>>;
  readonly product: Operation<Product>;
  readonly batch: BatchOperation | null;
  readonly stock: Operation<readonly StockLevel[]> | null;
  readonly freight: Operation<readonly FreightOption[]> | null;
  readonly search: SearchOperation | null;
}
