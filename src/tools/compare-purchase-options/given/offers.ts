import type { FailedListing, Listing } from "../../../domain/comparison.ts";
import type { BuyerOffer, SaidTerms } from "../../../domain/option/buyer-offer/buyer-offer.ts";
import { offerListing, offerName, withFacts } from "../../../domain/option/buyer-offer/offer-listing.ts";
import { Fault } from "../../../model/fault.ts";
import { camelCase } from "../../../normalize/text/field-name.ts";
import { subjectOf } from "./buyer-costs.ts";
import type { FactsInput, OfferInput } from "./offer-input.ts";

/**
 * The offers as options. `unit`: what one that names no unit is taken to count; null: that stays open.
 * @throws Fault `bad_input` where two have one name.
 */
export function offerListings(offers: readonly OfferInput[], unit: string | null): readonly Listing[] {
  const listings = offers.map((offer) => {
    const listed = offerListing(camelKeys(offer) as unknown as BuyerOffer);
    const isOpen = unit !== null && listed.product.offer.unit === null;
    return isOpen ? offerListing(camelKeys({ ...offer, unit }) as unknown as BuyerOffer) : listed;
  });
  for (const [index, { ref }] of listings.entries()) {
    if (listings.findIndex((other) => other.ref === ref) === index) continue;
    throw badInput(`\`offers.${index}.name\`: "${offerName(ref)}" stands there twice: give each offer a name of its own`);
  }
  return listings;
}

/** The listings with what the buyer learned of them. Facts of a product hold for its SKUs too. @throws Fault `bad_input` */
export function withAllFacts(
  listings: readonly (Listing | FailedListing)[],
  facts: readonly FactsInput[],
): readonly (Listing | FailedListing)[] {
  const refs = listings.map(({ ref }) => ref);
  const said = facts.map(({ for: name, ...terms }) => ({
    subject: subjectOf(name, refs),
    terms: camelKeys(terms) as SaidTerms,
  }));
  for (const [index, { subject }] of said.entries()) {
    const field = `\`facts.${index}.for\``;
    if (!listings.some(({ ref }) => isOf(subject, ref))) {
      throw badInput(
        `${field}: got "${subject.slice(0, 80)}", which is not compared; write a reference as in \`products\`, or "offer:name"`,
      );
    }
    if (said.findIndex((other) => other.subject === subject) !== index) {
      throw badInput(`${field}: "${subject}" stands there twice: write its facts together`);
    }
  }
  // What is said of a SKU goes before what is said of its product.
  const ordered = said.toSorted((left, right) => Number(left.subject.includes("#")) - Number(right.subject.includes("#")));
  return listings.map((listing) =>
    "failure" in listing
      ? listing
      : ordered.reduce((seen, { subject, terms }) => (isOf(subject, seen.ref) ? withFacts(seen, terms) : seen), listing),
  );
}

const isOf = (subject: string, ref: string): boolean => ref === subject || ref.startsWith(`${subject}#`);

/** Field names as the domain writes them, to every depth; the indicators of a score profile are read by themselves. */
function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [camelCase(name), name === "score_profile" ? inner : camelKeys(inner)]),
  );
}

const badInput = (message: string): Fault => new Fault({ kind: "bad_input", message });
