import { z } from "zod";
import type { AnyTool } from "./tool.ts";

type Schema = Readonly<Record<string, unknown>>;

/** A tool as `tools/list` shows it. */
export interface ToolDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: Schema;
  readonly outputSchema: Schema;
  readonly annotations: { readonly readOnlyHint: true; readonly openWorldHint: true };
}

// Clients put the whole list into every conversation, so the advertised output stops here: the root's fields, and the
// fields of what they hold. Deeper groups are objects whose description names their fields; answers are still checked
// against the complete schema before they leave.
const OUTPUT_LEVELS = 2;

export const advertise = (tool: AnyTool): ToolDefinition => ({
  name: tool.name,
  title: tool.title,
  description: tool.description,
  inputSchema: lean(plainRoot(z.toJSONSchema(tool.input, { io: "input", unrepresentable: "any" }))) as Schema,
  outputSchema: shallow(plainRoot(z.toJSONSchema(tool.output, { io: "output", unrepresentable: "any" })), OUTPUT_LEVELS),
  annotations: { readOnlyHint: true, openWorldHint: true },
});

function plainRoot(schema: object): Schema {
  const { $schema: _dialect, ...rest } = schema as Record<string, unknown>;
  return rest;
}

// What a model does not write differently for knowing: lengths and patterns of text, and the bounds of a safe integer.
// They are checked all the same, and a refusal says what to write.
const UNSAID = new Set(["propertyNames", "pattern", "minLength", "maxLength"]);

function lean(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(lean);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword, value]) => !UNSAID.has(keyword) && value !== Number.MAX_SAFE_INTEGER)
      .map(([keyword, value]) => [keyword, lean(value)]),
  );
}

/** The schema with objects below `levels` reduced to a description, and without what only a validator would miss. */
function shallow(schema: Schema, levels: number): Schema {
  const nullable = withoutNull(schema);
  if (nullable) return orNull(shallow(nullable, levels));
  const { type, description, items, properties, enum: values } = schema;
  const said = description === undefined ? {} : { description };
  if (type === "array") return { type, ...said, items: shallow(items as Schema, levels) };
  if (type === "object" && properties !== undefined) {
    const fields = properties as Record<string, Schema>;
    if (levels === 0) return { type, description: String(description ?? fieldNames(fields)) };
    const inner = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, shallow(field, levels - 1)]));
    return { type, ...said, properties: inner, ...(levels === OUTPUT_LEVELS ? { required: schema["required"] } : {}) };
  }
  return { type: type ?? typeOfValues(values), ...said, ...(values === undefined ? {} : { enum: values }) };
}

const orNull = (schema: Schema): Schema => {
  const values = schema["enum"];
  return { ...schema, type: [String(schema["type"]), "null"], ...(Array.isArray(values) ? { enum: [...values, null] } : {}) };
};

const typeOfValues = (values: unknown): string => (Array.isArray(values) && values.length > 0 ? typeof values[0] : "object");

/** The other side of `anyOf: [X, null]`; null where the schema is not of that form. */
function withoutNull(schema: Schema): Schema | null {
  const options = schema["anyOf"];
  if (!Array.isArray(options) || options.length !== 2) return null;
  const other = options.find((option: Schema) => option["type"] !== "null") as Schema | undefined;
  return other && options.some((option: Schema) => option["type"] === "null")
    ? { ...other, ...(schema["description"] ? { description: schema["description"] } : {}) }
    : null;
}

const fieldNames = (fields: Readonly<Record<string, Schema>>): string =>
  Object.entries(fields)
    .map(([name, field]) => (field["type"] === "array" ? `${name}[]` : name))
    .join(", ");
