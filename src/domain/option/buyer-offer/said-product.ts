import type { DayRange, FreightOption, FreightScope } from "../../../model/freight.ts";
import { Decimal } from "../../../model/money.ts";
import type { PriceTier } from "../../../model/price-ladder.ts";
import type { Offer, Product, Shipping, Sku, Warning } from "../../../model/product.ts";
import type { Certification } from "../../../model/supplier.ts";
import type { TradeRule, TradeTerm } from "../../../model/trade-term.ts";
import { readUnit, unitClassOf } from "../../../model/unit-words.ts";
import { readPriceLadder } from "../../../normalize/price/price-ladder.ts";
import { readSaidPrices, type SaidPrices } from "../../../normalize/price/said-prices.ts";
import { readDate } from "../../../normalize/terms/date.ts";
import { readFreightMethod } from "../../../normalize/terms/freight-brackets.ts";
import { namedRules, readTradeTerm, tradeTermWarnings } from "../../../normalize/terms/trade-term.ts";
import { cleanText } from "../../../normalize/text/clean-text.ts";
import { readProfile } from "../../supplier-score/supplier-profile.ts";
import type { SaidCertificate, SaidDays, SaidFreight, SaidTerms } from "./buyer-offer.ts";
import { saidPackage } from "./said-package.ts";

const NAME_LENGTH = 80;
const PROSE_LENGTH = 2_000;
const LONG_NAME = 160;

/** A product with what was said in place of its own, field by field; what was not said stays. Never throws on a supplier's text. */
export function withSaid(product: Product, said: SaidTerms, skuId: string | null): Product {
  const { offer, warnings } = saidOffer(product.offer, said);
  const isPriced = said.prices != null || said.pricesText != null;
  const parcel = saidPackage(product.package, said.package ?? {}, offer.unit);
  return {
    ...product,
    marketplace: said.marketplace ?? product.marketplace,
    description: said.note == null ? product.description : cleanText(said.note, PROSE_LENGTH),
    offer,
    skus: product.skus.map((sku) => saidSku(sku, said, isPriced, skuId)),
    stock: said.stock == null ? product.stock : Number(said.stock),
    supplier: {
      ...product.supplier,
      ...(said.supplier == null ? {} : { name: cleanText(said.supplier, NAME_LENGTH) }),
      ...(said.country == null ? {} : { country: said.country }),
      ...saidAudit(said),
    },
    ...(said.leadTimeDays == null ? {} : { leadTimeDays: saidDays(said.leadTimeDays), leadTimes: [], leadTimeStart: null }),
    shipping: saidShipping(product.shipping, said.freight ?? [], offer),
    certifications: saidCertificates(product.certifications, said.certifications ?? []),
    package: parcel.package,
    trade:
      said.paymentTerms == null
        ? product.trade
        : { ...product.trade, paymentMethods: [cleanText(said.paymentTerms, LONG_NAME)] },
    warnings: [...warnings, ...parcel.warnings, ...product.warnings],
  };
}

/** An audit that the buyer has seen, or knows not to be, is what a listing says of it. */
function saidAudit({ scoreProfile }: SaidTerms): Partial<Product["supplier"]> {
  const audit = scoreProfile == null ? null : (readProfile(scoreProfile).factoryAudit ?? null);
  return audit === null ? {} : { factoryAudit: audit, verified: audit };
}

/** Until when it holds: an ISO date, or null; a text that is no date is told. */
export function saidValidity({ validUntil }: SaidTerms): {
  readonly until: string | null;
  readonly warnings: readonly Warning[];
} {
  if (validUntil == null) return { until: null, warnings: [] };
  const until = readDate(validUntil);
  const message = "Until when the offer holds cannot be read: write it as 2026-12-31";
  return { until, warnings: until === null ? [{ code: "unreadable_date", message }] : [] };
}

function saidOffer(own: Offer, said: SaidTerms): { readonly offer: Offer; readonly warnings: readonly Warning[] } {
  const written = saidLadder(said, own.currency, said.unit ?? own.unit);
  const unit = said.unit ?? written?.ladder.unit ?? null;
  const reading = readUnit(unit);
  const ladder = written === null ? null : { ...written.ladder, tiers: perUnit(written.ladder.tiers, reading?.per ?? 1) };
  const range = written?.range ?? null;
  const term = readTradeTerm(said.tradeTerm ?? written?.tradeTerm ?? "");
  const figure = (text: string | null | undefined, other: number | null): number | null =>
    text == null ? other : Number(text);
  const prices: Partial<Offer> =
    ladder === null
      ? {}
      : {
          currency: ladder.currency,
          tiers: ladder.tiers,
          priceBasis: range !== null ? "range" : ladder.tiers.length === 0 ? "none" : "quantity",
          priceRange: range,
          fobPrice: null,
          onePiecePrice: null,
          promotion: null,
          limitPerBuyer: null,
        };
  return {
    offer: {
      ...own,
      ...(said.currency == null ? {} : { currency: said.currency }),
      ...prices,
      ...(unit === null ? {} : { unit: unitText(unit, reading), unitClass: unitClassOf(unit) }),
      unitsPerPack: figure(said.unitsPerPack, reading?.unitsPerPack ?? own.unitsPerPack),
      tradeTerm: term ?? own.tradeTerm,
      minOrderQuantity: figure(said.minOrderQuantity, written?.minOrderQuantity ?? own.minOrderQuantity),
      orderMultiple: figure(said.orderMultiple, own.orderMultiple),
      minOrderValue: said.minOrderValue ?? own.minOrderValue,
    },
    warnings: [...(ladder?.warnings ?? []), ...termWarnings(said, term)],
  };
}

/** A unit by its word; with what a pack holds, where its text says so. */
const unitText = (written: string, reading: ReturnType<typeof readUnit>): string =>
  reading === null || reading.holds !== undefined ? cleanText(written, NAME_LENGTH) : reading.unit.name;

function termWarnings({ tradeTerm: written, freight }: SaidTerms, term: TradeTerm | null): readonly Warning[] {
  if (written == null) return [];
  if (term !== null) {
    const methods = (freight ?? []).map(({ method }) => (method == null ? null : readFreightMethod(method)));
    return tradeTermWarnings(term, methods);
  }
  const rules = namedRules(written);
  const message =
    rules.length > 1
      ? `Several trade terms were given (${rules.join(", ")}): ask under which of them the price stands, and write that one`
      : "The trade term that was given cannot be read: write one such as FOB Ningbo";
  return [{ code: rules.length > 1 ? "several_terms" : "unparsed_term", message }];
}

/** The prices as a ladder, read like a seller's; null where no price was said. */
function saidLadder(
  { prices, pricesText, currency: said = null }: SaidTerms,
  own: string | null,
  unit: string | null,
): SaidPrices | null {
  if (prices == null) return pricesText == null ? null : saidText(pricesText, said, own);
  const steps = prices.map(({ from, unitPrice }) => ({ minQuantity: from, price: unitPrice }));
  const ladder = readPriceLadder(steps, { currency: said ?? own, unit });
  return { ladder, range: null, minOrderQuantity: null, tradeTerm: null, isTaxIncluded: null };
}

/** Whether the words of a price say that value added tax is in it; null where they do not. */
export const saidTax = ({ prices, pricesText }: SaidTerms): boolean | null =>
  prices != null || pricesText == null ? null : readSaidPrices(pricesText).isTaxIncluded;

/** A currency that a text names for sure goes before the listing's own, for a factory answers in dollars where its page is in yuan. */
function saidText(text: string, said: string | null, own: string | null): SaidPrices {
  const asItStands = readSaidPrices(text, { currency: said });
  return asItStands.ladder.currency !== null || own === null ? asItStands : readSaidPrices(text, { currency: own });
}

/** A price "per 100 pieces" as the price of one. */
const perUnit = (tiers: readonly PriceTier[], per: number): readonly PriceTier[] =>
  per === 1 ? tiers : tiers.map((tier) => ({ ...tier, unitPrice: new Decimal(tier.unitPrice).div(per).toFixed() }));

/**
 * A price that was said holds for each SKU. A stock is the one's that was asked for; without one it is all that the listing has, and
 * what each SKU has of it is not known.
 */
function saidSku(sku: Sku, { stock }: SaidTerms, isPriced: boolean, skuId: string | null): Sku {
  return {
    ...sku,
    ...(isPriced ? { unitPrice: null, tiers: [] } : {}),
    ...(stock == null ? {} : { stock: sku.id === skuId ? Number(stock) : null }),
  };
}

const saidDays = ({ low = null, high = null }: SaidDays): DayRange => ({ low: low ?? high, high });

/** Deliveries that were said stand in place of the listing's; where only their days were said, its deliveries and their prices stay. */
function saidShipping(own: Shipping, said: readonly SaidFreight[], offer: Offer): Shipping {
  if (said.length === 0) return own;
  const deliveries = said.map((quote) => saidFreight(quote, offer));
  const isDaysAlone = said.every(({ days, freight, term }) => days != null && freight == null && term == null);
  return isDaysAlone ? { ...own, saidDays: deliveries } : { ...own, options: deliveries, saidDays: [] };
}

function saidFreight(
  { method, carrier, minQuantity, maxQuantity, days, freight, term }: SaidFreight,
  offer: Offer,
): FreightOption {
  const rule = term == null ? null : (readTradeTerm(term)?.rule ?? null);
  const currency = freight?.currency ?? offer.currency;
  return {
    method: method == null ? null : readFreightMethod(method),
    carrier: carrier == null ? null : cleanText(carrier, NAME_LENGTH),
    minQuantity: minQuantity ?? 1,
    maxQuantity: maxQuantity ?? null,
    days: days == null ? null : saidDays(days),
    freight: freight == null || currency === null ? null : { amount: freight.amount, currency },
    additional: null,
    scope: scopeOf(rule),
    term: rule,
  };
}

// A quote without a term is main freight, as sellers mean by "freight to you". Carriage paid (CPT, CIP) goes to the named place, which
// of a delivery to this buyer is the door.
const scopeOf = (rule: TradeRule | null): FreightScope =>
  rule === "DAP" || rule === "DPU" || rule === "DDP" || rule === "CPT" || rule === "CIP"
    ? "door"
    : rule === "FOB" || rule === "FCA"
      ? "domestic"
      : "main";

/** A certificate that was said stands in place of the listing's of the same name. */
function saidCertificates(own: readonly Certification[], said: readonly SaidCertificate[]): readonly Certification[] {
  const read = said.map(({ type, authority, validUntil }): Certification => {
    const until = validUntil == null ? null : readDate(validUntil);
    return {
      type: cleanText(type, NAME_LENGTH),
      authority: authority == null ? null : cleanText(authority, NAME_LENGTH),
      validUntil: until,
      isUnreadable: validUntil != null && until === null,
    };
  });
  const named = (type: string): string => type.toLowerCase().replace(/\s+/g, " ").trim();
  const spoken = new Set(read.map(({ type }) => named(type)));
  return [...read, ...own.filter(({ type }) => !spoken.has(named(type)))];
}
