import type { Product } from "../../../src/model/product.ts";
import type { ComparisonAnswer } from "../../../src/tools/compare-purchase-options/answer-schema.ts";
import { type ListingWish, productWith } from "../../support/listing.ts";

export type Fields = Readonly<Record<string, unknown>>;
export type Shelf = Readonly<Record<string, Product>>;
export type Question = NonNullable<ComparisonAnswer["verdict"]["ask_next"]>;

export const A = "alibaba:1";
export const B = "alibaba:2";
export const C = "1688:3";
export const two: ListingWish = { ladder: [[1, "2.00"]] };
export const dearer: ListingWish = { ladder: [[1, "2.50"]] };
export const delivered: ListingWish = { ladder: [[1, "2.30"]], rule: "DDP" };
const WAY = { freight: 0, insurance_rate: 0, destination_terminal: 0, brokerage: 0, last_mile: 0, unloading: 0 };
const TAXES = { duty_rate: 0, vat_rate: 0, vat_recoverable: true };
export const ALL = { ...WAY, ...TAXES };
export const without = (costs: Fields, ...names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(costs).filter(([name]) => !names.includes(name)));

export const shelf = (...wishes: readonly (readonly [string, ListingWish])[]): Shelf =>
  Object.fromEntries(
    wishes.map(([ref, wish]) => {
      const [marketplace = "", id = ""] = ref.split(":");
      return [ref, productWith(id, { marketplace: marketplace as Product["marketplace"], ...wish })];
    }),
  );

export interface Case {
  readonly asked: Fields;
  readonly listings: Shelf;
  readonly question: Partial<Question>;
  /** An answer for each field that the question names. */
  readonly values: Fields;
  /** What stands then. */
  readonly state: string;
  readonly winner: string | null;
}
export const both = [A, B];
export const price = (unit_price: string) => [{ from: 1, unit_price }];
