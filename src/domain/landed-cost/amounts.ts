import { Decimal } from "../../model/money.ts";
import type { BuyerCosts } from "./buyer-costs.ts";
import { AMOUNT_LINES, type AmountLine, CARRIAGE_LINES, COST_FIELD, type WayLine } from "./cost-lines.ts";
import type { Amounts } from "./linear/linear.ts";

/** A field of the buyer's that holds an amount of money for the shipment or the order. */
export type AmountField =
  | (typeof COST_FIELD)[AmountLine]
  | "insuranceAmount"
  | "dutyAmount"
  | "vatAmount"
  | "oneTime"
  | "perOrder";

/** The field of a line that is an amount; null of one that is worked out from a rate. */
export const amountFieldOf = (line: WayLine): AmountField | null => AMOUNT_FIELD.get(line) ?? null;

const AMOUNT_FIELD: ReadonlyMap<WayLine, AmountField> = new Map(AMOUNT_LINES.map((line) => [line, COST_FIELD[line]]));

const LEVIED = ["insuranceAmount", "dutyAmount", "vatAmount"] as const;

/** Lump sums: given for the quantity asked for, they grow in proportion at a larger one. */
export const LUMP_FIELDS: readonly AmountField[] = [
  ...AMOUNT_LINES.filter((line) => CARRIAGE_LINES.has(line)).map((line) => COST_FIELD[line]),
  ...LEVIED,
];
const LUMPS: ReadonlySet<string> = new Set(LUMP_FIELDS);
export const isLump = (field: AmountField): boolean => LUMPS.has(field);

const FEE_FIELDS: readonly AmountField[] = [
  ...AMOUNT_LINES.filter((line) => !CARRIAGE_LINES.has(line)).map((line) => COST_FIELD[line]),
  "oneTime",
  "perOrder",
];
const AMOUNT_FIELDS: readonly AmountField[] = [...LUMP_FIELDS, ...FEE_FIELDS];
const AMOUNTS: ReadonlySet<string> = new Set(AMOUNT_FIELDS);

/** A cost of nothing is none, which decides more than how much a cost is. */
export const isNone = (amount: string): boolean => Number(amount) === 0;

/** The amounts among the costs, as they are put into a figure that leaves them open. */
export function amountsOf(costs: BuyerCosts): Amounts {
  const standing: Record<string, Decimal> = {};
  const growing: Record<string, Decimal> = {};
  for (const field of AMOUNT_FIELDS) {
    const amount = costs[field];
    if (amount === undefined || isNone(amount)) continue;
    if (isLump(field)) growing[field] = new Decimal(amount);
    else standing[field] = new Decimal(amount);
  }
  return { standing, growing };
}

/** What is said of the way, whatever the amounts are. */
export function saidBeside(costs: BuyerCosts): string {
  let said = "";
  for (const [field, value] of Object.entries(costs)) {
    const isSome = AMOUNTS.has(field) && typeof value === "string" && !isNone(value);
    said += `${field}=${isSome ? "some" : typeof value === "object" ? JSON.stringify(value) : value};`;
  }
  return said;
}
