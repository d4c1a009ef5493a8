import { Decimal } from "../../model/money.ts";

/** A figure of a shipment: fixed + perUnit · quantity + perGoods · invoice + perQuote · delivery quote. */
export interface Linear {
  readonly fixed: Decimal;
  readonly perUnit: Decimal;
  readonly perGoods: Decimal;
  readonly perQuote: Decimal;
}

/** What is shipped: how many units, for what invoice, under what delivery quote; the amounts in the buyer's currency. */
export interface Load {
  readonly quantity: Decimal;
  readonly goods: Decimal;
  readonly quote: Decimal;
}

const NONE = new Decimal(0);
const ONE = new Decimal(1);

export const constant = (fixed: Decimal): Linear => ({ fixed, perUnit: NONE, perGoods: NONE, perQuote: NONE });
export const NOTHING: Linear = constant(NONE);

/** The figures that a shipment is worked out from, not yet known. */
export const VARIABLE_LOAD: { readonly [Part in keyof Load]: Linear } = {
  quantity: { ...NOTHING, perUnit: ONE },
  goods: { ...NOTHING, perGoods: ONE },
  quote: { ...NOTHING, perQuote: ONE },
};

const combine = (a: Linear, b: Linear, f: (x: Decimal, y: Decimal) => Decimal): Linear => ({
  fixed: f(a.fixed, b.fixed),
  perUnit: f(a.perUnit, b.perUnit),
  perGoods: f(a.perGoods, b.perGoods),
  perQuote: f(a.perQuote, b.perQuote),
});

export const add = (a: Linear, b: Linear): Linear =>
  a === NOTHING ? b : b === NOTHING ? a : combine(a, b, (x, y) => x.plus(y));
export const subtract = (a: Linear, b: Linear): Linear => (b === NOTHING ? a : combine(a, b, (x, y) => x.minus(y)));
export const scale = ({ fixed, perUnit, perGoods, perQuote }: Linear, factor: Decimal): Linear => ({
  fixed: fixed.times(factor),
  perUnit: perUnit.times(factor),
  perGoods: perGoods.times(factor),
  perQuote: perQuote.times(factor),
});

export const isConstant = ({ perUnit, perGoods, perQuote }: Linear): boolean =>
  perUnit.isZero() && perGoods.isZero() && perQuote.isZero();

export const equal = (a: Linear, b: Linear): boolean =>
  a.fixed.eq(b.fixed) && a.perUnit.eq(b.perUnit) && a.perGoods.eq(b.perGoods) && a.perQuote.eq(b.perQuote);

/** What the figure grows by along a change of the load. */
export const slopeAlong = ({ perUnit, perGoods, perQuote }: Linear, change: Load): Decimal =>
  perUnit.times(change.quantity).plus(perGoods.times(change.goods)).plus(perQuote.times(change.quote));

export const valueAt = (figure: Linear, load: Load): Decimal => figure.fixed.plus(slopeAlong(figure, load));
