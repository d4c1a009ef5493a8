import type { TradeRule } from "../../model/trade-term.ts";
import { snakeCase } from "../../normalize/text/field-name.ts";
import type { BuyerCosts } from "./buyer-costs.ts";

/** Where on the way a cost arises. */
type Leg = "origin" | "main" | "destination";
/** `carriage` grows with the goods, `fee` is one for the shipment, `rate` is worked out from a value. */
export type CostKind = "carriage" | "fee" | "rate";

interface CostRow {
  readonly name: string;
  /** The buyer's field for it, in BuyerCosts. */
  readonly field: keyof BuyerCosts;
  readonly kind: CostKind;
  readonly leg: Leg;
  /** ICC Incoterms 2020, articles A2/B2 to A10/B10: the rules under which the seller's price pays it. */
  readonly sellerUnder: readonly TradeRule[];
  /** What a person calls it. */
  readonly nameEn: string;
  readonly nameZh: string;
}

const TO_PLACE = ["CPT", "CIP", "DAP", "DPU", "DDP"] as const;
const CARRIED = ["CFR", "CIF", ...TO_PLACE] as const;
const ABOARD = ["FOB", ...CARRIED] as const;
const ALONGSIDE = ["FAS", ...ABOARD] as const;
const HANDED_OVER = ["FCA", ...ALONGSIDE] as const;
const INSURED = ["CIF", "CIP", "DAP", "DPU", "DDP"] as const;

// The one table of the costs of the way, in the order in which they arise; every set and map of cost lines is read from it.
const ROWS = [
  {
    name: "loading",
    field: "loading",
    kind: "carriage",
    leg: "origin",
    sellerUnder: HANDED_OVER,
    nameEn: "loading",
    nameZh: "装车费",
  },
  {
    name: "origin_inland",
    field: "originInland",
    kind: "carriage",
    leg: "origin",
    sellerUnder: HANDED_OVER,
    nameEn: "carriage within China",
    nameZh: "国内运费",
  },
  {
    name: "export_clearance",
    field: "exportClearance",
    kind: "carriage",
    leg: "origin",
    sellerUnder: HANDED_OVER,
    nameEn: "export papers",
    nameZh: "出口报关费",
  },
  {
    name: "origin_terminal",
    field: "originTerminal",
    kind: "carriage",
    leg: "origin",
    sellerUnder: ALONGSIDE,
    nameEn: "port charges there",
    nameZh: "起运港码头费",
  },
  {
    name: "vessel_loading",
    field: "vesselLoading",
    kind: "carriage",
    leg: "origin",
    sellerUnder: ABOARD,
    nameEn: "loading onto the ship",
    nameZh: "装船费",
  },
  {
    name: "freight",
    field: "freight",
    kind: "carriage",
    leg: "main",
    sellerUnder: CARRIED,
    nameEn: "freight",
    nameZh: "国际运费",
  },
  {
    name: "insurance",
    field: "insuranceRate",
    kind: "rate",
    leg: "main",
    sellerUnder: INSURED,
    nameEn: "insurance",
    nameZh: "保险费率",
  },
  {
    name: "destination_terminal",
    field: "destinationTerminal",
    kind: "carriage",
    leg: "destination",
    sellerUnder: TO_PLACE,
    nameEn: "port charges here",
    nameZh: "目的港码头费",
  },
  {
    name: "brokerage",
    field: "brokerage",
    kind: "fee",
    leg: "destination",
    sellerUnder: ["DDP"],
    nameEn: "customs broker",
    nameZh: "清关代理费",
  },
  {
    name: "duty",
    field: "dutyRate",
    kind: "rate",
    leg: "destination",
    sellerUnder: ["DDP"],
    nameEn: "duty",
    nameZh: "进口关税税率",
  },
  {
    name: "vat",
    field: "vatRate",
    kind: "rate",
    leg: "destination",
    sellerUnder: ["DDP"],
    nameEn: "VAT",
    nameZh: "进口增值税税率",
  },
  {
    name: "last_mile",
    field: "lastMile",
    kind: "carriage",
    leg: "destination",
    sellerUnder: TO_PLACE,
    nameEn: "last mile",
    nameZh: "目的地派送费",
  },
  {
    name: "unloading",
    field: "unloading",
    kind: "carriage",
    leg: "destination",
    sellerUnder: ["DPU"],
    nameEn: "unloading",
    nameZh: "卸货费",
  },
] as const satisfies readonly CostRow[];

type Row = (typeof ROWS)[number];
/** A cost of the way from the works to the buyer's shelf. */
export type WayLine = Row["name"];
export type RateLine = Extract<Row, { readonly kind: "rate" }>["name"];
/** A line whose cost is an amount of money, not worked out from a value. */
export type AmountLine = Exclude<WayLine, RateLine>;

/**
 * A line of a landed cost: the goods, each cost of the way, a named duty, what one order or the first one costs, and what rounding left.
 * @example
 * const line: CostLineName = "duty:anti-dumping";
 */
export type CostLineName = "goods" | "one_time" | WayLine | `duty:${string}` | "per_order" | "rounding";

/**
 * Where a line's amount comes from. `in_price`: the seller has paid it. `given`: the buyer's figure for the quantity asked for.
 * `scaled`: that figure grown to a larger quantity, or kept at a smaller one. `quoted`: the listing's, for `goods` its price and for
 * a line that a delivery quote covers the quote. `not_applicable`: there is no such cost on this way.
 * @example
 * const basis: LineBasis = "given";
 */
export type LineBasis = "in_price" | "given" | "scaled" | "quoted" | "computed" | "unknown" | "not_applicable";

type ByLine<Key extends keyof CostRow> = { readonly [Name in WayLine]: Extract<Row, { readonly name: Name }>[Key & keyof Row] };
const byLine = <Key extends keyof Row>(key: Key): ByLine<Key> =>
  Object.fromEntries(ROWS.map((row) => [row.name, row[key]])) as unknown as ByLine<Key>;
const namesWhere = (holds: (row: CostRow) => boolean): readonly WayLine[] => ROWS.filter(holds).map(({ name }) => name);

export const COST_LINES: readonly WayLine[] = namesWhere(() => true);
/** The buyer's field for each line of the way. */
export const COST_FIELD = byLine("field");
export const LINE_EN: Readonly<Record<WayLine, string>> = byLine("nameEn");
export const LINE_ZH: Readonly<Record<WayLine, string>> = byLine("nameZh");
export const RATE_LINES: ReadonlySet<WayLine> = new Set(namesWhere(({ kind }) => kind === "rate"));

/**
 * Fractions that no rate is looked at beyond. The premium grows without end towards 1/1.1, where cover for 110 % of the value would
 * cost all of it. Duties of several hundred per cent are in force (anti-dumping): ten times the value stands for "no upper end".
 */
export const TOP_RATE: Readonly<Partial<Record<WayLine, string>>> = { insurance: "0.9", duty: "10", vat: "1" };
export const AMOUNT_LINES: readonly AmountLine[] = COST_LINES.filter((line): line is AmountLine => !RATE_LINES.has(line));
/** Lines whose lump sum, given for the quantity asked for, grows in proportion at a larger one. */
export const CARRIAGE_LINES: ReadonlySet<WayLine> = new Set(namesWhere(({ kind }) => kind === "carriage"));
/** What lies between the works and the goods on board. */
export const ORIGIN_LINES: ReadonlySet<WayLine> = new Set(namesWhere(({ leg }) => leg === "origin"));
/** The international leg. */
export const MAIN_LINES: ReadonlySet<WayLine> = new Set(namesWhere(({ leg }) => leg === "main"));

const IN_PRICE = new Map<TradeRule, readonly WayLine[]>();

/** The lines that a price under `rule` already pays, its place being the usual one; all others are the buyer's. */
export function linesInPrice(rule: TradeRule): readonly WayLine[] {
  const found = IN_PRICE.get(rule) ?? namesWhere(({ sellerUnder }) => sellerUnder.includes(rule));
  IN_PRICE.set(rule, found);
  return found;
}

/** What a delivery to the buyer's door pays for. */
export const DOOR_LINES: readonly WayLine[] = linesInPrice("DAP");

// Beside the field of the table: the other ways in which a line's cost can be said.
const OTHER_FIELDS: Partial<Record<WayLine, readonly (keyof BuyerCosts)[]>> = {
  freight: ["freightPerUnit", "freightPerKg", "freightPerM3"],
  insurance: ["insuranceAmount"],
  duty: ["dutyAmount", "duties"],
  vat: ["vatAmount"],
};

const fieldsOf = (line: WayLine, costs: BuyerCosts): readonly (keyof BuyerCosts)[] =>
  [COST_FIELD[line], ...(OTHER_FIELDS[line] ?? [])].filter((field) => costs[field] !== undefined);

/** Whether the buyer has said what a line costs, in any of the ways in which it can be said. */
export const isSaid = (line: WayLine, costs: BuyerCosts): boolean =>
  fieldsOf(line, costs).some((field) => field !== "duties" || (costs.duties ?? []).length > 0);

/** The fields, as the tool spells them, in which the buyer gave a line a cost other than 0. */
export const saidFields = (line: WayLine, costs: BuyerCosts): readonly string[] =>
  fieldsOf(line, costs)
    .filter((field) => (field === "duties" ? (costs.duties ?? []).length > 0 : Number(costs[field]) !== 0))
    .map(snakeCase);
