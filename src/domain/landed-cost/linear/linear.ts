import { Decimal } from "../../../model/money.ts";

/** How much of each of the buyer's amounts is in a figure, by the amount's name. */
export type Shares = Readonly<Record<string, Decimal>>;

/**
 * A figure of a shipment: fixed + perUnit · quantity + perGoods · invoice + perQuote · delivery quote + perGrowth · growth, and as long
 * as the buyer's amounts are left open their shares.
 */
export interface Linear {
  readonly fixed: Decimal;
  readonly perUnit: Decimal;
  readonly perGoods: Decimal;
  readonly perQuote: Decimal;
  readonly perGrowth: Decimal;
  readonly shares: Shares;
}

/** What is shipped: how many units, for what invoice, under what delivery quote; the amounts in the buyer's currency. */
export interface Load {
  readonly quantity: Decimal;
  readonly goods: Decimal;
  readonly quote: Decimal;
  /** What the buyer's lump sums are multiplied by: 1 for the quantity that they are for, more above it. */
  readonly growth: Decimal;
}

/** What is shipped, without what it was asked for. */
export type Order = Omit<Load, "growth">;

const NONE = new Decimal(0);
export const ONE = new Decimal(1);

const NO_SHARES: Shares = {};

export const constant = (fixed: Decimal): Linear => ({
  fixed,
  perUnit: NONE,
  perGoods: NONE,
  perQuote: NONE,
  perGrowth: NONE,
  shares: NO_SHARES,
});
export const NOTHING: Linear = constant(NONE);

/** One of the buyer's amounts, whatever it is. */
export const openAmount = (name: string): Linear => ({ ...NOTHING, shares: { [name]: ONE } });

/** The figures that a shipment is worked out from, not yet known. */
export const VARIABLE_LOAD: { readonly [Part in keyof Load]: Linear } = {
  quantity: { ...NOTHING, perUnit: ONE },
  goods: { ...NOTHING, perGoods: ONE },
  quote: { ...NOTHING, perQuote: ONE },
  growth: { ...NOTHING, perGrowth: ONE },
};

const combine = (a: Linear, b: Linear, f: (x: Decimal, y: Decimal) => Decimal): Linear => ({
  fixed: f(a.fixed, b.fixed),
  perUnit: f(a.perUnit, b.perUnit),
  perGoods: f(a.perGoods, b.perGoods),
  perQuote: f(a.perQuote, b.perQuote),
  perGrowth: f(a.perGrowth, b.perGrowth),
  shares: combineShares(a.shares, b.shares, f),
});

function combineShares(a: Shares, b: Shares, f: (x: Decimal, y: Decimal) => Decimal): Shares {
  if (b === NO_SHARES) return a;
  return { ...a, ...mapShares(b, (share, name) => f(a[name] ?? NONE, share)) };
}

const mapShares = (shares: Shares, f: (share: Decimal, name: string) => Decimal): Shares =>
  shares === NO_SHARES ? shares : Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, f(share, name)]));

// Most parts of most figures are nothing, and a comparison adds and multiplies tens of thousands of them.
const plus = (x: Decimal, y: Decimal): Decimal => (x.isZero() ? y : y.isZero() ? x : x.plus(y));
const minus = (x: Decimal, y: Decimal): Decimal => (y.isZero() ? x : x.minus(y));
const times = (x: Decimal, y: Decimal): Decimal => (x.isZero() ? NONE : x === ONE ? y : y === ONE ? x : x.times(y));

export const add = (a: Linear, b: Linear): Linear => (a === NOTHING ? b : b === NOTHING ? a : combine(a, b, plus));
export const subtract = (a: Linear, b: Linear): Linear => (b === NOTHING ? a : combine(a, b, minus));
export const scale = ({ fixed, perUnit, perGoods, perQuote, perGrowth, shares }: Linear, factor: Decimal): Linear => ({
  fixed: times(fixed, factor),
  perUnit: times(perUnit, factor),
  perGoods: times(perGoods, factor),
  perQuote: times(perQuote, factor),
  perGrowth: times(perGrowth, factor),
  shares: mapShares(shares, (share) => times(share, factor)),
});

export const hasShares = ({ shares }: Linear): boolean => shares !== NO_SHARES;

const areNothing = (shares: Shares): boolean => shares === NO_SHARES || Object.values(shares).every((share) => share.isZero());

export const isConstant = ({ perUnit, perGoods, perQuote, perGrowth, shares }: Linear): boolean =>
  perUnit.isZero() && perGoods.isZero() && perQuote.isZero() && perGrowth.isZero() && areNothing(shares);

/** 1, 0 or −1 where a figure is above, at or below nothing for every shipment and every amount; null where that hangs on them. */
export function signOf({ fixed, perUnit, perGoods, perQuote, perGrowth, shares }: Linear): 1 | 0 | -1 | null {
  const signs = [fixed, perUnit, perGoods, perQuote, perGrowth, ...Object.values(shares)].filter((part) => !part.isZero());
  if (signs.length === 0) return 0;
  if (signs.every((part) => part.isPositive())) return 1;
  return signs.every((part) => part.isNegative()) ? -1 : null;
}

export const equal = (a: Linear, b: Linear): boolean =>
  a.fixed.eq(b.fixed) &&
  a.perUnit.eq(b.perUnit) &&
  a.perGoods.eq(b.perGoods) &&
  a.perQuote.eq(b.perQuote) &&
  a.perGrowth.eq(b.perGrowth) &&
  areNothing(combineShares(a.shares, b.shares, minus));

/** The buyer's amounts as they are given: some stand for the shipment as it is, some grow with it. */
export interface Amounts {
  readonly standing: Readonly<Record<string, Decimal>>;
  readonly growing: Readonly<Record<string, Decimal>>;
}

/** The same figure with the amounts put in. */
export function withAmounts(figure: Linear, { standing, growing }: Amounts): Linear {
  if (figure.shares === NO_SHARES) return figure;
  let { fixed, perGrowth } = figure;
  for (const [name, share] of Object.entries(figure.shares)) {
    fixed = plus(fixed, times(share, standing[name] ?? NONE));
    perGrowth = plus(perGrowth, times(share, growing[name] ?? NONE));
  }
  return { ...figure, fixed, perGrowth, shares: NO_SHARES };
}

/** What the figure grows by along a change of the load. */
export const slopeAlong = ({ perUnit, perGoods, perQuote, perGrowth }: Linear, change: Load): Decimal =>
  plus(
    plus(times(perUnit, change.quantity), times(perGoods, change.goods)),
    plus(times(perQuote, change.quote), times(perGrowth, change.growth)),
  );

export const valueAt = (figure: Linear, load: Load): Decimal => plus(figure.fixed, slopeAlong(figure, load));

/** Lump sums given for a quantity grow in proportion above it and stay below it: both are the careful side. `asked` null: any quantity. */
export const growthOf = (quantity: Decimal, asked: Decimal | null): Decimal =>
  asked === null || quantity.lte(asked) ? ONE : quantity.div(asked);
