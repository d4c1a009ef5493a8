import { convert, ratesFor } from "../../domain/exchange-rates.ts";
import { marketLanguage } from "../../domain/language/language.ts";
import type { Searched, SearchWant } from "../../market/market.ts";
import { MARKETPLACE_FACTS, MARKETPLACES } from "../../model/marketplace.ts";
import { Decimal } from "../../model/money.ts";
import type { SearchCard } from "../../model/search.ts";
import { defineTool, type ExchangeRates, type ToolContext } from "../tool.ts";
import { standardNotes } from "../wording/notes.ts";
import { type CardAnswer, output } from "./answer-schema.ts";
import { inChinese } from "./chinese-words.ts";
import { input, type SearchInput } from "./input.ts";
import { orderedCards, presentCard, presentPlace } from "./present.ts";
import { searchText } from "./text.ts";
import { unmatchedWords } from "./unmatched-words.ts";

// As many as a comparison shows well.
const COMPARED = 8;

export const searchProducts = defineTool({
  name: "search_products",
  title: "Find products and suppliers",
  description:
    "Finds listings on 1688, AliExpress and Alibaba.com by words or by a picture, when the buyer holds no links: start here, then give the " +
    "references that fit to compare_purchase_options. Cards are leads: the price is what the card says (the cheapest, before promotions), " +
    "no total follows from it. Each marketplace answers for itself; where none can search, `open_url` is its own search page.",
  input,
  output,
  async run(asked, context) {
    const country = asked.country ?? context.defaults.country;
    const language = asked.language ?? context.defaults.language;
    const currency = asked.currency ?? context.defaults.currency;
    const want = {
      language: language === "market" ? marketLanguage(country) : language,
      country,
      currency,
      include: [],
    };
    const market = await context.market();
    const found = await market.search(searchOf(asked), want, { signal: context.signal });
    const fx = asked.max_unit_price !== undefined || asked.sort === "price" ? await ratesOf(context) : null;
    const rates = fx && ratesFor(currency, fx);
    const priceOf = ({ price }: SearchCard) => price && convert(new Decimal(price.low), price.currency, currency, rates);
    const dear = (card: SearchCard): boolean =>
      asked.max_unit_price !== undefined && priceOf(card)?.gt(asked.max_unit_price) === true;
    const ordered = orderedCards(found, priceOf, asked.sort === "price");
    const cheap = ordered.filter((card) => !dear(card));
    const shown = cheap.slice(0, asked.limit);
    const results = shown.map((card) => presentCard(card, asked.quantity));
    const full = found.some((one) => "page" in one && one.page.cards.length + one.page.leftOut >= asked.limit);
    const structured = {
      mode: context.mode,
      query: asked.query ?? asked.image_url ?? "",
      results,
      by_marketplace: found.map((one) =>
        presentPlace(one, asked, shown.filter(({ marketplace }) => marketplace === one.marketplace).length),
      ),
      next_page: full ? asked.page + 1 : null,
      notes: [
        ...partlyFound(asked, results),
        ...nextStep(results, asked),
        ...remarks(found, asked, ordered.length - cheap.length, currency),
        ...standardNotes(context),
        ...attributions(found),
      ],
    };
    return { structured, text: searchText(structured), failed: found.every(({ state }) => state === "error") };
  },
});

const searchOf = (asked: SearchInput): SearchWant => ({
  marketplaces: asked.marketplaces ?? MARKETPLACES,
  text: asked.query === undefined ? null : { any: asked.query, zh: inChinese(asked.query) ?? asked.query },
  imageUrl: asked.image_url ?? null,
  page: asked.page,
  size: asked.limit,
  sort: asked.sort,
  factoryOnly: asked.factory_only,
});

async function ratesOf({ defaults, dayRates }: ToolContext): Promise<ExchangeRates | null> {
  return defaults.fx ?? (await dayRates?.())?.rates ?? null;
}

const MOST_WORDS = 5;

/** That what was found may not be what was meant, before it is said to compare it. */
function partlyFound({ query = "" }: SearchInput, results: readonly CardAnswer[]): readonly string[] {
  const words = unmatchedWords(
    query,
    results.map(({ title }) => title),
  );
  if (words.length === 0) return [];
  const named = words.slice(0, MOST_WORDS).map((word) => `"${word}"`);
  return [`No title here has ${named.join(" or ")}: only the other words were found. See whether these are what you mean.`];
}

/** What to call next, with the references in it. */
function nextStep(results: readonly CardAnswer[], { quantity }: SearchInput): readonly string[] {
  const fitting = results.filter(({ fits }) => fits !== "no");
  if (fitting.length === 0) return ["Next: try other words, or open the addresses and paste the products you like."];
  const refs = fitting
    .slice(0, COMPARED)
    .map(({ ref }) => `"${ref}"`)
    .join(", ");
  const which = fitting.length > COMPARED ? ` (the first ${COMPARED} of ${fitting.length}; others can be compared too)` : "";
  return [
    `Next, compare these${which}: compare_purchase_options with products [${refs}]${quantity === undefined ? "" : `, quantity ${quantity}`}.`,
  ];
}

function remarks(found: readonly Searched[], asked: SearchInput, dearer: number, currency: string): readonly string[] {
  const names = (marketplaces: readonly Searched[]) =>
    marketplaces.map(({ marketplace }) => MARKETPLACE_FACTS[marketplace].name);
  const blind = names(found.filter(({ marketplace, state }) => state === "ok" && marketplace !== "1688"));
  return [
    "Prices are as the cards list them: the cheapest SKU or step, before promotions and freight. Totals come from the comparison.",
    ...(asked.sort === "price" ? ["Sorted by price over this page only; cards without a price or a rate stand last."] : []),
    ...(asked.sort === "sales"
      ? [
          "Marketplaces count sales over different spans of days, and 1688 sorts within this page only: each is in its own order, in turn.",
        ]
      : []),
    ...(asked.factory_only && blind.length > 0 ? [`${blind.join(" and ")} cannot tell factories: all cards are shown.`] : []),
    ...(dearer > 0 ? [`${dearer} cards cost more than ${asked.max_unit_price} ${currency} and were left out.`] : []),
  ];
}

const attributions = (found: readonly Searched[]): readonly string[] => {
  const shown = found
    .filter(({ state }) => state === "ok")
    .map(({ marketplace }) => MARKETPLACE_FACTS[marketplace].attribution);
  return shown.length === 0 ? [] : [`Sources: ${shown.join("; ")}.`];
};
