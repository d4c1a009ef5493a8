import type { FreightMethod } from "../../model/freight.ts";
import type { Marketplace } from "../../model/marketplace.ts";
import type { Amount } from "../../model/money.ts";
import type { TradeRule } from "../../model/trade-term.ts";
import type { Seller } from "./sellers/seller.ts";
import type { Texts } from "./texts.ts";

export const FAMILIES = [
  "tumblers",
  "phone cases",
  "yoga mats",
  "desk lamps",
  "ceramic mugs",
  "canvas totes",
  "wireless earbuds",
  "litter mats",
  "cutting boards",
  "work gloves",
] as const;
export type Family = (typeof FAMILIES)[number];

export interface Tier {
  readonly minQuantity: number;
  /** Null is open. Dialects that state lower bounds only leave it out. */
  readonly maxQuantity: number | null;
  readonly price: Amount;
  readonly promotionPrice: Amount | null;
  /** A trade term of the tier's own: "CIF Rotterdam". */
  readonly term: string | null;
}

export interface Attribute {
  readonly name: Texts;
  readonly value: Texts;
}

export interface ListingSku {
  readonly id: string;
  readonly attributes: readonly Attribute[];
  readonly price: Amount | null;
  /** The price before the platform's reduction; shown, never paid. */
  readonly listPrice: Amount | null;
  readonly promotionPrice: Amount | null;
  /** The price from a quantity on. */
  readonly bulk: { readonly minQuantity: number; readonly price: Amount } | null;
  /** A ladder of the SKU's own, for dialects that have one; else the listing's holds. */
  readonly tiers: readonly Tier[];
  readonly stock: number | null;
  readonly sold: number | null;
  readonly image: string | null;
  readonly weightGrams: number | null;
  readonly customizable: boolean | null;
}

/** A carrier in a 1688 delivery template. Amounts in CNY. */
export interface TemplateCompany {
  readonly name: string;
  readonly firstFee: Amount | null;
  readonly additionalFee: Amount | null;
  readonly days: readonly [number, number];
}

/** A delivery option to the buyer's door, as AliExpress quotes one, in USD. */
export interface DoorOption {
  readonly code: string;
  readonly company: string;
  readonly countries: readonly string[];
  readonly firstUnits: number;
  readonly firstFee: Amount;
  readonly stepUnits: number;
  readonly additionalFee: Amount;
  /** Goods value in USD from which delivery costs nothing; null is no such rule. */
  readonly freeFrom: Amount | null;
  readonly days: readonly [number, number];
}

/** A row of Alibaba.com's freight calculator: fee = base + perUnit · quantity, in USD, delivered at place. */
export interface CalculatorRow {
  readonly shippingType: "EXPRESS" | "AIR" | "SEA";
  readonly vendorCode: string;
  readonly vendorName: string;
  readonly countries: readonly string[];
  readonly minQuantity: number;
  readonly maxQuantity: number | null;
  readonly base: Amount;
  readonly perUnit: Amount;
  readonly days: readonly [number, number];
}

/** A lump sum for a shipment whose size lies in the bracket, in USD; null is "Contact Seller". */
export interface FreightBracket {
  readonly minQuantity: number;
  readonly maxQuantity: number | null;
  readonly method: FreightMethod;
  readonly days: readonly [number, number];
  readonly fee: Amount | null;
}

export interface Certificate {
  readonly type: string;
  readonly name: Texts;
  readonly code: string | null;
  readonly authority: string | null;
  /** ISO 8601 date. */
  readonly validUntil: string | null;
}

export type Pricing =
  | { readonly basis: "quantity"; readonly tiers: readonly Tier[] }
  | { readonly basis: "sku" }
  | { readonly basis: "range"; readonly low: Amount; readonly high: Amount }
  | { readonly basis: "none" };

/** All a seller could state, in no dialect. Null, or an empty list, is what this seller does not say. */
export interface Listing {
  readonly family: Family;
  /** What the listing is there to show; the README's line for it. */
  readonly shows: string;
  /** Under which id it stands on which marketplace. */
  readonly ids: Readonly<Partial<Record<Marketplace, string>>>;
  readonly title: Texts;
  /** HTML. */
  readonly description: Texts;
  readonly category: { readonly id: number; readonly name: Texts };
  /** `delisted` can still be read; `deleted` cannot; `restricted` needs a permission the sandbox app lacks. */
  readonly status: "on_sale" | "delisted" | "deleted" | "restricted";
  /** Countries (ISO 3166 alpha-2) where it is not sold. */
  readonly notSoldTo: readonly string[];
  readonly currency: "CNY" | "USD";
  readonly unit: { readonly zh: string; readonly en: string };
  readonly pricing: Pricing;
  /** The ladder as the seller typed it, where that is worth showing; else it is written from `pricing`. */
  readonly ladderText: string | null;
  readonly minOrderQuantity: number | null;
  /** A second spelling of the MOQ that disagrees. */
  readonly otherMinOrderQuantity: number | null;
  readonly orderMultiple: number | null;
  readonly mixedBatch: { readonly minAmount: Amount; readonly minQuantity: number } | null;
  readonly tradeTerm: { readonly rule: TradeRule; readonly place: string } | null;
  readonly taxIncludedIn: readonly string[];
  readonly skus: readonly ListingSku[];
  /** Stock of a listing without SKUs. */
  readonly stock: number | null;
  readonly seller: Seller | null;
  /** Production days by quantity, smallest first. */
  readonly leadTimes: readonly { readonly upTo: number; readonly days: number }[];
  readonly template: {
    readonly freeFrom: Amount | null;
    readonly coverage: string;
    readonly companies: readonly TemplateCompany[];
  } | null;
  readonly door: readonly DoorOption[];
  readonly calculator: readonly CalculatorRow[];
  readonly brackets: readonly FreightBracket[];
  readonly ports: readonly string[];
  readonly certificates: readonly Certificate[];
  /** As the seller wrote it on 1688: 支持混批,不支持代发. */
  readonly wholesaleRules: string | null;
  readonly package: {
    readonly weightKg: Amount;
    readonly lengthCm: Amount;
    readonly widthCm: Amount;
    readonly heightCm: Amount;
  } | null;
  readonly images: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly trade: {
    readonly sold30Days: number;
    readonly buyers30Days: number;
    readonly soldInAll: number;
    readonly reviews: number;
    readonly rating: Amount;
  } | null;
  readonly customization: {
    readonly minOrder: number;
    readonly leadTime: string;
    readonly services: readonly string[];
  } | null;
  readonly seo: {
    readonly keywords: readonly string[];
    readonly searchVolume: number;
    readonly competitionIndex: Amount;
  } | null;
}

type Stated = Partial<Listing> & Pick<Listing, "family" | "shows" | "ids" | "title" | "currency" | "unit" | "pricing">;

/** A listing from what its seller states; the rest is not said. */
export const listing = (stated: Stated): Listing => ({
  description: {},
  category: { id: 0, name: {} },
  status: "on_sale",
  notSoldTo: [],
  ladderText: null,
  minOrderQuantity: null,
  otherMinOrderQuantity: null,
  orderMultiple: null,
  mixedBatch: null,
  tradeTerm: null,
  taxIncludedIn: [],
  skus: [],
  stock: null,
  seller: null,
  leadTimes: [],
  template: null,
  door: [],
  calculator: [],
  brackets: [],
  ports: [],
  certificates: [],
  wholesaleRules: null,
  package: null,
  images: [],
  attributes: [],
  trade: null,
  customization: null,
  seo: null,
  ...stated,
});
