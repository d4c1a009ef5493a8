import { Decimal } from "../../model/money.ts";
import type { Product } from "../../model/product.ts";
import { HOLDS_PIECES, isMeasure, PIECE, UNIT_CLASSES, type Unit, type UnitRatio, unitRatio } from "../../model/unit.ts";
import { readUnit, unitNamed } from "../../model/unit-words.ts";
import { productInUnit } from "../../normalize/price/product-unit.ts";
import { createObjectMemory } from "../../object-memory.ts";
import type { ComparisonRequest, Listing } from "../comparison.ts";

/**
 * The question with every listing counted and priced in the unit asked for, so that nothing behind it compares a kilogram with a
 * gram. A listing whose unit does not convert keeps its own and is of class "other": a mismatch, whatever is asked.
 */
export function inAskedUnit(request: ComparisonRequest): ComparisonRequest {
  const listings = request.listings.filter((listing): listing is Listing => "product" in listing);
  const asked = askedUnit(request, listings);
  return {
    ...request,
    unit: asked.name,
    unitClass: asked.unitClass,
    listings: request.listings.map((listing) => ("product" in listing ? listingInUnit(listing, asked) : listing)),
  };
}

/** By reference, the listings that count otherwise than asked: how many of the unit asked for are in one of their own. */
export function recountedListings(request: ComparisonRequest): ReadonlyMap<string, UnitRatio> {
  const listings = request.listings.filter((listing): listing is Listing => "product" in listing);
  const asked = askedUnit(request, listings);
  return new Map(
    listings.flatMap(({ ref, product }) => {
      const ratio = recountOf(product, asked);
      return ratio === null ? [] : [[ref, ratio] as const];
    }),
  );
}

/** The unit of the question; not said, what most listings are sold by. */
function askedUnit({ unit, unitClass }: ComparisonRequest, listings: readonly Listing[]): Unit {
  const named = unit == null ? null : (unitNamed(unit) ?? readUnit(unit)?.unit ?? null);
  if (named !== null) return named;
  return usualUnit(listings.filter(({ product }) => unitClass === null || product.offer.unitClass === unitClass));
}

/**
 * Among equals the first of the list of unit classes, then the smaller unit, whatever the order of the listings. A word that is no unit
 * known here counts only where more than half of all are sold by it: one option's word never decides what the others count.
 */
function usualUnit(listings: readonly Listing[]): Unit {
  const counts = new Map<string, { unit: Unit; count: number }>();
  for (const { product } of listings) {
    const unit = readUnit(product.offer.unit)?.unit;
    if (unit === undefined) continue;
    const key = `${unit.unitClass} ${unit.name}`;
    counts.set(key, { unit, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const isKnown = ({ unitClass }: Unit): boolean => unitClass !== "other";
  const candidates = [...counts.values()].filter(({ unit, count }) => isKnown(unit) || count * 2 > listings.length);
  const [most] = candidates.sort(
    (a, b) =>
      b.count - a.count ||
      UNIT_CLASSES.indexOf(a.unit.unitClass) - UNIT_CLASSES.indexOf(b.unit.unitClass) ||
      new Decimal(a.unit.size).comparedTo(b.unit.size) ||
      (a.unit.name < b.unit.name ? -1 : 1),
  );
  return most?.unit ?? PIECE;
}

const converted = createObjectMemory<Product, Product>();

function listingInUnit(listing: Listing, asked: Unit): Listing {
  const { product } = listing;
  const inUnit = converted(product, `${asked.unitClass} ${asked.name}`, () => inUnitOf(product, asked));
  if (inUnit === product) return listing;
  // A platform quotes by its own unit: a quote asked for another number is none.
  return { ...listing, product: inUnit, quotes: recountOf(product, asked) === null ? listing.quotes : [] };
}

/** How a listing's numbers change in the unit asked for; null where they do not, or its unit does not convert. */
function recountOf(product: Product, asked: Unit): UnitRatio | null {
  const ratio = ratioTo(product, asked);
  return ratio === null || isOne(ratio) ? null : ratio;
}

const isOne = ({ times, dividedBy }: UnitRatio): boolean => times.eq(dividedBy);

function ratioTo({ offer, package: parcel }: Product, asked: Unit): UnitRatio | null {
  const reading = readUnit(offer.unit);
  if (reading === null) return null;
  const { unit: own, holds } = reading;
  // A bag of 25 kg is so many of what is asked for.
  if (holds !== undefined && isMeasure(asked) && holds.unit.unitClass === asked.unitClass) {
    return { times: new Decimal(holds.amount).times(holds.unit.size), dividedBy: new Decimal(asked.size) };
  }
  // A carton that the buyer counts by is the one this listing's pieces come in.
  const inCarton = asked.name === "carton" && own.unitClass === "piece" ? parcel.unitsPerCarton : null;
  const inOwn = offer.unitsPerPack ?? (own.name === "carton" ? parcel.unitsPerCarton : null);
  return unitRatio(own, asked, { from: inOwn, to: inCarton });
}

function inUnitOf(listed: Product, asked: Unit): Product {
  const own = readUnit(listed.offer.unit)?.unit;
  // A listing that names no unit is taken to count as asked; others say so.
  if (own === undefined) return listed;
  const ratio = ratioTo(listed, asked);
  const product = own.name === "carton" ? soldByCarton(listed) : listed;
  const { offer } = product;
  if (ratio === null) return { ...product, offer: { ...offer, unitClass: "other" } };
  if (isOne(ratio)) {
    return own.unitClass === asked.unitClass ? product : { ...product, offer: { ...offer, unitClass: asked.unitClass } };
  }
  const quantity = ratio.times.div(ratio.dividedBy);
  const isWhole = !isMeasure(own) && quantity.isInteger();
  const inUnit = productInUnit(product, {
    unit: asked.name,
    unitClass: asked.unitClass,
    unitsPerPack: HOLDS_PIECES.has(asked.unitClass) ? offer.unitsPerPack : null,
    isMeasured: isMeasure(asked),
    quantity,
    price: ratio.dividedBy.div(ratio.times),
  });
  // Sold by the dozen, pieces come by twelve.
  const multiple = isWhole && offer.orderMultiple === null ? quantity.toNumber() : inUnit.offer.orderMultiple;
  return { ...inUnit, offer: { ...inUnit.offer, orderMultiple: multiple } };
}

/** Where cartons are sold, how many pieces are in one says how to convert it; of what is sold, one is in a carton. */
const soldByCarton = (product: Product): Product =>
  product.package.unitsPerCarton === null ? product : { ...product, package: { ...product.package, unitsPerCarton: 1 } };
