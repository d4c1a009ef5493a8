import type * as z from "zod";
import { Fault } from "../../model/fault.ts";
import type { FreightOption } from "../../model/freight.ts";
import type { LocalizedText } from "../../model/localized-text.ts";
import type { Amount } from "../../model/money.ts";
import type { Offer, Product } from "../../model/product.ts";
import type { TradeTerm } from "../../model/trade-term.ts";
import { unitClassOf } from "../../model/unit-words.ts";
import type { Call } from "../../model/wire.ts";
import { readPriceLadder } from "../../normalize/price/price-ladder.ts";
import { readPriceRangeIn } from "../../normalize/price/price-range.ts";
import { effectiveMinOrder } from "../../normalize/price/quantity.ts";
import { positiveQuantityIn, unitOfQuantity } from "../../normalize/price/stated-quantity.ts";
import { readFreightBrackets } from "../../normalize/terms/freight-brackets.ts";
import { htmlToText } from "../../normalize/text/html.ts";
import { asRecord, asText } from "../../normalize/text/json-shape.ts";
import { primaryLanguage } from "../protocol/request-text.ts";
import { unknownProduct, wholeProduct } from "../reading/answer/whole-product.ts";
import { checkCountry, listingId } from "../reading/listing-id.ts";
import { type Notes, startNotes } from "../reading/notes.ts";
import { alibabaCurrency } from "../reading/prices/alibaba-currency.ts";
import { priceIn } from "../reading/prices/figures.ts";
import { onePriceTier } from "../reading/prices/one-price.ts";
import { ASSUMED_FOB, warnOfAssumedTerm } from "../reading/terms/assumed-term.ts";
import { readStatedTerm } from "../reading/terms/stated-term.ts";
import { ProductPayload, textsByLanguage } from "./payload.ts";

type Payload = z.output<typeof ProductPayload>;

/** @throws Fault `bad_answer` where the answer holds no listing. */
export function readProduct(body: unknown, call: Call): Product {
  const result = asRecord(asRecord(body)["result"]);
  if (Object.keys(result).length === 0) {
    throw new Fault({
      kind: "bad_answer",
      gateway: "alibaba-global",
      message: "The answer of alibaba-global holds no listing.",
    });
  }
  const payload = ProductPayload.parse(result);
  // What it was asked in the name of, where it says so.
  checkCountry("alibaba-global", [payload.country, payload.ship_to_country], call);
  const { price_info: price } = payload;
  const notes = startNotes();
  const blank = unknownProduct("alibaba", listingId("alibaba-global", [payload.product_id], call));
  const currency = alibabaCurrency(price.currency, [price.price, ...pricesOf(price.batch_prices)], notes);
  const minimums = [price.moq, payload.moq];
  const counted = minimums.map(unitOfQuantity).find((unit) => unit !== null) ?? null;
  const ladder = readPriceLadder(stepsOf(price.batch_prices), { currency, unit: counted });
  notes.add(ladder.warnings);
  const unit = ladder.unit ?? counted;
  const stated = minimums.map((moq) => notes.read("offer.min_order_quantity", moq, positiveQuantityIn(unit)));
  const minimum = effectiveMinOrder([...stated, ladder.tiers[0]?.minQuantity]);
  notes.add(minimum.warnings);
  return wholeProduct(
    {
      ...blank,
      title: readTitle(payload, call),
      description: readDescription(payload),
      offer: {
        ...blank.offer,
        ...readOffer(payload, ladder.tiers, currency, minimum.minOrderQuantity, notes),
        currency,
        unit,
        unitClass: unitClassOf(unit),
        tradeTerm: readTerm(payload, ladder.tiers, notes),
        minOrderQuantity: minimum.minOrderQuantity,
      },
      shipping: { ...blank.shipping, options: readLogistics(payload, currency, notes) },
    },
    notes,
  );
}

/** A list of steps, or all of them in one text. */
const stepsOf = (steps: unknown): string | readonly string[] =>
  typeof steps === "string" ? steps : (Array.isArray(steps) ? steps : []).flatMap((step) => asText(step) ?? []);

/** "1000:5.0:FOB": what stands behind the quantity. */
const pricesOf = (steps: unknown): readonly unknown[] => [stepsOf(steps)].flat().flatMap((step) => step.split(":")[1] ?? []);

/**
 * The languages' own texts first. The bare title is Chinese by default; where it is not, it is in the language asked for. A plain
 * text where texts by language should stand is a text all the same.
 */
function readTitle({ title, multi_language_title }: Payload, call: Call): LocalizedText {
  const byLanguage = textsByLanguage(multi_language_title);
  const plain = asText(multi_language_title);
  const texts = [plain, title].flatMap((text) => (text === null ? [] : [[languageOf(text, call), text] as const]));
  if (Object.keys(byLanguage).length > 0) return { ...Object.fromEntries(texts), ...byLanguage };
  // Alone and of no stated language.
  if (title === null) return plain ?? "";
  return Object.fromEntries(texts);
}

const languageOf = (text: string, call: Call): string => (/\p{Script=Han}/u.test(text) ? "zh" : primaryLanguage(call.language));

function readDescription({ multi_language_desc }: Payload): LocalizedText | null {
  const plain = asText(multi_language_desc);
  if (plain !== null && Object.keys(textsByLanguage(multi_language_desc)).length === 0) return htmlToText(plain);
  const texts = Object.entries(textsByLanguage(multi_language_desc)).map(([language, html]) => [language, htmlToText(html)]);
  return texts.length === 0 ? null : Object.fromEntries(texts);
}

/** `batch_prices`, each under its own term; else one price from the MOQ on; else a bare range. */
function readOffer(
  { price_info }: Payload,
  tiers: Offer["tiers"],
  currency: string | null,
  minOrder: number | null,
  notes: Notes,
): Pick<Offer, "priceBasis" | "tiers" | "priceRange"> {
  const none = { priceBasis: "none", tiers: [], priceRange: null } as const;
  if (currency === null) return none;
  if (tiers.length > 0) return { priceBasis: "quantity", tiers, priceRange: null };
  const price = priceIn(currency)(price_info.price);
  if (price !== null) {
    return { priceBasis: "quantity", tiers: onePriceTier(price, minOrder, notes), priceRange: null };
  }
  const { low, high } = readPriceRangeIn(asText(price_info.price), currency);
  if (low !== null && high !== null) return { ...none, priceBasis: "range", priceRange: { low, high } };
  notes.read("offer.tiers", price_info.price, () => null);
  return none;
}

/** The listing's term, else the first tier's own, else FOB by custom. */
function readTerm({ price_info }: Payload, tiers: Offer["tiers"], notes: Notes): TradeTerm {
  const term = readStatedTerm(price_info.trade_terms, notes) ?? tiers.find((tier) => tier.term !== null)?.term;
  if (term != null) return term;
  warnOfAssumedTerm(notes);
  return ASSUMED_FOB;
}

/** Main freight by quantity, a lump sum for the shipment; what a shipment costs by default holds where no bracket is given. */
function readLogistics({ logistics_info }: Payload, listedIn: string | null, notes: Notes): FreightOption[] {
  const { brackets, warnings } = readFreightBrackets(logistics_info);
  notes.add(warnings);
  const listed = Object.keys(asRecord(logistics_info)).includes("moq_logistics");
  if (brackets.length > 0 && !listed)
    notes.warn("default_freight", "One default freight is stated for any quantity; ask for yours.");
  return brackets.map(({ minQuantity, maxQuantity, method, minDays, maxDays, fee, currency }) => ({
    method,
    carrier: null,
    minQuantity,
    maxQuantity,
    days: minDays === null && maxDays === null ? null : { low: minDays, high: maxDays },
    freight: fee === null ? null : feeIn(fee, currency, listedIn),
    additional: null,
    scope: "main",
    term: null,
  }));
}

/** Nothing is nothing in any currency: "Free" costs 0 in the listing's. A figure without one is unknown. */
function feeIn(fee: Amount, currency: string | null, listedIn: string | null): FreightOption["freight"] {
  const named = currency ?? (/[1-9]/.test(fee) ? null : (listedIn ?? "USD"));
  return named === null ? null : { amount: fee, currency: named };
}
