import type { Amount } from "../../model/money.ts";
import { Decimal } from "../../model/money.ts";
import type { SearchCard, SearchPage } from "../../model/search.ts";
import { readCount } from "../../normalize/price/quantity.ts";
import { asBoolean, asRecord } from "../../normalize/text/json-shape.ts";

type Row = Readonly<Record<string, unknown>>;

/** Cards out of a page's rows: advertisements, padding and rows without an id are left out, and counted. */
export function readCards(rows: readonly unknown[], total: unknown, card: (row: Row) => SearchCard | null): SearchPage {
  const wanted = rows.map(asRecord).filter((row) => !isFiller(row));
  const cards = wanted.flatMap((row) => card(row) ?? []);
  return { cards, total: readCount(total), leftOut: rows.length - cards.length };
}

/** One price, as low and high. */
export const flatPrice = (amount: Amount | null, currency: string): SearchCard["price"] =>
  amount === null ? null : { low: amount, high: amount, currency };

/** Fen, hundredths of a yuan, as yuan; null where there is none. */
export function yuanOfFen(fen: unknown): Amount | null {
  const count = readCount(fen);
  return count === null || count <= 0 ? null : new Decimal(count).div(100).toFixed(2);
}

/** "4,000+" is at least 4,000; none is unknown. */
export const readSold = (count: unknown, days: number | null): SearchCard["sold"] => {
  const read = readCount(typeof count === "string" ? count.replace(/\D+$/, "").replace(/[.,\s](?=\d{3}\b)/g, "") : count);
  return read === null ? null : { count: read, days };
};

const isFiller = (row: Row): boolean =>
  row["type"] === "recommend" || ["isAd", "is_ad", "isP4p"].some((name) => asBoolean(row[name]) === true);
