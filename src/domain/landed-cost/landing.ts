import type { FreightScope } from "../../model/freight.ts";
import { Decimal } from "../../model/money.ts";
import type { TradeRule } from "../../model/trade-term.ts";
import type { BuyerCosts } from "./buyer-costs.ts";
import { isSaid, isWayLine, linesInPrice, type WayLine } from "./cost-lines.ts";
import { type DecimalRange, type LandedShipment, landShipment } from "./landed-cost.ts";
import type { ShipmentPrice } from "./shipment-price.ts";

/** What decides how a price grows into a landed cost, the money itself left out. */
export interface ShipmentShape {
  readonly rule: TradeRule | null;
  readonly taxIncluded: boolean;
  readonly quote: { readonly scope: FreightScope; readonly term: TradeRule | null; readonly known: boolean } | null;
}

/** Landed cost for one buyer, for thousands of prices of a few shapes. */
export interface Landing {
  /** Every line, exactly; for what is shown. */
  shipment(shape: ShipmentShape, costs: BuyerCosts, goods: Decimal, quote: Decimal | null): LandedShipment;
  /** The same total, without the lines; for searching. */
  total(shape: ShipmentShape, costs: BuyerCosts, goods: Decimal, quote: Decimal | null): DecimalRange;
  /** What must be paid at the least. */
  cash(shape: ShipmentShape, costs: BuyerCosts, goods: Decimal, quote: Decimal | null): Decimal;
  /** The lines of the way that the buyer has to pay and nobody has said. */
  unknownLines(shape: ShipmentShape, costs: BuyerCosts): readonly WayLine[];
  /**
   * total.low = fixed + perGoods · goods + perQuote · quote, for goods of at least `leastGoods`. Null where customs values are
   * cut at zero there and no such form holds.
   */
  affine(shape: ShipmentShape, costs: BuyerCosts, leastGoods: Decimal): Affine | null;
}

export interface Affine {
  readonly fixed: Decimal;
  readonly perGoods: Decimal;
  readonly perQuote: Decimal;
}

interface Fit {
  readonly low: Affine;
  readonly high: Affine | null;
  readonly cash: Affine;
  readonly unknownLines: readonly WayLine[];
  /** Goods from which on the fit is known to hold; null: not looked at yet. It bends only below some value, never above. */
  validFrom: Decimal | null;
  /** Goods up to which it is known to fail. */
  invalidTo: Decimal | null;
}

// Far above every cost of a way, so that no customs value is cut at zero where the slopes are taken.
const GOODS_AT = new Decimal("1000000000000000");
const QUOTE_AT = new Decimal("1000");
// Forty digits leave far more than this; what is cut off is the noise of a division, which could tip a half cent.
const CLEAN_DIGITS = 15;

/**
 * A landed total is an affine function of the goods' value and the quote as long as no customs value is cut at zero, so each
 * shape is landed a few times and then computed by three numbers. Remembers its fits: make one for each comparison.
 */
export function createLanding(destination: string, currency: string): Landing {
  const fits = new Map<string, Fit>();
  const costKeys = new WeakMap<BuyerCosts, string>();
  const shipment: Landing["shipment"] = (shape, costs, goods, quote) =>
    landShipment(priceOf(shape, goods, quote), { destination, currency, costs });
  const fitOf = (shape: ShipmentShape, costs: BuyerCosts): Fit => {
    const costKey = costKeys.get(costs) ?? JSON.stringify(costs);
    costKeys.set(costs, costKey);
    const key = `${shape.rule} ${shape.taxIncluded} ${quoteKey(shape)} ${costKey}`;
    const found = fits.get(key) ?? landedFit(shape, costs, (goods, quote) => shipment(shape, costs, goods, quote));
    fits.set(key, found);
    return found;
  };
  const landed = (shape: ShipmentShape, costs: BuyerCosts, goods: Decimal, quote: Decimal | null): Landed => {
    const fit = fitOf(shape, costs);
    const fitted = {
      low: at(fit.low, goods, quote),
      high: fit.high && at(fit.high, goods, quote),
      cash: at(fit.cash, goods, quote),
    };
    if (fit.validFrom?.lessThanOrEqualTo(goods)) return fitted;
    const { total, cash } = shipment(shape, costs, goods, quote);
    const exact = { low: clean(total.low), high: total.high && clean(total.high), cash: clean(cash.low) };
    // A quote that is stripped bends with its own amount too: it is landed each time.
    if (shape.quote?.known || fit.invalidTo?.greaterThanOrEqualTo(goods)) return exact;
    if (same(fitted, exact)) fit.validFrom = goods;
    else fit.invalidTo = goods;
    return exact;
  };
  return {
    shipment,
    total: (shape, costs, goods, quote) => landed(shape, costs, goods, quote),
    cash: (shape, costs, goods, quote) => landed(shape, costs, goods, quote).cash,
    unknownLines: (shape, costs) => fitOf(shape, costs).unknownLines,
    affine(shape, costs, leastGoods) {
      landed(shape, costs, leastGoods, shape.quote?.known ? QUOTE_AT : null);
      const { low, validFrom } = fitOf(shape, costs);
      return validFrom?.lessThanOrEqualTo(leastGoods) ? low : null;
    },
  };
}

interface Landed {
  readonly low: Decimal;
  readonly high: Decimal | null;
  readonly cash: Decimal;
}

const quoteKey = ({ quote }: ShipmentShape): string => (quote === null ? "" : `${quote.scope} ${quote.term} ${quote.known}`);

function priceOf(shape: ShipmentShape, goods: Decimal, quote: Decimal | null): ShipmentPrice {
  const { rule, taxIncluded } = shape;
  return { rule, taxIncluded, goods, quote: shape.quote && { ...shape.quote, amount: shape.quote.known ? quote : null } };
}

function landedFit(shape: ShipmentShape, costs: BuyerCosts, land: (goods: Decimal, quote: Decimal) => LandedShipment): Fit {
  const zero = new Decimal(0);
  const [base, moreGoods] = [land(GOODS_AT, zero), land(GOODS_AT.times(2), zero)];
  const moreQuote = shape.quote?.known ? land(GOODS_AT, QUOTE_AT) : base;
  const through = (figure: (landed: LandedShipment) => Decimal | null): Affine | null => {
    const [start, goodsEnd, quoteEnd] = [figure(base), figure(moreGoods), figure(moreQuote)];
    if (start === null || goodsEnd === null || quoteEnd === null) return null;
    const perGoods = goodsEnd.minus(start).dividedBy(GOODS_AT);
    const perQuote = quoteEnd.minus(start).dividedBy(QUOTE_AT);
    return { fixed: start.minus(perGoods.times(GOODS_AT)), perGoods, perQuote };
  };
  const low = through(({ total }) => total.low) ?? { fixed: zero, perGoods: zero, perQuote: zero };
  const unknownLines = base.lines.flatMap(({ name, basis }) =>
    basis === "unknown" && isWayLine(name) && !isSaid(name, costs) ? [name] : [],
  );
  return {
    low,
    high: through(({ total }) => total.high),
    cash: through((landed) => landed.cash.low) ?? low,
    unknownLines,
    validFrom: isStripped(shape) ? null : zero,
    invalidTo: null,
  };
}

/** Whether something of the price or the quote has to be taken out again for the customs value. */
function isStripped({ rule, quote }: ShipmentShape): boolean {
  const quoteHoldsMore = quote?.known === true && quote.scope !== "domestic" && (quote.scope === "door" || quote.term !== null);
  return quoteHoldsMore || (rule !== null && linesInPrice(rule).includes("freight"));
}

const at = ({ fixed, perGoods, perQuote }: Affine, goods: Decimal, quote: Decimal | null): Decimal =>
  clean(
    quote === null || quote.isZero()
      ? fixed.plus(perGoods.times(goods))
      : fixed.plus(perGoods.times(goods)).plus(perQuote.times(quote)),
  );

const same = (a: Landed, b: Landed): boolean =>
  a.low.equals(b.low) &&
  a.cash.equals(b.cash) &&
  (a.high === null || b.high === null ? a.high === b.high : a.high.equals(b.high));

const clean = (value: Decimal): Decimal => value.toDecimalPlaces(CLEAN_DIGITS);
