import { Decimal } from "../../../model/money.ts";
import { NOTHING_SAID, type Product, type Warning } from "../../../model/product.ts";
import type { TradeTerm } from "../../../model/trade-term.ts";
import { cleanText } from "../../../normalize/text/clean-text.ts";
import type { OfferWords } from "../../compared-option.ts";
import type { Listing } from "../../comparison.ts";
import { readProfile } from "../../supplier-score/supplier-profile.ts";
import type { BuyerOffer, SaidTerms } from "./buyer-offer.ts";
import { saidTax, saidValidity, withSaid } from "./said-product.ts";

const NAME_LENGTH = 60;
const WORDS_LENGTH = 200;

const PREFIX = "offer:";

/** What an option of this name is called in the answer. */
export const offerRef = (name: string): string => `${PREFIX}${cleanText(name, NAME_LENGTH).replace(/\s+/g, " ").trim()}`;

/** The name that the buyer gave the offer of this reference; null where a listing's stands. */
export const offerName = (ref: string): string | null => (ref.startsWith(PREFIX) ? ref.slice(PREFIX.length) : null);

/**
 * An offer as something to buy, like a listing. Pure.
 * @throws Fault `bad_input` for a score profile that cannot be read.
 * @example offerListing({ name: "Ningbo chat", pricesText: "1-99: 5.20; 100+: 4.80", currency: "USD", tradeTerm: "FOB Ningbo" })
 */
export function offerListing(offer: BuyerOffer): Listing {
  const { until, warnings } = saidValidity(offer);
  const product = withSaid(blankProduct(offer), offer, null);
  const listed =
    product.offer.tradeTerm === null ? { ...product, offer: { ...product.offer, tradeTerm: custom(offer) } } : product;
  return {
    ref: offerRef(offer.name),
    skuId: null,
    product: { ...listed, warnings: [...warnings, ...listed.warnings] },
    title: cleanText(offer.name, NAME_LENGTH),
    quotes: [],
    mix: [],
    basis: "offer",
    validUntil: until,
    ...saidCosts(offer),
    ...saidWords(offer),
  };
}

// What decides what is bought and at which price; the rest says how it comes and from whom.
const OF_THE_BUY: readonly (keyof SaidTerms)[] = [
  "prices",
  "pricesText",
  "currency",
  "unit",
  "unitsPerPack",
  "tradeTerm",
  "minOrderQuantity",
  "orderMultiple",
  "minOrderValue",
  "stock",
];

/** A listing with what the buyer learned of it in place of its own word; the option says which fields. @throws Fault as offerListing */
export function withFacts(listing: Listing, facts: SaidTerms): Listing {
  const { until, warnings } = saidValidity(facts);
  const product = withSaid(listing.product, facts, listing.skuId);
  const given = Object.entries(facts).flatMap(([field, value]) => (value == null || field === "note" ? [] : [field]));
  const words = given.map((field) => field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)).join(", ");
  const marks =
    given.length === 0
      ? []
      : [
          {
            code: "given",
            message: `Your word stands in place of the ${listing.basis === "offer" ? "offer" : "listing"}'s: ${words}`,
          },
        ];
  const isOfTheBuy = OF_THE_BUY.some((field) => facts[field] != null);
  return {
    ...listing,
    product: {
      ...product,
      warnings: [...marks, ...priceDoubts(listing.product, product, facts), ...warnings, ...product.warnings],
    },
    ...(isOfTheBuy && listing.basis !== "offer" ? { basis: "given" as const } : {}),
    ...(facts.package == null ? {} : { isPackageGiven: true }),
    ...(until === null ? {} : { validUntil: until }),
    ...saidCosts(facts),
    ...saidWords(facts, listing.offerWords),
  };
}

function saidCosts(said: SaidTerms): Partial<Listing> {
  const { oneTimeCosts, perOrderCosts, scoreProfile, country } = said;
  const tax = saidTax(said);
  return {
    ...(country == null ? {} : { saidCountry: country }),
    ...(tax === null ? {} : { saysTaxIncluded: tax }),
    ...(oneTimeCosts == null ? {} : { oneTimeCosts: oneTimeCosts.map(cleanName) }),
    ...(perOrderCosts == null ? {} : { perOrderCosts: perOrderCosts.map(cleanName) }),
    ...(scoreProfile == null ? {} : { scoreProfile: readProfile(scoreProfile) }),
  };
}

/** Terms of payment and a note, which decide nothing: one line each. */
function saidWords({ paymentTerms, note }: SaidTerms, own: OfferWords = {}): Pick<Listing, "offerWords"> {
  const oneLine = (text: string): string => cleanText(cleanText(text).replace(/\s+/g, " ").trim(), WORDS_LENGTH);
  const words: OfferWords = {
    ...own,
    ...(paymentTerms == null ? {} : { paymentTerms: oneLine(paymentTerms) }),
    ...(note == null ? {} : { note: oneLine(note) }),
  };
  return Object.keys(words).length === 0 ? {} : { offerWords: words };
}

const cleanName = <Named extends { readonly name: string }>(cost: Named): Named => ({
  ...cost,
  name: cleanText(cost.name, NAME_LENGTH),
});

// Between two trade terms, or before and after a bargain, a price changes by less.
const MOST_CHANGE = 2.5;

/** A price without a currency of its own is read in the listing's: one that is many times the other may be in another. */
function priceDoubts({ offer: was }: Product, { offer: now }: Product, { currency, unit }: SaidTerms): readonly Warning[] {
  const [before, after] = [was.tiers[0]?.unitPrice, now.tiers[0]?.unitPrice];
  if (currency != null || unit != null || before === undefined || after === undefined || was.currency === null) return [];
  if (was.currency !== now.currency || new Decimal(before).isZero() || new Decimal(after).isZero()) return [];
  const change = new Decimal(after).div(before);
  if (change.lte(MOST_CHANGE) && change.gte(new Decimal(1).div(MOST_CHANGE))) return [];
  const message = `Your price is read as ${after} ${now.currency}, where it was ${before}: write its currency if it is another`;
  return [{ code: "price_far_off", message }];
}

/** The custom of the marketplace that the supplier sells on; null where nobody said either. */
const custom = ({ marketplace }: BuyerOffer): TradeTerm | null =>
  marketplace === "1688"
    ? { rule: "EXW", place: null, placeKind: "unknown", assumed: true }
    : marketplace === "alibaba"
      ? { rule: "FOB", place: null, placeKind: "unknown", assumed: true }
      : null;

/** A listing of which nothing is known. An offer from nowhere is read as Alibaba.com's, which adds no custom of its own. */
const blankProduct = ({ name, marketplace }: BuyerOffer): Product => ({
  ...NOTHING_SAID,
  marketplace: marketplace ?? "alibaba",
  id: cleanText(name, NAME_LENGTH),
  url: "",
  title: cleanText(name, NAME_LENGTH),
  status: "on_sale",
});
