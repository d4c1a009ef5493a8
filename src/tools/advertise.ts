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

// Clients put the whole list into every conversation, so the advertised output stops at the root's fields: a group is an
// object whose description names its fields; answers are still checked against the complete schema before they leave.
const OUTPUT_LEVELS = 1;
const INPUT_LEVELS = 2;

export const advertise = (tool: AnyTool): ToolDefinition => ({
  name: tool.name,
  title: tool.title,
  description: tool.description,
  inputSchema: lean(plainRoot(z.toJSONSchema(tool.input, { io: "input", unrepresentable: "any" })), INPUT_LEVELS),
  outputSchema: shallow(plainRoot(z.toJSONSchema(tool.output, { io: "output", unrepresentable: "any" })), OUTPUT_LEVELS),
  annotations: { readOnlyHint: true, openWorldHint: true },
});

function plainRoot(schema: object): Schema {
  const { $schema: _dialect, ...rest } = schema as Record<string, unknown>;
  return rest;
}

// What a model does not write differently for knowing: patterns, lengths and bounds. They are checked all the same, and a
// refusal says what to write.
const UNSAID = ["propertyNames", "pattern", "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum"] as const;
const KEPT_ELSEWHERE = ["type", "description", "items", "properties", "required", "additionalProperties"] as const;
const LEFT_OUT: ReadonlySet<string> = new Set([...UNSAID, ...KEPT_ELSEWHERE, "exclusiveMinimum", "advertise"]);

/** The input with objects below `levels` reduced to their description, and one type a field: a figure may also be text. */
function lean(schema: Schema, levels: number): Schema {
  const { type, description, items, properties, required = [], default: usual } = schema;
  const rest = Object.fromEntries(Object.entries(schema).filter(([keyword]) => !LEFT_OUT.has(keyword)));
  // A default of no entries says nothing, and one that the description tells need not be told again.
  if ((Array.isArray(usual) && usual.length === 0) || /default/i.test(String(description))) delete rest["default"];
  const named = { type: Array.isArray(type) ? "number" : type, ...(description === undefined ? {} : { description }), ...rest };
  if (type === "array") return { ...named, items: lean(items as Schema, levels) };
  if (type !== "object" || levels === 0 || properties === undefined) return named;
  const fields = properties as Readonly<Record<string, Schema>>;
  const shown = (schema["advertise"] ?? Object.keys(fields)) as readonly string[];
  const needed = (required as readonly string[]).filter((name) => shown.includes(name));
  return {
    ...named,
    properties: Object.fromEntries(shown.map((name) => [name, lean(fields[name] ?? {}, levels - 1)])),
    ...(needed.length === 0 ? {} : { required: needed }),
    ...(levels === INPUT_LEVELS ? { additionalProperties: false } : {}),
  };
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
    return { type, ...said, properties: inner };
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
