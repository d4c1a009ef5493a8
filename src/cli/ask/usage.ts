import type { ToolDefinition } from "../../tools/advertise.ts";
import { fieldsOf, type InputField, optionName } from "./fields.ts";

const VALUES: Readonly<Record<InputField["type"], string>> = {
  string: "TEXT",
  number: "NUMBER",
  boolean: "",
  array: "VALUE,…",
  object: "JSON",
};

/** What may be written after a command: the tool's own inputs as options. */
export function usage(command: string, words: string, definition: ToolDefinition): string {
  const fields = fieldsOf(definition);
  const rows = fields.flatMap((field) => [fieldRow(field), ...field.inner.map((inner) => innerRow(field, inner))]);
  const width = Math.min(40, Math.max(...rows.map(([option]) => option.length)));
  return [
    `Usage: sourcing-mcp ${command} <${words}> [options] [--json | --csv | --jsonl] [-o FILE]`,
    "",
    `${definition.title}. The options are the inputs of ${definition.name}:`,
    "",
    ...rows.map(([option, meaning]) => `  ${option.padEnd(width)}  ${meaning}`),
    "",
    "  --input FILE   the same inputs as one JSON object; - reads stdin. Options stand over it",
    "  --json         the whole answer as JSON; --csv and --jsonl: one row a SKU, a card or an option",
    "  -o FILE        write there, whole or not at all; its ending (.csv, .json, .jsonl) names the format",
    "",
    "Exit code 0: answered, 1: failed, 2: not understood.",
  ].join("\n");
}

const fieldRow = (field: InputField): readonly [string, string] => [
  `${optionName([field.name])} ${field.holdsObjects ? "JSON" : VALUES[field.type]}`.trim(),
  field.description,
];

const innerRow = (field: InputField, inner: InputField): readonly [string, string] => [
  `  ${optionName([field.name, inner.name])}`,
  inner.description,
];
