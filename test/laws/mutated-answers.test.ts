import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readProduct } from "../../src/gateways/read-product.ts";
import { GATEWAYS, gatewayOf } from "../../src/gateways/registry.ts";
import { Fault } from "../../src/model/fault.ts";
import { parseJson } from "../../src/model/json.ts";
import type { GatewayId } from "../../src/model/marketplace.ts";
import type { Product } from "../../src/model/product.ts";
import { askOf } from "../gateways/fixture.ts";
import { sharedFolder } from "../support/shared.ts";
import { expectWorkAsSize } from "./growth.ts";

// Whatever a platform leaves out, empties or fills with nonsense: a reader says less, never something false.

type Id = GatewayId;
interface Answer {
  readonly id: Id;
  readonly name: string;
  readonly body: unknown;
}

const OWN = new URL("../fixtures/payloads/", import.meta.url);
const SHARED = sharedFolder("payloads");
const PRODUCTS = /^(?!batch|freight|inventory|search).*\.json$/;

const read = (folder: URL, name: string): unknown => parseJson(readFileSync(new URL(name, folder), "utf8"));
const ownAnswers = (Object.keys(GATEWAYS) as Id[]).flatMap((id) => {
  const folder = new URL(`${id}/`, OWN);
  return readdirSync(folder)
    .filter((name) => PRODUCTS.test(name))
    .map((name): Answer => ({ id, name, body: read(folder, name) }));
});
const readerOf = (name: string): Id | null => {
  if (/^1688_(?:cross_productInfo|product_get|queryProductDetail)/.test(name)) return "1688-open";
  if (/^ae_ds_product_(?:get|wholesale_get)/.test(name)) return "aliexpress-iop";
  return name.startsWith("icbu_eco_buyer_product_description") ? "alibaba-iop" : null;
};
const trueAnswers = (SHARED === null ? [] : readdirSync(SHARED)).flatMap((name): Answer[] => {
  const id = readerOf(name);
  return id === null || SHARED === null ? [] : [{ id, name, body: read(SHARED, name) }];
});

type Path = readonly (string | number)[];

/** Every place in a value but for those in the third and later entries of a list, which repeat the first. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries = Array.isArray(value)
    ? value.slice(0, 2).map((entry, index) => [index, entry] as const)
    : Object.entries(value);
  return [path, ...entries.flatMap(([key, entry]) => placesIn(entry, [...path, key]))];
}

const REMOVED = Symbol("removed");

function changed(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value)) {
    return value.flatMap((entry, index) => {
      if (index !== key) return [entry];
      const next = changed(entry, rest, to);
      return next === REMOVED ? [] : [next];
    });
  }
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([name, entry]) => {
      if (name !== key) return [[name, entry]];
      const next = changed(entry, rest, to);
      return next === REMOVED ? [] : [[name, next]];
    }),
  );
}

const HOSTILE = [REMOVED, null, [], {}, "", " ", "null", "0", 0, -1, "???", "<b>N/A</b>", true, "1e400", ["x"]] as const;

// In the ordinary run each place takes a third of the values, the next place the next third; in the long run all of them.
const IS_LONG = process.env["SOURCING_TEST_LONG"] === "1";
const valuesAt = (place: number): readonly unknown[] => HOSTILE.filter((_value, index) => IS_LONG || (index + place) % 3 === 0);

/** All strings and numbers of a product with the path to each. */
function leavesOf(value: unknown, path: string): readonly (readonly [path: string, leaf: string | number])[] {
  if (typeof value === "string" || typeof value === "number") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => [
    ...(Array.isArray(value) ? [] : [[`${path}.{}`, key] as const]),
    ...leavesOf(entry, `${path}.${key}`),
  ]);
}

const PRICE =
  /^\.(?:offer\.(?:tiers\.\d+\.unitPrice|priceRange\.(?:low|high)|fobPrice|onePiecePrice|listPrice|minOrderValue)|skus\.\d+\.(?:unitPrice|tiers\.\d+\.unitPrice))$/;
// A listing of which nothing is known has an empty title, and one whose id nobody said has no id.
const MAY_BE_EMPTY = /^\.(?:title|url|id)$/;

function falsehoodsOf(product: Product): readonly string[] {
  return leavesOf(product, "").flatMap(([path, leaf]) => {
    if (typeof leaf === "number") return Number.isFinite(leaf) && leaf >= 0 ? [] : [`${path} is ${leaf}`];
    if (leaf.trim() === "" && !MAY_BE_EMPTY.test(path)) return [`${path} is empty`];
    if (/\b(?:NaN|Infinity|undefined)\b/.test(leaf) && !path.startsWith(".warnings")) return [`${path} is ${leaf}`];
    return PRICE.test(path) && !/^\d+(?:\.\d+)?$/.test(leaf.replace(/^0+(?:\.0*)?$/, "none")) ? [`${path} is ${leaf}`] : [];
  });
}

/** What is wrong with the reading of one answer; a refusal by a fault is never wrong. */
function wrongIn({ id }: Answer, body: unknown, asked: string): readonly string[] {
  const gateway = gatewayOf(id);
  const call = askOf(id, asked, { country: "" });
  try {
    if (gateway.readFault({ status: 200, headers: {}, text: "", body }, call) !== null) return [];
    const product = readProduct(gateway, body, call);
    const others = asked !== "" && product.id !== asked ? [`answers for ${product.id}`] : [];
    const unpriced = product.offer.currency === null && product.offer.tiers.length > 0 ? ["prices in no currency"] : [];
    return [...falsehoodsOf(product), ...others, ...unpriced];
  } catch (error) {
    return error instanceof Fault ? [] : [`throws ${String(error)}`];
  }
}

const idOf = ({ id, body }: Answer): string => readProduct(gatewayOf(id), body, askOf(id, "", { country: "" })).id;

describe.each([...ownAnswers, ...trueAnswers])("$id $name", (answer) => {
  it("as it came says nothing false", () => {
    expect(wrongIn(answer, answer.body, "")).toEqual([]);
  });

  it("says nothing false with any one thing missing, emptied or replaced", () => {
    const asked = idOf(answer);
    const wrong = placesIn(answer.body).flatMap((path, place) =>
      valuesAt(place).flatMap((value) => {
        const body = changed(answer.body, path, value);
        if (body === REMOVED) return [];
        return wrongIn(answer, body, asked).map((what) => `${path.join(".")} := ${String(value)}: ${what}`);
      }),
    );
    expect([...new Set(wrong)].slice(0, 20)).toEqual([]);
  }, 60_000);

  it("says the same where every number is written as a text", () => {
    const texts = replaced(answer.body, (value) =>
      typeof value === "number" || typeof value === "bigint" ? String(value) : value,
    );
    const call = askOf(answer.id, "", { country: "" });
    expect(readProduct(gatewayOf(answer.id), texts, call)).toEqual(readProduct(gatewayOf(answer.id), answer.body, call));
  });

  it("guesses no currency", () => {
    const body = replaced(answer.body, (value, key) => (/currency/i.test(key) ? REMOVED : value));
    const { offer, warnings } = readProduct(gatewayOf(answer.id), body, askOf(answer.id, "", { country: "" }));
    // 1688 trades in yuan; on Alibaba.com the dollar is assumed, and said to be.
    if (answer.id.startsWith("1688")) expect(offer.currency).toBe("CNY");
    else if (offer.currency !== null) expect(warnings.map(({ code }) => code)).toContain("currency_assumed");
    if (answer.id.startsWith("aliexpress")) expect(offer.currency).toBeNull();
  });

  it("reads 2,000 SKUs, each once, with work that grows as they do", () => {
    const withSkus = (count: number) =>
      replaced(answer.body, (value, key) => (SKU_LISTS.has(key) && Array.isArray(value) ? manyOf(value, count) : value));
    const body = withSkus(2_000);
    // A reader that looks at each SKU for each SKU takes seconds.
    const wrong = expectWorkAsSize(
      (share) => {
        const part = share === 1 ? body : withSkus(2_000 * share);
        return () => wrongIn(answer, part, "");
      },
      500,
      "SKUs",
    );
    expect(wrong).toEqual([]);
    const { skus } = readProduct(gatewayOf(answer.id), body, askOf(answer.id, "", { country: "" }));
    expect(new Set(skus.map(({ id }) => id)).size).toBe(skus.length);
  });
});

const SKU_LISTS: ReadonlySet<string> = new Set([
  ...["productSkuInfos", "skuInfos", "ae_item_sku_info_d_t_o", "ae_item_sku_info_dtos", "skus", "sku_list", "sku_info"],
]);
const SKU_ID = /^(?:sku_?id)$/i;

/** A list of so many SKUs, each with an id of its own. */
const manyOf = (skus: readonly unknown[], count: number): readonly unknown[] =>
  Array.from({ length: count }, (_, index) =>
    replaced(skus[index % skus.length], (value, key) => (SKU_ID.test(key) ? String(500_000 + index) : value)),
  );

/** The value with each of its inner values replaced, the outermost first; what a replacement holds is left alone. */
function replaced(value: unknown, by: (value: unknown, key: string) => unknown, key = ""): unknown {
  const next = by(value, key);
  if (next !== value || typeof value !== "object" || value === null) return next;
  if (Array.isArray(value)) return value.map((entry) => replaced(entry, by)).filter((entry) => entry !== REMOVED);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, entry]) => {
      const inner = replaced(entry, by, name);
      return inner === REMOVED ? [] : [[name, inner]];
    }),
  );
}
