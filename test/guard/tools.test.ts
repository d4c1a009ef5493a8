import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { advertise } from "../../src/tools/advertise.ts";
import { TOOLS } from "../../src/tools/index.ts";
import { ROOT } from "../support/clients.ts";

const FOLDER = join(ROOT, "src/tools");
const definitions = TOOLS.map(advertise);

interface Schema {
  readonly type?: unknown;
  readonly description?: string;
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
  readonly additionalProperties?: unknown;
}

/** How many levels of fields a schema shows: 1 for a root whose fields hold nothing further. */
const depth = (schema: Schema): number =>
  schema.items ? depth(schema.items) : schema.properties ? 1 + Math.max(0, ...Object.values(schema.properties).map(depth)) : 0;

describe("the tools folder", () => {
  it("holds one folder a tool, and the registry holds them all", () => {
    const folders = readdirSync(FOLDER).filter((name) => {
      const file = join(FOLDER, name, "tool.ts");
      return existsSync(file) && /\bdefineTool\(\{/.test(readFileSync(file, "utf8"));
    });
    expect(folders.map((name) => name.replaceAll("-", "_")).sort()).toEqual(TOOLS.map(({ name }) => name).sort());
  });

  it.each(TOOLS.map(({ name }) => name))("has a test of %s", (name) => {
    expect(existsSync(join(ROOT, `test/tools/${name.replaceAll("_", "-")}/tool.test.ts`))).toBe(true);
  });

  it("is the README's table of tools", () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    const listed = [...readme.matchAll(/^\| `([a-z]+_[a-z_]+)` \|/gm)].map(([, name]) => name);
    expect(listed.sort()).toEqual(TOOLS.map(({ name }) => name).sort());
  });
});

describe.each(definitions.map((definition) => [definition.name, definition] as const))(
  "%s as advertised",
  (name, definition) => {
    it("has a short name, a title, a description that fits and the hints", () => {
      expect(name).toMatch(/^[a-z]+(?:_[a-z]+)+$/);
      expect(name.length).toBeLessThanOrEqual(40);
      expect(definition.title.length).toBeGreaterThan(5);
      expect(definition.description.length).toBeGreaterThan(100);
      expect(definition.description.length).toBeLessThanOrEqual(1_000);
      expect(definition.annotations).toMatchObject({ readOnlyHint: true, openWorldHint: true });
    });

    it("is an object at the root of both schemas, without unions", () => {
      for (const schema of [definition.inputSchema, definition.outputSchema]) {
        expect(schema["type"]).toBe("object");
        for (const union of ["anyOf", "oneOf", "allOf"]) expect(schema).not.toHaveProperty(union);
      }
    });

    it("refuses unknown input keys and describes every input field, with one type", () => {
      const input = definition.inputSchema as Schema;
      expect(input.additionalProperties).toBe(false);
      const undescribed = (schema: Schema, path: string): readonly string[] =>
        Object.entries(schema.properties ?? schema.items?.properties ?? {}).flatMap(([name, field]) => [
          ...(field.description && typeof field.type === "string" ? [] : [`${path}${name}`]),
          ...undescribed(field, `${path}${name}.`),
        ]);
      expect(undescribed(input, "")).toEqual([]);
    });

    it("shows at most two levels of input and of output", () => {
      for (const schema of [definition.inputSchema, definition.outputSchema])
        expect(depth(schema as Schema)).toBeLessThanOrEqual(2);
    });
  },
);

describe("tools/list", () => {
  it("costs an agent at most 20,000 bytes, and its first tools at most 16,000", () => {
    const first = ["get_product", "compare_purchase_options", "score_supplier", "extract_language"];
    const bytes = (tools: typeof definitions): number => Buffer.byteLength(JSON.stringify({ tools }));
    expect(bytes(definitions)).toBeLessThanOrEqual(20_000);
    expect(bytes(definitions.filter(({ name }) => first.includes(name)))).toBeLessThanOrEqual(16_000);
  });
});
