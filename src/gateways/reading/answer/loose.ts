import * as z from "zod";
import { asBoolean, asId, asRecord, asText } from "../../../normalize/text/json-shape.ts";

// Blocks for payload schemas. The platforms send null for objects, objects for one-element lists and texts for numbers, so these
// never refuse: what has another shape reads as empty, and whoever reads it says what is missing.

// IOP wraps lists: {"ae_item_sku_info_d_t_o": [...]}, {"string": [...]}.
const WRAPPER = /_d_t_o$|^(?:string|number|json|ae_item_property)$/;

/** Kept as it came, for a reader of the trade's texts. */
export const raw = z.unknown().optional();
// One step for each of the three: the readers refuse nothing, and an answer of 8 MiB has a million of these fields.
export const text = z.transform(asText);
export const id = z.transform(asId);
export const flag = z.transform(asBoolean);

export const record = <Shape extends z.ZodRawShape>(shape: Shape) => z.preprocess(asRecord, z.object(shape));

/** A list, bare or in IOP's wrapper; one element alone counts as a list of one. */
export const list = <Item extends z.ZodType>(item: Item) => z.preprocess(elements, z.array(item));

function elements(value: unknown): readonly unknown[] {
  if (value === null || value === undefined || value === "") return [];
  if (Array.isArray(value)) return value.filter((element) => element !== null && element !== undefined);
  const [key, ...others] = Object.keys(asRecord(value));
  const isWrapper = key !== undefined && others.length === 0 && WRAPPER.test(key);
  return isWrapper ? elements(asRecord(value)[key]) : [value];
}
