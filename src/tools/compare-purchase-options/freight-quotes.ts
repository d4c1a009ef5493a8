import {
  addQuotesInSteps,
  type DeliveryAnswer,
  type OpenComparison,
  ownQuantity,
  quantitiesToQuote,
} from "../../domain/compare/open-comparison.ts";
import type { Listing } from "../../domain/comparison.ts";
import { offerName } from "../../domain/option/buyer-offer/offer-listing.ts";
import { baitSkus } from "../../domain/option/price/bait-sku.ts";
import type { Market, Want } from "../../market/market.ts";
import { asFault, Fault } from "../../model/fault.ts";
import type { FreightOption } from "../../model/freight.ts";
import { parseProductRef } from "../../model/product-ref.ts";
import { createObjectMemory } from "../../object-memory.ts";
import type { ToolContext } from "../tool.ts";
import { inTurns } from "./in-turns.ts";

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
  new Map([...wanted].filter(([ref]) => offerName(ref) === null));

async function askEach(
  opened: OpenComparison,
  wanted: ReadonlyMap<string, readonly number[]>,
  market: Market,
  want: Want,
  context: ToolContext,
): Promise<Quoted> {
  const outstanding: string[] = [];
  const said = new Map<string, DeliveryAnswer>();
  await Promise.all(
    opened.request.listings.map(async (listing) => {
      if (!("product" in listing)) return;
      const known = new Set(listing.quotes.map(({ minQuantity }) => minQuantity));
      const quantities = (wanted.get(listing.ref) ?? [])
        .filter((quantity) => !known.has(quantity))
        .slice(0, MAX_QUOTES - known.size);
      const answers = await Promise.all(
        quantities.map(async (quantity) => {
          const own = ownQuantity(opened, listing.ref, quantity) ?? quantity;
          const answer = await quoteOf(listing, own, market, want, context);
          return Array.isArray(answer) ? answer.map((quote) => forQuantity(quote, own, quantity)) : answer;
        }),
      );
      // Nobody delivers it there: no quantity changes that.
      const refused = answers.find((answer) => answer instanceof Fault);
      if (refused !== undefined) {
        said.set(listing.ref, { code: refused.kind, message: refused.message });
        return;
      }
      for (const answer of answers) if (typeof answer === "string") outstanding.push(answer);
      const quotes = answers.flatMap((answer) => (Array.isArray(answer) ? answer : []));
      if (quotes.length > 0) said.set(listing.ref, quotes);
    }),
  );
  return { opened: said.size === 0 ? opened : await answered(opened, said), outstanding };
}

const withAnswers = createObjectMemory<OpenComparison, Promise<OpenComparison>>();

/** The same answers to the same question are laid over it once. */
function answered(opened: OpenComparison, said: ReadonlyMap<string, DeliveryAnswer>): Promise<OpenComparison> {
  // The answers come in any order.
  const key = JSON.stringify([...said].sort(([one], [other]) => (one < other ? -1 : 1)));
  return withAnswers(opened, key, () => inTurns(addQuotesInSteps(opened, said)));
}

/** A platform quotes by the listing's own unit; here the same lump sum stands for the quantity asked for. */
const forQuantity = (quote: FreightOption, own: number, asked: number): FreightOption =>
  own === asked ? quote : { ...quote, minQuantity: asked, maxQuantity: asked };

/** The quotes; none where the dialect quotes nothing; a sentence where the call failed, its fault where nobody delivers there. */
async function quoteOf(
  { ref, product }: Listing,
  quantity: number,
  market: Market,
  want: Want,
  { signal }: ToolContext,
): Promise<FreightOption[] | string | Fault> {
  const asked = parseProductRef(ref);
  // AliExpress quotes a SKU alone. A listing's SKUs weigh about the same, so the one of the goods with the most stock answers for
  // all: a link to pay postage by has the most of all.
  const baits = baitSkus(product.skus);
  const stocked = product.skus
    .filter(({ id }) => !baits.has(id))
    .toSorted((left, right) => (right.stock ?? 0) - (left.stock ?? 0))[0];
  try {
    const skuId = asked.skuId ?? stocked?.id ?? null;
    return [...((await market.freight({ ...asked, skuId }, quantity, want, { signal })) ?? [])];
  } catch (error) {
    const fault = asFault(error);
    return fault.kind === "not_sold_there" ? fault : `${ref}: delivery of ${quantity} (${fault.kind})`;
  }
}
