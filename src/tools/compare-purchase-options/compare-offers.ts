import { compareOptions } from "../../domain/compare/compare-options.ts";
import { impossibleRates } from "../../domain/rate-check.ts";
import { Fault } from "../../model/fault.ts";
import { snakeCase } from "../../normalize/text/field-name.ts";
import { inputProblems } from "../wording/input-problems.ts";
import type { ComparisonAnswer } from "./answer-schema.ts";
import { comparisonInput } from "./input.ts";
import { presentComparison } from "./present.ts";
import { comparisonRequest } from "./request.ts";

/** Used where the request names none, as in the settings. */
const DEFAULTS = {
  country: "US",
  currency: "USD",
  language: "en",
  fx: null,
  maxDisputeRate: "0.02",
  maxRefundRate: "0.05",
} as const;

/**
 * Compares offers alone: the answer of compare_purchase_options in full, worked out here and now without a network, a file or a
 * setting. The request has the tool's fields in camelCase; amounts are strings or numbers, rates fractions or "6.5%", `fx.rates`
 * units of a currency for one of `currency`.
 * @throws Fault `bad_input` that names every field that cannot be read.
 * @example
 * compareOffers({
 *   quantity: 500,
 *   destination: "DE",
 *   offers: [{ name: "Hamburg trader", pricesText: "100+: 5.60", currency: "USD", tradeTerm: "DDP" }],
 * }).quantity; // => 500
 */
export function compareOffers(request: Readonly<Record<string, unknown>>): ComparisonAnswer {
  const written = snakeKeys(request);
  const parsed = comparisonInput.safeParse(written);
  if (!parsed.success) {
    throw new Fault({ kind: "bad_input", message: inputProblems(parsed.error, written, comparisonInput).join("; ") });
  }
  if (parsed.data.products.length > 0) {
    throw new Fault({
      kind: "bad_input",
      message: "`products`: compareOffers reads no listing; give what you know of one as an offer",
    });
  }
  const asked = comparisonRequest(parsed.data, [], ["en"], { defaults: DEFAULTS, now: Date.now });
  const comparison = compareOptions(asked);
  const doubts = comparison.fx === null ? [] : impossibleRates(comparison.fx, comparison.currency);
  return presentComparison(comparison, "live", [...doubts, ...comparison.notes], asked.listings);
}

// Currency codes and score indicators are names of their own.
const OWN_NAMES: ReadonlySet<string> = new Set(["rates", "scoreProfile", "score_profile"]);

function snakeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [snakeCase(name), OWN_NAMES.has(name) ? inner : snakeKeys(inner)]),
  );
}
