import { z } from "zod";
import { marketLanguage } from "../../domain/language/language.ts";
import { createAnswerMemory } from "../answer-memory.ts";
import { country, detail, language, products } from "../params.ts";
import { fetchEach, type Outcome } from "../references.ts";
import { type Answer, defineTool, type ToolContext } from "../tool.ts";
import { explainedFault, explainFault, explainProductFault, faultBlock } from "../wording/explain.ts";
import { notesText, standardNotes } from "../wording/notes.ts";
import { type Block, block, inline, line } from "../wording/writers.ts";
import { productAnswer } from "./answer-schema.ts";
import { conciseProduct } from "./concise.ts";
import { fitItems } from "./fit.ts";
import { presentProduct } from "./present.ts";
import { productText } from "./text.ts";

const DESCRIPTION_LENGTH = 8_000;
const DAY_MS = 86_400_000;

const input = z.strictObject({
  products,
  language: language.optional(),
  country: country
    .optional()
    .describe('The buyer\'s country, ISO 3166 ("DE"): prices and availability depend on it. Default: the setting, else "US"'),
  detail,
  sku_offset: z.int().min(0).default(0).describe('With detail "full": the first SKU to show'),
  sku_limit: z.int().min(1).max(200).default(50).describe('With detail "full": how many SKUs to show, at most 200'),
  include: z
    .array(z.enum(["description", "images", "seo", "raw"]))
    .max(4)
    .default([])
    .describe("Heavy parts to add"),
});

const item = z.strictObject({
  ref: z.string(),
  status: z.enum(["ok", "error"]),
  product: productAnswer.optional(),
  error: explainedFault.optional(),
});
export type ProductItem = z.infer<typeof item>;

const output = z.strictObject({
  mode: z.enum(["live", "sandbox"]),
  products: z.array(item),
  counts: z.strictObject({ ok: z.number(), failed: z.number() }),
  notes: z.array(z.string()),
});

export const getProduct = defineTool({
  name: "get_product",
  title: "Read product listings",
  description:
    "Reads 1 to 20 listings of 1688, AliExpress or Alibaba.com as one honest model: price tiers and what sets the price, currency, unit, " +
    "MOQ, trade term, SKUs with stock, supplier, lead time, freight, certificates, and what the listing does not say (`missing`). " +
    "Use it to look at a listing before asking about it, or for SKU ids (`1688:…#skuId`). To choose between suppliers at a quantity use " +
    "compare_purchase_options. Answers in input order; a product that fails costs only itself. Concise is at most 3,000 bytes a product; " +
    'detail "full" pages through all SKUs.',
  input,
  output,
  async run(asked, context) {
    const buyerCountry = asked.country ?? context.defaults.country;
    const wanted = asked.language ?? context.defaults.language;
    const languages = [wanted === "market" ? marketLanguage(buyerCountry) : wanted];
    const want = {
      language: languages[0] ?? "en",
      country: buyerCountry,
      currency: context.defaults.currency,
      include: [
        ...(asked.include.includes("description") ? (["description"] as const) : []),
        ...(asked.include.includes("raw") ? (["raw"] as const) : []),
      ],
    };
    const fetched = await fetchEach(asked.products, want, context);
    const notes = [...standardNotes(context), ...(await upstreamNotes(context))];
    const facts = [...fetched.flatMap(factsOf), ...notes, context.mode, Math.floor(context.now() / DAY_MS)];
    return answers(JSON.stringify([asked, languages, context.isWhole === true]), facts, () =>
      answerOf(fetched, notes, { ...asked, languages }, context),
    );
  },
});

type View = z.output<typeof input> & { readonly languages: readonly string[] };

const answers = createAnswerMemory<Answer<z.input<typeof output>>>();

/** All that an item says beside its certificates' state, which the day decides. A failure is told anew each time. */
function factsOf(outcome: Outcome): readonly unknown[] {
  if ("fault" in outcome) return [Symbol("failed")];
  const { product, raw, source } = outcome.fetched;
  return [product, raw, source.fetchedAtMs, source.ageSeconds, source.cached];
}

function answerOf(
  fetched: readonly Outcome[],
  notes: readonly string[],
  view: View,
  context: ToolContext,
): Answer<z.input<typeof output>> {
  const items = fetched.map((outcome) => presentItem(outcome, view, context));
  const itemText = itemTextOf(view.detail === "concise");
  const answer = context.isWhole ? { items, notes: [...notes] } : fitItems(items, notes, itemText);
  const failed = answer.items.filter(({ status }) => status === "error").length;
  return {
    structured: {
      mode: context.mode,
      products: answer.items,
      counts: { ok: answer.items.length - failed, failed },
      notes: answer.notes,
    },
    text: block([...answer.items.map(itemText), notesText(answer.notes)], "\n\n"),
    failed: failed === answer.items.length,
  };
}

const upstreamNotes = async (context: ToolContext): Promise<readonly string[]> => (await context.market()).notes();

function presentItem(outcome: Outcome, asked: View, context: ToolContext): ProductItem {
  if ("fault" in outcome) {
    const error = outcome.ref === null ? explainFault(outcome.fault) : explainProductFault(outcome.fault, outcome.ref);
    return { ref: outcome.label, status: "error", error };
  }
  const full = presentProduct(outcome.fetched.product, outcome.fetched.source, {
    languages: asked.languages,
    nowMs: context.now(),
    country: asked.country ?? context.defaults.country,
    images: asked.include.includes("images"),
    seo: asked.include.includes("seo"),
    descriptionLength: asked.include.includes("description") ? DESCRIPTION_LENGTH : 0,
    raw: asked.include.includes("raw") ? outcome.fetched.raw : null,
    limits: { maxDisputeRate: context.defaults.maxDisputeRate, maxRefundRate: context.defaults.maxRefundRate },
    skuPage: asked.detail === "full" ? { offset: asked.sku_offset, limit: asked.sku_limit } : null,
  });
  const product = asked.detail === "full" ? full : conciseProduct(full);
  return { ref: outcome.label, status: "ok", product };
}

const itemTextOf =
  (isConcise: boolean) =>
  (entry: ProductItem): Block =>
    entry.product
      ? productText(entry.product, isConcise)
      : block([line`### ${inline(entry.ref)}: failed`, ...(entry.error ? [faultBlock(entry.error)] : [])]);
