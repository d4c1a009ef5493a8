import { readdirSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { baitSkus } from "../../src/domain/option/price/bait-sku.ts";
import { readProduct } from "../../src/gateways/read-product.ts";
import { GATEWAYS, gatewayOf } from "../../src/gateways/registry.ts";
import { normalizeProduct } from "../../src/library.ts";
import type { GatewayId } from "../../src/model/marketplace.ts";
import type { Product } from "../../src/model/product.ts";
import { presentProduct } from "../../src/tools/get-product/present.ts";
import { productText } from "../../src/tools/get-product/text.ts";
import { askOf, payloadOf } from "../gateways/fixture.ts";
import { aSource } from "../support/product.ts";
import { expectWorkAsSize } from "./growth.ts";

const FOLDER = new URL("../fixtures/payloads/", import.meta.url);
const OTHERS = ["batch.json", "freight.json", "inventory.json"];
const LONG = process.env["SOURCING_TEST_LONG"] === "1";
const ENTRIES = 20_000;
// Measured: 140 ms at the most. Quadratic work over these sizes takes ten seconds and more; what takes this long has to show how it grows.
const SLOW_MS = 500;

/** The fullest of each gateway; all of them where there is time. */
const PAYLOADS = (Object.keys(GATEWAYS) as GatewayId[]).flatMap((id) => {
  const sizeOf = (name: string): number => statSync(new URL(`${id}/${name}`, FOLDER)).size;
  const names = readdirSync(new URL(`${id}/`, FOLDER))
    .filter((name) => !OTHERS.includes(name))
    .sort((one, other) => sizeOf(other) - sizeOf(one));
  return (LONG ? names : names.slice(0, 1)).map((name) => ({ id, name: name.replace(".json", "") }));
});

/** The ways to every list (or text) of an answer. */
function ways(value: unknown, wanted: (value: unknown) => boolean, way = ""): ReadonlySet<string> {
  const inner =
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, one]) => [...ways(one, wanted, Array.isArray(value) ? way : `${way}.${key}`)])
      : [];
  return new Set(wanted(value) ? [way, ...inner] : inner);
}

/** The answer with what stands on `way` changed. */
function changedAt(value: unknown, hit: string, change: (found: unknown) => unknown, way = ""): unknown {
  if (way === hit) return change(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => changedAt(one, hit, change, way));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, changedAt(one, hit, change, `${way}.${key}`)]));
}

/** Each entry with an id and quantities of its own. */
const renumbered = (entry: unknown, index: number): unknown =>
  typeof entry !== "object" || entry === null
    ? entry
    : Object.fromEntries(
        Object.entries(entry).map(([key, value]) => {
          if (/id$/i.test(key)) return [key, String(10_000_000_000 + index)];
          return [key, /quantity/i.test(key) ? index + 1 : value];
        }),
      );

const grownTo =
  (length: number) =>
  (list: unknown): unknown =>
    Array.isArray(list) && list.length > 0
      ? Array.from({ length }, (_, index) => renumbered(list[index % list.length], index))
      : list;

/** Reads and presents as a question does. */
function answerTo(id: GatewayId, body: unknown): Product {
  const product = readProduct(gatewayOf(id), body, askOf(id, "", { country: "" }));
  baitSkus(product.skus);
  const view = {
    languages: ["en"],
    nowMs: 0,
    images: true,
    seo: true,
    descriptionLength: 8_000,
    raw: null,
    skuPage: null,
    country: "DE",
  };
  productText(presentProduct(product, aSource(product), view));
  return product;
}

/** An id that is none is an answer that cannot be read, not a defect. */
function readOrRefused(id: GatewayId, body: unknown): void {
  try {
    answerTo(id, body);
  } catch (error) {
    expect(error).toMatchObject({
      kind: expect.stringMatching(/^(?:bad_answer|not_found|off_shelf|not_sold_there|unavailable)$/),
    });
  }
}

const ALL_TEXTS: readonly string[] = [
  "<".repeat(7_900_000),
  "&amp;".repeat(100_000),
  "a ".repeat(150_000),
  "1".repeat(300_000),
  Array.from({ length: 20_000 }, (_, step) => `${2 * step + 1}-${2 * step + 2}件:¥${90_000 - step}.00`).join(";"),
];
const TEXTS = LONG ? ALL_TEXTS : ALL_TEXTS.filter((_, index) => index % 2 === 0);

describe.each(PAYLOADS)("$id/$name", ({ id, name }) => {
  const body = payloadOf(id, name);
  const lists = [...ways(body, Array.isArray)];

  it.skipIf(lists.length === 0).each(lists)("costs no more than its size where %s is long", (way) => {
    const result = expectWorkAsSize(
      (share) => {
        const part = changedAt(body, way, grownTo(Math.round(ENTRIES * share)));
        return () => answerTo(id, part);
      },
      SLOW_MS,
      way,
    );
    expect(result.skus.length).toBeLessThanOrEqual(2_000);
    expect(result.offer.tiers.length).toBeLessThanOrEqual(200);
    expect(result.shipping.options.length).toBeLessThanOrEqual(200);
    // All SKUs are counted, read or not.
    if (result.skus.length === 2_000) {
      expect(result.skus.length + result.skusLeftOut).toBe(ENTRIES);
      expect(result.warnings).toContainEqual(
        expect.objectContaining({ code: "skus_cut", message: expect.stringContaining("20000 SKUs") }),
      );
    }
  });

  it("costs no more than its size where a text is long", () => {
    for (const way of ways(body, (value) => typeof value === "string")) {
      for (const text of TEXTS) {
        expectWorkAsSize(
          (share) => {
            const part = changedAt(body, way, () => text.slice(0, text.length * share));
            return () => readOrRefused(id, part);
          },
          SLOW_MS,
          `${way}: ${text.slice(0, 12)}`,
        );
      }
    }
  });
});

describe.each(Object.keys(GATEWAYS) as GatewayId[])("%s", (id) => {
  it.each([
    ["a few lists", "[".repeat(30_000), "]".repeat(30_000)],
    ["a few wrappers", `{"result":{"skus":${'{"x_d_t_o":'.repeat(4_000)}`, `1${"}".repeat(4_000)}}}`],
    ["lists", "[".repeat(250_000), "]".repeat(250_000)],
    ["objects", '{"result":'.repeat(100_000), `{}${"}".repeat(100_000)}`],
    ["wrappers", `{"result":{"skus":${'{"x_d_t_o":'.repeat(100_000)}`, `1${"}".repeat(100_000)}}}`],
  ])("says of %s nested without end that they cannot be read", (_what, open, close) => {
    expect(() => normalizeProduct(id, open + close)).toThrow(expect.objectContaining({ kind: "bad_answer" }));
  });
});
