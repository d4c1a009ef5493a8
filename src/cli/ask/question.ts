import { nearestName } from "../../tools/wording/nearest-field.ts";
import { fieldValue, looseValue } from "./field-value.ts";
import { type InputField, optionName } from "./fields.ts";
import { Misuse } from "./misuse.ts";

const FORMATS = ["text", "json", "jsonl", "csv"] as const;
export type Format = (typeof FORMATS)[number];

/** A command line as it was written. */
export interface Question {
  /** What the options say of the tool's input. */
  readonly given: Readonly<Record<string, unknown>>;
  /** A file of JSON with the rest of it; "-" is stdin. */
  readonly inputFile: string | null;
  readonly format: Format;
  /** Null: to stdout. */
  readonly outputFile: string | null;
  readonly wantsHelp: boolean;
}

/** Options that are the command's own, whatever the tool. */
const OWN = ["json", "jsonl", "csv", "text", "input", "output", "help"] as const;
const STEP = /^[A-Za-z][A-Za-z0-9_]*$/;
const ENDINGS: Readonly<Record<string, Format>> = { csv: "csv", json: "json", jsonl: "jsonl", ndjson: "jsonl" };

/** @param words the field that takes what is written without an option @throws Misuse */
export function readQuestion(args: readonly string[], fields: readonly InputField[], words: string): Question {
  const given: Record<string, unknown> = {};
  const formats = new Set<Format>();
  const plain: string[] = [];
  const files: { input: string | null; output: string | null } = { input: null, output: null };
  let wantsHelp = false;
  let onlyWords = false;
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? "";
    if (onlyWords || !argument.startsWith("-") || argument === "-") {
      plain.push(argument);
      continue;
    }
    if (argument === "--") {
      onlyWords = true;
      continue;
    }
    const { name, value } = parted(argument);
    const text = (): string => {
      if (value !== null) return value;
      index += 1;
      const next = args[index];
      if (next === undefined || (next.startsWith("--") && next.length > 2))
        throw new Misuse(`${argument}: its value is missing`);
      return next;
    };
    if (name === "help" || name === "h") wantsHelp = true;
    else if (isFormat(name)) formats.add(name);
    else if (name === "input" || name === "i") files.input = once(files.input, text(), "--input");
    else if (name === "output" || name === "o") files.output = once(files.output, text(), "-o");
    else take(given, name, text, value, fields);
  }
  if (plain.length > 0) putWords(given, plain, fields, words);
  if (formats.size > 1) throw new Misuse(`Write one of ${[...formats].map((format) => `--${format}`).join(" and ")}`);
  const outputFile = files.output === "-" ? null : files.output;
  const [format = ENDINGS[outputFile?.split(".").at(-1)?.toLowerCase() ?? ""] ?? "text"] = formats;
  return { given, inputFile: files.input, format, outputFile, wantsHelp };
}

const isFormat = (name: string): name is Format => (FORMATS as readonly string[]).includes(name);

/** `--name=value` in two. */
function parted(argument: string): { readonly name: string; readonly value: string | null } {
  const bare = argument.replace(/^--?/, "");
  const end = bare.indexOf("=");
  return end < 0 ? { name: bare, value: null } : { name: bare.slice(0, end), value: bare.slice(end + 1) };
}

function once(before: string | null, value: string, name: string): string {
  if (before !== null) throw new Misuse(`${name} stands there twice`);
  return value;
}

/** Puts one option where it belongs in the tool's input. */
function take(
  given: Record<string, unknown>,
  name: string,
  text: () => string,
  value: string | null,
  fields: readonly InputField[],
): void {
  const [first = "", ...rest] = name.replaceAll("-", "_").split(".");
  const negated = first.startsWith("no_")
    ? fields.find((one) => one.type === "boolean" && `no_${one.name}` === first)
    : undefined;
  if (negated !== undefined && rest.length === 0 && value === null) {
    given[negated.name] = false;
    return;
  }
  const field = fields.find((one) => one.name === first);
  if (field === undefined) throw unknownOption(name, fields);
  if (rest.length > 0) {
    putInner(given, field, rest, text());
    return;
  }
  if (field.type === "boolean") {
    given[first] = value === null ? true : fieldValue(value, field, [first]);
    return;
  }
  const read = fieldValue(text(), field, [first]);
  const before = given[first];
  if (field.type === "array") given[first] = [...((before ?? []) as readonly unknown[]), ...(read as readonly unknown[])];
  else if (field.type === "object") given[first] = { ...((before ?? {}) as object), ...(read as object) };
  else if (before === undefined) given[first] = read;
  else throw new Misuse(`${optionName([first])} stands there twice`);
}

/** `--costs.freight 1450`, `--fx.rates.CNY 7.12`. */
function putInner(given: Record<string, unknown>, field: InputField, rest: readonly string[], text: string): void {
  if (field.type !== "object") throw new Misuse(`${optionName([field.name])} is no group of fields`);
  if (rest.some((step) => !STEP.test(step))) throw new Misuse(`${optionName([field.name, ...rest])} is no field`);
  const path = [field.name, ...rest];
  const known = rest.length === 1 ? field.inner.find(({ name }) => name === rest[0]) : undefined;
  const value = known === undefined ? looseValue(text, path) : fieldValue(text, known, path);
  given[field.name] = withInner(given[field.name], rest, value);
}

function withInner(group: unknown, [step = "", ...rest]: readonly string[], value: unknown): Record<string, unknown> {
  const fields = typeof group === "object" && group !== null ? (group as Record<string, unknown>) : {};
  return { ...fields, [step]: rest.length === 0 ? value : withInner(fields[step], rest, value) };
}

function putWords(
  given: Record<string, unknown>,
  plain: readonly string[],
  fields: readonly InputField[],
  words: string,
): void {
  const isList = fields.find(({ name }) => name === words)?.type === "array";
  if (isList) given[words] = [...((given[words] ?? []) as readonly unknown[]), ...plain];
  else if (given[words] === undefined) given[words] = plain.join(" ");
  else throw new Misuse(`${optionName([words])} stands there twice: as an option and as words`);
}

function unknownOption(name: string, fields: readonly InputField[]): Misuse {
  const names = [...fields.map((field) => field.name), ...OWN];
  const near = nearestName(name.replaceAll("-", "_"), names);
  return new Misuse(`There is no option --${name}${near === null ? "" : `: did you mean ${optionName([near])}?`}`);
}
