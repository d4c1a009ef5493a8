import type { Amount } from "../../../model/money.ts";
import type { Texts } from "../texts.ts";

/** A seller as the platforms know one. Rates are fractions: "0.95" is 95 %. Null is what the platform does not show. */
export interface Seller {
  /** Digits. */
  readonly id: string;
  readonly name: Texts;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly province: Texts;
  readonly city: Texts;
  readonly years: number | null;
  /** 1 to 5. */
  readonly level: number | null;
  readonly responseRate: Amount | null;
  readonly onTimeRate: Amount | null;
  readonly productCount: number | null;
  readonly repeatRate: Amount | null;
  readonly disputeRate: Amount | null;
  readonly refundRate: Amount | null;
  readonly monthlyOutput: number | null;
  readonly shortestLeadDays: number | null;
  readonly gold: boolean | null;
  readonly verified: boolean | null;
  readonly tradeAssurance: boolean | null;
  /** Out of 5: as described, communication, dispatch. */
  readonly ratings: { readonly described: Amount; readonly communication: Amount; readonly dispatch: Amount } | null;
  readonly paymentMethods: readonly string[];
}

/** A seller from what is known of it; the rest is not shown. */
export const seller = (known: Partial<Seller> & Pick<Seller, "id" | "name">): Seller => ({
  country: "CN",
  province: {},
  city: {},
  years: null,
  level: null,
  responseRate: null,
  onTimeRate: null,
  productCount: null,
  repeatRate: null,
  disputeRate: null,
  refundRate: null,
  monthlyOutput: null,
  shortestLeadDays: null,
  gold: null,
  verified: null,
  tradeAssurance: null,
  ratings: null,
  paymentMethods: [],
  ...known,
});
