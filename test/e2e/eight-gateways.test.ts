import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GATEWAYS } from "../../src/gateways/registry.ts";
import { FACTS, READINGS, THREE_STEPS } from "../fixtures/cutting-board.ts";
import { connectModern, type TestClient } from "../support/clients.ts";

type Fields = Record<string, unknown>;

const NEED = 500;

it("knows what every gateway says of the listing", () => {
  expect(Object.keys(GATEWAYS).filter((id) => !(id in READINGS))).toEqual([]);
});

describe.each(Object.entries(READINGS).filter(([id]) => id in GATEWAYS))("the cutting board through %s", (gateway, reading) => {
  const { ref, own, missing, order, score, spanish } = reading;
  const [marketplace = ""] = ref.split(":");
  let client: TestClient;
  beforeAll(async () => {
    client = await connectModern({ SOURCING_MODE: "sandbox", [`SOURCING_${marketplace.toUpperCase()}_GATEWAY`]: gateway });
  });
  afterAll(() => client?.close());

  const ask = async (tool: string, args: Fields): Promise<Fields> => {
    const { isError, text, structured } = await client.call(tool, args);
    expect(isError, text).toBe(false);
    return structured ?? {};
  };
  const product = async (): Promise<Fields> => {
    const { products } = (await ask("get_product", { products: [ref], detail: "full" })) as { products: { product: Fields }[] };
    return products[0]?.product ?? {};
  };

  it("is the seller's listing as far as the dialect carries it", async () => {
    const told = await product();
    expect(told["source"]).toMatchObject({ marketplace, gateway });
    const expected = { ...FACTS, "offer.tiers": THREE_STEPS.USD, ...own };
    const isMissing = (field: string): boolean => missing.some((name) => field === name || field.startsWith(`${name}.`));
    const carried = Object.entries(expected).filter(([field]) => !isMissing(field));
    expect(Object.fromEntries(carried.map(([field]) => [field, fact(told, field)]))).toEqual(Object.fromEntries(carried));
  });

  it("leaves empty what the dialect does not carry, and names it", async () => {
    const told = await product();
    // The sandbox's app may read everything: what is missing is absent from the dialect, never kept back by a licence.
    const named = told["missing"] as readonly { field: string; reason: string }[];
    expect(Object.fromEntries(named.map(({ field, reason }) => [field, reason]))).toEqual(
      Object.fromEntries(missing.map((field) => [field, "absent"])),
    );
    // A status that is not known has a word of its own.
    const filled = missing.filter((field) => field !== "status" && !isEmpty(at(told, field)));
    expect(filled).toEqual([]);
    if (missing.includes("status")) expect(told["status"]).toBe("unknown");
  });

  it("costs what the ladder says at the quantity, and names the lines without a figure", async () => {
    const args = { products: [ref], quantity: NEED, destination: "US", detail: "full" };
    const { options } = (await ask("compare_purchase_options", args)) as { options: Fields[] };
    expect(options[0]).toMatchObject({
      ref,
      state: "feasible",
      buy: { quantity: NEED, unit_price: order.unitPrice },
      cost: { goods: order.goods, total: { low: order.low, high: null } },
    });
    expect([...(at(options[0], "cost.missing") as string[])].sort()).toEqual([...order.missing].sort());
  });

  it("scores the seller by what the dialect shows of it", async () => {
    const { suppliers } = (await ask("score_supplier", { products: [ref] })) as { suppliers: Fields[] };
    expect(suppliers[0]).toMatchObject({ ref, status: "ok", score });
  });

  it("serves the title to a reader of Spanish as far as the dialect translates", async () => {
    const args = { product: ref, languages: ["es"], fields: ["title"] };
    const { results } = (await ask("extract_language", args)) as { results: Fields[] };
    expect(results[0]).toMatchObject({ field: "title", ...spanish });
  });
});

/** What stands under a dotted name. */
const at = (value: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((inner, key) => (inner as Fields | null | undefined)?.[key], value);

/** What stands under a dotted name, lists shortened to what the facts say of each entry. */
function fact(product: Fields, field: string): unknown {
  const value = at(product, field);
  if (!Array.isArray(value)) return value;
  return (value as Fields[]).map((entry) => {
    if (field === "offer.tiers") return `${entry["min_quantity"]}-${entry["max_quantity"] ?? ""} ${entry["unit_price"]}`;
    return field === "skus.items" ? [entry["sku"], entry["stock"]] : [entry["type"], entry["valid_until"]];
  });
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);
