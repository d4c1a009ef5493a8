import type { UnitClass } from "../../model/unit.ts";
import { snakeCase } from "../../normalize/text/field-name.ts";
import type { Reason } from "../compared-option.ts";
import type { ComparisonRequest } from "../comparison.ts";
import { recoverableShare } from "../landed-cost/buyer-costs.ts";
import { COST_FIELD, LINE_EN, LINE_ZH, RATE_LINES, type WayLine } from "../landed-cost/cost-lines.ts";

export interface QuestionWords {
  readonly questionEn: string;
  readonly questionZh: string;
}

const RATE_FIELDS: Partial<Record<WayLine, string>> = Object.fromEntries(
  [...RATE_LINES].map((line) => [line, snakeCase(COST_FIELD[line])]),
);

const UNIT_WORDS: Readonly<Record<UnitClass, { readonly one: string; readonly many: string; readonly zh: string }>> = {
  piece: { one: "piece", many: "pieces", zh: "件" },
  pair: { one: "pair", many: "pairs", zh: "双" },
  set: { one: "set", many: "sets", zh: "套" },
  pack: { one: "pack", many: "packs", zh: "包" },
  weight: { one: "kg", many: "kg", zh: "公斤" },
  length: { one: "metre", many: "metres", zh: "米" },
  area: { one: "square metre", many: "square metres", zh: "平方米" },
  volume: { one: "litre", many: "litres", zh: "升" },
  other: { one: "unit", many: "units", zh: "件" },
};

/** A quantity in words: "500 pieces", "500件". */
export const counted = (quantity: number, unit: UnitClass): { readonly en: string; readonly zh: string } => ({
  en: `${quantity} ${quantity === 1 ? UNIT_WORDS[unit].one : UNIT_WORDS[unit].many}`,
  zh: `${quantity}${UNIT_WORDS[unit].zh}`,
});
export const unitName = (unit: UnitClass): { readonly en: string; readonly zh: string } => ({
  en: UNIT_WORDS[unit].many,
  zh: UNIT_WORDS[unit].zh,
});

/** A reason as a clause: what stands before its explanation. */
export const shortReason = ({ message }: Reason): string => {
  const [clause = message] = message.split(/[;:]/);
  return `${clause.charAt(0).toLowerCase()}${clause.slice(1)}`;
};

const MAX_LISTED = 4;

/** Lines of the way in words; of many the first and the last, for they are named in full beside it. */
export const listedLines = (lines: readonly string[]): string =>
  lines.length <= MAX_LISTED
    ? lines.map((line) => line.replaceAll("_", " ")).join(", ")
    : `${lines.length} costs of the way, ${lines[0]?.replaceAll("_", " ")} to ${lines.at(-1)?.replaceAll("_", " ")}`;

export const lineName = (line: WayLine): string => LINE_EN[line];

type Amount = ReturnType<typeof counted>;

/** Asks for one figure of the way: the buyer's forwarder or customs broker knows it, for the whole shipment. */
export function figureQuestion(line: WayLine, request: ComparisonRequest, amount: Amount): QuestionWords {
  const { destination, currency } = request;
  const field = RATE_FIELDS[line];
  if (field !== undefined) {
    const asksRecovery = line === "vat" && recoverableShare(request.costs) === null;
    const vat = asksRecovery ? " Can it be recovered (costs.vat_recoverable)?" : "";
    return {
      questionEn: `What is the ${lineName(line)} rate for these goods in ${countryInWords(destination)}, as a fraction (costs.${field})?${vat}`,
      questionZh: `该货物进口到${countryName(destination, "zh")}的${LINE_ZH[line]}是多少?${asksRecovery ? "能否抵扣?" : ""}`,
    };
  }
  return {
    questionEn: `What is the cost of ${lineName(line)} for ${amount.en} to ${countryInWords(destination)}, in ${currency} for the whole shipment (costs.${line})?`,
    questionZh: `${amount.zh}货物运到${countryName(destination, "zh")}的${LINE_ZH[line]}是多少(${currency})?`,
  };
}

/** Asks whether VAT comes back: the buyer's own tax matter. */
export function recoveryQuestion({ destination }: ComparisonRequest): QuestionWords {
  return {
    questionEn: `Do you recover the import VAT that you pay in ${countryInWords(destination)}?`,
    questionZh: `您在${countryName(destination, "zh")}缴纳的进口增值税能否抵扣?`,
  };
}

const UNITS_ZH: Readonly<Record<string, string>> = {
  pair: "双",
  set: "套",
  dozen: "打",
  carton: "箱",
  box: "盒",
  bag: "袋",
  roll: "卷",
  sheet: "张",
};

/** A unit's own word in Chinese. */
export const unitInChinese = (name: string): string => UNITS_ZH[name] ?? "包";

/** Asks for several rates at once: one customs broker knows them all. */
export function ratesQuestion(lines: readonly WayLine[], { destination }: ComparisonRequest): QuestionWords {
  const fields = lines.flatMap((line) => RATE_FIELDS[line] ?? []).map((field) => `costs.${field}`);
  return {
    questionEn: `What are the ${lines.map(lineName).join(" and ")} rates for these goods in ${countryInWords(destination)}, as fractions (${fields.join(", ")})?`,
    questionZh: `该货物进口到${countryName(destination, "zh")}的${lines.map((line) => LINE_ZH[line]).join("、")}分别是多少?`,
  };
}

/** Asks for the whole way from the works as one sum, as forwarders quote it, to be given in `field`. */
export function forwarderQuestion(
  lines: readonly WayLine[],
  field: string,
  request: ComparisonRequest,
  amount: Amount,
): QuestionWords {
  const others = lines.filter((line) => line !== "freight" && RATE_FIELDS[line] === undefined);
  const rates = lines.filter((line) => RATE_FIELDS[line] !== undefined);
  const fields = rates.map((line) => `costs.${RATE_FIELDS[line]}`).join(", ");
  const broker = {
    en: `And the ${rates.map(lineName).join(" and ")} ${rates.length > 1 ? "rates, as fractions" : "rate, as a fraction"} (${fields})?`,
    zh: `${rates.map((line) => LINE_ZH[line]).join("、")}是多少?`,
  };
  return {
    questionEn:
      `What does your forwarder charge for ${amount.en} from the supplier in China to ${countryInWords(request.destination)}, with ` +
      `${others.map(lineName).join(", ")}? Give the sum as ${field} in ${request.currency}, and 0 beside it for what it includes.${rates.length === 0 ? "" : ` ${broker.en}`}`,
    questionZh: `请问${amount.zh}货物从国内供应商处运到${countryName(request.destination, "zh")}的全程运费是多少(含${others.map((line) => LINE_ZH[line]).join("、")})?${rates.length === 0 ? "" : broker.zh}`,
  };
}

const WITH_ARTICLE: ReadonlySet<string> = new Set(["US", "GB", "NL", "PH", "AE", "CZ", "DO", "MV"]);

/** A country as it stands in a sentence: "Germany", "the United States". */
export const countryInWords = (code: string): string => `${WITH_ARTICLE.has(code) ? "the " : ""}${countryName(code, "en")}`;

/** A country's name for a question; the code where the runtime has no names. */
export function countryName(code: string, language: "en" | "zh"): string {
  const names = NAMES.get(language) ?? new Intl.DisplayNames([language], { type: "region" });
  NAMES.set(language, names);
  return names.of(code) ?? code;
}

// The runtime takes longer to make one than to write a whole question.
const NAMES = new Map<"en" | "zh", Intl.DisplayNames>();
