import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { SETTINGS } from "../../src/config/config.ts";
import { VERSION } from "../../src/version.ts";
import { changed, WRONG, wholeEntry } from "../fixtures/registry-entry/entries.ts";
import { ROOT } from "../support/clients.ts";

const json = (file: string) => JSON.parse(readFileSync(join(ROOT, file), "utf8"));

it("says one version everywhere", () => {
  const { version, mcpName, name } = json("package.json");
  const server = json("server.json");
  expect([VERSION, server.version, server.packages[0].version]).toEqual([version, version, version]);
  expect([server.name, server.packages[0].identifier]).toEqual([mcpName, name]);
  // The registry takes one version and no range, which its schema cannot say.
  expect(version).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
});

const SCHEMA = json("test/fixtures/registry-entry/schema.json");
const ajv = new Ajv({ allErrors: true, verbose: true });
formats.default(ajv);
const validate = ajv.compile(SCHEMA);

/** Each rule that an entry breaks: where in the entry, which, and in which part of the schema it stands. */
const faultsOf = (entry: unknown) => {
  validate(entry);
  return (validate.errors ?? []).map(({ instancePath, keyword, parentSchema }) => ({
    where: instancePath,
    rule: keyword,
    schema: parentSchema,
  }));
};

const keysIn = (value: unknown): readonly string[] =>
  typeof value !== "object" || value === null
    ? []
    : [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(keysIn)];
const fieldsIn = (schema: unknown): readonly string[] =>
  typeof schema !== "object" || schema === null
    ? []
    : Object.entries(schema).flatMap(([key, value]) => [
        ...(key === "properties" ? Object.keys(value) : []),
        ...fieldsIn(value),
      ]);

it("is an entry that the registry takes, of fields that it knows and settings that exist", () => {
  const entry = json("server.json");
  expect(faultsOf(entry)).toEqual([]);
  expect(entry.$schema).toBe("https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json");
  expect(fieldsIn(SCHEMA)).toEqual(expect.arrayContaining([...keysIn(entry)]));
  const known = new Map(SETTINGS.map((setting) => [setting.name, setting]));
  for (const { name, description, isSecret } of entry.packages[0].environmentVariables) {
    expect(description, name).toBe(known.get(name)?.meaning);
    expect(isSecret === true, name).toBe(known.get(name)?.isSecret);
  }
});

describe("the registry's schema", () => {
  it("takes every field that it knows, and entries of few", () => {
    expect(faultsOf(wholeEntry())).toEqual([]);
    expect(faultsOf({ name: "a/b", description: "b", version: "latest" })).toEqual([]);
  });

  it.each(WRONG)("refuses %s %j by its %s", (path, value, rule) => {
    const keys = path.split(" ").map((key) => `/${key.replaceAll("/", "~1")}`);
    const where = (value === undefined ? keys.slice(0, -1) : keys).join("");
    expect(faultsOf(changed(path, value))).toContainEqual(expect.objectContaining({ where, rule }));
  });

  it("has no rule that refuses none of these", () => {
    const met = [[], ...WRONG.map(([path, value]) => changed(path, value))].flatMap(faultsOf);
    const idle = rulesIn(SCHEMA).filter(
      ([schema, rule]) => !met.some((fault) => fault.schema === schema && fault.rule === rule),
    );
    expect(idle).toEqual([]);
  });
});

const RULES = ["type", "enum", "pattern", "format", "minLength", "maxLength", "required", "not", "anyOf"];
/** Every rule of the schema, beside the part in which it stands. */
function rulesIn(schema: object): readonly (readonly [schema: object, rule: string])[] {
  return Object.entries(schema).flatMap(([key, value]) => {
    const own = RULES.includes(key) ? [[schema, key] as const] : [];
    if (["properties", "definitions", "anyOf", "allOf"].includes(key))
      return [...own, ...Object.values(value).flatMap((part) => rulesIn(part as object))];
    return key === "items" || key === "additionalProperties" ? rulesIn(value) : own;
  });
}
