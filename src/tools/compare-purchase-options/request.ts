import type { ComparisonRequest, FailedListing, Listing, MixLine } from "../../domain/comparison.ts";
import { type RateTable, ratesFor } from "../../domain/exchange.ts";
import type { BuyerCosts } from "../../domain/landed-cost/buyer-costs.ts";
import { readBuyerCosts } from "../../domain/landed-cost/buyer-costs.ts";
import { chooseLanguage } from "../../domain/language/language.ts";
import { Fault } from "../../model/fault.ts";
import { MARKETPLACES } from "../../model/marketplace.ts";
import { formatRef, type ProductRef, parseProductRef } from "../../model/product-ref.ts";
import type { Outcome } from "../references.ts";
import type { ToolContext } from "../tool.ts";
import { explainFault, explainProductFault } from "../wording/explain.ts";
import type { ComparisonInput } from "./input.ts";

const MAX_TITLE = 160;

/** What was asked, over what was read. @throws Fault `bad_input` where two fields contradict each other. */
export function comparisonRequest(
  asked: ComparisonInput,
  outcomes: readonly Outcome[],
  languages: readonly string[],
  context: ToolContext,
): ComparisonRequest {
  const currency = asked.currency ?? context.defaults.currency;
  const mixes = readMixes(asked, outcomes);
  return {
    listings: outcomes.map((outcome) => readListing(outcome, mixes, languages)),
    quantity: asked.quantity,
    unitClass: asked.unit_class ?? null,
    destination: asked.destination ?? context.defaults.country,
    currency,
    costs: readBuyerCosts(asked.costs ?? {}),
    costsByProduct: readCostsByProduct(asked, outcomes),
    fx: readRates(asked, currency, context),
    dailyDemand: asked.daily_demand ?? null,
    holdingRatePerYear: asked.holding_rate_per_year ?? null,
    maxBatches: asked.max_batches,
    maxSuppliers: asked.max_suppliers,
    allowOverbuy: asked.allow_overbuy,
    requirements: {
      maxLeadTimeDays: asked.requirements?.max_lead_time_days ?? null,
      minSupplierScore: asked.requirements?.min_supplier_score ?? null,
      certifications: asked.requirements?.certifications ?? [],
      verifiedOnly: asked.requirements?.verified_only ?? false,
    },
    priority: asked.priority,
    maxDisputeRate: context.defaults.maxDisputeRate,
    maxRefundRate: context.defaults.maxRefundRate,
    nowMs: context.now(),
  };
}

function readListing(
  outcome: Outcome,
  mixes: ReadonlyMap<string, readonly MixLine[]>,
  languages: readonly string[],
): Listing | FailedListing {
  if ("fault" in outcome) {
    const { fault, ref, label } = outcome;
    const { message, next } = ref === null ? explainFault(fault) : explainProductFault(fault, ref);
    return { ref: label, failure: { code: fault.kind, message: `${message}. ${next.replace(/\.$/, "")}` } };
  }
  const { product } = outcome.fetched;
  const title = chooseLanguage(product.title, { languages: [...languages] }).text;
  return {
    ref: outcome.label,
    skuId: outcome.ref.skuId,
    product,
    title: title === null ? null : [...title].slice(0, MAX_TITLE).join(""),
    quotes: [],
    mix: mixes.get(productKey(outcome.ref)) ?? [],
  };
}

function readMixes(
  { mix = [], quantity }: ComparisonInput,
  outcomes: readonly Outcome[],
): ReadonlyMap<string, readonly MixLine[]> {
  const mixes = new Map<string, MixLine[]>();
  for (const [index, line] of mix.entries()) {
    const ref = parseProductRef(line.product);
    const field = `mix.${index}.product`;
    if (ref.skuId === null) throw badInput(`\`${field}\`: got "${formatRef(ref)}"; name the SKU: "${formatRef(ref)}#skuId"`);
    if (!outcomes.some((outcome) => outcome.ref && productKey(outcome.ref) === productKey(ref))) {
      throw badInput(`\`${field}\`: got "${formatRef(ref)}", which is not among \`products\`; add "${productKey(ref)}" there`);
    }
    const lines = mixes.get(productKey(ref)) ?? [];
    const same = lines.findIndex(({ skuId }) => skuId === ref.skuId);
    const added = { skuId: ref.skuId, quantity: line.quantity + (lines[same]?.quantity ?? 0) };
    mixes.set(productKey(ref), same < 0 ? [...lines, added] : lines.with(same, added));
  }
  for (const [product, lines] of mixes) {
    const sum = lines.reduce((total, line) => total + line.quantity, 0);
    if (sum !== quantity)
      throw badInput(
        `\`mix\`: the quantities of ${product} sum to ${sum}; \`quantity\` is ${quantity}: write the same in both`,
      );
  }
  return mixes;
}

function readCostsByProduct(
  { costs_by_product: written = {} }: ComparisonInput,
  outcomes: readonly Outcome[],
): Readonly<Record<string, BuyerCosts>> {
  return Object.fromEntries(
    Object.entries(written).map(([text, costs]) => {
      if (outcomes.some(({ ref }) => ref?.marketplace === text)) return [text, readBuyerCosts(costs)];
      const ref = isMarketplace(text) ? null : parseProductRef(text);
      const known =
        ref !== null &&
        outcomes.some(
          (outcome) => outcome.label === formatRef(ref) || (outcome.ref && productKey(outcome.ref) === formatRef(ref)),
        );
      if (!known)
        throw badInput(
          `\`costs_by_product\`: got "${text.slice(0, 80)}", which is not among \`products\`; write a reference as given there`,
        );
      return [ref === null ? text : formatRef(ref), readBuyerCosts(costs)];
    }),
  );
}

function readRates({ fx }: ComparisonInput, currency: string, { defaults }: ToolContext): RateTable | null {
  if (fx === undefined) return defaults.fx === null ? null : ratesFor(currency, defaults.fx);
  const rates = Object.fromEntries(Object.entries(fx.rates).map(([code, rate]) => [code.toUpperCase(), rate]));
  if (rates[currency] !== undefined && Number(rates[currency]) !== 1) {
    throw badInput(
      `\`fx.rates.${currency}\`: got ${rates[currency]}; rates are units of the other currency for one ${currency}: leave ${currency} out`,
    );
  }
  return { rates, asOf: fx.as_of ?? null, source: fx.source ?? "given with the question" };
}

const isMarketplace = (text: string): boolean => MARKETPLACES.some((marketplace) => marketplace === text);

const productKey = ({ marketplace, id }: ProductRef): string => `${marketplace}:${id}`;

const badInput = (message: string): Fault => new Fault({ kind: "bad_input", message });
