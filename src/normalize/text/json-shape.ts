import { Decimal } from "../../model/money.ts";

// Reading the loosely typed JSON of the platforms: scalars as strings or numbers, lists with one element as a bare object.

/** The value as an object; an empty one where it is none. */
export const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/**
 * The value as a list: nothing is [], one value is [it], and a wrapper with exactly one key that holds a list or an object
 * ({"ae_item_sku_info_d_t_o": […]}, IOP's spelling of a list) is what it wraps.
 */
export function asList(value: unknown): readonly unknown[] {
  if (value === null || value === undefined || value === "") return [];
  if (Array.isArray(value)) return value;
  if (typeof value !== "object") return [value];
  const values = Object.values(value);
  if (values.length === 0) return [];
  const [only] = values;
  if (values.length > 1 || typeof only !== "object" || only === null) return [value];
  return Array.isArray(only) ? only : [only];
}

/** Trimmed text; numbers in plain notation. Null for blank text, the word "null" and everything that is no scalar. */
export function asText(value: unknown): string | null {
  if (typeof value === "number") return plainNumber(value);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "string") return null;
  const text = value.trim();
  return text === "" || text.toLowerCase() === "null" ? null : text;
}

/** A number in plain notation; null where it is none. */
export function plainNumber(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  const text = String(value);
  return text.includes("e") ? new Decimal(value).toFixed() : text;
}

/** An id with every digit kept. A number too large to be exact has already lost digits, so it is null. */
export function asId(value: unknown): string | null {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : null;
  return asText(value);
}

/** A yes or no in the platforms' spellings; null for anything else. */
export function asBoolean(value: unknown): boolean | null {
  switch (asText(typeof value === "boolean" ? String(value) : value)?.toLowerCase()) {
    case "true":
    case "1":
    case "yes":
    case "y":
      return true;
    case "false":
    case "0":
    case "no":
    case "n":
      return false;
    default:
      return null;
  }
}
