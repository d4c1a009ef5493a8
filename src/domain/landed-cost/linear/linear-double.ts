import { onceForEach } from "../../../object-memory.ts";
import type { Linear, Load } from "./linear.ts";

type Doubles<Figures> = { readonly [Part in keyof Figures]: number };

const doublesOf = onceForEach(
  ({ fixed, perUnit, perGoods, perQuote, perGrowth }: Linear): Doubles<Omit<Linear, "shares">> => ({
    fixed: fixed.toNumber(),
    perUnit: perUnit.toNumber(),
    perGoods: perGoods.toNumber(),
    perQuote: perQuote.toNumber(),
    perGrowth: perGrowth.toNumber(),
  }),
);

const loadDoublesOf = onceForEach(
  ({ quantity, goods, quote, growth }: Load): Doubles<Load> => ({
    quantity: quantity.toNumber(),
    goods: goods.toNumber(),
    quote: quote.toNumber(),
    growth: growth.toNumber(),
  }),
);

/** The value of a figure at a load as a double: to pass over what is far off, before what is near is worked out exactly. */
export function aboutAt(figure: Linear, load: Load): number {
  const { fixed, perUnit, perGoods, perQuote, perGrowth } = doublesOf(figure);
  const { quantity, goods, quote, growth } = loadDoublesOf(load);
  return fixed + perUnit * quantity + perGoods * goods + perQuote * quote + perGrowth * growth;
}
