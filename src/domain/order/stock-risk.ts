import { type Amount, Decimal } from "../../model/money.ts";

// Up to 45 days of stock is low risk, up to 90 medium.
const LOW_DAYS = 45;
const MEDIUM_DAYS = 90;
/** Listings count sales (`sold30Days`) over so many days. */
export const SALES_WINDOW_DAYS = 30;

export type StockRisk = "low" | "medium" | "high" | "unknown";

export interface StockOutlook {
  /** How long what is bought lasts, one decimal; null is not known. */
  readonly days: Amount | null;
  /** Whose figure it is; null where neither is known. */
  readonly basis: "your_demand" | "seller_sales" | null;
  readonly risk: StockRisk;
}

/** The seller's sales stand in for the buyer's demand only where the buyer gave none. */
export function stockOutlook(input: {
  readonly bought: number;
  /** Units a day. */
  readonly dailyDemand?: Amount | null;
  readonly sold30Days?: number | null;
}): StockOutlook {
  const { dailyDemand = null, sold30Days = null } = input;
  const basis = dailyDemand !== null ? "your_demand" : sold30Days !== null ? "seller_sales" : null;
  if (basis === null) return { days: null, basis: null, risk: "unknown" };
  const daily = dailyDemand !== null ? new Decimal(dailyDemand) : new Decimal(sold30Days ?? 0).div(SALES_WINDOW_DAYS);
  if (!daily.gt(0)) return { days: null, basis: null, risk: "unknown" };
  const days = new Decimal(input.bought).div(daily);
  return { days: days.toDecimalPlaces(1).toString(), basis, risk: riskOf(days) };
}

const riskOf = (days: Decimal): StockRisk => (days.lte(LOW_DAYS) ? "low" : days.lte(MEDIUM_DAYS) ? "medium" : "high");
