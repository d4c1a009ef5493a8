import { readFileSync } from "node:fs";
import type { SplitRequest, SplitSupplier } from "../../src/domain/split/request.ts";

export interface NamedRequest {
  readonly name: string;
  readonly request: SplitRequest;
}

/** The instances with known optima, then generated ones of the kinds where simple methods fail. */
export const instances = (): readonly NamedRequest[] => [
  ...known(),
  { name: "30 × 5, need 5,000", request: generated({ suppliers: 30, tiers: 5, need: 5_000, seed: 7 }) },
  {
    name: "30 × 5, need 5,000, at most 3",
    request: { ...generated({ suppliers: 30, tiers: 5, need: 5_000, seed: 8 }), maxSuppliers: 3 },
  },
  {
    name: "30 × 5, exactly 5,000",
    request: { ...generated({ suppliers: 30, tiers: 5, need: 5_000, seed: 9 }), allowOverbuy: false },
  },
  { name: "50 × 10, need 100,000", request: generated({ suppliers: 50, tiers: 10, need: 100_000, seed: 11 }) },
  { name: "50 × 10, need 100,000, again", request: generated({ suppliers: 50, tiers: 10, need: 100_000, seed: 12 }) },
  { name: "30 identical, need 5,000", request: identical(30, 5_000) },
  { name: "30 near ties, need 5,000", request: nearTies(30, 5_000) },
  { name: "30 all-or-nothing lots", request: lots(30, 13) },
  { name: "30 all-or-nothing lots, again", request: lots(30, 14) },
  {
    name: "20 × 5, order multiples",
    request: withMultiples(generated({ suppliers: 20, tiers: 5, need: 5_000, seed: 15 }), 15),
  },
];

const known = (): readonly NamedRequest[] => {
  return JSON.parse(readFileSync("test/fixtures/sourcing-instances.json", "utf8"));
};

interface Shape {
  readonly suppliers: number;
  readonly tiers: number;
  readonly need: number;
  readonly seed: number;
}

/** Suppliers with capacities between a tenth and seven tenths of the need, falling prices, three freight brackets, a fixed cost. */
export const generated = ({ suppliers, tiers, need, seed }: Shape): SplitRequest => {
  const random = randomFrom(seed);
  const between = (low: number, high: number): number => Math.floor(low + random() * (high - low + 1));
  return {
    need,
    suppliers: Array.from({ length: suppliers }, (_, place): SplitSupplier => {
      const minOrderQuantity = [1, 2, 5, 10, 20, 50, 100][between(0, 6)] ?? 1;
      const capacity = between(Math.ceil(need * 0.1), Math.ceil(need * 0.7));
      let price = between(50_000, 90_000);
      const starts = Array.from({ length: tiers - 1 }, () => between(minOrderQuantity + 1, capacity)).sort((a, b) => a - b);
      return {
        id: `s${place}`,
        minOrderQuantity,
        capacity,
        fixedCost: fourDecimals(between(1_000_000, 9_000_000)),
        tiers: [minOrderQuantity, ...new Set(starts)].map((minQuantity) => {
          price = Math.floor(price * (0.9 + random() * 0.08));
          return { minQuantity, unitPrice: fourDecimals(price) };
        }),
        freight: [1, between(20, 100), between(120, 400)].map((minQuantity, at) => ({
          minQuantity,
          flat: fourDecimals(between(1_000_000, 4_000_000) * (at + 1)),
          perUnit: fourDecimals(between(500, 4_000) / (at + 1)),
        })),
      };
    }),
  };
};

const identical = (count: number, need: number): SplitRequest => {
  const supplier: Omit<SplitSupplier, "id"> = {
    minOrderQuantity: 50,
    capacity: 700,
    fixedCost: "85",
    tiers: [
      { minQuantity: 50, unitPrice: "3.2" },
      { minQuantity: 200, unitPrice: "3.05" },
      { minQuantity: 600, unitPrice: "2.98" },
    ],
    freight: [
      { minQuantity: 1, flat: "40", perUnit: "0.11" },
      { minQuantity: 300, flat: "95", perUnit: "0.04" },
    ],
  };
  return { need, suppliers: Array.from({ length: count }, (_, place) => ({ id: `s${place}`, ...supplier })) };
};

const nearTies = (count: number, need: number): SplitRequest => {
  const random = randomFrom(21);
  return {
    need,
    suppliers: identical(count, need).suppliers.map((supplier) => ({
      ...supplier,
      capacity: 400 + Math.floor(random() * 500),
      tiers: supplier.tiers.map((tier) => ({
        ...tier,
        unitPrice: (Number(tier.unitPrice) + Math.floor(random() * 6) / 10_000).toFixed(4),
      })),
    })),
  };
};

/** Each supplier sells one lot or nothing, and the need is not a sum of cheap ones. */
const lots = (count: number, seed: number): SplitRequest => {
  const random = randomFrom(seed);
  const sizes = Array.from({ length: count }, () => 300 + Math.floor(random() * 700));
  return {
    need: Math.floor(sizes.reduce((sum, size) => sum + size, 0) * 0.55),
    suppliers: sizes.map((size, place) => ({
      id: `s${place}`,
      minOrderQuantity: size,
      capacity: size,
      orderMultiple: size,
      fixedCost: "0",
      tiers: [{ minQuantity: size, unitPrice: fourDecimals(70_000 + Math.floor(random() * 60)) }],
      freight: [],
    })),
  };
};

const withMultiples = (request: SplitRequest, seed: number): SplitRequest => {
  const random = randomFrom(seed);
  return {
    ...request,
    suppliers: request.suppliers.map((supplier) => ({
      ...supplier,
      orderMultiple: [1, 6, 10, 12, 25][Math.floor(random() * 5)] ?? 1,
    })),
  };
};

const fourDecimals = (value: number): string => (Math.round(value) / 10_000).toFixed(4);

/** Mulberry32: small, and the same on every machine. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
