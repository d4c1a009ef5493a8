import type { DayRange, FreightOption } from "./freight.ts";
import type { LocalizedText } from "./localized-text.ts";
import type { GatewayId, Marketplace } from "./marketplace.ts";
import type { Amount, Money } from "./money.ts";
import type { PriceTier } from "./price-ladder.ts";
import { type Certification, type Supplier, UNKNOWN_SUPPLIER } from "./supplier.ts";
import type { TradeTerm } from "./trade-term.ts";
import type { UnitClass } from "./unit.ts";

/** One listing as this project understands it, whatever dialect it came in. Plain JSON: it is cached as it stands. */
export interface Product {
  readonly marketplace: Marketplace;
  readonly id: string;
  readonly url: string;
  readonly title: LocalizedText;
  /** Plain text, HTML already read. */
  readonly description: LocalizedText | null;
  readonly category: string | null;
  readonly status: ListingStatus;
  readonly offer: Offer;
  readonly skus: readonly Sku[];
  /** SKUs that the listing has beyond those in `skus`: a listing of thousands is cut. */
  readonly skusLeftOut: number;
  /** Units that can be had now over all SKUs; null is unknown. */
  readonly stock: number | null;
  readonly supplier: Supplier;
  /** Production before dispatch, days, over all quantities. */
  readonly leadTimeDays: DayRange | null;
  /** The same by the quantity bought, ascending; empty where the listing gives one for all. */
  readonly leadTimes: readonly LeadTime[];
  /** From when the seller counts ("after deposit"), in the seller's words. */
  readonly leadTimeStart: string | null;
  readonly shipping: Shipping;
  readonly certifications: readonly Certification[];
  readonly services: Services;
  readonly package: Package;
  readonly trade: Trade;
  readonly customization: Customization;
  readonly images: readonly string[];
  readonly video: string | null;
  readonly brand: string | null;
  /** Of the product, as the platform shows it; null where nobody has rated it. */
  readonly rating: { readonly stars: Amount | null; readonly reviews: number | null } | null;
  /** When the seller last changed the listing: ISO 8601 date. */
  readonly updatedAt: string | null;
  readonly seo: {
    readonly keywords: readonly string[];
    readonly searchVolume: number | null;
    readonly competitionIndex: Amount | null;
  } | null;
  readonly missing: readonly Missing[];
  readonly warnings: readonly Warning[];
}

export type ListingStatus = "on_sale" | "off_shelf" | "unknown";

export interface Offer {
  /** ISO 4217; null where the dialect gives none: then no price is a price. */
  readonly currency: string | null;
  /** As the seller writes it: 件, Piece. */
  readonly unit: string | null;
  readonly unitClass: UnitClass;
  /** Pieces in one `unit`, where it is stated; null is unknown. */
  readonly unitsPerPack: number | null;
  /** Null on AliExpress, which states none: goods and a quote to the door. */
  readonly tradeTerm: TradeTerm | null;
  /** The effective MOQ: the largest of the listing's spellings above zero. */
  readonly minOrderQuantity: number | null;
  readonly orderMultiple: number | null;
  /** Goods for less than this, in `currency`, are not sold. */
  readonly minOrderValue: Amount | null;
  /** The most that one buyer may order. */
  readonly limitPerBuyer: number | null;
  /** What sets the price: the quantity's tier, the SKU, a bare range (an interval), or nothing known. */
  readonly priceBasis: "quantity" | "sku" | "range" | "none";
  readonly priceRange: { readonly low: Amount; readonly high: Amount } | null;
  readonly fobPrice: Amount | null;
  /** What one piece costs a retail or drop-shipping buyer. */
  readonly onePiecePrice: Amount | null;
  /** The crossed-out or retail price beside the one asked for. */
  readonly listPrice: Amount | null;
  readonly tiers: readonly PriceTier[];
  /** Set where `tiers` are a promotion's: what holds without it, and until when it runs (ISO 8601 date; null is not stated). */
  readonly promotion: { readonly regularTiers: readonly PriceTier[]; readonly until: string | null } | null;
  /** True where the destination's VAT is already in the price (AliExpress `price_include_tax`). */
  readonly taxIncluded: boolean | null;
}

export interface Sku {
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly unitPrice: Amount | null;
  /** A ladder of the SKU's own; empty where the offer's tiers or `unitPrice` hold. */
  readonly tiers: readonly PriceTier[];
  readonly stock: number | null;
  readonly sold: number | null;
  /** The most of this SKU that one buyer may have, null for any number. Absent where the offer's limit holds. */
  readonly limitPerBuyer?: number | null;
  readonly image: string | null;
  readonly customizable: boolean | null;
  /** What a buyer may have changed, in the seller's words. */
  readonly customFields: readonly string[];
}

/** The quantities bought for which a production time holds. */
export interface LeadTime {
  readonly minQuantity: number;
  /** Null: open. */
  readonly maxQuantity: number | null;
  readonly days: DayRange;
}

export interface Shipping {
  readonly ports: readonly string[];
  /** Goods value from which delivery costs nothing; null is no rule known. */
  readonly freeFrom: Money | null;
  readonly coverage: string | null;
  readonly options: readonly FreightOption[];
  /** Deliveries of which a supplier said the days and no price: they hold for the listed ones that they speak of. Absent is not said. */
  readonly saidDays?: readonly FreightOption[];
}

/**
 * What a seller offers beside the goods. Null is "the listing does not say".
 * @example
 * const services: Omit<Services, "mixedFrom"> = readWholesaleRules("支持混批");
 */
export interface Services {
  readonly mixedBatch: boolean | null;
  /** The least a mixed order must come to: units, money in the offer's currency, or either where both stand. */
  readonly mixedFrom: { readonly quantity: number | null; readonly amount: Amount | null } | null;
  readonly dropShipping: boolean | null;
  readonly customMade: boolean | null;
  readonly samples: boolean | null;
}

/** What is sold, as packed. */
export interface Package {
  /** Of one sales unit. */
  readonly weightKg: Amount | null;
  readonly lengthCm: Amount | null;
  readonly widthCm: Amount | null;
  readonly heightCm: Amount | null;
  /** How many sales units lie in a parcel of these three sizes. Absent: one. */
  readonly unitsInside?: Amount;
  readonly unitsPerCarton: number | null;
}

export interface Trade {
  /** Units or orders in the last 30 days, as the platform counts them; lifetime totals never stand here. */
  readonly sold30Days: number | null;
  readonly buyers30Days: number | null;
  readonly paymentMethods: readonly string[];
}

export interface Customization {
  readonly supported: boolean | null;
  readonly minOrder: number | null;
  /** Days, as text of the platform: "7-15". */
  readonly leadTime: string | null;
  readonly services: readonly string[];
}

export type MissingReason = "absent" | "not_licensed" | "unreadable";

/** A field of the product that the listing did not fill, by its name in the answer ("supplier.years"). */
export interface Missing {
  readonly field: string;
  readonly reason: MissingReason;
}

/**
 * Something about a seller's data that a buyer should know: a code to switch on, and a sentence.
 * @example
 * const warning: Warning = { code: "gap", message: "Nothing is offered from 1,000 to 4,999." };
 */
export interface Warning {
  readonly code: string;
  readonly message: string;
}

/** Where a product came from, for the answer's `source`. */
export interface Source {
  readonly marketplace: Marketplace;
  readonly gateway: GatewayId;
  /** Figures of a supplier that the gateway states something else for, and what stands for them. */
  readonly proxies: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly fetchedAtMs: number;
  readonly ageSeconds: number;
  readonly cached: boolean;
}

/** A product of which nothing is said: each reader fills in what it knows. */
export const NOTHING_SAID: Omit<Product, "marketplace" | "id" | "url"> = {
  title: "",
  description: null,
  category: null,
  status: "unknown",
  offer: {
    currency: null,
    unit: null,
    unitClass: "other",
    unitsPerPack: null,
    tradeTerm: null,
    minOrderQuantity: null,
    orderMultiple: null,
    minOrderValue: null,
    limitPerBuyer: null,
    priceBasis: "none",
    priceRange: null,
    fobPrice: null,
    onePiecePrice: null,
    listPrice: null,
    tiers: [],
    promotion: null,
    taxIncluded: null,
  },
  skus: [],
  skusLeftOut: 0,
  stock: null,
  supplier: UNKNOWN_SUPPLIER,
  leadTimeDays: null,
  leadTimes: [],
  leadTimeStart: null,
  shipping: { ports: [], freeFrom: null, coverage: null, options: [] },
  certifications: [],
  services: { mixedBatch: null, mixedFrom: null, dropShipping: null, customMade: null, samples: null },
  package: { weightKg: null, lengthCm: null, widthCm: null, heightCm: null, unitsPerCarton: null },
  trade: { sold30Days: null, buyers30Days: null, paymentMethods: [] },
  customization: { supported: null, minOrder: null, leadTime: null, services: [] },
  images: [],
  video: null,
  brand: null,
  rating: null,
  updatedAt: null,
  seo: null,
  missing: [],
  warnings: [],
};
