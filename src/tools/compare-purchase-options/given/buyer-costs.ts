import { type BuyerCosts, readBuyerCosts } from "../../../domain/landed-cost/buyer-costs.ts";
import { offerName, offerRef } from "../../../domain/option/buyer-offer/offer-listing.ts";
import { Decimal } from "../../../model/money.ts";
import { formatRef, parseProductRef } from "../../../model/product-ref.ts";
import type { CostsInput } from "./costs-input.ts";

/** The costs as the domain names them. @throws Fault `bad_input` where two of them contradict each other. */
export const buyerCosts = ({ duties, ...figures }: Partial<CostsInput>): BuyerCosts =>
  readBuyerCosts({ ...readable(figures), ...(duties === undefined ? {} : { duties: duties.map(readable) }) });

/**
 * A name under which costs or facts are given, as the comparison spells it: "1688", "offer:name", or a reference. The name of an
 * offer among `refs` does alone.
 */
export function subjectOf(written: string, refs: readonly string[]): string {
  const text = written.trim();
  const byName = refs.find((ref) => ref === offerRef(text));
  if (byName !== undefined) return byName;
  if (/^(?:1688|aliexpress|alibaba)$/i.test(text)) return text.toLowerCase();
  return offerName(text) !== null ? text : formatRef(parseProductRef(text));
}

/** A fraction above 1 was written with a percent sign, which tells it from a slip of the pen. */
function readable(figures: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => {
      const isHigh = /(?:^|_)rate$/.test(name) && Number(value) > 1;
      return [name, isHigh ? `${new Decimal(String(value)).times(100)}%` : value];
    }),
  );
}
