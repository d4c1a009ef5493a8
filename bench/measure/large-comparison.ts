import type { ComparisonRequest } from "../../src/domain/comparison.ts";
import { Decimal } from "../../src/model/money.ts";
import { TRADE_RULES } from "../../src/model/trade-term.ts";
import { listing, lump, request } from "../../test/support/listing.ts";

const LISTINGS = 20;
const TIERS = 10;

/** Twenty listings of ten tiers, each with three deliveries, most of the way known: near each other, so that much is to decide. */
export function largeRequest(quantity: number): ComparisonRequest {
  const listings = Array.from({ length: LISTINGS }, (_, index) =>
    listing(String(index + 1), {
      ladder: Array.from({ length: TIERS }, (_tier, tier) => {
        const from = tier === 0 ? 1 : Math.round((quantity / 40) * (tier + index / LISTINGS) ** 1.7);
        const price = new Decimal(2)
          .minus(new Decimal(tier).times("0.05"))
          .plus(new Decimal((index * 7) % LISTINGS).times("0.003"));
        return [Math.max(tier + 1, from), price.toFixed(4)] as const;
      }),
      rule: TRADE_RULES[index % TRADE_RULES.length] ?? "FOB",
      offer: { orderMultiple: index % 3 === 0 ? 12 : null, currency: index % 2 === 0 ? "CNY" : "USD" },
      stock: index % 4 === 0 ? Math.round(quantity * 0.7) : null,
      options: [
        lump("900", { days: { low: 30, high: 40 } }),
        lump("1500", { method: "air", days: { low: 8, high: 12 } }),
        lump("700", { minQuantity: Math.max(2, Math.round(quantity / 3)), days: { low: 35, high: 50 } }),
      ],
    }),
  );
  return request(listings, {
    quantity,
    destination: "US",
    fx: { rates: { CNY: "7.1" }, asOf: "2026-11-20", source: null },
    costs: {
      loading: "40",
      originInland: "200",
      exportClearance: "60",
      originTerminal: "120",
      vesselLoading: "50",
      insuranceRate: "0.003",
      destinationTerminal: "250",
      brokerage: "150",
      dutyRate: "0.05",
      lastMile: "300",
      unloading: "0",
    },
  });
}
