import { MOST_ENTRIES } from "../../../model/json.ts";
import { isCurrency } from "../../../model/money.ts";
import type { Product, Sku, Warning } from "../../../model/product.ts";
import { pageUrl } from "../../../model/product-ref.ts";
import type { SearchCard } from "../../../model/search.ts";
import { readUnit } from "../../../model/unit-words.ts";

// A seller's words belong in the fields named for them. An id, a unit, a code or an address is none of these: what is not of its
// alphabet is not shown at all, because it stands where a reader takes it for ours.

const LISTING_ID = /^\d{1,20}$/;
/** Also what a reference takes behind its "#". */
const ID = /^[\w.:;-]{1,64}$/;
const SELLER_ID = /^[\w.:;~%+=/-]{1,80}$/;
const UNIT = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .()²³/-]{0,29}$/u;
const LANGUAGE = /^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,3}$/;
const ADDRESS = /^https?:\/\/[\w.-]{1,200}(?::\d{1,5})?(?:\/[\w!~.,@:;+&=?%/()$*'-]{0,1500})?$/;
const RATING_NAME = /^[\w .-]{1,40}$/;

const MOST = { tiers: 200, deliveries: 200, attributes: 100, images: 100, texts: 50, warnings: 60 } as const;
const LONGEST = { title: 160, name: 120, value: 300, text: 300 } as const;

/** The product with every closed field of its alphabet, and no list longer than a buyer can use. What was cut is said. */
export function closedFields(product: Product, leftOut: number): Product {
  const { offer, supplier, shipping, seo } = product;
  const skus = product.skus.filter(({ id }) => ID.test(id)).map(closedSku);
  const unreadable = product.skus.length - skus.length;
  // Another list than the SKUs' may be the one that was cut: then hardly as many of them were read.
  const skusCut = product.skus.length > MOST_ENTRIES / 2 ? leftOut : 0;
  const warnings: readonly Warning[] = [
    ...(skusCut > 0
      ? [cut("skus_cut", `The listing has ${product.skus.length + skusCut} SKUs; the first ${product.skus.length} were read.`)]
      : []),
    ...(unreadable > 0 ? [cut("sku_id_unreadable", `${unreadable} SKUs are left out: their ids are no ids.`)] : []),
    ...cutWarning("tiers_cut", "price tiers", offer.tiers.length, MOST.tiers),
    ...cutWarning("deliveries_cut", "deliveries", shipping.options.length, MOST.deliveries),
  ];
  return {
    ...product,
    title: closedTags(product.title),
    description: product.description === null ? null : closedTags(product.description),
    category: short(product.category),
    offer: {
      ...offer,
      currency: offer.currency !== null && isCurrency(offer.currency) ? offer.currency : null,
      unit: closedUnit(offer.unit),
      tiers: offer.tiers.slice(0, MOST.tiers),
    },
    skus,
    skusLeftOut: product.skusLeftOut + skusCut + unreadable,
    supplier: {
      ...supplier,
      id: supplier.id !== null && SELLER_ID.test(supplier.id) ? supplier.id : null,
      name: short(supplier.name),
      region: short(supplier.region),
      ratings: Object.fromEntries(Object.entries(supplier.ratings).filter(([name]) => RATING_NAME.test(name))),
    },
    shipping: {
      ...shipping,
      ports: texts(shipping.ports),
      coverage: short(shipping.coverage),
      options: shipping.options.slice(0, MOST.deliveries).map((option) => ({ ...option, carrier: short(option.carrier) })),
    },
    certifications: product.certifications
      .slice(0, MOST.texts)
      .map((one) => ({ ...one, type: line(one.type), authority: short(one.authority) })),
    trade: { ...product.trade, paymentMethods: texts(product.trade.paymentMethods) },
    customization: {
      ...product.customization,
      leadTime: short(product.customization.leadTime),
      services: texts(product.customization.services),
    },
    leadTimeStart: short(product.leadTimeStart),
    images: product.images.filter((image) => ADDRESS.test(image)).slice(0, MOST.images),
    video: product.video !== null && ADDRESS.test(product.video) ? product.video : null,
    brand: short(product.brand),
    seo: seo && { ...seo, keywords: texts(seo.keywords) },
    warnings: [...warnings, ...product.warnings].slice(0, MOST.warnings),
  };
}

/** The cards whose ids are ids, each with its closed fields of their alphabet: a card becomes a reference and an address of ours. */
export const closedCards = (cards: readonly SearchCard[]): readonly SearchCard[] =>
  cards
    .filter(({ id }) => LISTING_ID.test(id))
    .map((card) => ({
      ...card,
      title: line(card.title, LONGEST.title),
      url: ADDRESS.test(card.url) && isOfMarketplace(card) ? card.url : pageUrl(card),
      image: card.image !== null && ADDRESS.test(card.image) ? card.image : null,
      supplier: card.supplier && {
        id: card.supplier.id !== null && SELLER_ID.test(card.supplier.id) ? card.supplier.id : null,
        name: short(card.supplier.name),
      },
    }));

/** A card may bring the address of its page, on the marketplace's own hosts. */
function isOfMarketplace(card: SearchCard): boolean {
  const domain = new URL(pageUrl(card)).hostname.split(".").slice(-2).join(".");
  const { hostname } = new URL(card.url);
  return hostname === domain || hostname.endsWith(`.${domain}`);
}

/** A unit in signs that no unit has is shown by our own name for it, where it is known: "箱（24瓶）" is a carton, "m^2" m2. */
function closedUnit(text: string | null): string | null {
  if (text === null || UNIT.test(text)) return text;
  const unit = readUnit(text)?.unit;
  return unit === undefined || unit.unitClass === "other" ? null : unit.name;
}

function closedSku(sku: Sku): Sku {
  const attributes = Object.entries(sku.attributes);
  const isLong = attributes.some(([name, value]) => name !== line(name, LONGEST.name) || value !== line(value, LONGEST.value));
  const image = sku.image !== null && ADDRESS.test(sku.image) ? sku.image : null;
  // Most are fine as they are, and a listing may have two thousand.
  if (!isLong && attributes.length <= MOST.attributes && image === sku.image && sku.customFields.length === 0) return sku;
  const kept = attributes
    .slice(0, MOST.attributes)
    .map(([name, value]) => [line(name, LONGEST.name), line(value, LONGEST.value)] as const);
  return { ...sku, image, attributes: Object.fromEntries(kept), customFields: texts(sku.customFields) };
}

/** Texts under tags that are no language are one text that names none. */
function closedTags(text: Product["title"]): Product["title"] {
  if (typeof text === "string" || Object.keys(text).every((tag) => LANGUAGE.test(tag))) return text;
  const tagged = Object.entries(text).filter(([tag]) => LANGUAGE.test(tag));
  return tagged.length > 0 ? Object.fromEntries(tagged) : (Object.values(text)[0] ?? "");
}

const texts = (list: readonly string[]): string[] => list.slice(0, MOST.texts).map((text) => line(text));

const short = (text: string | null): string | null => (text === null ? null : line(text));

/** One line of bounded length. */
function line(text: string, most: number = LONGEST.text): string {
  const flat = /[\n\r\t]/.test(text) ? text.replace(/\s+/g, " ").trim() : text;
  return flat.length > most ? `${[...flat].slice(0, most - 1).join("")}…` : flat;
}

const cut = (code: string, message: string): Warning => ({ code, message });

const cutWarning = (code: string, what: string, count: number, most: number): readonly Warning[] =>
  count > most
    ? [cut(code, `${count}${count >= MOST_ENTRIES ? " and more" : ""} ${what} are listed; the first ${most} were read.`)]
    : [];
