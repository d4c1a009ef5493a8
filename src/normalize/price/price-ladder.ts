import { MOST_ENTRIES } from "../../model/json.ts";
import { type Amount, Decimal } from "../../model/money.ts";
import type { PriceTier } from "../../model/price-ladder.ts";
import type { Warning } from "../../model/product.ts";
import type { TradeRule } from "../../model/trade-term.ts";
import { asRecord } from "../text/json-shape.ts";
import { unreadTextWarnings } from "../text/unread-text.ts";
import { type MarkedAmount, readMarkedAmount } from "./amount.ts";
import { resolveCurrency } from "./currency-mark.ts";
import { assembleLadder } from "./ladder-assembly.ts";
import { inOneUnit } from "./ladder-units.ts";
import { readPriceRange } from "./price-range.ts";
import { quantityIn } from "./stated-quantity.ts";
import { type OfferedTier, type RawTier, rawTier, readTier, splitTiers } from "./tier-text.ts";

export type { RawTier } from "./tier-text.ts";

/**
 * What a seller asks by quantity, as read; `warnings` says what was left.
 * @example
 * const { tiers, currency }: PriceLadder = readPriceLadder("100+: $4.80");
 */
export interface PriceLadder {
  /** Ascending by minimum; tiers of one minimum differ in their trade term. */
  readonly tiers: readonly PriceTier[];
  /** ISO 4217; null where neither the text nor the caller says it: then no price is a price. */
  readonly currency: string | null;
  /** As the seller writes it; the first where tiers differ. */
  readonly unit: string | null;
  readonly warnings: readonly Warning[];
}

/**
 * What is known of a ladder beside its text.
 * @example
 * const options: LadderOptions = { currency: "CNY", defaultTerm: "EXW" };
 */
export interface LadderOptions {
  /** The platform's or the field's currency (ISO 4217), for prices that name none and for a lone "¥" or "$". */
  readonly currency?: string | null;
  /** The term of tiers that name none; it is marked as assumed. */
  readonly defaultTerm?: TradeRule;
  /** What tiers count in that name no unit, as the seller writes it. */
  readonly unit?: string | null;
}

// Nobody prices in more steps; what comes after them is told.
const MOST_TIERS = 200;

/**
 * A price ladder from 1688's text ("1-9件:¥10.00;100件以上:¥7.20"), a list of texts ("1000:5.0:FOB:Ningbo") or structured tiers.
 * A bare price is a tier from 1 without a discount; a bare range is no price. Never throws: what cannot be read or trusted is a
 * warning with the raw text (`unparsed_tier`, `unparsed_term`, `zero_price`, `bare_range`, `mixed_currency`, `mixed_unit`,
 * `unit_conflict`, `duplicate_tier`, `overlap`, `gap`, `inverted`).
 * @example
 * const { tiers } = readPriceLadder("1-99件:¥26.00;100件以上:¥18.20", { currency: "CNY" });
 * tiers.map(({ minQuantity, unitPrice }) => [minQuantity, unitPrice]); // => [[1, "26.00"], [100, "18.20"]]
 */
export function readPriceLadder(
  input: string | readonly string[] | readonly RawTier[] | null,
  options: LadderOptions = {},
): PriceLadder {
  const field = options.currency ?? null;
  const bare = typeof input === "string" ? readMarkedAmount(input) : null;
  if (bare !== null) return bareLadder(bare, field, String(input));
  const listed = splitTiers(input);
  const plain = listed.length === 1 ? onePlainTier(listed[0], options) : null;
  if (plain !== null) return plain;
  const parts = listed.slice(0, MOST_TIERS);
  if (typeof input === "string" && parts.length === 1 && readPriceRange(input).low !== null) return bareRange(input, field);

  const readings = parts.map((part) => ({ part, tier: readTier(part, options.defaultTerm, options.unit ?? null) }));
  const united = inOneUnit(readings.flatMap(({ tier }) => tier ?? []));
  const offered = united.tiers;
  const currency = ladderCurrency(offered, field);
  const isForeign = (tier: OfferedTier): boolean => tier.mark !== null && resolveCurrency(tier.mark, currency) !== currency;
  const ladder = assembleLadder(
    offered.map((tier) => (isForeign(tier) ? { ...tier, price: null } : tier)),
    united.isMeasured,
  );
  const unread = readings.filter(({ tier }) => tier === null || tier.price === null).map(({ part }) => rawTier(part));
  return {
    tiers: ladder.tiers,
    currency,
    unit: united.unit,
    warnings: [
      ...(listed.length > MOST_TIERS
        ? [
            {
              code: "tiers_cut",
              message: `${listed.length}${listed.length === MOST_ENTRIES ? " and more" : ""} price tiers are listed; the first ${MOST_TIERS} were read.`,
            },
          ]
        : []),
      ...unreadTextWarnings("unparsed_tier", "No price tier could be read", unread),
      ...unreadTextWarnings(
        "unparsed_term",
        "No trade term could be read",
        offered.flatMap((tier) => tier.unreadTerm ?? []),
      ),
      ...unreadTextWarnings(
        "zero_price",
        "A price of 0 is no price",
        offered.filter(isFree).map((tier) => tier.raw),
      ),
      ...unreadTextWarnings(
        "mixed_currency",
        "Not a price in the ladder's currency",
        offered.filter(isForeign).map((tier) => tier.raw),
      ),
      ...united.warnings,
      ...ladder.warnings,
    ],
  };
}

/** A structured tier alone of which nothing is odd, as hundreds of SKUs have one; null for any other. */
function onePlainTier(part: unknown, { currency: field = null, unit = null, defaultTerm }: LadderOptions): PriceLadder | null {
  const { minQuantity: least, maxQuantity: most, price, term } = asRecord(part);
  if (defaultTerm !== undefined || (term !== undefined && term !== null && term !== "")) return null;
  const amount = readMarkedAmount(price);
  const minQuantity = quantityIn(unit)(least);
  const isOpen = most === undefined || most === null || most === "";
  if (amount === null || minQuantity === null || !isOpen || amount.unit !== null || isZero(amount.amount)) return null;
  const currency = resolveCurrency(amount.mark, field);
  if (currency === "conflict") return null;
  const tier = { minQuantity: minQuantity || 1, maxQuantity: null, unitPrice: amount.amount, discount: "1.00", term: null };
  return { tiers: [tier], currency, unit, warnings: [] };
}

function bareLadder(price: MarkedAmount, field: string | null, raw: string): PriceLadder {
  const currency = resolveCurrency(price.mark, field);
  const empty = { tiers: [], unit: null };
  if (currency === "conflict") {
    return {
      ...empty,
      currency: field,
      warnings: unreadTextWarnings("mixed_currency", "Not a price in the field's currency", [raw]),
    };
  }
  if (isZero(price.amount)) {
    return { ...empty, currency, warnings: unreadTextWarnings("zero_price", "A price of 0 is no price", [raw]) };
  }
  const tier = { minQuantity: 1, maxQuantity: null, unitPrice: price.amount, discount: null, term: null };
  return { tiers: [tier], currency, unit: price.unit, warnings: [] };
}

const bareRange = (raw: string, field: string | null): PriceLadder => ({
  tiers: [],
  currency: readPriceRange(raw).currency ?? field,
  unit: null,
  warnings: unreadTextWarnings("bare_range", "A range is no price at a quantity", [raw]),
});

/** What the lowest tier's price says, for the rest are read beside it; else the field's. */
function ladderCurrency(offered: readonly OfferedTier[], field: string | null): string | null {
  const stated = offered
    .toSorted((left, right) => left.minQuantity - right.minQuantity)
    .filter((tier) => tier.price !== null)
    .map((tier) => resolveCurrency(tier.mark, field));
  return stated.find((currency) => currency !== null && currency !== "conflict") ?? field;
}

const isZero = (amount: Amount): boolean => new Decimal(amount).isZero();

const isFree = (tier: OfferedTier): boolean => tier.price !== null && isZero(tier.price);
