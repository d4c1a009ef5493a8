import { Fault } from "../../model/fault.ts";
import { type Amount, Decimal, isAmount, powerOfTen } from "../../model/money.ts";
import { type Piece, piecesOf, type ScaledTerms } from "./pieces.ts";
import type { SplitRequest, SplitSupplier } from "./request.ts";

/** What one supplier can be asked for. Quantities are in lots, costs in grains, all whole numbers. */
export interface Offer {
  /** Place in the request. */
  readonly position: number;
  readonly multiple: number;
  readonly pieces: readonly Piece[];
}

export interface SplitInstance {
  /** In lots. */
  readonly need: number;
  readonly exact: boolean;
  /** Most suppliers; never above the number of offers. */
  readonly limit: number;
  readonly offers: readonly Offer[];
  /** Units in a lot: the common divisor of every quantity that can be ordered. */
  readonly lotUnits: number;
  /** Grains in one unit of currency. */
  readonly grains: Decimal;
  /** False where the amounts had to be cut to fit: then the costs are rounded down. */
  readonly amountsExact: boolean;
}

// Sums of two costs and products of slope and need stay whole numbers that a double holds (below 2^53), with room to add.
export const LARGEST_COST = 2 ** 51;
// A quantity above this is a mistake; the product with a price of nine digits still fits.
const MAX_QUANTITY = 1e9;

/** The request as whole numbers. `offers` is empty where nobody sells anything, `need` not whole where no lot sums to it. */
export const readInstance = (request: SplitRequest): SplitInstance => {
  checkQuantity("need", request.need, 1);
  if (request.maxSuppliers != null) checkQuantity("maxSuppliers", request.maxSuppliers, 1);
  request.suppliers.forEach(checkSupplier);
  const exact = request.allowOverbuy === false;
  const limit = Math.min(request.maxSuppliers ?? request.suppliers.length, request.suppliers.length);
  const scale = chooseScale(request, limit);
  const offers = request.suppliers.flatMap((supplier, position): Offer[] => {
    const terms = scaledTerms(supplier, scale.whole);
    const pieces = piecesOf(terms, request.need, exact).map((piece) => ({
      ...piece,
      intercept: piece.intercept * scale.grain + (scale.grain === 1 ? 0 : scale.perOrder + (scale.byPosition ? position : 0)),
      slope: piece.slope * scale.grain,
    }));
    return pieces.length === 0 ? [] : [{ position, multiple: terms.multiple, pieces }];
  });
  const lotUnits = offers.flatMap(orderSteps).reduce(commonDivisor, 0) || 1;
  return {
    need: exact ? request.need / lotUnits : Math.ceil(request.need / lotUnits),
    exact,
    limit: Math.min(limit, offers.length),
    offers: offers.map((offer) => inLots(offer, lotUnits)),
    lotUnits,
    grains: powerOfTen(scale.decimals).times(scale.grain),
    amountsExact: scale.exact,
  };
};

interface Scale {
  readonly decimals: number;
  readonly exact: boolean;
  readonly whole: (amount: Amount) => number;
  /** Ties: costs are multiplied by `grain`, and every order adds `perOrder` (and its position), less than `grain` together. */
  readonly grain: number;
  readonly perOrder: number;
  readonly byPosition: boolean;
}

/** The finest scale at which every cost that matters is a whole number that a double holds. */
const chooseScale = ({ suppliers, need }: SplitRequest, limit: number): Scale => {
  const decimals = Math.max(0, ...suppliers.flatMap(amountsOf).map(decimalsOf));
  const largest = largestTotal(suppliers, need, limit);
  const room = LARGEST_COST / largest / 10 ** decimals;
  if (room < 1) {
    const fitting = Math.floor(Math.log10(LARGEST_COST / largest));
    const factor = powerOfTen(fitting);
    const whole = (amount: Amount): number => new Decimal(amount).times(factor).floor().toNumber();
    return { decimals: fitting, exact: false, whole, grain: 1, perOrder: 0, byPosition: false };
  }
  // Fewer suppliers first, then the least sum of positions; where the numbers leave no room, only the first, or neither.
  const count = suppliers.length;
  const perOrder = count * limit;
  // Below 2^51 the two roundings are off by less than a half together, so the nearest whole number is the amount itself.
  const factor = 10 ** decimals;
  const whole = (amount: Amount): number => Math.round(Number(amount) * factor);
  const candidates = [
    { grain: (perOrder + count) * limit, perOrder, byPosition: true },
    { grain: limit + 1, perOrder: 1, byPosition: false },
  ];
  const ties = candidates.find(({ grain }) => grain <= room) ?? { grain: 1, perOrder: 0, byPosition: false };
  return { decimals, exact: true, whole, ...ties };
};

const amountsOf = ({ fixedCost, tiers, freight }: SplitSupplier): readonly Amount[] => [
  fixedCost,
  ...tiers.map((tier) => tier.unitPrice),
  ...freight.flatMap(({ flat, perUnit }) => [flat, perUnit]),
];

/**
 * What no allocation from which nothing can be left out costs more than, in currency: it buys less than one order above the
 * need. A double's relative error of 1e-16 is nothing beside the room that LARGEST_COST leaves.
 */
const largestTotal = (suppliers: readonly SplitSupplier[], need: number, limit: number): number => {
  const perUnit = suppliers.map(
    ({ tiers, freight }) =>
      most(tiers.map((tier) => Number(tier.unitPrice))) + most(freight.map((bracket) => Number(bracket.perUnit))),
  );
  const perOrder = suppliers.map(
    ({ fixedCost, freight }) => Number(fixedCost) + most(freight.map((bracket) => Number(bracket.flat))),
  );
  const orders = suppliers.map(({ minOrderQuantity, orderMultiple, tiers, freight }) => {
    const starts = [...tiers, ...freight].map((step) => step.minQuantity);
    return Math.max(minOrderQuantity ?? 0, most(starts)) + (orderMultiple ?? 1);
  });
  const dearest = perOrder.sort((left, right) => right - left).slice(0, limit);
  return dearest.reduce((sum, cost) => sum + cost, 1) + most(perUnit) * (need + most(orders));
};

const most = (values: readonly number[]): number => values.reduce((left, right) => Math.max(left, right), 0);

const decimalsOf = (amount: Amount): number => {
  const point = amount.indexOf(".");
  if (point < 0) return 0;
  let end = amount.length;
  while (amount[end - 1] === "0") end -= 1;
  return end - point - 1;
};

const scaledTerms = (supplier: SplitSupplier, whole: (amount: Amount) => number): ScaledTerms => ({
  minimum: Math.max(1, Math.ceil(supplier.minOrderQuantity ?? 1)),
  capacity: Math.floor(supplier.capacity ?? MAX_QUANTITY * 2),
  multiple: supplier.orderMultiple ?? 1,
  fixedCost: whole(supplier.fixedCost),
  tiers: supplier.tiers.map((tier) => ({ minQuantity: Math.ceil(tier.minQuantity), unitPrice: whole(tier.unitPrice) })),
  freight: supplier.freight.map(({ minQuantity, flat, perUnit }) => ({
    minQuantity: Math.ceil(minQuantity),
    flat: whole(flat),
    perUnit: whole(perUnit),
  })),
});

/** A piece of one quantity steps by that quantity, a longer one by the order multiple, which divides its ends. */
export const orderSteps = ({ multiple, pieces }: Offer): readonly number[] =>
  pieces.map(({ low, high }) => (low === high ? low : multiple));

export const commonDivisor = (left: number, right: number): number => (right === 0 ? left : commonDivisor(right, left % right));

export const inLots = ({ position, multiple, pieces }: Offer, lotUnits: number): Offer => ({
  position,
  // A multiple that is no whole number of lots belongs to single quantities only, where it has done its work.
  multiple: Math.max(1, Math.floor(multiple / lotUnits)),
  pieces: pieces.map(({ low, high, intercept, slope }) => ({
    low: low / lotUnits,
    high: high / lotUnits,
    intercept,
    slope: slope * lotUnits,
  })),
});

const checkQuantity = (name: string, value: number, least: number): void => {
  if (Number.isSafeInteger(value) && value >= least && value <= MAX_QUANTITY) return;
  throw new Fault({ kind: "bad_input", message: `${name} must be a whole number from ${least} to ${MAX_QUANTITY}` });
};

const checkSupplier = (supplier: SplitSupplier, position: number): void => {
  const name = `suppliers[${position}]`;
  if (supplier.orderMultiple != null) checkQuantity(`${name}.orderMultiple`, supplier.orderMultiple, 1);
  const quantities = [
    supplier.minOrderQuantity ?? 0,
    ...[...supplier.tiers, ...supplier.freight].map((step) => step.minQuantity),
  ];
  if (!quantities.every((quantity) => quantity >= 0 && quantity <= MAX_QUANTITY) || !((supplier.capacity ?? 0) >= 0)) {
    throw new Fault({ kind: "bad_input", message: `${name}: quantities must be numbers from 0 to ${MAX_QUANTITY}` });
  }
  if (!amountsOf(supplier).every((amount) => typeof amount === "string" && isAmount(amount))) {
    throw new Fault({ kind: "bad_input", message: `${name}: amounts must be plain decimal strings at or above zero` });
  }
};
