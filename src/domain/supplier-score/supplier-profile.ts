import { Fault } from "../../model/fault.ts";
import { type Amount, Decimal, isAmount } from "../../model/money.ts";
import { camelCase } from "../../normalize/text/field-name.ts";
import { isPlaceholder } from "../../normalize/text/placeholder.ts";

/**
 * What is known of a supplier, by indicator. Absent or null is not known. Rates are fractions.
 * @example
 * const profile: SupplierProfile = { factoryAudit: true, years: 8, onTimeRate: "0.98", samples: { onTimeRate: 412 } };
 */
export interface SupplierProfile {
  readonly factoryAudit?: boolean | null;
  readonly iso?: boolean | null;
  readonly tradeAssurance?: boolean | null;
  /** How many are held. */
  readonly certifications?: number | null;
  readonly years?: number | null;
  /** The platform's grade, 0 to 5. */
  readonly transactionLevel?: number | null;
  readonly responseRate?: Amount | null;
  readonly onTimeRate?: Amount | null;
  readonly productCount?: number | null;
  /** Units a month. */
  readonly monthlyOutput?: number | null;
  readonly shortestLeadDays?: number | null;
  readonly disputeRate?: Amount | null;
  readonly refundRate?: Amount | null;
  /** True where only some certificates are named, as in a listing: what is not named may be held too. */
  readonly mayHoldMore?: boolean;
  /** By which rule another figure of the platform stands for a rate; null or absent where it is the rate itself. */
  readonly proxies?: { readonly responseRate?: string | null; readonly onTimeRate?: string | null };
  /** Over how many cases a rate was taken. */
  readonly samples?: { readonly responseRate?: number | null; readonly onTimeRate?: number | null } | null;
}

type Raw = Readonly<Record<string, unknown>>;
// A dialect's code, or the certificate's name as a seller types it: 深度验厂报告 is a factory audit's report.
const FACTORY_AUDIT = /^FACTORY[_ -]?AUDIT\b|验厂/i;

type Field = Exclude<keyof SupplierProfile, "samples" | "mayHoldMore" | "proxies">;

const READERS: Readonly<Record<Field, (field: string, value: unknown) => unknown>> = {
  factoryAudit: readFlag,
  iso: readFlag,
  tradeAssurance: readFlag,
  certifications: readCount,
  years: readFigure,
  transactionLevel: (field, value) => readFigure(field, value, 5),
  // Platforms write these as 0.92 and as 92; nobody answers less than 1 % of the time and says so.
  responseRate: (field, value) => readRate(field, value, 100),
  onTimeRate: (field, value) => readRate(field, value, 100),
  productCount: readCount,
  monthlyOutput: readFigure,
  shortestLeadDays: readFigure,
  disputeRate: (field, value) => readRate(field, value, 1),
  refundRate: (field, value) => readRate(field, value, 1),
};

// How one marketplace spells the same.
const ALIASES: Readonly<Record<string, Field>> = {
  operatingYears: "years",
  onTimeDeliveryRate: "onTimeRate",
  hasTradeAssurance: "tradeAssurance",
  minOrderDays: "shortestLeadDays",
};

/**
 * Reads a profile from outside, in camelCase, snake_case or the marketplace's spelling (`operatingYears`, `supplyCapacity`,
 * `certifications` as a list of `{ type }`, which answers for the audit and ISO too). Null is not known.
 * @throws Fault `bad_input` naming the field, what was got and what to write.
 */
export function readProfile(input: Raw): SupplierProfile {
  const { supplyCapacity, samples, mayHoldMore, proxies, ...rest } = camelKeys(input);
  const named = { ...rest, ...asRecord("supplyCapacity", supplyCapacity) };
  const listed = Array.isArray(named["certifications"]) ? named["certifications"].map(certificateType) : null;
  const profile: Record<string, unknown> = listed === null ? {} : { ...heldCertificates(listed) };
  for (const [key, value] of Object.entries(named)) {
    const field = ALIASES[key] ?? key;
    if (!isField(field))
      throw badInput(`There is no indicator ${shown(key)}. Write one of ${Object.keys(READERS).join(", ")}.`);
    if (value === null || value === undefined || (field === "certifications" && listed !== null)) continue;
    profile[field] = READERS[field](field, value);
  }
  const sizes = asRecord("samples", samples);
  const sample = (field: string) =>
    sizes[field] === null || sizes[field] === undefined ? null : readSample(field, sizes[field]);
  // A profile made here comes back with what it knows of itself.
  const own = { ...(mayHoldMore === true ? { mayHoldMore } : {}), ...(isRules(proxies) ? { proxies } : {}) };
  return { ...profile, ...own, samples: { responseRate: sample("responseRate"), onTimeRate: sample("onTimeRate") } };
}

/** What a list of certificate names says of the three indicators that certificates answer for. */
export function heldCertificates(names: readonly string[]) {
  const types = names.map((type) => type.trim()).filter((type) => !isPlaceholder(type));
  return {
    factoryAudit: types.some((type) => FACTORY_AUDIT.test(type)),
    iso: types.some((type) => /^ISO/i.test(type)),
    certifications: types.length,
  };
}

const isRules = (value: unknown): value is NonNullable<SupplierProfile["proxies"]> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const camelKeys = (input: Raw): Raw => Object.fromEntries(Object.entries(input).map(([key, value]) => [camelCase(key), value]));

const isField = (key: string): key is Field => Object.hasOwn(READERS, key);

function asRecord(field: string, value: unknown): Raw {
  if (value === null || value === undefined) return {};
  if (typeof value === "object" && !Array.isArray(value)) return camelKeys(value as Raw);
  throw badInput(`${field} is ${shown(value)}: write an object.`);
}

function certificateType(value: unknown): string {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : value;
  if (typeof type === "string") return type;
  throw badInput(`certifications holds ${shown(value)}: write their number, or a list of { type }.`);
}

function readFlag(field: string, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw badInput(`${field} is ${shown(value)}: write true or false, or leave it out where you do not know.`);
}

function readFigure(field: string, value: unknown, max = Number.MAX_SAFE_INTEGER): number {
  const figure = typeof value === "string" && isAmount(value.trim()) ? Number(value) : value;
  if (typeof figure === "number" && figure >= 0 && figure <= max) return figure;
  throw badInput(
    `${field} is ${shown(value)}: write a number from 0${max === Number.MAX_SAFE_INTEGER ? " up" : ` to ${max}`}.`,
  );
}

function readCount(field: string, value: unknown): number {
  const count = readFigure(field, value);
  if (Number.isInteger(count)) return count;
  throw badInput(`${field} is ${shown(value)}: write a whole number.`);
}

function readSample(field: string, value: unknown): number {
  const size = readCount(`samples.${field}`, value);
  if (size > 0) return size;
  throw badInput(`samples.${field} is 0: leave it out where the sample is not known.`);
}

function readRate(field: string, value: unknown, max: 1 | 100): Amount {
  const text = (typeof value === "number" && Number.isFinite(value) ? new Decimal(value).toString() : String(value)).trim();
  const isPercent = text.endsWith("%");
  const digits = isPercent ? text.slice(0, -1).trim() : text;
  const rate = isAmount(digits) ? new Decimal(digits) : null;
  if (rate !== null && !isPercent && rate.lte(1)) return rate.toString();
  if (rate?.lte(100) && (isPercent || max === 100)) return rate.div(100).toString();
  if (rate === null || rate.gt(100)) throw badInput(`${field} is ${shown(value)}: write a fraction such as 0.95, or "95%".`);
  throw badInput(`${field}: ${rate} is ${rate.times(100)} %; for ${rate} % write ${rate.div(100)}.`);
}

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? String(value);

const badInput = (message: string): Fault => new Fault({ kind: "bad_input", message });
