export const UNIT_CLASSES = ["piece", "pair", "set", "box", "weight", "length", "other"] as const;
/** What kind of thing a quantity counts. Quantities of different classes are never compared. */
export type UnitClass = (typeof UNIT_CLASSES)[number];
