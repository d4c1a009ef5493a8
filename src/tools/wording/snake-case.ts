import { snakeCase } from "../../normalize/text/field-name.ts";

/** `minOrderQuantity` as the answer spells it: `min_order_quantity`. Digits stay with the word before them. */
export type SnakeCase<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? Tail extends Uncapitalize<Tail>
    ? `${Lowercase<Head>}${SnakeCase<Tail>}`
    : `${Lowercase<Head>}_${SnakeCase<Tail>}`
  : Name;

/** A value of the domain with the answer's field names. The keys of a map are data and stay as they are. */
export type SnakeCased<Value> = Value extends readonly (infer Entry)[]
  ? SnakeCased<Entry>[]
  : Value extends object
    ? string extends keyof Value
      ? { [Key in keyof Value]: Value[Key] }
      : { -readonly [Key in keyof Value as Key extends string ? SnakeCase<Key> : Key]: SnakeCased<Value[Key]> }
    : Value;

// Maps of the model: their keys are a seller's or a currency's, no field names.
const MAPS = new Set(["attributes", "ratings", "rates"]);

/** The one place where the domain's names become the answer's: a deep copy, keys in snake_case, values untouched. */
export function snakeCased<Value>(value: Value): SnakeCased<Value> {
  return copied(value) as SnakeCased<Value>;
}

function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(value)) {
    if (entry !== undefined) copy[spelled(name)] = MAPS.has(name) ? { ...(entry as object) } : copied(entry);
  }
  return copy;
}

const spellings = new Map<string, string>();

/** The model has a few hundred names, and an answer spells them thousands of times. */
function spelled(name: string): string {
  const known = spellings.get(name) ?? snakeCase(name);
  spellings.set(name, known);
  return known;
}

/**
 * The fields of a domain's value that an answer has no place for, `never` where it has all:
 * `const ALL: Forgotten<Supplier, SupplierAnswer> extends never ? true : never = true` does not compile when one is forgotten.
 */
export type Forgotten<Value, Answer> = Exclude<keyof SnakeCased<Value>, keyof Answer>;
