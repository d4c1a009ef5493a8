import { plainWords } from "../wording/plain-words.ts";
import { endOf } from "../wording/trade-term.ts";
import { type Block, inline, type Line, line, nameInSentence } from "../wording/writers.ts";
import type { ProductAnswer } from "./answer-schema.ts";
import { priceSpan } from "./offer-text.ts";
import { labelled, spaced } from "./text-lines.ts";

const MOST_ALARMS = 3;

/** What a buyer reads first: the price at which quantity and from whom, what is not known, and what to be careful of. */
export const leadText = (product: ProductAnswer): readonly Block[] => [
  buyText(product),
  labelled("Not known", (product.missing ?? []).map(missingName)),
  labelled(
    "Careful",
    (product.warnings ?? []).slice(0, MOST_ALARMS).map(({ message }) => inline(plainWords(message).replace(/\.$/, ""))),
  ),
  labelled(
    "Noted too",
    (product.warnings ?? []).slice(MOST_ALARMS).map(({ message }) => inline(plainWords(message).replace(/\.$/, ""))),
  ),
];

function buyText(product: ProductAnswer): Block {
  const { supplier, skus, offer, status } = product;
  const name = nameInSentence(supplier?.name ?? null);
  const state = { on_sale: null, off_shelf: line`no longer sold`, unknown: line`whether it is on sale is not known` }[status];
  return labelled("Buy", [
    priceAtQuantity(product),
    offer.trade_term
      ? line`${offer.trade_term.rule}${meaningOf(offer.trade_term)}${offer.trade_term.assumed ? " (assumed)" : ""}`
      : line`no trade term stated`,
    name === null ? line`seller not named` : line`from ${inline(name)}`,
    skus?.stock == null ? line`stock not known` : line`${counted(skus.stock)} in stock`,
    state,
  ]);
}

// What a first importer has to know of a term, where it is said first.
const MEANING: Readonly<Record<string, Line>> = {
  EXW: line`: at the works`,
  FCA: line`: handed to your carrier`,
  FAS: line`: beside the ship`,
  FOB: line`: on board the ship there`,
  CFR: line`: freight to your port in it`,
  CIF: line`: freight and insurance to your port in it`,
  CPT: line`: carriage to the place in it`,
  CIP: line`: carriage and insurance to the place in it`,
};

/** What the term means; that of one which may reach the door by where it ends. */
function meaningOf(term: NonNullable<ProductAnswer["offer"]["trade_term"]>): Line {
  const { rule } = term;
  const end = endOf(term);
  const place = end === null ? line`a place not clear` : line`the ${end}`;
  if (rule === "DAP") return line`: to ${place}, import yours`;
  if (rule === "DPU") return line`: unloaded at ${place}, import yours`;
  return rule === "DDP" ? line`: to ${place}, duty paid` : (MEANING[rule] ?? line``);
}

/** "26.00 CNY a 个 from 50, 18.20 from 5200"; "19.80 to 21.60 CNY a 个 by kind, from 24". */
function priceAtQuantity({ offer, skus }: ProductAnswer): Line {
  const { tiers = [], currency, unit, unit_class: unitClass, min_order_quantity: least } = offer;
  const [first, last] = [tiers[0], tiers.at(-1)];
  const each = line` a ${inline(unitWords(unit ?? null, unitClass))}`;
  const money = currency ? line` ${inline(currency)}` : line` (currency not known)`;
  const from = least == null ? line`` : line`, from ${counted(least)}`;
  switch (offer.price_basis) {
    case "quantity": {
      if (!first || !last) return line`the price is not known`;
      const more = last === first ? line`` : line`, ${inline(last.unit_price)} from ${counted(last.min_quantity)}`;
      return line`${inline(first.unit_price)}${money}${each} from ${counted(first.min_quantity)}${more}`;
    }
    case "sku":
      return skus?.price ? line`${priceSpan(skus.price, offer)}${each} by kind${from}` : line`priced by kind${from}`;
    case "range":
      return offer.price_range
        ? line`${priceSpan(offer.price_range, offer)}${each}, only a range: ask for the price of your quantity${from}`
        : line`only a range: ask for the price of your quantity`;
    default:
      return line`no price is stated: ask for it`;
  }
}

// What people count in; a pack, a weight or a length is said by the seller's own word.
const COUNTED = new Set(["piece", "pair", "set"]);

/** "piece (个)", "Carton". */
function unitWords(unit: string | null, unitClass: string | undefined): string {
  if (unitClass === undefined || !COUNTED.has(unitClass)) return unit ?? unitClass ?? "unit";
  return unit === null || unit.toLowerCase() === unitClass ? unitClass : `${unitClass} (${unit})`;
}

const counted = (quantity: number): Line => inline(quantity.toLocaleString("en-US"));

const NAMES: Readonly<Record<string, Line>> = {
  "offer.trade_term": line`the trade term`,
  "offer.tiers": line`the price`,
  lead_time_days: line`days to make`,
  "shipping.options": line`freight`,
  "supplier.years": line`its years in business`,
  "supplier.product_count": line`how many products it sells`,
  "supplier.on_time_rate": line`how often it is on time`,
  "supplier.repeat_buyer_rate": line`how many buy again`,
};

/** A field that the listing did not fill, in words; why, where it is not simply absent. */
function missingName({ field, reason }: NonNullable<ProductAnswer["missing"]>[number]): Line {
  const [group = "", name] = field.split(".");
  const words =
    NAMES[field] ?? (name === undefined ? spaced(group) : line`${group === "supplier" ? line`its ` : line``}${spaced(name)}`);
  if (reason === "absent") return words;
  return line`${words} (${reason === "not_licensed" ? "this app may not read it" : "unreadable"})`;
}
