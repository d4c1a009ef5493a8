import { z } from "zod";
import type { AskedField, Question } from "../../domain/comparison.ts";
import { asFault } from "../../model/fault.ts";
import { isAmount } from "../../model/money.ts";
import type { BuyerQuestion, FilledIn, FormField } from "../buyer-question.ts";
import { amount, rate } from "../params.ts";
import type { ToolContext } from "../tool.ts";
import type { ComparisonInput } from "./input.ts";
import { questionWords } from "./said/question.ts";
import { type Weighed, weigh } from "./weigh.ts";

/** The question as it was answered in the end, and its comparison. */
export interface Settled {
  readonly asked: ComparisonInput;
  readonly weighed: Weighed;
}

/**
 * Asks the buyer, where the client can, the one question that the verdict hangs on and only the buyer can answer, and weighs again
 * with the answer. Once; without an answer that can be used the comparison stands as it is.
 */
export async function settleWithBuyer(asked: ComparisonInput, weighed: Weighed, context: ToolContext): Promise<Settled> {
  const unsettled: Settled = { asked, weighed };
  const form = context.askBuyer === undefined ? null : formOf(weighed);
  if (form === null || context.askBuyer === undefined) return unsettled;
  const filledIn = await context.askBuyer(form.question);
  if (filledIn === null) return unsettled;
  const { values, problems } = readForm(form.entries, filledIn);
  if (values.length === 0) return withNotes(unsettled, problems);
  const answered = values.reduce((input, { entry, value }) => entry.put(input, value, weighed), asked);
  try {
    // The listings are in the cache; their progress has been told.
    const again = await weigh(answered, { ...context, onSettled: () => undefined });
    const said = values.map(({ entry, value }) => `\`${entry.asked.field}\` ${value}`).join(", ");
    const kept = `The buyer answered inside this call: ${said}. Give it again where you ask again.`;
    return withNotes({ asked: answered, weighed: again }, [kept, ...problems]);
  } catch (error) {
    const fault = asFault(error);
    if (fault.kind !== "bad_input") throw error;
    return withNotes(unsettled, [...problems, `The buyer's answer was not used: ${fault.message}.`]);
  }
}

const withNotes = ({ asked, weighed }: Settled, notes: readonly string[]): Settled => ({
  asked,
  weighed: { ...weighed, notes: [...weighed.notes, ...notes] },
});

type Value = string | boolean;

/** One field of the form: what it asks, how its answer is read, and where it goes in the question. */
interface FormEntry {
  readonly asked: AskedField;
  readonly field: FormField;
  readonly schema: z.ZodType<Value>;
  put(input: ComparisonInput, value: Value, weighed: Weighed): ComparisonInput;
}

/** Null where the verdict stands, somebody else is to be asked, or a figure is not one that a form can take. */
function formOf({ comparison }: Weighed): { readonly question: BuyerQuestion; readonly entries: readonly FormEntry[] } | null {
  const { state, askNext } = comparison.verdict;
  if (askNext === null || askNext.to !== "buyer" || (state !== "conditional" && state !== "undecided")) return null;
  const entries = askNext.answers.map(entryOf);
  if (entries.length === 0 || entries.includes(null)) return null;
  const known = entries.filter((entry) => entry !== null);
  return { question: { message: messageOf(askNext, comparison), fields: known.map(({ field }) => field) }, entries: known };
}

/** For a person: the form's fields say how each is written. */
function messageOf(question: Question, comparison: Weighed["comparison"]): string {
  const { question_en, settles } = questionWords(question, comparison);
  return `${question_en} It settles: ${settles.charAt(0).toLowerCase()}${settles.slice(1)}`.replace(
    /, as (?:a fraction|fractions)(?=\?)/g,
    "",
  );
}

const positive = amount.refine((value) => !isAmount(value) || Number(value) > 0, "Write an amount above zero");

const YES_NO = ["yes", "no"] as const;
const yesNo = z.union([z.boolean(), z.enum(YES_NO).transform((word) => word === "yes")], "Answer yes or no");

function entryOf(asked: AskedField): FormEntry | null {
  if (asked.for !== null) return null;
  const [group, name = "", code = ""] = asked.field.split(".");
  if (group === "fx" && name === "rates" && /^[A-Z]{3}$/.test(code))
    return {
      asked,
      field: { name: `rate_${code}`, title: `Exchange rate of ${code}`, description: `Units of ${asked.unit}`, type: "number" },
      schema: positive,
      put: (input, value, { request }) => ({
        ...input,
        fx: { ...input.fx, rates: { ...request.fx?.rates, ...input.fx?.rates, [code]: String(value) } },
      }),
    };
  if (group !== "costs") return null;
  if (name === "vat_recoverable")
    return {
      asked,
      // A choice and no tick: a box left empty says nothing.
      field: {
        name,
        title: "VAT comes back",
        description: "Whether you get the import VAT back",
        type: "string",
        enum: YES_NO,
      },
      schema: yesNo,
      put: (input, value) => ({ ...input, costs: { ...input.costs, vat_recoverable: value === true } }),
    };
  if (!isRateField(name)) return null;
  const title = TITLES[name];
  return {
    asked,
    field: { name, title, description: 'With a percent sign or as a fraction: "6.5%" or 0.065', type: "string" },
    schema: rate,
    put: (input, value) => ({ ...input, costs: { ...input.costs, [name]: String(value) } }),
  };
}

const TITLES = { duty_rate: "Duty rate", vat_rate: "VAT rate", insurance_rate: "Insurance rate" } as const;

const isRateField = (name: string): name is keyof typeof TITLES => Object.hasOwn(TITLES, name);

const MAX_ANSWER_LENGTH = 30;

/** What was filled in and can be used, and a sentence on each answer that cannot. */
function readForm(entries: readonly FormEntry[], filledIn: NonNullable<FilledIn>) {
  const values: { readonly entry: FormEntry; readonly value: Value }[] = [];
  const problems: string[] = [];
  for (const entry of entries) {
    const { name } = entry.field;
    const written = Object.hasOwn(filledIn, name) ? filledIn[name] : undefined;
    if (written === undefined || written === null || written === "") continue;
    const isLong = typeof written === "string" && written.length > MAX_ANSWER_LENGTH;
    const read = entry.schema.safeParse(isLong ? null : written);
    if (read.success) values.push({ entry, value: read.data });
    else problems.push(`The buyer's answer to \`${entry.asked.field}\` was not used: ${problemOf(read.error)}.`);
  }
  return { values, problems };
}

const problemOf = ({ issues }: z.ZodError): string => {
  const [issue] = issues;
  return issue === undefined || issue.message === "Invalid input" ? "it is neither a number nor a text of one" : issue.message;
};
