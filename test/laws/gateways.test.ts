import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readProduct } from "../../src/gateways/read-product.ts";
import { GATEWAYS, gatewayOf } from "../../src/gateways/registry.ts";
import { Fault } from "../../src/model/fault.ts";
import { parseJson } from "../../src/model/json.ts";
import type { GatewayId } from "../../src/model/marketplace.ts";
import { Decimal, isAmount, isCurrency } from "../../src/model/money.ts";
import type { Product } from "../../src/model/product.ts";
import { askOf } from "../gateways/fixture.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const FOLDER = new URL("../fixtures/payloads/", import.meta.url);
const PAYLOADS = Object.values(GATEWAYS).flatMap(({ id }) =>
  readdirSync(new URL(`${id}/`, FOLDER)).map((name) => ({
    id,
    name,
    body: parseJson(readFileSync(new URL(`${id}/${name}`, FOLDER), "utf8")) as Json,
  })),
);

// What a platform, a proxy or a bad day puts where something else was.
const ODD: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    "",
    0,
    "0",
    -1,
    "-5",
    Number.MAX_VALUE,
    1e21,
    "NaN",
    "null",
    [],
    {},
    [null],
    true,
    "价格",
    "1e9",
    "__proto__",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.double({ noNaN: true }),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
);

/** Every place in a value, the deeper ones too. */
const placesOf = (value: Json, path: readonly string[] = []): (readonly string[])[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...placesOf(inner, [...path, key])])
    : [];

function put(value: Json, [key, ...rest]: readonly string[], odd: Json): Json {
  if (key === undefined) return odd;
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? put(item, rest, odd) : item));
  if (typeof value !== "object" || value === null) return value;
  return { ...value, [key]: put(value[key] ?? null, rest, odd) };
}

function readOrFault(id: GatewayId, body: Json): Product | null {
  try {
    const gateway = gatewayOf(id);
    const reply = { status: 200, headers: {}, text: "", body };
    return gateway.readFault(reply, null) === null ? readProduct(gateway, body, askOf(id, "123456789")) : null;
  } catch (error) {
    expect(error).toBeInstanceOf(Fault);
    expect((error as Fault).kind).toBe("bad_answer");
    return null;
  }
}

function expectSound({ offer, skus, stock, supplier, shipping }: Product): void {
  const prices = [...offer.tiers, ...skus.flatMap((sku) => sku.tiers)].map((tier) => tier.unitPrice);
  for (const price of [...prices, ...skus.map((sku) => sku.unitPrice), offer.fobPrice, offer.priceRange?.low]) {
    if (price !== null && price !== undefined) expect(isAmount(price) && new Decimal(price).gt(0)).toBe(true);
  }
  expect(offer.currency === null || isCurrency(offer.currency)).toBe(true);
  if (offer.currency === null) expect(prices).toEqual([]);
  for (const count of [stock, offer.minOrderQuantity, offer.orderMultiple, ...skus.map((sku) => sku.stock)]) {
    if (count !== null) expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
  }
  for (const rate of [supplier.responseRate, supplier.onTimeRate, supplier.disputeRate, supplier.refundRate]) {
    if (rate !== null) expect(new Decimal(rate).gte(0) && new Decimal(rate).lte(1)).toBe(true);
  }
  for (const { freight } of shipping.options) if (freight !== null) expect(isAmount(freight.amount)).toBe(true);
  expect(offer.priceBasis === "quantity").toBe(offer.tiers.length > 0);
}

describe("a payload damaged anywhere", () => {
  for (const { id, name, body } of PAYLOADS) {
    it(`${id}/${name} reads as a sound product or as a fault, and never throws anything else`, () => {
      const places = placesOf(body);
      const damage = fc.array(fc.tuple(fc.constantFrom(...places), ODD), { minLength: 1, maxLength: 4 });
      fc.assert(
        fc.property(damage, (damages) => {
          const product = readOrFault(
            id,
            damages.reduce((whole, [place, odd]) => put(whole, place, odd), body),
          );
          if (product !== null) expectSound(product);
        }),
        { numRuns: 150 },
      );
    });
  }
});

describe("any JSON at all", () => {
  for (const { id } of Object.values(GATEWAYS)) {
    it(`${id} reads it as a product or as a fault`, () => {
      fc.assert(
        fc.property(fc.jsonValue() as fc.Arbitrary<Json>, (body) => {
          readOrFault(id, body);
          const { token, batch, stock, freight, readFault } = gatewayOf(id);
          const reply = { status: 200, headers: {}, text: "", body };
          if (typeof token !== "string") token.read(reply, 0);
          if (readFault(reply, null) !== null) return;
          for (const operation of [batch, stock, freight]) {
            try {
              operation?.read(body, askOf(id, "123456789"));
            } catch (error) {
              expect(error).toBeInstanceOf(Fault);
            }
          }
        }),
      );
    });
  }
});
