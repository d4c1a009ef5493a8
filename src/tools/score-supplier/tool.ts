import { z } from "zod";
import { knownOfSupplier, profileOf, withOwnKnowledge } from "../../domain/supplier-score/listing-profile.ts";
import { INDICATORS, type IndicatorName, SCORE_INDICATORS } from "../../domain/supplier-score/score-indicators.ts";
import type { ScoreOptions, SupplierScore } from "../../domain/supplier-score/score-result.ts";
import { readProfile, type SupplierProfile } from "../../domain/supplier-score/supplier-profile.ts";
import { beatsForSure, scoreSupplier as score, WEAK_SUPPLIER } from "../../domain/supplier-score/supplier-score.ts";
import { Fault } from "../../model/fault.ts";
import { MARKETPLACE_FACTS } from "../../model/marketplace.ts";
import { Decimal } from "../../model/money.ts";
import type { Product } from "../../model/product.ts";
import { snakeCase } from "../../normalize/text/field-name.ts";
import { detail, products } from "../params.ts";
import { fetchEach, type Outcome } from "../references.ts";
import { defineTool, type ToolContext } from "../tool.ts";
import { MAX_ANSWER_CHARACTERS } from "../wording/answer-size.ts";
import { explainFault, explainProductFault } from "../wording/explain.ts";
import { notesText, standardNotes } from "../wording/notes.ts";
import { block, line } from "../wording/writers.ts";
import { presentScore, type SupplierAnswer, supplierAnswer } from "./present.ts";
import { type RankingLine, scoreText } from "./text.ts";

// Kept free for the notes.
const NOTES_CHARACTERS = 4_000;
const ownRate = z.union([z.string(), z.number()]).describe('0.95, "95%"');

const profile = z.strictObject({
  factory_audit: z.boolean().optional().describe("Audited"),
  iso: z.boolean().optional().describe("Any ISO certificate"),
  trade_assurance: z.boolean().optional().describe("Yes or no"),
  certifications: z.int().min(0).optional().describe("How many are held"),
  years: z.number().min(0).optional().describe("8"),
  transaction_level: z.number().min(0).max(5).optional().describe("0 to 5"),
  response_rate: ownRate.optional(),
  on_time_rate: ownRate.optional(),
  product_count: z.int().min(0).optional().describe("120"),
  monthly_output: z.number().min(0).optional().describe("Units: 30000"),
  shortest_lead_days: z.number().min(0).optional().describe("7"),
  dispute_rate: ownRate.optional(),
  refund_rate: ownRate.optional(),
  samples: z
    .strictObject({ response_rate: z.int().min(1).optional(), on_time_rate: z.int().min(1).optional() })
    .optional()
    .describe("Over how many cases a rate was taken"),
});

const input = z.strictObject({
  products: z
    .array(products.element)
    .max(20, "At most 20 products a call: ask again for the rest")
    .default([])
    .describe("References or product page URLs, at most 20; leave out with `profile` alone"),
  profile: profile
    .optional()
    .describe("What you know of the supplier: added to the listing's word with one product, alone without any"),
  model: z
    .enum(["rescaled", "published"])
    .default("rescaled")
    .describe('"rescaled" (default): out of 100, unknown stays unknown; "published": parts add to 110, capped at 100'),
  detail,
});

const output = z.strictObject({
  mode: z.enum(["live", "sandbox"]),
  model: z.enum(["rescaled", "published"]),
  suppliers: z.array(supplierAnswer),
  ranking: z.array(z.strictObject({ position: z.number(), ref: z.string().nullable(), separable_from_next: z.boolean() })),
  notes: z.array(z.string()),
});

interface Scored {
  readonly answer: SupplierAnswer;
  readonly score: SupplierScore | null;
  readonly product: Product | null;
}

export const scoreSupplier = defineTool({
  name: "score_supplier",
  title: "Score suppliers",
  description:
    "Scores the suppliers behind 1 to 20 listings, or one you describe in `profile`, out of 100: certification 30, transaction 30, " +
    "fulfilment 25, capacity 15. What is not known widens the interval from low to high instead of counting as nothing; with less than " +
    "60 % known there is no estimate. Ranks them and says where one beats the next whatever the unknown turns out to be, the risk " +
    "warnings, and what to ask for to raise the score. Price is no part of it. Use it before paying a new supplier; to choose by " +
    "landed cost use compare_purchase_options, which carries the score too.",
  input,
  output,
  async run(asked, context) {
    checkRequest(asked);
    const given = asked.profile === undefined ? {} : readOwn(asked.profile);
    const scored =
      asked.products.length === 0 ? [scoreProfile(given, asked, context)] : await scoreListings(given, asked, context);
    const ranking = rank(scored);
    const notes = await notesOf(scored, context);
    const { suppliers, cut } = fitted(scored, asked.detail, ranking);
    const said = [...notes, ...cut];
    return {
      structured: { mode: context.mode, model: asked.model, suppliers, ranking, notes: said },
      text: block([line`Model: ${asked.model}.`, scoreText(suppliers, ranking), notesText(said)], "\n\n"),
      failed: suppliers.every(({ status }) => status === "error"),
    };
  },
});

type Asked = z.output<typeof input>;

/** The library speaks of `onTimeRate`, the tool's field is `profile.on_time_rate`. */
function readOwn(profile: NonNullable<Asked["profile"]>): SupplierProfile {
  try {
    return readProfile(profile);
  } catch (error) {
    if (!(error instanceof Fault) || error.kind !== "bad_input") throw error;
    const message = error.message.replace(/^[a-z]+(?:[A-Z][a-z]+)*(?=[ :])/, (name) => `\`profile.${snakeCase(name)}\``);
    throw new Fault({ kind: "bad_input", message });
  }
}

function checkRequest(asked: Asked): void {
  if (asked.products.length === 0 && asked.profile === undefined) {
    throw new Fault({
      kind: "bad_input",
      message: "score_supplier takes `products`, `profile` or both",
      next: "Give at least one.",
    });
  }
  if (asked.products.length > 1 && asked.profile !== undefined) {
    throw new Fault({
      kind: "bad_input",
      message: `profile describes one supplier and ${asked.products.length} products were given`,
      next: "Ask with one product and its profile, or leave profile out.",
    });
  }
}

const scoreProfile = (given: SupplierProfile, asked: Asked, context: ToolContext): Scored => {
  const result = score(given, options(asked, context));
  return { answer: { ref: null, supplier: { id: null, name: null }, status: "ok" }, score: result, product: null };
};

async function scoreListings(given: SupplierProfile, asked: Asked, context: ToolContext): Promise<readonly Scored[]> {
  const { country, currency, language } = context.defaults;
  const want = {
    country,
    currency,
    language: language === "market" ? "en" : language,
    include: [],
    needs: ["supplier"],
  } as const;
  const outcomes = await fetchEach(asked.products, want, context);
  return outcomes.map((outcome) => scoreListing(outcome, given, asked, context));
}

function scoreListing(outcome: Outcome, given: SupplierProfile, asked: Asked, context: ToolContext): Scored {
  const { label: ref } = outcome;
  if ("fault" in outcome) {
    const error = outcome.ref === null ? explainFault(outcome.fault) : explainProductFault(outcome.fault, outcome.ref);
    return { answer: { ref, status: "error", error }, score: null, product: null };
  }
  const { product, source } = outcome.fetched;
  const { supplier, certifications } = product;
  const listed = profileOf(supplier, certifications, context.now());
  const proxies = { ...listed.proxies, ...standIns(source.proxies, supplier) };
  const result = score(withOwnKnowledge({ ...listed, proxies }, given), {
    ...options(asked, context),
    notLicensed: notLicensed(product),
    sourceOf: (name) => ((given[fieldOf(name)] ?? null) === null ? "listing" : "buyer"),
    notes: {
      ...(supplier.verified === true && given.factoryAudit === undefined ? { factory_audit: "verified: audited" } : {}),
    },
  });
  const known = [...knownOfSupplier(product)];
  const answer = { ref, supplier: { id: supplier.id, name: supplier.name }, status: "ok" as const, known };
  return { answer, score: result, product };
}

/** What the dialect's figures only stand in for, where the listing has them. */
const standIns = (known: Readonly<Record<string, string>>, supplier: Product["supplier"]): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(known).filter(([field]) => (supplier[field as keyof typeof supplier] ?? null) !== null));

const options = ({ model }: Asked, { defaults }: ToolContext): ScoreOptions => ({
  model,
  maxDisputeRate: defaults.maxDisputeRate,
  maxRefundRate: defaults.maxRefundRate,
});

const fieldOf = (name: IndicatorName) => SCORE_INDICATORS.find((one) => one.name === name)?.field ?? "certifications";

/** Certificates answer for the audit and ISO too. */
function notLicensed({ missing }: Product): ReadonlySet<IndicatorName> {
  const closed = new Set(missing.filter(({ reason }) => reason === "not_licensed").map(({ field }) => field));
  const byCertificate: readonly IndicatorName[] = closed.has("certifications")
    ? ["factory_audit", "iso", "certifications"]
    : [];
  return new Set([...byCertificate, ...INDICATORS.filter((name) => closed.has(`supplier.${name}`))]);
}

/** The surest first: by what is certain, then by what is possible. */
function rank(scored: readonly Scored[]): RankingLine[] {
  const lines = scored.flatMap(({ answer, score: result }) => (result ? [{ ref: answer.ref, result }] : []));
  const order = lines.sort(
    (a, b) => new Decimal(b.result.low).cmp(a.result.low) || new Decimal(b.result.high).cmp(a.result.high),
  );
  return order.map(({ ref, result }, index) => {
    const next = order[index + 1];
    return { position: index + 1, ref, separable_from_next: next !== undefined && beatsForSure(result, next.result) };
  });
}

async function notesOf(scored: readonly Scored[], context: ToolContext): Promise<readonly string[]> {
  const listings = scored.flatMap(({ answer, product }) => (product ? [{ ref: answer.ref, product }] : []));
  const marketplaces = [...new Set(listings.map(({ product }) => product.marketplace))];
  const isWeak = scored.some((one) => one.score?.riskWarnings.includes(WEAK_SUPPLIER));
  const upstream = listings.length === 0 ? [] : (await context.market()).notes();
  return [
    ...standardNotes(context),
    ...listings.flatMap(({ ref, product }) => membership(String(ref), product)),
    ...(isWeak ? [`${WEAK_SUPPLIER}: weak supplier, buy with care.`] : []),
    ...marketplaces.map((marketplace) => MARKETPLACE_FACTS[marketplace].attribution),
    ...upstream,
  ];
}

/** Two badges that look alike and mean different things. */
function membership(ref: string, { supplier: { gold, verified } }: Product): readonly string[] {
  const badges = [
    ...(gold === true ? ["gold, a paid membership that says nothing of the goods"] : []),
    ...(verified === true ? ["verified, which is an audit"] : []),
  ];
  return badges.length === 0 ? [] : [`${ref} is ${badges.join(", and ")}.`];
}

/** The detail asked for, or as much of it as an answer may weigh. */
function fitted(scored: readonly Scored[], wanted: "concise" | "full", ranking: readonly RankingLine[]) {
  const present = (level: "concise" | "full"): SupplierAnswer[] =>
    scored.map(({ answer, score: result }) => (result ? { ...answer, ...presentScore(result, level) } : answer));
  const fits = (suppliers: readonly SupplierAnswer[]): boolean =>
    Math.max(JSON.stringify(suppliers).length, scoreText(suppliers, ranking).length) <=
    MAX_ANSWER_CHARACTERS - NOTES_CHARACTERS;
  const asked = present(wanted);
  if (fits(asked)) return { suppliers: asked, cut: [] };
  const concise = present("concise");
  const cut = ["Some indicators are left out, the answer was too long: ask for fewer suppliers to see them."];
  return { suppliers: fits(concise) ? concise : concise.map(({ indicators: _, ...rest }) => rest), cut };
}
