import { type InputField, optionName } from "./fields.ts";
import { Misuse } from "./misuse.ts";

const PLAIN_NUMBER = /^-?\d{1,15}(?:\.\d{1,20})?$/;
// A list in one option: commas part it, except within an address.
const ADDRESS = /:\/\//;

/**
 * What a text given to an option means for its field. A figure that no JSON number holds exactly stays a text ("6.5%", "1.10"), and the
 * tool says what it cannot read. @throws Misuse where the text is no JSON of the kind
 */
export function fieldValue(text: string, field: InputField, path: readonly string[]): unknown {
  switch (field.type) {
    case "string":
      return text;
    case "number":
      return figure(text);
    case "boolean":
      return truth(text, path);
    case "array":
      return list(text, field, path);
    case "object":
      return json(text, path, "an object", (value) => typeof value === "object" && value !== null && !Array.isArray(value));
  }
}

/** A value whose field says nothing of itself. */
export function looseValue(text: string, path: readonly string[]): unknown {
  if (/^[[{]/.test(text.trim())) return json(text, path, "JSON", () => true);
  if (text === "true" || text === "false") return text === "true";
  return figure(text);
}

function figure(text: string): string | number {
  const trimmed = text.trim();
  return PLAIN_NUMBER.test(trimmed) && String(Number(trimmed)) === trimmed ? Number(trimmed) : trimmed;
}

function truth(text: string, path: readonly string[]): boolean {
  if (text === "true" || text === "false") return text === "true";
  const name = optionName(path);
  throw new Misuse(`${name} takes no value: write ${name} or --no-${name.slice(2)}`);
}

function list(text: string, { holdsObjects }: InputField, path: readonly string[]): readonly unknown[] {
  const trimmed = text.trim();
  if (trimmed.startsWith("[")) return json(trimmed, path, "a list", Array.isArray) as readonly unknown[];
  if (holdsObjects)
    return [json(trimmed, path, "an object or a list of them", (value) => typeof value === "object" && value !== null)];
  if (ADDRESS.test(trimmed)) return [trimmed];
  return trimmed
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function json(text: string, path: readonly string[], wanted: string, fits: (value: unknown) => boolean): unknown {
  const name = optionName(path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Misuse(`${name}: write ${wanted} as JSON, in quotes of the shell`);
  }
  if (!fits(value)) throw new Misuse(`${name}: write ${wanted}`);
  return value;
}
