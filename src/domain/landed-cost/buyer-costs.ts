import { Fault } from "../../model/fault.ts";
import { type Amount, Decimal, isAmount } from "../../model/money.ts";
import { camelCase } from "../../normalize/text/field-name.ts";

const AMOUNTS = [
  "loading",
  "originInland",
  "exportClearance",
  "originTerminal",
  "vesselLoading",
  "freight",
  "freightPerUnit",
  "freightPerKg",
  "freightPerM3",
  "freightLeast",
  "volumetricDivisor",
  "insuranceAmount",
  "destinationTerminal",
  "brokerage",
  "dutyAmount",
  "vatAmount",
  "lastMile",
  "unloading",
  "perOrder",
  "oneTime",
] as const;
const RATES = ["insuranceRate", "dutyRate", "vatRate", "vatRecoverableShare"] as const;
const DUTY_AMOUNTS = ["perUnit", "perKg", "amount", "least", "most"] as const;

/** One duty or customs fee of several: the sum of its parts, not under `least` and not over `most`. */
export interface NamedDuty {
  readonly name: string;
  /** A fraction of the customs value. */
  readonly rate?: Amount;
  readonly perUnit?: Amount;
  /** For each kilogram of the goods' own weight. */
  readonly perKg?: Amount;
  readonly amount?: Amount;
  readonly least?: Amount;
  readonly most?: Amount;
}

type Figures = { readonly [Field in (typeof AMOUNTS)[number] | (typeof RATES)[number]]?: Amount };

/**
 * What the buyer knows of the way, in the buyer's currency, for a shipment of the quantity asked for; rates are fractions. Absent is
 * "not said". `freightPerKg` and `freightPerM3` are with `volumetricDivisor` (cm³ per kg) charged on the chargeable weight;
 * `freightLeast` is a floor. `duties` stands in place of `dutyRate`. `oneTime` (moulds, plates) is paid once whatever the batches,
 * `perOrder` (inspection, bank fees) for each shipment.
 * @example
 * const costs: BuyerCosts = { freight: "900", dutyRate: "0.065", vatRecoverable: true };
 */
export interface BuyerCosts extends Figures {
  readonly duties?: readonly NamedDuty[];
  /** True is a `vatRecoverableShare` of 1, false of 0; the share goes before it. */
  readonly vatRecoverable?: boolean;
}

// The ways of saying one cost.
const ONE_COST: readonly (readonly (keyof BuyerCosts)[])[] = [
  ["freight", "freightPerUnit", "freightPerKg", "freightPerM3"],
  ["insuranceRate", "insuranceAmount"],
  ["dutyRate", "dutyAmount", "duties"],
  ["vatRate", "vatAmount"],
  ["vatRecoverable", "vatRecoverableShare"],
];

/**
 * Shared costs with those of one listing laid over them, cost by cost: a duty as a rate takes the place of one as an amount, and a
 * freight by weight that of a lump sum with its least.
 */
export function laidOver(shared: BuyerCosts, own: BuyerCosts): BuyerCosts {
  const saidAnew = ONE_COST.filter((fields) => fields.some((field) => own[field] !== undefined)).flat();
  const replaced: ReadonlySet<string> = new Set(saidAnew.includes("freight") ? [...saidAnew, "freightLeast"] : saidAnew);
  return { ...Object.fromEntries(Object.entries(shared).filter(([field]) => !replaced.has(field))), ...own };
}

/** The share of VAT that comes back; null where the buyer did not say. */
export function recoverableShare({ vatRecoverable, vatRecoverableShare }: BuyerCosts): Decimal | null {
  if (vatRecoverableShare !== undefined) return new Decimal(vatRecoverableShare);
  return vatRecoverable === undefined ? null : new Decimal(vatRecoverable ? 1 : 0);
}

/**
 * Reads the buyer's costs from outside: camelCase or snake_case keys, amounts as strings or numbers, rates as fractions or with a
 * percent sign, null as "not said".
 * @throws Fault `bad_input` naming the field, what was got and what to write.
 * @example readBuyerCosts({ freight: "900", duty_rate: "145%" }); // { freight: "900", dutyRate: "1.45" }
 */
export function readBuyerCosts(input: Readonly<Record<string, unknown>>): BuyerCosts {
  const costs: { -readonly [Key in keyof BuyerCosts]: BuyerCosts[Key] } = {};
  for (const [field, value] of Object.entries(input)) {
    const key = camelCase(field);
    const amount = AMOUNTS.find((name) => name === key);
    const rate = RATES.find((name) => name === key);
    if (amount === undefined && rate === undefined && key !== "vatRecoverable" && key !== "duties") throw unknownCost(field);
    if (value === null || value === undefined) continue;
    if (amount !== undefined) costs[amount] = readCost(field, value);
    else if (rate !== undefined) costs[rate] = readRate(field, value);
    else if (key === "duties") costs.duties = readDuties(field, value);
    else if (typeof value === "boolean") costs.vatRecoverable = value;
    else throw badInput(`${field} is ${shown(value)}: write true or false, or leave it out.`);
  }
  return checked(costs);
}

/** @throws Fault `bad_input` where `value` is no amount at or above zero. */
export function readCost(field: string, value: unknown): Amount {
  const text = typeof value === "number" && Number.isFinite(value) ? new Decimal(value).toString() : value;
  if (typeof text === "string" && isAmount(text.trim())) return text.trim();
  throw badInput(`${field} is ${shown(value)}: write an amount at or above zero in plain notation, such as "1234.50".`);
}

// Anti-dumping duties reach several hundred per cent; above this a rate is a slip of the pen.
const MOST_PERCENT = 1000;

/**
 * A rate as a fraction: `0.065`, or `"6.5%"`, `"145%"`.
 * @throws Fault `bad_input`: a bare figure above 1 is a percentage without its sign.
 */
export function readRate(field: string, value: unknown): Amount {
  const text = typeof value === "string" ? value.trim() : value;
  const isPercent = typeof text === "string" && /[%%]$/.test(text);
  const figure = isPercent ? text.slice(0, -1).trim() : text;
  if (isPercent && !isAmount(figure as string)) {
    throw badInput(`${field} is ${shown(value)}: write a rate such as 0.065 or "6.5%".`);
  }
  const rate = new Decimal(readCost(field, figure));
  if (isPercent && rate.lte(MOST_PERCENT)) return rate.div(100).toString();
  if (isPercent) throw badInput(`${field} is ${shown(value)}: a rate is at most ${MOST_PERCENT} %.`);
  if (rate.lte(1)) return rate.toString();
  throw badInput(`${field}: ${rate} is ${rate.times(100)} %: write ${rate.div(100)} or "${rate}%".`);
}

function readDuties(field: string, value: unknown): readonly NamedDuty[] {
  if (!Array.isArray(value)) throw badInput(`${field} is ${shown(value)}: write a list of { name, rate }.`);
  const duties = value.map((one: unknown, index) => readDuty(`${field}[${index}]`, one));
  const repeated = duties.find(({ name }, index) => duties.findIndex((other) => other.name === name) !== index);
  if (repeated) throw badInput(`${field} names ${shown(repeated.name)} twice: give each duty a name of its own.`);
  return duties;
}

function readDuty(field: string, value: unknown): NamedDuty {
  if (typeof value !== "object" || value === null) throw badInput(`${field} is ${shown(value)}: write { name, rate }.`);
  const duty: Record<string, Amount> = {};
  for (const [written, figure] of Object.entries(value)) {
    const key = camelCase(written);
    const path = `${field}.${written}`;
    const isFigure = key === "rate" || DUTY_AMOUNTS.some((name) => name === key);
    if (key !== "name" && !isFigure) {
      throw badInput(`There is no ${path}. Write one of name, rate, ${DUTY_AMOUNTS.join(", ")}.`);
    }
    if (key === "name" || figure === null || figure === undefined) continue;
    duty[key] = key === "rate" ? readRate(path, figure) : readCost(path, figure);
  }
  const name = "name" in value && typeof value.name === "string" ? value.name.trim() : "";
  if (name === "") throw badInput(`${field} has no name: write one such as "MPF".`);
  const { least, most, ...parts } = duty;
  if (Object.keys(parts).length === 0) throw badInput(`${field} says no rate: write rate, perUnit, perKg or amount.`);
  if (least !== undefined && most !== undefined && new Decimal(least).gt(most)) {
    throw badInput(`${field}: least ${least} is above most ${most}.`);
  }
  return { ...duty, name };
}

/** Two ways of saying one cost contradict each other. */
function checked(costs: BuyerCosts): BuyerCosts {
  const pairs = [
    ["insuranceRate", "insuranceAmount"],
    ["dutyRate", "dutyAmount"],
    ["dutyRate", "duties"],
    ["dutyAmount", "duties"],
    ["vatRate", "vatAmount"],
  ] as const;
  const both = pairs.find(([one, other]) => costs[one] !== undefined && costs[other] !== undefined);
  if (both) throw badInput(`${both[0]} and ${both[1]} are both given: write one of them.`);
  const share = costs.vatRecoverableShare;
  if (share !== undefined && new Decimal(share).gt(1)) throw badInput(`vatRecoverableShare is ${share}: a share is at most 1.`);
  const { volumetricDivisor } = costs;
  if (volumetricDivisor !== undefined && new Decimal(volumetricDivisor).isZero()) {
    throw badInput("volumetricDivisor is 0: write the cm³ that count as one kg, such as 5000.");
  }
  return costs;
}

const unknownCost = (field: string): Fault =>
  badInput(`There is no cost ${shown(field)}. Write one of ${[...AMOUNTS, ...RATES, "vatRecoverable", "duties"].join(", ")}.`);

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? String(value);

const badInput = (message: string): Fault => new Fault({ kind: "bad_input", message });
