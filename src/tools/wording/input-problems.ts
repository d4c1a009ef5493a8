import type { z } from "zod";
import { isCurrency } from "../../model/money.ts";
import { readMarkedAmount } from "../../normalize/price/amount.ts";
import { nearestField } from "./nearest-field.ts";
import { countryCodeOf, currencyCodeOf, insteadOf } from "./what-to-write.ts";

const MAX_SHOWN = 60;
// More than one wrong call of a person or a model ever had; the rest of a flood is counted.
const MAX_PROBLEMS = 20;

/** A refused input in words: the field, what was got, what to write instead. One line a problem. */
export function inputProblems(error: z.ZodError, input: unknown, schema: z.ZodType): readonly string[] {
  const count = error.issues.reduce((sum, issue) => sum + problemsIn(issue), 0);
  const told: string[] = [];
  for (const issue of error.issues) {
    if (told.length >= MAX_PROBLEMS) break;
    told.push(...sentences(issue, input, schema, MAX_PROBLEMS - told.length));
  }
  return count > told.length ? [...told, `and ${count - told.length} more`] : told;
}

const problemsIn = (issue: z.core.$ZodIssue): number => (issue.code === "unrecognized_keys" ? issue.keys.length : 1);

function sentences(issue: z.core.$ZodIssue, input: unknown, schema: z.ZodType, most: number): readonly string[] {
  const field = fieldName(issue.path);
  const got = valueAt(input, issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.slice(0, most).map((key) => {
        const near = nearestField(schema, issue.path, key.slice(0, MAX_SHOWN));
        const advice = near === null ? "leave it out or check its spelling" : `write \`${near}\``;
        return `\`${[...issue.path.map(String), key.slice(0, MAX_SHOWN)].join(".")}\` is not a field of this tool: ${advice}`;
      });
    case "invalid_type": {
      const instead = insteadOf(field, got, issue.expected) ?? article(issue.expected);
      return [
        got === undefined ? `\`${field}\` is needed: write ${instead}` : `\`${field}\`: got ${shown(got)}; write ${instead}`,
      ];
    }
    case "invalid_value":
      return [`\`${field}\`: got ${shown(got)}; write one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`];
    case "too_small":
    case "too_big":
      return [`\`${field}\`: got ${size(got)}; ${isOwnWording(issue.message) ? issue.message : bound(issue)}`];
    case "invalid_key":
      return [`\`${field}\`: ${codeOf(issue.path.at(-1)) ?? "write a name that the field's description gives"}`];
    case "invalid_union":
      if (got === undefined) return [`\`${field}\` is needed: write an amount such as 4.80`];
      return [
        `\`${field}\`: got ${shown(got)}; ${isOwnWording(issue.message) ? issue.message : "write text or a number as the field's description says"}`,
      ];
    default:
      return [
        got === undefined || typeof got === "object"
          ? `\`${field}\`: ${issue.message}`
          : `\`${field}\`: got ${shown(got)}; ${codeFor(issue.message, got) ?? issue.message}`,
      ];
  }
}

/** A rate's key is a currency's code. */
function codeOf(key: PropertyKey | undefined): string | null {
  const code = typeof key === "string" ? currencyCodeOf(key) : null;
  return code === null ? null : `write its currency as "${code}"`;
}

/** A country or a currency by its code, where its name was given. */
function codeFor(message: string, got: unknown): string | null {
  if (typeof got !== "string") return null;
  const code = message.includes("no such country")
    ? countryCodeOf(got)
    : message.includes("no such currency")
      ? currencyCodeOf(got)
      : null;
  if (code !== null) return `write "${code}"`;
  return /plain notation|above zero/.test(message) ? figureIn(got) : null;
}

/** "$2.10", "2,10", "500 pcs": the amount that was meant; null where it cannot be told. */
function figureIn(got: string): string | null {
  const amount = readMarkedAmount(got.trim());
  if (amount !== null && Number(amount.amount) > 0)
    return `write ${amount.amount}${amount.mark === null ? "" : ", without its currency"}`;
  const [, figure, word = ""] = /^\s*(\d[\d,]*(?:\.\d+)?)\s*([\p{L}.]{1,12})\s*$/u.exec(got) ?? [];
  return figure === undefined
    ? null
    : `write ${figure.replaceAll(",", "")}, without its ${isCurrency(word.toUpperCase()) ? "currency" : "unit"}`;
}

const isOwnWording = (message: string): boolean => !/^(?:Invalid|Too |Unrecognized)/.test(message);

const bound = (
  issue: { origin?: string } & ({ code: "too_small"; minimum: unknown } | { code: "too_big"; maximum: unknown }),
): string =>
  `write at ${issue.code === "too_small" ? `least ${String(issue.minimum)}` : `most ${String(issue.maximum)}`}${issue.origin === "string" ? " characters" : ""}`;

const fieldName = (path: readonly PropertyKey[]): string => (path.length === 0 ? "input" : path.map(String).join("."));

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined),
    input,
  );

const size = (value: unknown): string => (Array.isArray(value) ? `${value.length} of them` : shown(value));

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  // Cut before an escaped character, and closed again: the words of others end where the quotation ends.
  return text.length > MAX_SHOWN
    ? `${text.slice(0, MAX_SHOWN).replace(/\\[^\\]{0,5}$/, "")}…${text.startsWith('"') ? '"' : ""}`
    : text;
}

const article = (expected: string): string => {
  const words: Readonly<Record<string, string>> = {
    int: "a whole number",
    number: "a number",
    array: "a list",
    object: "an object",
    record: "an object",
    string: "text",
    boolean: "true or false",
  };
  return words[expected] ?? expected;
};
