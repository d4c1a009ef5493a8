import { notesText } from "../wording/notes.ts";
import { address, type Block, block, inline, joined, type Line, line, own, sentence, table } from "../wording/writers.ts";
import type { CardAnswer, SearchAnswer } from "./answer-schema.ts";

const TITLE_LENGTH = 60;

/** The answer as text: cards, then what each marketplace said, then what to do next. */
export function searchText({ query, results, by_marketplace, next_page, notes }: SearchAnswer): Block {
  const found = line`${results.length} found for "${inline(query)}"${next_page === null ? line`` : line`; more on page ${next_page}`}.`;
  const cards = table(
    own("product", "title (seller's words)", "price as listed", "MOQ", "sold", "fits") as readonly Line[],
    results.map(row),
  );
  const places = by_marketplace.map(({ marketplace, state, total, shown, message, open_url }) => {
    const count = total === null ? line`${shown} shown` : line`${shown} shown of ${total}`;
    const said = message === null ? line`` : line` ${sentence(message)}`;
    return line`- ${marketplace}: ${state}, ${count}.${said} ${address(open_url)}`;
  });
  return block([found, results.length === 0 ? line`` : cards, block(places), notesText(notes)], "\n\n");
}

function row({ ref, title, price_as_listed: price, min_order_as_listed, sold, fits, warnings }: CardAnswer): readonly Line[] {
  const money = price === null ? line`?` : priceText(price);
  const days = sold?.days == null ? line`` : line` in ${sold.days} days`;
  const marks = joined([line`${fits}`, ...warnings.map(({ code }) => inline(code))], ", ");
  return [
    inline(ref),
    inline(title.slice(0, TITLE_LENGTH)),
    money,
    min_order_as_listed === null ? line`?` : line`${min_order_as_listed}`,
    sold === null ? line`?` : line`${sold.count}${days}`,
    marks,
  ];
}

const priceText = ({ low, high, currency }: NonNullable<CardAnswer["price_as_listed"]>): Line =>
  low === high ? line`${inline(low)} ${inline(currency)}` : line`${inline(low)}-${inline(high)} ${inline(currency)}`;
