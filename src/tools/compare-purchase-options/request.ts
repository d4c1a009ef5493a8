import type { ComparisonRequest, FailedListing, Listing, MixLine } from "../../domain/comparison.ts";
import { type RateTable, ratesFor } from "../../domain/exchange-rates.ts";
import { type BuyerCosts, laidOver } from "../../domain/landed-cost/buyer-costs.ts";
import { chooseLanguage } from "../../domain/language/language.ts";
import { atHome, HOME_COSTS, isAtHome } from "../../domain/option/buyer-offer/at-home.ts";
import { offerRef } from "../../domain/option/buyer-offer/offer-listing.ts";
import { Fault } from "../../model/fault.ts";
import type { Product } from "../../model/product.ts";
import { formatRef, type ProductRef, parseProductRef } from "../../model/product-ref.ts";
import { isMeasure, type Unit } from "../../model/unit.ts";
import { readUnit } from "../../model/unit-words.ts";
import { createObjectMemory } from "../../object-memory.ts";
import type { Outcome } from "../references.ts";
import type { ToolContext } from "../tool.ts";
import { explainFault, explainProductFault } from "../wording/explain.ts";
import { buyerCosts, subjectOf } from "./given/buyer-costs.ts";
import { offerListings, withAllFacts } from "./given/offers.ts";
import type { ComparisonInput } from "./input.ts";

const MAX_TITLE = 160;
const UNIT_EXAMPLES = '"piece", "pair", "set", "dozen", "carton", "kg", "m"';

/** What was asked, over what was read. @throws Fault `bad_input` where two fields contradict each other. */
export function comparisonRequest(
  asked: ComparisonInput,
  outcomes: readonly Outcome[],
  languages: readonly string[],
  context: Pick<ToolContext, "defaults" | "now">,
): ComparisonRequest {
  const currency = asked.currency ?? context.defaults.currency;
  const mixes = readMixes(asked, outcomes);
  const unit = askedUnit(asked);
  const listed = outcomes.map((outcome) => readListing(outcome, mixes, languages));
  // Who compares offers alone and speaks of no unit at all counts pieces.
  const isOfPieces = outcomes.length === 0 && asked.offers.every((offer) => offer.unit === undefined);
  const offered = offerListings(asked.offers, unit?.name ?? (isOfPieces ? "piece" : null));
  const destination = asked.destination ?? context.defaults.country;
  const listings = withAllFacts([...listed, ...offered], asked.facts).map((listing) =>
    "product" in listing && isAtHome(listing, destination) ? atHome(listing) : listing,
  );
  return {
    listings,
    quantity: readQuantity(asked, unit),
    unitClass: unit?.unitClass ?? null,
    unit: unit?.name ?? null,
    destination,
    currency,
    costs: buyerCosts({ ...(asked.duties === undefined ? {} : { duties: asked.duties }), ...asked.costs }),
    costsByProduct: withHomeCosts(readCostsByProduct(asked, outcomes, offered), listings),
    fx: readRates(asked, currency, context),
    dailyDemand: asked.daily_demand ?? null,
    holdingRatePerYear: asked.holding_rate_per_year ?? null,
    maxBatches: asked.max_batches,
    maxSuppliers: asked.max_suppliers,
    minShare: asked.min_share,
    budget: asked.budget ?? null,
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
  return {
    ref: outcome.label,
    skuId: outcome.ref.skuId,
    product,
    title: titleOf(product, languages),
    quotes: [],
    mix: mixes.get(productKey(outcome.ref)) ?? [],
  };
}

const titles = createObjectMemory<Product, string | null>();

/** A listing that is in the cache is compared again and again; its title is read once. */
const titleOf = (product: Product, languages: readonly string[]): string | null =>
  titles(product, languages.join(), () => {
    const { text } = chooseLanguage(product.title, { languages: [...languages] });
    return text === null ? null : [...text].slice(0, MAX_TITLE).join("");
  });

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

/** What the quantity counts; null where it was not said. @throws Fault `bad_input` for a word that is no unit. */
function askedUnit({ unit }: ComparisonInput): Unit | null {
  if (unit === undefined) return null;
  const reading = readUnit(unit);
  if (reading !== null && reading.unit.unitClass !== "other" && reading.per === 1) return reading.unit;
  throw badInput(`\`unit\`: got ${JSON.stringify(unit)}; write a unit such as ${UNIT_EXAMPLES}`);
}

/** A count is whole, a measure may be a fraction. */
function readQuantity({ quantity }: ComparisonInput, unit: Unit | null): number {
  if (Number.isInteger(quantity) || (unit !== null && isMeasure(unit))) return quantity;
  throw badInput(`\`quantity\`: got ${quantity}; write a whole number, or a measure such as "kg" or "m" as \`unit\``);
}

function readCostsByProduct(
  asked: ComparisonInput,
  outcomes: readonly Outcome[],
  offered: readonly Listing[],
): Readonly<Record<string, BuyerCosts>> {
  const sellsOn = new Map(asked.offers.map(({ name, marketplace }) => [offerRef(name), marketplace]));
  const known = new Set([
    ...outcomes.flatMap(({ label, ref }) => [label, ...(ref === null ? [] : [ref.marketplace, productKey(ref)])]),
    ...offered.map(({ ref }) => ref),
    ...[...sellsOn.values()].filter((marketplace) => marketplace !== undefined),
  ]);
  const read: Record<string, BuyerCosts> = {};
  for (const [index, { for: name, ...costs }] of (asked.costs_by_product ?? []).entries()) {
    const field = `costs_by_product.${index}.for`;
    const subject = subjectOf(name, [...known]);
    if (!known.has(subject))
      throw badInput(`\`${field}\`: got "${name.slice(0, 80)}", which is not compared; write ${among(known)}`);
    if (read[subject] !== undefined) throw badInput(`\`${field}\`: "${subject}" stands there twice: write its costs together`);
    read[subject] = buyerCosts(costs);
  }
  // An offer's reference does not say where its supplier sells; the offer does.
  for (const [ref, marketplace] of sellsOn) {
    const shared = marketplace === undefined ? undefined : read[marketplace];
    if (shared !== undefined) read[ref] = laidOver(shared, read[ref] ?? {});
  }
  return read;
}

/** What a seller at home leaves out of the way, under what the buyer says of it. */
function withHomeCosts(
  own: Readonly<Record<string, BuyerCosts>>,
  listings: ComparisonRequest["listings"],
): Readonly<Record<string, BuyerCosts>> {
  const home = listings.filter((listing) => "product" in listing && listing.isHome === true);
  return { ...own, ...Object.fromEntries(home.map(({ ref }) => [ref, laidOver(HOME_COSTS, own[ref] ?? {})])) };
}

const MAX_NAMED = 6;
const among = (names: ReadonlySet<string>): string =>
  [...names]
    .slice(0, MAX_NAMED)
    .map((name) => `"${name}"`)
    .join(", ");

function readRates({ fx }: ComparisonInput, currency: string, { defaults }: Pick<ToolContext, "defaults">): RateTable | null {
  if (fx === undefined) return defaults.fx === null ? null : ratesFor(currency, defaults.fx);
  const rates = Object.fromEntries(Object.entries(fx.rates).map(([code, rate]) => [code.toUpperCase(), rate]));
  if (rates[currency] !== undefined && Number(rates[currency]) !== 1) {
    throw badInput(
      `\`fx.rates.${currency}\`: got ${rates[currency]}; rates are units of the other currency for one ${currency}: leave ${currency} out`,
    );
  }
  return { rates, asOf: fx.as_of ?? null, source: fx.source ?? "given with the question" };
}

const productKey = ({ marketplace, id }: ProductRef): string => `${marketplace}:${id}`;

const badInput = (message: string): Fault => new Fault({ kind: "bad_input", message });
