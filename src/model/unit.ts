import { type Amount, Decimal } from "./money.ts";

export const UNIT_CLASSES = ["piece", "pair", "set", "pack", "weight", "length", "area", "volume", "other"] as const;
/** What kind of thing a quantity counts. Packs are cartons, bags, rolls and the like: they hold an unstated number of pieces. */
export type UnitClass = (typeof UNIT_CLASSES)[number];

/** A unit that quantities are counted in or prices are for. */
export interface Unit {
  /** The unit in one English word ("piece", "dozen", "carton", "kg", "m2"), or the seller's own where it is not known. */
  readonly name: string;
  readonly unitClass: UnitClass;
  /** How many of the class's smallest whole are in one: pieces, pairs, sets, grams, metres, square metres, litres. */
  readonly size: Amount;
}

export const PIECE: Unit = { name: "piece", unitClass: "piece", size: "1" };

/** One of a unit is `times / dividedBy` of another. A fraction, because a twelfth has no end in decimals. */
export interface UnitRatio {
  readonly times: Decimal;
  readonly dividedBy: Decimal;
}

/** Pieces in one pack, pair or set, where somebody stated it. */
export interface PackSizes {
  readonly from?: number | null;
  readonly to?: number | null;
}

const MEASURES: ReadonlySet<UnitClass> = new Set(["weight", "length", "area", "volume"]);
/** Classes whose units hold pieces, how many is for somebody to state. */
export const HOLDS_PIECES: ReadonlySet<UnitClass> = new Set(["pair", "set", "pack"]);

/** Whether quantities in the unit may have decimals: 12.5 m of cloth, never 12.5 cartons. */
export const isMeasure = ({ unitClass }: Unit): boolean => MEASURES.has(unitClass);

/**
 * How many of `to` are in one of `from`; null where that is not known (`unit_mismatch`). Inside a class of sized units everything
 * converts. A pack, a pair or a set becomes pieces only by a stated number (`packSizes`), and another pack only under its own name.
 *
 * @example unitRatio(kg, g) is 1000 / 1; unitRatio(carton, piece, { from: 24 }) is 24 / 1
 */
export function unitRatio(from: Unit, to: Unit, packSizes: PackSizes = {}): UnitRatio | null {
  if (from.name === to.name && from.unitClass === to.unitClass && samePack(packSizes)) return ratio(from.size, to.size);
  if (from.unitClass === to.unitClass && from.unitClass !== "pack" && from.unitClass !== "other")
    return ratio(from.size, to.size);
  const [pieces, others] = [piecesIn(from, packSizes.from), piecesIn(to, packSizes.to)];
  return pieces === null || others === null ? null : ratio(pieces, others);
}

/** A quantity counted in another unit. */
export const quantityInUnit = (quantity: Decimal | number, { times, dividedBy }: UnitRatio): Decimal =>
  new Decimal(quantity).times(times).div(dividedBy);

/** A price for one `from` as the price for one `to`. */
export const priceInUnit = (price: Decimal | Amount, { times, dividedBy }: UnitRatio): Decimal =>
  new Decimal(price).times(dividedBy).div(times);

/** The number of pieces; null where it is not known, or the unit holds no pieces. */
function piecesIn(unit: Unit, packSize: number | null | undefined): Amount | null {
  if (unit.unitClass === "piece") return unit.size;
  if (!HOLDS_PIECES.has(unit.unitClass) || packSize == null || !(packSize > 0)) return null;
  return new Decimal(unit.size).times(packSize).toFixed();
}

const samePack = ({ from, to }: PackSizes): boolean => from == null || to == null || from === to;

const ratio = (times: Amount, dividedBy: Amount): UnitRatio => ({
  times: new Decimal(times),
  dividedBy: new Decimal(dividedBy),
});
