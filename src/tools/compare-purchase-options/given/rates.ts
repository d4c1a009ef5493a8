import type { ComparisonRequest } from "../../../domain/comparison.ts";
import { ratesFor } from "../../../domain/exchange-rates.ts";
import { offerName } from "../../../domain/option/buyer-offer/offer-listing.ts";
import { impossibleRates, ratesOff } from "../../../domain/rate-check.ts";
import { Fault } from "../../../model/fault.ts";
import type { ExchangeRates, ToolContext } from "../../tool.ts";
import type { ComparisonInput } from "../input.ts";

interface Rated {
  readonly request: ComparisonRequest;
  readonly notes: readonly string[];
}

type Context = Pick<ToolContext, "defaults" | "mode" | "dayRates">;

/**
 * The question with the day's rates where nobody gave any and some price needs them. The call's own rates win, and are measured.
 * @throws Fault `bad_input` where a rate that was given lies more than 20 % off the reference
 */
export async function withRates(request: ComparisonRequest, asked: ComparisonInput, context: Context): Promise<Rated> {
  const { currency, fx } = request;
  const foreign = foreignCurrencies(request);
  if (asked.fx === undefined) {
    const doubts = fx === null ? [] : impossibleRates(fx, currency);
    if (fx !== null || foreign.length === 0 || context.dayRates === undefined) return { request, notes: doubts };
    const { rates, note } = await context.dayRates();
    const notes = note === null ? [] : [note];
    return { request: { ...request, fx: rates === null ? null : ratesFor(currency, rates) }, notes };
  }
  const reference = await referenceFor(request, foreign, context);
  const off = fx === null || reference === null ? [] : ratesOff(fx, currency, reference);
  const [first] = off;
  if (first !== undefined && reference !== null) {
    const { currency: code, given, reference: figure } = first;
    const source = `${reference.source ?? "the reference"}${reference.asOf === null ? "" : `, ${reference.asOf}`}`;
    throw new Fault({
      kind: "bad_input",
      message: `\`fx.rates.${code}\`: got ${given} for one ${currency}; the reference is ${figure} (${source}), more than 20 % away`,
      next: `Give units of ${code} for one ${currency}, or leave \`fx\` out and the reference is used.`,
    });
  }
  return { request, notes: fx === null ? [] : impossibleRates(fx, currency) };
}

/** What given rates are measured by. Offers alone whose rates are all given ask nobody. */
async function referenceFor(
  request: ComparisonRequest,
  foreign: readonly string[],
  context: Context,
): Promise<ExchangeRates | null> {
  if (context.dayRates === undefined) return context.mode === "sandbox" ? context.defaults.fx : null;
  const isOffersAlone = request.listings.every(({ ref }) => offerName(ref) !== null);
  if (isOffersAlone && foreign.every((code) => request.fx?.rates[code] !== undefined)) return null;
  return (await context.dayRates()).rates;
}

/** The currencies of prices and deliveries that are not the buyer's. */
function foreignCurrencies({ listings, currency }: ComparisonRequest): readonly string[] {
  const codes = listings.flatMap((listing) =>
    "product" in listing
      ? [listing.product.offer.currency, ...listing.product.shipping.options.map(({ freight }) => freight?.currency ?? null)]
      : [],
  );
  return [...new Set(codes)].filter((code): code is string => code !== null && code !== currency);
}
