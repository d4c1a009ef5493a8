import { Fault } from "../../model/fault.ts";
import type { FreightOption, FreightScope } from "../../model/freight.ts";
import { isCurrency } from "../../model/money.ts";
import type { TradeRule } from "../../model/trade-term.ts";
import type { Call } from "../../model/wire.ts";
import { readCount } from "../../normalize/price/quantity.ts";
import { readDayRange } from "../../normalize/terms/day-range.ts";
import { readFreightMethod } from "../../normalize/terms/freight-brackets.ts";
import { readTradeTerm } from "../../normalize/terms/trade-term.ts";
import { asRecord } from "../../normalize/text/json-shape.ts";
import type { StockLevel } from "../gateway.ts";
import { checkCountry, listingId } from "../reading/listing-id.ts";
import { amountIn } from "../reading/prices/figures.ts";
import { dataOf, FreightData, StockData } from "./payload.ts";

const PORT_TO_PORT: ReadonlySet<TradeRule> = new Set(["CFR", "CIF", "CPT", "CIP"]);

/** Units of each SKU over the places asked for; a SKU whose count cannot be read is left out. */
export function readStock(body: unknown, call: Call): StockLevel[] {
  const { data } = dataOf(body);
  if (data === undefined) throw badAnswer("holds no inventory");
  const all = StockData.parse(data).flatMap(({ inventory_list }) => inventory_list);
  const rows = all.filter(({ product_id }) => product_id === null || product_id === call.ids[0]);
  // Where every row is another listing's, so is the answer.
  if (rows.length === 0)
    listingId(
      "alibaba-iop",
      all.map(({ product_id }) => product_id),
      call,
    );
  const levels = new Map<string, number>();
  for (const { sku_id, inventory_count } of rows) {
    const count = readCount(inventory_count);
    if (sku_id !== null && count !== null) levels.set(sku_id, (levels.get(sku_id) ?? 0) + count);
  }
  return [...levels].map(([skuId, stock]) => ({ skuId, stock }));
}

/** The calculator's quotes for exactly the quantity asked, each under its own term (DAP as a rule). */
export function readFreight(body: unknown, call: Call): FreightOption[] {
  const root = asRecord(body);
  const value = root["value"] ?? asRecord(root["result"])["value"];
  if (value === undefined) throw badAnswer("holds no freight quote");
  const quantity = call.quantity ?? 1;
  const quotes = FreightData.parse(value);
  checkCountry(
    "alibaba-iop",
    quotes.map((quote) => quote.destination_country),
    call,
  );
  return quotes.map((quote) => {
    const term = quote.trade_term === null ? null : (readTradeTerm(quote.trade_term)?.rule ?? null);
    const currency = quote.fee.currency?.toUpperCase() ?? null;
    const amount = amountIn(currency)(quote.fee.amount);
    return {
      method: quote.shipping_type === null ? null : readFreightMethod(quote.shipping_type),
      carrier: quote.vendor_name,
      minQuantity: quantity,
      maxQuantity: quantity,
      days: readDayRange(quote.delivery_time),
      freight: amount === null || currency === null || !isCurrency(currency) ? null : { amount, currency },
      additional: null,
      scope: scopeOf(term),
      term,
    };
  });
}

const scopeOf = (term: TradeRule | null): FreightScope => (term !== null && PORT_TO_PORT.has(term) ? "main" : "door");

const badAnswer = (what: string): Fault =>
  new Fault({ kind: "bad_answer", gateway: "alibaba-iop", message: `The answer of alibaba-iop ${what}.` });
