import type { DayRange, FreightMethod, FreightOption, FreightScope } from "../../model/freight.ts";
import { Decimal } from "../../model/money.ts";
import type { Product } from "../../model/product.ts";
import type { TradeRule } from "../../model/trade-term.ts";
import { deliveryTemplateFee } from "../../normalize/terms/delivery-template.ts";

/** What a listing says delivery of one shipment costs. */
export interface RouteQuote {
  readonly scope: FreightScope;
  readonly term: TradeRule | null;
  /** In the buyer's currency; null: the route is offered, its fee at this quantity is not known. */
  readonly amount: Decimal | null;
  /** False: the amount is the least it can be. */
  readonly exact: boolean;
  readonly method: FreightMethod | null;
  readonly days: DayRange | null;
}

export interface FreightQuestion {
  readonly product: Product;
  /** Quotes asked for one quantity each, beside the listing's own. */
  readonly quotes: readonly FreightOption[];
  readonly quantity: number;
  /** In the listing's currency: it decides free delivery. */
  readonly goods: Decimal;
  /** To the buyer's currency; null where no rate is known. */
  readonly convert: (amount: Decimal, currency: string) => Decimal | null;
}

/** The cheapest quote of each part of the way that the listing quotes at all; empty where it quotes nothing. */
export function routeQuotes(question: FreightQuestion): readonly RouteQuote[] {
  const { product, quotes } = question;
  const options = [...product.shipping.options, ...quotes];
  if (isDeliveryFree(question)) return [freeDelivery(product, options)];
  const scopes = [...new Set(options.map(({ scope }) => scope))];
  return scopes.map((scope) =>
    cheapest(
      options.filter((option) => option.scope === scope),
      question,
    ),
  );
}

function isDeliveryFree({ product, goods }: FreightQuestion): boolean {
  const { freeFrom } = product.shipping;
  return freeFrom !== null && freeFrom.currency === product.offer.currency && goods.greaterThanOrEqualTo(freeFrom.amount);
}

// 1688's free delivery ends at an address in China; AliExpress delivers to the buyer's door.
function freeDelivery(product: Product, options: readonly FreightOption[]): RouteQuote {
  const first = options[0];
  const scope = first?.scope ?? (product.marketplace === "1688" ? "domestic" : "door");
  const route = { method: first?.method ?? null, days: first?.days ?? null, term: first?.term ?? null };
  return { scope, ...route, amount: new Decimal(0), exact: true };
}

function cheapest(options: readonly FreightOption[], question: FreightQuestion): RouteQuote {
  const { quantity } = question;
  const holds = options.filter(
    ({ minQuantity, maxQuantity }) => minQuantity <= quantity && (maxQuantity === null || quantity <= maxQuantity),
  );
  const [best] = holds
    .map((option) => quoteOf(option, question))
    .sort((a, b) => byAmount(a, b) || (a.days?.high ?? Number.MAX_VALUE) - (b.days?.high ?? Number.MAX_VALUE));
  return (
    best ?? {
      scope: options[0]?.scope ?? "main",
      term: options[0]?.term ?? null,
      amount: null,
      exact: true,
      method: null,
      days: null,
    }
  );
}

function quoteOf(option: FreightOption, { product, goods, quantity, convert }: FreightQuestion): RouteQuote {
  const { scope, term, method, days, freight, additional, freeFrom } = option;
  const route = { scope, term, method, days };
  const isFree = freeFrom?.currency === product.offer.currency && goods.greaterThanOrEqualTo(freeFrom?.amount ?? Infinity);
  if (isFree) return { ...route, amount: new Decimal(0), exact: true };
  if (freight === null) return { ...route, amount: null, exact: true };
  const fee =
    additional === null
      ? { amount: freight.amount, exact: true }
      : deliveryTemplateFee(
          {
            first: freight.amount,
            additional: additional.amount,
            firstUnits: additional.firstUnits,
            stepUnits: additional.stepUnits,
          },
          quantity,
        );
  return { ...route, amount: convert(new Decimal(fee.amount), freight.currency), exact: fee.exact };
}

function byAmount(a: RouteQuote, b: RouteQuote): number {
  if (a.amount === null || b.amount === null) return Number(a.amount === null) - Number(b.amount === null);
  return a.amount.comparedTo(b.amount);
}
