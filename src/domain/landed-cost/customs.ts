import { MAIN_LINES, ORIGIN_LINES, type WayLine } from "./cost-lines.ts";

// Countries that levy duty on the value free on board, without international freight and insurance: 19 USC 1401a(b)(4)(A), the
// Canadian Customs Act s. 48(5)(b), the Australian Customs Act 1901 s. 161, the NZ Customs and Excise Act 2018 sch. 4, the SACU
// members and Haiti. Everywhere else the WTO's CIF practice holds.
const FOB_BASIS: ReadonlySet<string> = new Set(["US", "CA", "AU", "NZ", "ZA", "BW", "LS", "NA", "SZ", "HT"]);

// Directive 2006/112/EC art. 86 and the UK VAT Act 1994 s. 21: incidental costs up to the first destination are in the base.
const FIRST_DESTINATION: ReadonlySet<string> = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB".split(" "),
);

/** The lines that belong to the value on which duty is levied, beside the goods. */
export const VALUE_ON_BOARD: ReadonlySet<WayLine> = ORIGIN_LINES;
export const VALUE_AT_PORT: ReadonlySet<WayLine> = new Set([...ORIGIN_LINES, ...MAIN_LINES]);
const VALUE_AT_FIRST_DESTINATION: ReadonlySet<WayLine> = new Set([...VALUE_AT_PORT, "destination_terminal", "last_mile"]);

export interface TaxBases {
  /** The lines in the customs value. */
  readonly duty: ReadonlySet<WayLine>;
  /** The lines in the value on which, with the duty, VAT is levied; null where the country has no import VAT. */
  readonly vat: ReadonlySet<WayLine> | null;
}

/** On what a destination (ISO 3166 alpha-2) levies duty and VAT. Rates are the buyer's to say. */
export function taxBases(destination: string): TaxBases {
  const duty = FOB_BASIS.has(destination) ? VALUE_ON_BOARD : VALUE_AT_PORT;
  return { duty, vat: vatBase(destination, duty) };
}

function vatBase(destination: string, duty: ReadonlySet<WayLine>): ReadonlySet<WayLine> | null {
  if (destination === "US") return null;
  // GST Act 1999 (AU) s. 13-20: the customs value, duty, and international transport and insurance.
  if (destination === "AU") return VALUE_AT_PORT;
  return FIRST_DESTINATION.has(destination) ? VALUE_AT_FIRST_DESTINATION : duty;
}
