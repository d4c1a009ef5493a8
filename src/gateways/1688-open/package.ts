import { Decimal } from "../../model/money.ts";
import type { Package } from "../../model/product.ts";
import type { Notes } from "../reading/notes.ts";
import { kilograms, readMeasure } from "../reading/prices/figures.ts";
import type { Listing, SkuPackage } from "./listing.ts";

type Measure = Package["weightKg"];

/** The listing's own weight and size, else those that all of its SKUs share. */
export function readPackage(listing: Listing, notes: Notes): Package {
  const { skuPackages } = listing;
  return {
    weightKg: notes.read("package.weight_kg", listing.weightKg, readMeasure) ?? shared(skuPackages.map(weightOf)),
    lengthCm: notes.read("package.length_cm", listing.lengthCm, readMeasure) ?? sharedSide(skuPackages, "length"),
    widthCm: notes.read("package.width_cm", listing.widthCm, readMeasure) ?? sharedSide(skuPackages, "width"),
    heightCm: notes.read("package.height_cm", listing.heightCm, readMeasure) ?? sharedSide(skuPackages, "height"),
    unitsPerCarton: null,
  };
}

const weightOf = ({ weight, inGrams }: SkuPackage): Measure => (inGrams ? kilograms(readMeasure(weight)) : readMeasure(weight));

const sharedSide = (packages: readonly SkuPackage[], side: "length" | "width" | "height"): Measure =>
  shared(packages.map((one) => readMeasure(one[side])));

function shared(measures: readonly Measure[]): Measure {
  const [first = null] = measures;
  const same = first !== null && measures.every((measure) => measure !== null && new Decimal(measure).eq(first));
  return same ? first : null;
}
