import { Decimal } from "../../model/money.ts";
import type { AmountField } from "./amounts.ts";
import type { WayLine } from "./cost-lines.ts";
import { zeroAlong } from "./linear/branches.ts";
import { growthOf, type Linear, type Load, ONE, type Order, type Shares, slopeAlong, valueAt } from "./linear/linear.ts";
import type { LinearRange } from "./linear/linear-range.ts";

/** The form of the totals that holds at a load and onwards along a change of it, with the conditions under which it holds. */
export interface LandedForm {
  readonly total: LinearRange;
  readonly cash: LinearRange;
  /** Each is at or above zero where the form holds. */
  readonly conditions: readonly Linear[];
  // Only few ask for these.
  readonly unknownLines: () => readonly WayLine[];
  readonly undecidedLines: () => readonly WayLine[];
  readonly unsureLines: readonly WayLine[];
  /** How much of each of the buyer's amounts is in the least total. */
  readonly shares: Shares;
  /** Whether another form may hold where that amount is another one. */
  readonly bendsWith: (field: AmountField) => boolean;
}

/** A cost over a stretch of quantities: fixed + perUnit · quantity. */
export interface Affine {
  readonly fixed: Decimal;
  readonly perUnit: Decimal;
  /** What the buyer's lump sums are of it, once. */
  readonly perGrowth: Decimal;
}

/** A stretch of quantities over which a landed cost is a straight line. */
export interface Segment {
  readonly from: Decimal;
  readonly to: Decimal;
  readonly low: Affine;
  /** Null where a cost has no known bound. */
  readonly high: Affine | null;
  readonly cash: Affine;
  /** Where the line bends hangs on the lump sums too. */
  readonly bends: boolean;
}

/** One price and one delivery quote, from one quantity to another; amounts in the buyer's currency. */
export interface PriceStretch {
  /** goods = goodsFlat + unitPrice · quantity. */
  readonly unitPrice: Decimal;
  readonly goodsFlat?: Decimal;
  /** quote = quoteFlat + quotePerUnit · quantity; not looked at where the shape has no known quote. */
  readonly quoteFlat: Decimal;
  readonly quotePerUnit: Decimal;
  readonly from: number;
  readonly to: number;
}

/** The least total of an order on a stretch of growths: fixed + perGrowth · growth. */
export interface GrowthBend {
  readonly from: Decimal;
  /** Null: without end. */
  readonly to: Decimal | null;
  readonly fixed: Decimal;
  readonly perGrowth: Decimal;
}

/** The form that holds at a load and onwards along a change; the load is worked out only where there is more than one. */
export type FormAt = (load: () => Load, change: Load) => LandedForm;

// Forty digits leave far more than this; what is cut off is the noise of a division, which could tip a half cent.
const CLEAN_DIGITS = 15;

export const clean = (value: Decimal): Decimal =>
  value.decimalPlaces() <= CLEAN_DIGITS ? value : value.toDecimalPlaces(CLEAN_DIGITS);

const NONE = new Decimal(0);

export function segmentsOf(stretch: PriceStretch, formAt: FormAt, asked: Decimal | null): readonly Segment[] {
  const segments: Segment[] = [];
  let from = new Decimal(stretch.from);
  for (;;) {
    const segment = segmentFrom(from, stretch, formAt, asked);
    segments.push(segment);
    if (segment.to.gte(stretch.to)) return segments;
    from = segment.to;
  }
}

function segmentFrom(from: Decimal, stretch: PriceStretch, formAt: FormAt, asked: Decimal | null): Segment {
  const { unitPrice, goodsFlat = NONE, quoteFlat, quotePerUnit } = stretch;
  const isGrowing = asked?.lte(from) === true;
  const change: Load = { quantity: ONE, goods: unitPrice, quote: quotePerUnit, growth: isGrowing ? ONE.div(asked) : NONE };
  const load = (): Load => ({
    quantity: from,
    goods: unitPrice.times(from).plus(goodsFlat),
    quote: quoteFlat.plus(quotePerUnit.times(from)),
    growth: growthOf(from, asked),
  });
  const { total, cash, conditions } = formAt(load, change);
  // At no quantity: what does not grow with it.
  const start: Load = { quantity: NONE, goods: goodsFlat, quote: quoteFlat, growth: isGrowing ? NONE : ONE };
  const line = (figure: Linear): Affine => ({
    fixed: clean(valueAt(figure, start)),
    perUnit: clean(slopeAlong(figure, change)),
    perGrowth: clean(figure.perGrowth),
  });
  const last = new Decimal(stretch.to);
  const end = asked === null || isGrowing ? last : Decimal.min(last, asked);
  const to = conditions.reduce<Decimal>((nearest, figure) => {
    const steps = zeroAlong(figure, load(), change);
    return steps === null ? nearest : Decimal.min(nearest, from.plus(steps));
  }, end);
  // Nearly always all three are one figure.
  const low = line(total.low);
  return {
    from,
    to,
    low,
    high: total.high === total.low ? low : total.high && line(total.high),
    cash: cash.low === total.low ? low : line(cash.low),
    bends: conditions.some(({ perGrowth }) => !perGrowth.isZero()),
  };
}

const GROWING: Load = { quantity: NONE, goods: NONE, quote: NONE, growth: ONE };

export function growthBends(order: Order, formAt: FormAt): readonly GrowthBend[] {
  const bends: GrowthBend[] = [];
  let from = ONE;
  for (;;) {
    const load: Load = { ...order, growth: from };
    const { total, conditions } = formAt(() => load, GROWING);
    const to = conditions.reduce<Decimal | null>((nearest, figure) => {
      const steps = zeroAlong(figure, load, GROWING);
      if (steps === null) return nearest;
      const at = from.plus(steps);
      return nearest === null ? at : Decimal.min(nearest, at);
    }, null);
    bends.push({
      from,
      to,
      fixed: clean(valueAt(total.low, { ...order, growth: NONE })),
      perGrowth: clean(total.low.perGrowth),
    });
    if (to === null) return bends;
    from = to;
  }
}
