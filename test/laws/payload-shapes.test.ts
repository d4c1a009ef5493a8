import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readProduct } from "../../src/gateways/read-product.ts";
import { GATEWAYS, gatewayOf } from "../../src/gateways/registry.ts";
import { normalizeProduct } from "../../src/library.ts";
import { parseJson } from "../../src/model/json.ts";
import type { Product } from "../../src/model/product.ts";
import { askOf } from "../gateways/fixture.ts";

const FOLDER = new URL("../fixtures/payloads/", import.meta.url);
// Answers to other questions than for one product.
const OTHERS = ["batch.json", "freight.json", "inventory.json"];

const PAYLOADS = Object.values(GATEWAYS).flatMap(({ id }) =>
  readdirSync(new URL(`${id}/`, FOLDER))
    .filter((name) => !OTHERS.includes(name))
    .map((name) => ({ id, name, text: readFileSync(new URL(`${id}/${name}`, FOLDER), "utf8") })),
);

/** The value with each of its inner values changed, the deepest first. */
function changed(value: unknown, change: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value)) return change(value.map((inner) => changed(inner, change)));
  if (typeof value !== "object" || value === null) return change(value);
  return change(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, changed(inner, change)])));
}

const scalarAsText = (value: unknown): unknown =>
  typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" ? String(value) : value;

const aloneAsItself = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 1 && typeof value[0] === "object" ? value[0] : value;

describe.each(PAYLOADS)("$id/$name", ({ id, text }) => {
  const body = parseJson(text);
  const gateway = gatewayOf(id);
  const read = (answer: unknown): Product => readProduct(gateway, answer, askOf(id, "", { country: "" }));

  it("says the same where every number and flag is written as a text", () => {
    expect(read(changed(body, scalarAsText))).toEqual(read(body));
  });

  it("says the same where a list of one is that one", () => {
    expect(read(changed(body, aloneAsItself))).toEqual(read(body));
  });

  it("cut short anywhere, is an answer that could not be read", () => {
    const whole = text.trimEnd();
    for (let length = 0; length < whole.length; length += Math.ceil(whole.length / 60)) {
      const cut = whole.slice(0, length);
      expect(() => normalizeProduct(id, cut)).toThrow(expect.objectContaining({ kind: "bad_answer" }));
    }
  });
});

describe.each(Object.keys(GATEWAYS) as (keyof typeof GATEWAYS)[])("%s", (id) => {
  it.each(["", "{", "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", '{"result":{"title":"Cu'])(
    "takes %j under status 200 for a failure of the way, not of the listing",
    (text) => {
      const reply = { status: 200, headers: {}, text, body: undefined };
      expect(gatewayOf(id).readFault(reply, askOf(id, "", { country: "" }))).toMatchObject({ kind: "unavailable" });
    },
  );

  it.each([null, [], "text", 7, {}])("says of %j that nothing could be read in it", (body) => {
    expect(() => normalizeProduct(id, JSON.stringify(body))).toThrow(
      expect.objectContaining({ kind: "bad_answer", message: expect.stringMatching(/\S/) }),
    );
  });
});
