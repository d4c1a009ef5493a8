import { z } from "zod";
import { type ChosenText, chooseLanguage, marketLanguage } from "../../domain/language/language.ts";
import { Fault, faultWith } from "../../model/fault.ts";
import type { LocalizedText } from "../../model/localized-text.ts";
import { MARKETPLACE_FACTS } from "../../model/marketplace.ts";
import type { Product } from "../../model/product.ts";
import { cleanText } from "../../normalize/text/clean-text.ts";
import { htmlToText } from "../../normalize/text/html.ts";
import { country, language } from "../params.ts";
import { fetchEach } from "../references.ts";
import { defineTool, type ToolContext } from "../tool.ts";
import { explainProductFault } from "../wording/explain.ts";
import { notesText, standardNotes } from "../wording/notes.ts";
import { type Block, block, fence, inline, joined, type Line, line, own } from "../wording/writers.ts";

const MAX_TEXT_LENGTH = 200_000;
const MAX_TEXTS = 100;
// Both fields at this length, their originals and the notes stay within what an answer may weigh.
const MAX_CHARACTERS = 10_000;
const MAX_ORIGINAL_LENGTH = 500;
const MAX_TAGS_SHOWN = 40;
const TAG = /<\/?[a-z][^<>]{0,500}>/i;
const C1_CONTROLS = /[\u0080-\u009F]/g;

const FIELDS = ["title", "description"] as const;
type Field = (typeof FIELDS)[number] | "text";

const text = z.string().max(MAX_TEXT_LENGTH);

const input = z.strictObject({
  product: z.string().min(1).max(2_000).optional().describe("A reference or product page URL; or give `text`"),
  text: text.optional().describe("A text, in place of a product"),
  texts: z
    .record(z.string().max(100), text)
    .refine((given) => Object.keys(given).length <= MAX_TEXTS, `At most ${MAX_TEXTS} texts`)
    .optional()
    .describe('Texts by language tag: { "zh": "…", "en": "…" }'),
  languages: z
    .array(language.describe('A tag such as "de"'))
    .min(1, "Write at least one language tag")
    .max(20)
    .default(["en"])
    .describe('Language tags, the most wanted first; "market" for the country\'s own. Default ["en"]'),
  market: country.optional().describe("A country, ISO 3166: its own language goes first"),
  default_language: language.default("zh").describe('Served where neither a wish nor English can be. Default "zh"'),
  fields: z
    .array(z.enum(FIELDS))
    .min(1)
    .max(FIELDS.length)
    .default([...FIELDS])
    .describe("With a product: what to read. Default both"),
  max_chars: z
    .int()
    .min(1)
    .max(MAX_CHARACTERS)
    .default(4_000)
    .describe(`Characters of a text at most, 1 to ${MAX_CHARACTERS}. Default 4000`),
});

const result = z.strictObject({
  field: z.enum([...FIELDS, "text"]),
  text: z.string().nullable().describe("The seller's words"),
  language: z.string().nullable(),
  step: z.enum(["requested", "english", "default", "any", "plain", "none"]).describe("Which step of the fallback served it"),
  direction: z.enum(["ltr", "rtl"]),
  available: z.array(z.string()),
  repaired: z.boolean(),
  original: z.string().optional().describe("The damaged text, where it was repaired"),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
});
type Result = z.infer<typeof result>;

const output = z.strictObject({ mode: z.enum(["live", "sandbox"]), results: z.array(result), notes: z.array(z.string()) });

export const extractLanguage = defineTool({
  name: "extract_language",
  title: "Read a text in the right language",
  description:
    "Takes a listing's title and description, or any text by language tag, and answers the best one for a reader: the wished languages " +
    "in order, then English, then the default, then any. Says the language served and by which step, the writing direction, what else " +
    "is there, and repairs text that was read with the wrong character set (Chinese or accents as “è‹¹æžœ”). It translates nothing. Use it to " +
    "show a listing to a person, or with `market` to see what a buyer there would read.",
  input,
  output,
  async run(asked, context) {
    const buyerCountry = asked.market ?? context.defaults.country;
    const tags = asked.languages.map((tag) => (tag === "market" ? marketLanguage(buyerCountry) : tag));
    const languages = asked.market === undefined ? tags : [marketLanguage(asked.market), ...tags];
    const defaultLanguage = asked.default_language === "market" ? marketLanguage(buyerCountry) : asked.default_language;
    const { texts, notes } = await sourceTexts(asked, { language: languages[0] ?? "en", country: buyerCountry }, context);
    const results = texts.map(({ field, text: localized }) =>
      presentChoice(
        field,
        localized === null ? NO_TEXT : chooseLanguage(localized, { languages, defaultLanguage }),
        asked.max_chars,
      ),
    );
    const said = [...standardNotes(context), ...notes];
    return {
      structured: { mode: context.mode, results, notes: said },
      text: block([...results.map(resultText), notesText(said)], "\n\n"),
    };
  },
});

const NO_TEXT: ChosenText = chooseLanguage({}, { languages: [] });

interface SourceTexts {
  readonly texts: readonly { readonly field: Field; readonly text: LocalizedText | null }[];
  readonly notes: readonly string[];
}

async function sourceTexts(
  asked: z.output<typeof input>,
  want: { readonly language: string; readonly country: string },
  context: ToolContext,
): Promise<SourceTexts> {
  const given = [asked.product, asked.text, asked.texts].filter((source) => source !== undefined);
  if (given.length !== 1) {
    throw new Fault({
      kind: "bad_input",
      message: "extract_language takes one of `product`, `text` and `texts`",
      next: "Give exactly one of them.",
    });
  }
  const written = asked.text ?? asked.texts;
  if (written !== undefined) return { texts: [{ field: "text", text: plainTexts(written) }], notes: [] };
  if (asked.product === undefined) throw new Fault({ kind: "internal", message: "No product was given" });
  const include = asked.fields.includes("description") ? (["description"] as const) : [];
  const [outcome] = await fetchEach(
    [asked.product],
    { ...want, currency: context.defaults.currency, include, needs: ["texts"] },
    context,
  );
  if (outcome === undefined) throw new Fault({ kind: "internal", message: "The product was not fetched" });
  if ("fault" in outcome) throw withAdvice(outcome.fault, outcome.ref);
  const { product } = outcome.fetched;
  const fields = FIELDS.filter((field) => asked.fields.includes(field));
  return { texts: fields.map((field) => ({ field, text: product[field] })), notes: await productNotes(product, context) };
}

const withAdvice = (fault: Fault, ref: Parameters<typeof explainProductFault>[1] | null): Fault =>
  ref === null ? fault : faultWith(fault, { next: explainProductFault(fault, ref).next });

const productNotes = async (product: Product, context: ToolContext): Promise<readonly string[]> => [
  MARKETPLACE_FACTS[product.marketplace].attribution,
  ...(await context.market()).notes(),
];

const plainTexts = (given: LocalizedText): LocalizedText =>
  typeof given === "string"
    ? withoutMarkup(given)
    : Object.fromEntries(Object.entries(given).map(([tag, value]) => [tag, withoutMarkup(value)]));

const withoutMarkup = (value: string): string => (TAG.test(value) ? htmlToText(value) : value);

function presentChoice(field: Field, chosen: ChosenText, maxCharacters: number): Result {
  const whole = chosen.text === null ? null : cleanText(chosen.text).trim();
  const shown = whole === null ? null : cleanText(whole, maxCharacters);
  const cut = whole !== null && shown !== null && shown.length < whole.length;
  return {
    field,
    text: shown,
    language: chosen.language,
    step: chosen.step,
    direction: chosen.direction,
    available: chosen.available.slice(0, MAX_TAGS_SHOWN),
    repaired: chosen.repaired,
    // Its C1 controls are what the damage looks like: they are shown as lost, not stripped.
    ...(chosen.original === undefined
      ? {}
      : { original: cleanText(chosen.original.replace(C1_CONTROLS, "\uFFFD"), Math.min(maxCharacters, MAX_ORIGINAL_LENGTH)) }),
    warnings: [
      ...chosen.warnings.map(({ code, message }) => ({ code, message })),
      ...(cut ? [{ code: "truncated", message: `Cut to ${maxCharacters} characters: ask with a larger \`max_chars\`.` }] : []),
    ],
  };
}

function resultText(one: Result): Block {
  const facts: readonly Line[] = [
    one.language === null ? line`language not stated` : inline(one.language),
    line`step: ${one.step}`,
    line`${one.direction}`,
    ...(one.repaired ? own("repaired") : []),
    ...(one.available.length > 0 ? [line`available: ${joined(one.available.map(inline), ", ")}`] : []),
  ];
  return block([
    line`**${one.field}** (${joined(facts, "; ")})`,
    one.text === null ? line`No text.` : fence(one.text),
    ...(one.original === undefined ? [] : [line`Before the repair:`, fence(one.original)]),
    ...one.warnings.map(({ code, message }) => line`- ${inline(code)}: ${inline(message)}`),
  ]);
}
