import type { ToolDefinition } from "../../tools/advertise.ts";

/** A tool's input as options see it. */
export interface InputField {
  readonly name: string;
  readonly type: "string" | "number" | "boolean" | "array" | "object";
  readonly description: string;
  /** Of a list: whether each entry is an object of its own. */
  readonly holdsObjects: boolean;
  /** Of a group: its own fields. */
  readonly inner: readonly InputField[];
}

type Schema = Readonly<Record<string, unknown>>;

/** The fields that a tool reads, in its own order. */
export const fieldsOf = ({ inputSchema }: Pick<ToolDefinition, "inputSchema">): readonly InputField[] => fieldsIn(inputSchema);

function fieldsIn(schema: Schema): readonly InputField[] {
  const properties = (schema["properties"] ?? {}) as Readonly<Record<string, Schema>>;
  return Object.entries(properties).map(([name, field]) => ({
    name,
    type: typeOf(field),
    description: String(field["description"] ?? ""),
    holdsObjects: typeOf((field["items"] ?? {}) as Schema) === "object",
    inner: fieldsIn(field),
  }));
}

function typeOf({ type }: Schema): InputField["type"] {
  if (type === "integer") return "number";
  return type === "number" || type === "boolean" || type === "array" || type === "object" ? type : "string";
}

/** As an option is written: `--max-unit-price`, `--costs.duty-rate`. */
export const optionName = (path: readonly string[]): string => `--${path.join(".").replaceAll("_", "-")}`;
