import { MAIN_LINES, ORIGIN_LINES, type WayLine } from "./cost-lines.ts";

/** The lines that belong to the value on which duty is levied, beside the goods. */
export const VALUE_ON_BOARD: ReadonlySet<WayLine> = ORIGIN_LINES;
export const VALUE_AT_PORT: ReadonlySet<WayLine> = new Set([...ORIGIN_LINES, ...MAIN_LINES]);
const VALUE_AT_FIRST_DESTINATION: ReadonlySet<WayLine> = new Set([...VALUE_AT_PORT, "destination_terminal", "last_mile"]);

/** On what a country levies its VAT beside the duty: the lines of the way, and the customs value times `uplift`. */
export interface VatBase {
  readonly lines: ReadonlySet<WayLine>;
  /** What the customs value counts more than itself; "0" nearly everywhere. */
  readonly upliftShare: string;
  /** The tax is part of its own base: base / (1 − rate) · rate. */
  readonly holdsItself: boolean;
  /** The law; null where the country is not in the table and the common base was taken. */
  readonly source: string | null;
}

export interface TaxBases {
  /** The lines in the customs value. */
  readonly duty: ReadonlySet<WayLine>;
  /** Null where the country has no import VAT. */
  readonly vat: VatBase | null;
}

const US_TERRITORY: ReadonlySet<string> = new Set(["US", "PR"]);

// Countries that levy duty on the value free on board, without international freight and insurance. Everywhere else the WTO's
// CIF practice holds.
const FOB_BASIS: ReadonlySet<string> = new Set([
  ...US_TERRITORY, // 19 USC 1401a(b)(4)(A); Puerto Rico is customs territory of the United States
  "CA", // Customs Act s. 48(5)(b)
  "AU", // Customs Act 1901 s. 161
  "NZ", // Customs and Excise Act 2018 sch. 4
  ...["ZA", "BW", "LS", "NA", "SZ"], // Southern African Customs Union: Customs and Excise Act 91 of 1964 ss. 65 and 67
  "HT",
]);

const EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");

type Base = Partial<Omit<VatBase, "source">> & { readonly source: string };
// The import tax of each country whose base was looked up. Rates are never here: they are the buyer's to say.
const VAT_BASES: Readonly<Record<string, Base>> = {
  ...Object.fromEntries(
    EU.map((country) => [country, { lines: VALUE_AT_FIRST_DESTINATION, source: "Directive 2006/112/EC art. 86" }]),
  ),
  GB: { lines: VALUE_AT_FIRST_DESTINATION, source: "VAT Act 1994 s. 21" },
  CH: { lines: VALUE_AT_FIRST_DESTINATION, source: "MWSTG art. 54" },
  NO: { lines: VALUE_AT_FIRST_DESTINATION, source: "merverdiavgiftsloven § 4-11" },
  AU: { lines: VALUE_AT_PORT, source: "GST Act 1999 s. 13-20" },
  NZ: { lines: VALUE_AT_PORT, source: "GST Act 1985 s. 12(2)" },
  ZA: { upliftShare: "0.1", source: "VAT Act 89 of 1991 s. 13(2)(a)" },
  BR: { holdsItself: true, source: "LC 87/1996 art. 13 V and § 1 I" },
  IN: { source: "Customs Tariff Act 1975 s. 3(8)" },
  CA: { source: "Excise Tax Act s. 215" },
  JP: { source: "Consumption Tax Act art. 28(4)" },
  KR: { source: "VAT Act art. 29(2)" },
  MX: { source: "LIVA art. 27" },
};

// No import tax at all: sales tax is levied on the sale, not on the import.
const NO_IMPORT_VAT: ReadonlySet<string> = US_TERRITORY;

/** On what a destination (ISO 3166 alpha-2) levies duty and VAT. */
export function taxBases(destination: string): TaxBases {
  const duty = FOB_BASIS.has(destination) ? VALUE_ON_BOARD : VALUE_AT_PORT;
  if (NO_IMPORT_VAT.has(destination)) return { duty, vat: null };
  return { duty, vat: { lines: duty, upliftShare: "0", holdsItself: false, source: null, ...VAT_BASES[destination] } };
}

/** Whether the VAT base of a destination is only the common one: the table does not hold the country. */
export const isVatBaseAssumed = (destination: string): boolean => taxBases(destination).vat?.source === null;

// Duty above 60 % is rare outside the customs territory of the United States, where additional duties of up to 145 % are in force;
// cover above 3 % is no cover for goods in a container.
const LIKELY_DUTY = "0.6";
const LIKELY_US_DUTY = "1.5";
const LIKELY_INSURANCE = "0.03";

/** Above which fraction a rate is nothing to plan with at a destination (ISO 3166 alpha-2); null: there is no such bound. */
export function likelyRate(line: WayLine, destination: string): string | null {
  if (line === "insurance") return LIKELY_INSURANCE;
  if (line !== "duty") return null;
  return US_TERRITORY.has(destination) ? LIKELY_US_DUTY : LIKELY_DUTY;
}
