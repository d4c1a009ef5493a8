import type { WayLine } from "../../../domain/landed-cost/cost-lines.ts";
import type { TradeRule } from "../../../model/trade-term.ts";
import { counted, grouped } from "./units.ts";

/** A shipment as a forwarder asks for it. Null is not known: the message then says that it follows. */
export interface ForwarderFacts {
  /** "40 oz stainless steel tumbler"; null where the listing has no name in English. */
  readonly goods: string | null;
  /** The listing, for where it has none. */
  readonly ref: string;
  readonly quantity: number;
  readonly unit: string;
  readonly cartons: number | null;
  readonly m3: string | null;
  readonly kg: string | null;
  readonly term: { readonly rule: TradeRule; readonly place: string | null } | null;
  /** Where the seller sits: "Yongkang, Zhejiang"; null where the listing does not say. */
  readonly sellerPlace: string | null;
  /** Listings are read from marketplaces of China; an offer may come from anywhere. */
  readonly isInChina: boolean;
  /** The buyer's country, in words. */
  readonly destination: string;
  readonly currency: string;
  /** The lines of the way that the quote has to hold. */
  readonly lines: readonly WayLine[];
}

/** One message that a forwarder can quote from: what, how much, from where under which term, to where, and what the price must hold. */
export function forwarderMessage(facts: ForwarderFacts): string {
  const { quantity, unit, cartons, m3, kg, destination, currency } = facts;
  const size = [
    ...(cartons === null ? [] : [`${grouped(cartons)} cartons`]),
    m3 === null ? "volume to follow" : `${measured(m3)} m3`,
    kg === null ? "weight to follow" : `${measured(kg)} kg`,
  ];
  const held = includedText(facts.lines);
  return (
    `Please quote ${counted(quantity, unit).en} of ${facts.goods ?? `the goods of ${facts.ref}`}, ${size.join(", ")}, ${handover(facts)} ` +
    `to postcode [ ] in ${destination}, door to door${held === "" ? "" : `, with ${held}`}: price in ${currency}, days, valid until when? ` +
    "Duty and import tax apart."
  );
}

function handover({ term, sellerPlace, isInChina }: ForwarderFacts): string {
  const country = isInChina ? " in China" : "";
  const works = sellerPlace === null ? `from the seller's works${country} (place to follow)` : `${sellerPlace}, China`;
  if (term?.rule === "EXW" && sellerPlace === null && term.place !== null) return `EXW ${term.place}`;
  if (term === null || term.rule === "EXW") return `EXW ${works}`;
  return `${term.rule} ${term.place ?? `(place to be named by the seller${sellerPlace === null ? "" : ` in ${sellerPlace}`})`}`;
}

/** As a forwarder writes a measure: a tenth is enough from ten on. */
const measured = (figure: string): string =>
  grouped(Number(figure) >= 10 ? String(Math.round(Number(figure) * 10) / 10) : figure);

const INCLUDED: readonly (readonly [lines: readonly WayLine[], words: string])[] = [
  [["loading", "origin_inland"], "pick-up"],
  [["export_clearance"], "export papers"],
  [["origin_terminal", "vessel_loading", "destination_terminal"], "port charges"],
  [["freight"], "freight"],
  [["insurance"], "insurance"],
  [["brokerage"], "customs clearance"],
  [["last_mile"], "delivery"],
  [["unloading"], "unloading"],
];

const includedText = (lines: readonly WayLine[]): string =>
  INCLUDED.filter(([group]) => group.some((line) => lines.includes(line)))
    .map(([, words]) => words)
    .join(", ");
