import type { FreightOption } from "../model/freight.ts";
import type { LocalizedText } from "../model/localized-text.ts";
import type { Product, Warning } from "../model/product.ts";
import type { SearchPage } from "../model/search.ts";
import type { Call } from "../model/wire.ts";
import { tradeTermWarnings } from "../normalize/terms/trade-term.ts";
import { cleanStrings, cleanText } from "../normalize/text/clean-text.ts";
import { repairText } from "../normalize/text/mojibake.ts";
import type { Gateway, Operation } from "./gateway.ts";
import { boundedAnswer } from "./reading/answer/bounded-answer.ts";
import { closedCards, closedFields } from "./reading/answer/closed-fields.ts";
import { withoutContacts, withoutPeople } from "./reading/answer/personal-data.ts";
import { plainTexts } from "./reading/plain-texts.ts";

// A title is a line of a table; beyond this the sellers' key words only repeat.
const TITLE_LENGTH = 160;
const RAW_LENGTH = 20_000;

/**
 * The product in an answer in which the gateway found no fault, with every text of the seller's made safe to show.
 * @throws Fault `bad_answer` where nothing can be read.
 */
export const readProduct = (gateway: Gateway, body: unknown, call: Call): Product => {
  const answer = boundedAnswer(body);
  return safeProduct(gateway.product.read(answer.body, call), answer.leftOut);
};

/** The same safety for a product that came in a batch answer. */
export const safeProduct = (product: Product, leftOut = 0): Product => {
  const clean = closedFields(cleanStrings(plainTexts(product)), leftOut);
  const description = clean.description === null ? null : eachText(clean.description, withoutContacts);
  return { ...clean, title: eachText(clean.title, capped), description, warnings: [...clean.warnings, ...termWarnings(clean)] };
};

/** What is odd about the terms the seller states; one we assumed has been warned of where it was assumed. */
function termWarnings({ offer, shipping }: Product): readonly Warning[] {
  const stated = [offer.tradeTerm, ...offer.tiers.map(({ term }) => term)].filter((term) => term !== null && !term.assumed);
  const methods = shipping.options.map(({ method }) => method);
  const warnings = stated.flatMap((term) => tradeTermWarnings(term, methods));
  return [...new Map(warnings.map((warning) => [warning.message, warning])).values()];
}

/** Delivery quotes, with every text of the seller's or carrier's made safe to show. */
export const readFreight = (
  operation: Operation<readonly FreightOption[]>,
  body: unknown,
  call: Call,
): readonly FreightOption[] => cleanStrings(operation.read(boundedAnswer(body).body, call));

/** A page of a search, with every text of the sellers' made safe to show. */
export function readSearchPage({ search }: Gateway, body: unknown, call: Call): SearchPage {
  const page = search?.read(boundedAnswer(body).body, call) ?? { cards: [], total: null, leftOut: 0 };
  // A card has one title and no language to fall back to: damage that can surely be undone is.
  const cards = page.cards.map((card) => ({ ...card, title: repairText(card.title).text }));
  return cleanStrings({ ...page, cards: closedCards(cleanStrings(cards)) });
}

/** The answer itself, as far as it may be shown and kept. */
export const readRaw = (body: unknown): string => cleanText(JSON.stringify(body, withoutPeople) ?? "", RAW_LENGTH);

const capped = (title: string): string => cleanText(title, TITLE_LENGTH);

const eachText = (text: LocalizedText, change: (text: string) => string): LocalizedText =>
  typeof text === "string"
    ? change(text)
    : Object.fromEntries(Object.entries(text).map(([language, one]) => [language, change(one)]));
