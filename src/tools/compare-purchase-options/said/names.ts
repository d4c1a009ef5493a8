import { offerName } from "../../../domain/option/buyer-offer/offer-listing.ts";
import { MARKETPLACE_FACTS, type Marketplace } from "../../../model/marketplace.ts";
import { nameInSentence } from "../../wording/writers.ts";
import type { ComparisonAnswer, OptionAnswer } from "../answer-schema.ts";

const MAX_NAME = 28;
// What a company's name says of its legal form and its trade in general.
const FORM =
  /,?\s*(?:(?:import|imp\\.|export|exp\\.|trading|trade|industry|industrial|commodity|technology|manufacturing|manufacturer|products?|company|factory)\b\s*(?:&|and)?\s*)*(?:co\.?,?\s*)?(?:ltd\.?|limited|inc\.?|llc|gmbh)$|(?:股份)?有限(?:责任)?公司$/i;

type Named = Pick<OptionAnswer, "ref" | "supplier">;

/** A person's name for an option: its supplier's, the one that the buyer gave an offer, the reference where it has none. */
export function nameOf({ ref, supplier }: Named): string {
  const name =
    nameInSentence(supplier ?? offerName(ref))
      ?.replace(FORM, "")
      .trim() ?? "";
  if (name === "") return ref;
  if ([...name].length <= MAX_NAME) return name;
  const cut = name.slice(0, MAX_NAME + 1).replace(/\s+\S*$/, "");
  return cut.length <= MAX_NAME ? cut.replace(/[\s&,.-]+$/, "") : ref;
}

/** The name where it tells the option from the others that are named beside it, else its reference: two listings can be one seller's. */
export const nameAmong = (option: Named, others: readonly Named[]): string =>
  others.some((other) => other.ref !== option.ref && nameOf(other) === nameOf(option)) ? option.ref : nameOf(option);

/** "永康沐途 (1688:738204915561)"; the reference alone where there is no name. */
export const fullName = (option: Named): string =>
  nameOf(option) === option.ref ? option.ref : `${nameOf(option)} (${option.ref})`;

export const optionOf = ({ options }: Pick<ComparisonAnswer, "options">, ref: string): OptionAnswer | null =>
  options.find((option) => option.ref === ref) ?? null;

export const nameOfRef = (answer: Pick<ComparisonAnswer, "options">, ref: string): string =>
  nameOf(optionOf(answer, ref) ?? { ref, supplier: null });

export const fullNameOf = (answer: Pick<ComparisonAnswer, "options">, ref: string): string =>
  fullName(optionOf(answer, ref) ?? { ref, supplier: null });

export function marketplaceOf(ref: string): string {
  const [marketplace = ""] = ref.split(":");
  return marketplace in MARKETPLACE_FACTS ? MARKETPLACE_FACTS[marketplace as Marketplace].name : "your offer";
}
