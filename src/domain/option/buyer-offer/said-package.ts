import { type Amount, Decimal } from "../../../model/money.ts";
import type { Package, Warning } from "../../../model/product.ts";
import { readUnit } from "../../../model/unit-words.ts";
import type { SaidPackage } from "./buyer-offer.ts";

// No carton that people lift is heavier or larger: sizes that would make one so are the carton's own. Manual handling ends near 25 kg;
// the bulkiest cartons of the trade are near 0.3 m3.
const MOST_KG = 40;
const MOST_M3 = 0.4;
// A lighter box is hardly a carton that goods are exported in.
const LEAST_KG = 3;
const CM3_PER_M3 = 1_000_000;
const WEIGHT_DECIMALS = 12;

/**
 * The package with what was said of it. Suppliers state the carton ("24 pcs/ctn, 60 x 40 x 50 cm, 14 kg"), listings one unit: which of
 * both is meant is said (`sizesOf`), or seen where a carton of such units could not be lifted; the answer names it where it is not sure.
 */
export function saidPackage(
  own: Package,
  said: SaidPackage,
  soldBy: string | null,
): { readonly package: Package; readonly warnings: readonly Warning[] } {
  const units = said.unitsPerCarton == null ? own.unitsPerCarton : Number(said.unitsPerCarton);
  const counted: Package = { ...own, unitsPerCarton: units };
  const { weightKg = null, lengthCm = null, widthCm = null, heightCm = null } = said;
  const isMeasured = lengthCm !== null || widthCm !== null || heightCm !== null;
  if (weightKg === null && !isMeasured) return { package: counted, warnings: [] };
  const isSoldByCarton = readUnit(soldBy)?.unit.name === "carton";
  if (said.sizesOf === "carton" && units === null && !isSoldByCarton) return { package: counted, warnings: [UNCOUNTED] };
  const isOfCarton = !isSoldByCarton && units !== null && units > 1 && (said.sizesOf ?? likelier(said, units)) === "carton";
  const inside = isOfCarton ? String(units) : "1";
  return {
    package: {
      ...counted,
      ...(weightKg === null ? {} : { weightKg: shared(weightKg, inside) }),
      ...(isMeasured ? { ...measuresOf(own, said, isOfCarton), unitsInside: inside } : {}),
    },
    warnings: units === null || said.sizesOf != null || isSoldByCarton ? [] : doubts(said, units, isOfCarton),
  };
}

/** A unit's sizes may be corrected one by one; a carton's stand alone. */
function measuresOf(own: Package, said: SaidPackage, isOfCarton: boolean) {
  const isOwn = !isOfCarton && (own.unitsInside ?? "1") === "1";
  return {
    lengthCm: said.lengthCm ?? (isOwn ? own.lengthCm : null),
    widthCm: said.widthCm ?? (isOwn ? own.widthCm : null),
    heightCm: said.heightCm ?? (isOwn ? own.heightCm : null),
  };
}

const shared = (weightKg: Amount, inside: Amount): Amount =>
  new Decimal(weightKg).div(inside).toDecimalPlaces(WEIGHT_DECIMALS).toFixed();

function likelier(said: SaidPackage, units: number): "unit" | "carton" {
  const cubic = volume(said);
  const isTooHeavy = said.weightKg != null && new Decimal(said.weightKg).times(units).gt(MOST_KG);
  const isTooLarge = cubic?.times(units).gt(MOST_M3) === true;
  return isTooHeavy || isTooLarge ? "carton" : "unit";
}

const volume = ({ lengthCm, widthCm, heightCm }: SaidPackage): Decimal | null =>
  lengthCm == null || widthCm == null || heightCm == null
    ? null
    : new Decimal(lengthCm).times(widthCm).times(heightCm).div(CM3_PER_M3);

const UNCOUNTED: Warning = {
  code: "package_not_counted",
  message: "The carton's sizes are left out: how many are in it is not said (package.units_per_carton)",
};

/** What was taken for what, where it was not said and could be otherwise. */
function doubts(said: SaidPackage, units: number, isOfCarton: boolean): readonly Warning[] {
  if (isOfCarton)
    return [
      {
        code: "package_of_carton",
        message: `The package is read as the carton's, ${units} in it, not one unit's: say so if it is not`,
      },
    ];
  const isOpen = units > 1 && said.weightKg != null && new Decimal(said.weightKg).gte(LEAST_KG);
  return isOpen
    ? [
        {
          code: "package_of_unit",
          message: `The package is read as one unit's, not the carton's of ${units}: say so if it is not`,
        },
      ]
    : [];
}
