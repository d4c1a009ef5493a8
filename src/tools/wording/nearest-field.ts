import type { z } from "zod";
import { fieldsMeantBy } from "./other-names.ts";

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly out?: z.ZodType;
}

/** The field that was most likely meant by a key that is none, as a path; null where nothing is like it. */
export function nearestField(input: z.ZodType, path: readonly PropertyKey[], key: string): string | null {
  const shape = shapeOf(path.reduce<z.ZodType | null>(inside, input));
  if (shape === null) return null;
  const meant = fieldsMeantBy(key);
  const own = meant.find((field) => Object.hasOwn(shape, field));
  if (own !== undefined) return [...path.map(String), own].join(".");
  const here = nearestName(key, Object.keys(shape));
  if (here !== null) return [...path.map(String), here].join(".");
  const away = meant.find((field) => isPath(input, field.split(".")));
  if (away !== undefined) return away;
  const elsewhere = Object.entries(shapeOf(input) ?? {}).find(([, field]) => Object.hasOwn(shapeOf(field) ?? {}, key));
  if (elsewhere !== undefined) return `${elsewhere[0]}.${key}`;
  const root = Object.keys(shapeOf(input) ?? {});
  return path.length > 0 && root.includes(key) ? key : null;
}

const isPath = (schema: z.ZodType, [name = "", ...rest]: readonly string[]): boolean => {
  const field = shapeOf(schema)?.[name];
  return field !== undefined && (rest.length === 0 || isPath(field, rest));
};

function inside(schema: z.ZodType | null, step: PropertyKey): z.ZodType | null {
  if (schema === null) return null;
  const { shape, element } = definitionOf(plain(schema));
  return typeof step === "number" ? (element ?? null) : (shape?.[String(step)] ?? null);
}

const shapeOf = (schema: z.ZodType | null): Readonly<Record<string, z.ZodType>> | null =>
  schema === null ? null : (definitionOf(plain(schema)).shape ?? null);

/** Without what says that a field may be left out, and without what happens to it once it is read. */
function plain(schema: z.ZodType): z.ZodType {
  const { type, innerType, in: read, out } = definitionOf(schema);
  if (innerType !== undefined) return plain(innerType);
  if (type === "pipe" && read !== undefined && out !== undefined)
    return plain(definitionOf(read).type === "transform" ? out : read);
  return schema;
}

const definitionOf = (schema: z.ZodType): Definition => schema.def as unknown as Definition;

const MIN_CONTAINED = 4;

/** The name that a misspelt one most likely means; null where nothing is like it. */
export function nearestName(key: string, names: readonly string[]): string | null {
  const wanted = key.toLowerCase().replace(/[^a-z0-9]/g, "");
  const ranked = names
    .map((name) => ({ name, steps: distance(wanted, name.replace(/_/g, "")) }))
    .sort((left, right) => left.steps - right.steps);
  const [best] = ranked;
  if (best !== undefined && best.steps <= Math.max(1, Math.floor(wanted.length / 3))) return best.name;
  const [first] = key.toLowerCase().split("_");
  return names.find((name) => name.length >= MIN_CONTAINED && name === first) ?? null;
}

/** How many letters have to be put in, taken out or changed. */
function distance(left: string, right: string): number {
  let row = [...Array(right.length + 1).keys()];
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...right].entries()) {
      const changed = (row[column] ?? 0) + Number(letter !== other);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
