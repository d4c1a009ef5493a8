import { addQuotes, type OpenComparison, quantitiesToQuote } from "../../domain/compare/open-comparison.ts";
import type { Listing } from "../../domain/comparison.ts";
import type { Market, Want } from "../../market/market.ts";
import type { FreightOption } from "../../model/freight.ts";
import type { Product } from "../../model/product.ts";
import { parseProductRef } from "../../model/product-ref.ts";
import type { ToolContext } from "../tool.ts";
import { asFault } from "../wording/explain.ts";

// Each quote is a call of its own against the platform's quota.
const MAX_QUOTES = 3;

export interface Quoted {
  readonly opened: OpenComparison;
  /** Quotes that could not be read. */
  readonly outstanding: readonly string[];
}

/**
 * Asks the platforms that quote delivery on demand: first at the need, then at the few larger quantities that could still be
 * the cheapest. A quote that fails costs only itself.
 */
export async function withQuotes(opened: OpenComparison, want: Want, context: ToolContext): Promise<Quoted> {
  const atNeed = listed(quantitiesToQuote(opened, 1));
  if (atNeed.size === 0) return { opened, outstanding: [] };
  const market = await context.market();
  const first = await askEach(opened, atNeed, market, want, context);
  // A dialect that answered the first question sells quotes; the others are not asked again.
  const quoted = new Set(
    first.opened.request.listings.flatMap((listing) => ("quotes" in listing && listing.quotes.length > 0 ? [listing.ref] : [])),
  );
  if (quoted.size === 0) return first;
  const further = new Map([...listed(quantitiesToQuote(first.opened, MAX_QUOTES))].filter(([ref]) => quoted.has(ref)));
  const second = await askEach(first.opened, further, market, want, context);
  return { opened: second.opened, outstanding: [...new Set([...first.outstanding, ...second.outstanding])] };
}

/** Nobody can be asked for the delivery of an offer that has no listing. */
const listed = <Quantities>(wanted: ReadonlyMap<string, Quantities>): ReadonlyMap<string, Quantities> =>
  new Map([...wanted].filter(([ref]) => !ref.startsWith("offer:")));

async function askEach(
  opened: OpenComparison,
  wanted: ReadonlyMap<string, readonly number[]>,
  market: Market,
  want: Want,
  context: ToolContext,
): Promise<Quoted> {
  const outstanding: string[] = [];
  const quotes = new Map<string, readonly FreightOption[]>();
  await Promise.all(
    opened.request.listings.map(async (listing) => {
      if (!("product" in listing)) return;
      const known = new Set(listing.quotes.map(({ minQuantity }) => minQuantity));
      const quantities = (wanted.get(listing.ref) ?? [])
        .filter((quantity) => !known.has(quantity))
        .slice(0, MAX_QUOTES - known.size);
      const answers = await Promise.all(quantities.map((quantity) => quoteOf(listing, quantity, market, want, context)));
      for (const answer of answers) if (typeof answer === "string") outstanding.push(answer);
      const read = answers.flatMap((answer) => (typeof answer === "string" ? [] : answer));
      if (read.length > 0) quotes.set(listing.ref, read);
    }),
  );
  return { opened: quotes.size === 0 ? opened : addQuotes(opened, quotes), outstanding };
}

/** The quotes; none where the dialect quotes nothing; a sentence where the call failed. */
async function quoteOf(
  { ref, product }: Listing & { readonly product: Product },
  quantity: number,
  market: Market,
  want: Want,
  { signal }: ToolContext,
): Promise<readonly FreightOption[] | string> {
  const asked = parseProductRef(ref);
  // AliExpress quotes a SKU alone. A listing's SKUs weigh about the same, so the one with the most stock answers for all.
  const stocked = product.skus.toSorted((left, right) => (right.stock ?? 0) - (left.stock ?? 0))[0];
  try {
    return (await market.freight({ ...asked, skuId: asked.skuId ?? stocked?.id ?? null }, quantity, want, { signal })) ?? [];
  } catch (error) {
    return `${ref}: delivery of ${quantity} (${asFault(error).kind})`;
  }
}
