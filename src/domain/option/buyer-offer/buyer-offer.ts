import type { Marketplace } from "../../../model/marketplace.ts";
import type { Amount } from "../../../model/money.ts";
import type { NamedCost } from "../../comparison.ts";

/**
 * What a supplier said outside its listing, or what a buyer learned of one. Every text is the supplier's and untrusted; amounts are in
 * `currency`. Absent or null is "not said".
 */
export interface SaidTerms {
  readonly supplier?: string | null;
  /** ISO 3166 alpha-2: where it delivers from. */
  readonly country?: string | null;
  readonly marketplace?: Marketplace | null;
  /** Each step's least quantity, in `unit`. */
  readonly prices?: readonly { readonly from: Amount; readonly unitPrice: Amount }[] | null;
  /** As the supplier wrote them: "1-99: 5.20; 100+: 4.80". */
  readonly pricesText?: string | null;
  /** ISO 4217. */
  readonly currency?: string | null;
  readonly unit?: string | null;
  readonly unitsPerPack?: Amount | null;
  /** "FOB Ningbo". */
  readonly tradeTerm?: string | null;
  readonly minOrderQuantity?: Amount | null;
  readonly orderMultiple?: Amount | null;
  readonly minOrderValue?: Amount | null;
  readonly stock?: Amount | null;
  readonly oneTimeCosts?: readonly NamedCost[] | null;
  readonly perOrderCosts?: readonly NamedCost[] | null;
  readonly freight?: readonly SaidFreight[] | null;
  /** Production before dispatch. */
  readonly leadTimeDays?: SaidDays | null;
  readonly package?: SaidPackage | null;
  readonly certifications?: readonly SaidCertificate[] | null;
  /** A date in any common spelling. */
  readonly validUntil?: string | null;
  readonly paymentTerms?: string | null;
  /** As scoreSupplier takes it. */
  readonly scoreProfile?: Readonly<Record<string, unknown>> | null;
  readonly note?: string | null;
}

/** An offer without a listing; the comparison calls it `offer:name`. */
export interface BuyerOffer extends SaidTerms {
  readonly name: string;
}

export interface SaidDays {
  readonly low?: number | null;
  readonly high?: number | null;
}

export interface SaidFreight {
  readonly method?: string | null;
  readonly carrier?: string | null;
  readonly minQuantity?: number | null;
  readonly maxQuantity?: number | null;
  readonly days?: SaidDays | null;
  /** A lump sum for the shipment; its currency is the offer's where it names none. */
  readonly freight?: { readonly amount: Amount; readonly currency?: string | undefined } | null;
  readonly term?: string | null;
}

/** Its weight and sizes are of one sales unit or of the carton. */
export interface SaidPackage {
  readonly sizesOf?: "unit" | "carton" | null;
  readonly weightKg?: Amount | null;
  readonly lengthCm?: Amount | null;
  readonly widthCm?: Amount | null;
  readonly heightCm?: Amount | null;
  readonly unitsPerCarton?: Amount | null;
}

export interface SaidCertificate {
  readonly type: string;
  readonly authority?: string | null;
  readonly validUntil?: string | null;
}
