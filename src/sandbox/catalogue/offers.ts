import type { Marketplace } from "../../model/marketplace.ts";
import type { Attribute, CalculatorRow, Certificate, DoorOption, Listing, ListingSku, Tier } from "./listing.ts";
import type { Texts } from "./texts.ts";

// Shorthand for the data of the catalogue: it writes out what a family file would repeat for each listing.

/** A text in Chinese and English. */
export const bilingual = (zh: string, en: string): Texts => ({ zh, en });

/**
 * A ladder from its lower bounds: each step runs to the next one's start, the last is open.
 * `ladder("50@26.00 500@22.50")` is 50 to 499 at 26.00 and 500 up at 22.50.
 */
export function ladder(steps: string): readonly Tier[] {
  const read = steps.split(" ").map((step) => step.split("@"));
  return read.map(([minimum, price], index) => {
    const next = read[index + 1]?.[0];
    return tier(Number(minimum), next === undefined ? null : Number(next) - 1, price ?? "");
  });
}

export const tier = (minQuantity: number, maxQuantity: number | null, price: string, more: Partial<Tier> = {}): Tier => ({
  minQuantity,
  maxQuantity,
  price,
  promotionPrice: null,
  term: null,
  ...more,
});

export const COLOUR = bilingual("颜色", "Color");
export const SIZE = bilingual("尺寸", "Size");
export const SPECIFICATION = bilingual("规格", "Specification");

export const attribute = (name: Texts, zh: string, en: string): Attribute => ({ name, value: bilingual(zh, en) });

/** A SKU from what its seller states; the rest is not said. */
export const sku = (id: string, attributes: readonly Attribute[], stated: Partial<ListingSku> = {}): ListingSku => ({
  id,
  attributes,
  price: null,
  listPrice: null,
  promotionPrice: null,
  bulk: null,
  tiers: [],
  stock: null,
  sold: null,
  image: null,
  weightGrams: null,
  customizable: null,
  ...stated,
});

/** A SKU for each colour, `黑色|Black|14200` with its stock last, with ids counting up from `firstId`; `stated` holds for all of them. */
export const colours = (firstId: string, named: string, stated: Partial<ListingSku> = {}): readonly ListingSku[] =>
  named.split(", ").map((colour, index) => {
    const [zh = "", en = "", stock = "0"] = colour.split("|");
    return sku((BigInt(firstId) + BigInt(index)).toString(), [attribute(COLOUR, zh, en)], { stock: Number(stock), ...stated });
  });

/** Production days by quantity: `leadTimes("500:7 5000:20")` is 7 days up to 500 and 20 up to 5,000. */
export const leadTimes = (steps: string): Listing["leadTimes"] =>
  steps.split(" ").map((step) => {
    const [upTo, days] = step.split(":").map(Number);
    return { upTo: upTo ?? 0, days: days ?? 0 };
  });

/** A certificate from what is stated of it. */
export const certificate = (
  type: string,
  zh: string,
  en: string,
  stated: Partial<Pick<Certificate, "code" | "authority" | "validUntil">> = {},
): Certificate => ({ type, name: bilingual(zh, en), code: null, authority: null, validUntil: null, ...stated });

const PICTURE_HOSTS: Readonly<Record<Marketplace, string>> = {
  "1688": "https://cbu01.alicdn.com/img/ibank/sandbox",
  aliexpress: "https://ae01.alicdn.com/kf/Ssandbox",
  alibaba: "https://sc04.alicdn.com/kf/Hsandbox",
};

/** Addresses in each platform's form. Nothing is behind them. */
export const pictures = (marketplace: Marketplace, name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${PICTURE_HOSTS[marketplace]}-${name}-${index + 1}.jpg`);

const SERVED = ["US", "CA", "GB", "DE", "FR", "ES", "IT", "NL", "PL", "AU", "MX", "BR", "CL", "SA", "AE", "JP"];

/** AliExpress' own standard line for a parcel of one unit of this weight, and a dearer fast one. */
export function doorByWeight(weightKg: number, more: Partial<DoorOption> = {}): readonly DoorOption[] {
  const standard: DoorOption = {
    code: "CAINIAO_FULFILLMENT_STD",
    company: "AliExpress Selection Standard",
    countries: SERVED,
    firstUnits: 1,
    firstFee: (1.2 + 3.4 * weightKg).toFixed(2),
    stepUnits: 1,
    additionalFee: (0.1 + 2.6 * weightKg).toFixed(2),
    freeFrom: null,
    days: [9, 14],
    ...more,
  };
  const fast: DoorOption = {
    ...standard,
    code: "CAINIAO_PREMIUM",
    company: "AliExpress Premium Shipping",
    firstFee: (9.5 + 6.1 * weightKg).toFixed(2),
    additionalFee: (0.4 + 5.4 * weightKg).toFixed(2),
    freeFrom: null,
    days: [5, 8],
  };
  return [standard, fast];
}

/** The calculator's rows for one unit of this weight: economy express, air, and sea to the door from 500 units. */
export const calculatorByWeight = (weightKg: number): readonly CalculatorRow[] => [
  {
    shippingType: "EXPRESS",
    vendorCode: "EX_ASP_Economy_Express_3C",
    vendorName: "Alibaba.com Economy Express (3C)",
    countries: SERVED,
    minQuantity: 1,
    maxQuantity: 2_000,
    base: "14.00",
    perUnit: (5.6 * weightKg).toFixed(3),
    days: [10, 15],
  },
  {
    shippingType: "AIR",
    vendorCode: "AIR_ASP_Standard",
    vendorName: "Alibaba.com Standard Air",
    countries: SERVED,
    minQuantity: 100,
    maxQuantity: null,
    base: "60.00",
    perUnit: (4.1 * weightKg).toFixed(3),
    days: [12, 18],
  },
  seaByWeight(weightKg, "180.00", 1.15),
];

/** Sea freight to the door at a rate per kilogram. */
export const seaByWeight = (weightKg: number, base: string, ratePerKg: number): CalculatorRow => ({
  shippingType: "SEA",
  vendorCode: "SEA_ASP_LCL_DOOR",
  vendorName: "Alibaba.com Ocean LCL Door to Door",
  countries: SERVED,
  minQuantity: 500,
  maxQuantity: null,
  base,
  perUnit: (ratePerKg * weightKg).toFixed(3),
  days: [32, 45],
});
