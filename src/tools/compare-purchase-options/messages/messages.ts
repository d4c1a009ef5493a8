import type { ComparedOption } from "../../../domain/compared-option.ts";
import type { Comparison, ComparisonRequest, Listing } from "../../../domain/comparison.ts";
import { CARRIAGE_LINES, type WayLine } from "../../../domain/landed-cost/cost-lines.ts";
import { isUnreadPrice } from "../../../domain/option/unpriced.ts";
import { countryInWords, countryName } from "../../../domain/verdict/question-words.ts";
import { readUnit } from "../../../model/unit-words.ts";
import type { ComparisonAnswer } from "../answer-schema.ts";
import { forwarderMessage } from "./forwarder-message.ts";
import { goodsName } from "./goods.ts";
import { kindsOf } from "./kinds.ts";
import { isPlaceInChina, placeInEnglish } from "./places.ts";
import { nearestPort } from "./ports.ts";
import { supplierMessage } from "./supplier-message.ts";

// So few are a sample themselves.
const SAMPLE = 10;
const COUNTED: ReadonlySet<string> = new Set(["piece", "pair", "set"]);
// A region is the seller's word: only what can be a name goes into a message of ours.
const PLACE = /^[\p{L}\p{N} ,.'-]{1,40}$/u;

/**
 * To the supplier who comes first, or whom the next question is for; to a forwarder where the first one's way is not known; and to
 * every other supplier whose listing lacks something.
 */
export function messagesOf(comparison: Comparison, listings: ComparisonRequest["listings"]): Messages {
  const { verdict, ranks, priority, options } = comparison;
  const [first = nearestMiss(options)] = [...verdict.rule.map(({ buy }) => buy), ...verdict.contenders, ...ranks[priority]];
  const find = (ref: string | null) => {
    const option = options.find((one) => one.ref === ref);
    const listing = listings.find((one): one is Listing => one.ref === ref && "product" in one);
    return option && listing ? { option, listing } : null;
  };
  // Which SKU is meant is no supplier's to say.
  const ref = verdict.askNext?.kind === "sku" ? first : (verdict.askNext?.ref ?? first);
  const asked = find(ref) ?? find(first);
  const shipped = find(first);
  const supplier = asked && toSupplier(asked.option, asked.listing, comparison);
  return {
    supplier,
    forwarder: shipped && toForwarder(shipped.option, shipped.listing, comparison),
    others: options
      .filter(({ ref }) => ref !== supplier?.ref)
      .flatMap(({ ref }) => {
        const other = find(ref);
        return (other && toSupplier(other.option, other.listing, comparison)) ?? [];
      }),
  };
}

const CHINESE: ReadonlySet<string> = new Set(["CN", "HK", "MO", "TW"]);
const TRADES_IN: ReadonlySet<string> = new Set(["CNY", "USD", "HKD", "TWD"]);
const HAN = /\p{Script=Han}/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Whether a supplier is written to in Chinese. The marketplaces' are; of the maker of an offer what is known of it tells. */
function readsChinese({ basis, saidCountry, product }: Listing): boolean {
  if (basis !== "offer") return true;
  if (saidCountry !== undefined) return CHINESE.has(saidCountry);
  const { offer, supplier } = product;
  const place = offer.tradeTerm?.place ?? "";
  const words = `${product.id} ${supplier.name ?? ""} ${place}`;
  if (HAN.test(words) || offer.currency === "CNY") return !KANA.test(words);
  if (offer.currency !== null && !TRADES_IN.has(offer.currency)) return false;
  const isOrigin = ["EXW", "FCA", "FAS", "FOB"].includes(offer.tradeTerm?.rule ?? "");
  return !isOrigin || place === "" || offer.tradeTerm?.placeKind === "works" || isPlaceInChina(place);
}

type Messages = ComparisonAnswer["messages"];

/** Where nothing can be bought as asked: whom to ask whether it can be done after all. */
function nearestMiss(options: Comparison["options"]): string | null {
  const near = options.filter(({ nearest }) => nearest !== null);
  return (near.toSorted((a, b) => (b.nearest?.quantity ?? 0) - (a.nearest?.quantity ?? 0))[0] ?? null)?.ref ?? null;
}

function toSupplier(option: ComparedOption, listing: Listing, comparison: Comparison) {
  const { product, basis } = listing;
  const { askNext } = comparison.verdict;
  const isAsked = askNext?.ref === option.ref;
  const isInChina = product.marketplace === "1688";
  const country = { en: countryInWords(comparison.destination), zh: countryName(comparison.destination, "zh") };
  const open = option.requirements.filter(({ state }) => state === "unknown");
  const quantity = option.buy?.quantity ?? comparison.quantity;
  const isFew = quantity < SAMPLE && COUNTED.has(comparison.unit);
  const reach =
    comparison.destination === "CN"
      ? "domestic"
      : product.marketplace === "aliexpress" && basis !== "offer"
        ? "door"
        : "export";
  // What is sent as parcels is packed by the shop.
  const isPackingAsked = !isFew && reach !== "door";
  // A mix that the stock asks for is ordered as one that the buyer named.
  const stockMix = (option.buy?.mix ?? []).map(({ sku, quantity: units }) => ({ skuId: sku, quantity: units }));
  const bought = listing.mix.length > 0 ? listing : { ...listing, mix: stockMix };
  const message = supplierMessage({
    item: basis === "offer" ? null : product.id,
    quantity,
    kinds: kindsOf(bought),
    unit: comparison.unit,
    isPriceSaid: isUnreadPrice(listing) || option.reasons.some(({ code }) => code === "rate_missing"),
    isCurrencyOpen: product.offer.currency === null && product.offer.tiers.length > 0,
    isMixed: (option.buy?.mix.length ?? 0) > 0,
    unitPrice: option.buy?.unitPrice ? { amount: option.buy.unitPrice, currency: option.buy.currency } : null,
    term: option.buy?.tradeTerm ?? product.offer.tradeTerm,
    port: nearestPort(product.supplier.region),
    reach,
    refusal: refusalOf(option, product),
    hasVariants: product.skus.length > 1 && listing.skuId === null && quantity > 1,
    mixesBatches: product.services.mixedBatch,
    deadline: deadlineOf(option, isInChina, country),
    statesDays:
      (option.leadTime.production !== null || product.leadTimeDays !== null) &&
      !(isAsked && askNext?.kind === "lead_time" && askNext.answers.some(({ field }) => field === "facts.lead_time_days")),
    transitTo:
      isAsked && askNext?.kind === "lead_time" && askNext.answers.some(({ field }) => field === "facts.freight")
        ? country
        : null,
    carton: {
      units: !isPackingAsked || product.package.unitsPerCarton !== null,
      size: !isPackingAsked || product.package.lengthCm !== null,
      weight: !isPackingAsked || product.package.weightKg !== null,
    },
    sendsSamples: isFew ? false : product.services.samples,
    certificates: open.some(({ name }) => name === "certifications")
      ? open.flatMap(({ name, why }) => (name === "certifications" ? [why.split(":").at(-1)?.trim() ?? why] : []))
      : [],
    asksForProfile:
      open.some(({ name }) => name === "min_supplier_score") ||
      (isAsked &&
        askNext !== null &&
        askNext.answers.filter(({ field }) => field.startsWith("facts.score_profile.")).length > 1),
    asksForAudit: open.some(({ name }) => name === "verified_only"),
    soldBy: option.reasons.some(({ code }) => code === "unit_mismatch") ? soldBy(product.offer.unit, comparison.unit) : null,
    delivery:
      isAsked && askNext?.kind === "delivery"
        ? isInChina
          ? { en: "our forwarder's warehouse in China", zh: "我们在国内的货代仓库" }
          : listing.isHome === true
            ? { en: "our door", zh: "我们门口" }
            : country
        : null,
    quote: isAsked && askNext?.quoteUnder !== undefined ? { rule: askNext.quoteUnder, country } : null,
  });
  return message && { ref: option.ref, ...message, ...(readsChinese(listing) ? {} : { language: "en" as const }) };
}

/** A deadline that the seller's own delivery may meet; one in China delivers to a forwarder there. */
function deadlineOf({ requirements, leadTime }: ComparedOption, isInChina: boolean, country: { en: string; zh: string }) {
  const open = requirements.find(({ name, state }) => name === "max_lead_time_days" && state === "unknown");
  const days = Number(/within (\d+)/.exec(open?.why ?? "")?.[1]);
  return Number.isNaN(days) || isInChina || leadTime.transit === null ? null : { days, country };
}

function toForwarder(option: ComparedOption, { product, title, basis }: Listing, comparison: Comparison) {
  const { buy, cost, shipment } = option;
  if (buy === null || cost === null) return null;
  // What the price may hold and the buyer has a figure for is the seller's to say, not a forwarder's.
  const said = cost.lines.filter(({ high }) => high != null).map(({ name }) => name);
  const open = cost.missing.filter((name): name is WayLine => name !== "goods" && !said.includes(name));
  if (!open.includes("freight")) return null;
  const lines = open.filter((name) => name === "insurance" || CARRIAGE_LINES.has(name));
  return {
    en: forwarderMessage({
      // An offer is named after who made it, not after the goods.
      goods: basis === "offer" ? "[goods]" : goodsName(title, product.category),
      ref: option.ref,
      quantity: buy.quantity,
      unit: comparison.unit,
      cartons: shipment?.cartons ?? null,
      m3: shipment?.m3 ?? null,
      kg: shipment?.kg ?? null,
      term: buy.tradeTerm && { rule: buy.tradeTerm.rule, place: placeOf(buy.tradeTerm.place) },
      sellerPlace: placeInEnglish(product.supplier.region),
      isInChina: basis !== "offer",
      destination: countryInWords(comparison.destination),
      currency: comparison.currency,
      lines,
    }),
  };
}

function refusalOf({ reasons }: ComparedOption, { stock, offer }: Listing["product"]) {
  const codes = reasons.map(({ code }) => code);
  if (codes.includes("above_stock") && stock !== null) return { kind: "stock", limit: stock } as const;
  const least = offer.minOrderQuantity;
  return codes.includes("below_moq") && least !== null ? ({ kind: "minimum", limit: least } as const) : null;
}

/** The seller's unit by its common name; null where it is not another one. */
function soldBy(written: string | null, unit: string): string | null {
  const own = written === null ? null : (readUnit(written)?.unit.name ?? null);
  return own === unit || own === "piece" ? null : own;
}

/** A forwarder abroad reads Latin letters. */
const placeOf = (text: string | null): string | null =>
  text !== null && PLACE.test(text) ? (placeInEnglish(text) ?? text) : null;
