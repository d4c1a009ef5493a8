import type { DayRange } from "../../model/freight.ts";
import { Decimal } from "../../model/money.ts";
import { chineseNumber } from "../text/chinese-number.ts";
import { cleanText } from "../text/clean-text.ts";
import { toHalfWidth } from "../text/half-width.ts";

const MAX_LENGTH = 100;
const ONES = "zero one two three four five six seven eight nine".split(" ");
const TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const TENS: Readonly<Record<string, number>> = { twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, ninety: 90 };
const TENS_WORD = `(?:${Object.keys(TENS).join("|")})(?:-(?:${ONES.slice(1).join("|")}))?`;
const NUMBER = `(\\d{1,4}(?:\\.\\d{1,2})?|\\d{1,2},\\d|half|${TENS_WORD}|${TEENS.join("|")}|${ONES.slice(1).join("|")}|半|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])`;
const EUROPEAN_DAYS =
  "(?:werk|arbeits|kalender)?tag(?:e|en)?|jours?(?: (?:ouvr(?:és|ables?)|calendaires?))?|d[ií]as?(?: (?:h[aá]biles?|laborables?|laborais|[uú]teis|corridos|naturales))?|giorn[oi](?: lavorativi)?|(?:рабочих )?(?:дн(?:ей|я)|день)|dagen|dager|dagar|werkdagen|(?:iş )?günü?|ngày";
const EUROPEAN_WEEKS = "wochen?|semaines?|semanas?|settiman[ae]|недел[ьяи]|weken|veckor|uker|hafta|tuần";
const EUROPEAN_MONTHS = "monat(?:e|en)?|mois|mes(?:es)?|m[eê]s|mes[ei]|месяц(?:а|ев)?|maanden|månader|måneder|ay|tháng";
const UNIT = `((?:个|個)?(?:工作日|自然日|月|天|日|小时|小時|周|週|星期|礼拜)|(?:a )?(?:(?:business|working|work|labou?r|calendar|bank|natural|week)[- ]?)?(?:days?|hours?|hrs?|weeks?|wks?|months?|mos?)(?:\\(s\\))?|workdays?|weekdays?|${EUROPEAN_DAYS}|${EUROPEAN_WEEKS}|${EUROPEAN_MONTHS}|[dhw])`;
const ABOUT =
  "(?:(?:约|大约|预计|一般|通常|大货|交货期?|生产|制作|about|approx(?:imately)?\\.?|around|circa|usually|normally|generally|ca\\.|(?:production|lead|delivery|processing|ship(?:ping|ment|ped|s)?|dispatch(?:ed|es)?|ready|delivered)(?: ?time)?(?: is)?|交期|货期|工期|周期|生产周期|发货时间|in|:)\\s*)*";
const AT_MOST = "within|up to|less than|no more than|not more than|at most|max(?:imum)?\\.?|≤|<|不超过|最多";
const AT_LEAST = "at least|more than|min(?:imum)?\\.?|over|≥|>|至少|不少于";
const BEHIND = "(\\+|以上|以内|之内|内|or more|or less|max\\.?|at most)?(?:左右|上下)?";
// Said behind a time and no part of it.
const ASIDE =
  /\s*(?:\((?![^()]{0,40}(?:after|upon|from|since|once|when|后|起))[^()\d]{1,40}\)|\/ ?(?:批|次|单|order|batch)|per (?:order|batch))$/i;
const AT_ONCE: readonly (readonly [pattern: RegExp, days: number])[] = [
  [
    /^(?:(?:ships?|shipped|dispatch(?:ed)?) )?(?:the )?same[- ]day(?: (?:dispatch|shipping|shipment|delivery))?$|^当[天日](?:内)?(?:发货|发出)?$/i,
    0,
  ],
  [
    /^(?:(?:ships?|shipped|dispatch(?:ed)?) )?(?:the )?next[- ]day(?: (?:dispatch|shipping|shipment|delivery))?$|^(?:次|隔)[天日](?:内)?(?:发货|发出|达)?$/i,
    1,
  ],
];
const RANGE = new RegExp(
  `^${ABOUT}(?:(${AT_MOST})|(${AT_LEAST}))?\\s*\\(?${NUMBER}(\\+)?\\s*${UNIT}?\\s*(?:(?:-|~|至|到|to|or)\\s*${NUMBER}\\)?\\s*${UNIT}?)?\\)?\\s*${BEHIND}\\s*(?:发货|送达|交货|出货|完成)?\\.?$`,
  "i",
);
const START_BEHIND =
  /^(.*?\S)\s*,?\s*\(?((?:after|upon|from|since|once|when|following|against|as of|starting|counted from|aro|à compter de|après|nach|ab|después de|desde|após|dopo|после)(?:\s[^()]{2,60})?)\)?$/i;
const START_BEHIND_CHINESE =
  /^(.*?[\d天日周月])\s*[,(]?\s*((?:自|从|收到|确认|付|支付|下单|定金|订金|样品|合同|收|预付|款)[^\d()]{0,20}?(?:后|起|之日起|起算))\)?$/;
const START_BEFORE =
  /^((?:自|从|收到|确认|付|支付|下单|定金|订金|样品|合同|收|预付|款)[^\d一二两三四五六七八九十半]{0,20}?(?:后|起|之日起))\s*,?(.*)$/;
const AFTER_BEFORE = /^(after\s[^\d,:]{2,50}?)[,:]?\s+(?=\d)(.*)$/i;

/** A time and from when it runs. */
export interface LeadTimeText {
  readonly days: DayRange;
  /** "after deposit", "收到定金后"; null where the text does not say it. */
  readonly start: string | null;
}

/**
 * Calendar days as in "10~15", "3-7天", "48小时发货", "2 weeks", "1 month" (30) or 5; null where no duration can be read. One end may
 * be open. Working days count 7 for every 5, rounded up: 15 business days are 21.
 */
export const readDayRange = (input: unknown): DayRange | null => readLeadTime(input)?.days ?? null;

/** The same with what it is counted from, in the seller's words: "30-45 days after deposit". */
export function readLeadTime(input: unknown): LeadTimeText | null {
  if (typeof input === "number") {
    return Number.isFinite(input) && input >= 0 ? { days: { low: input, high: input }, start: null } : null;
  }
  if (typeof input !== "string" || input.length > MAX_LENGTH) return null;
  const { time, start } = withoutStart(cleanText(toHalfWidth(input)).trim().replace(ASIDE, ""));
  const days = readRange(time.toLowerCase().replace(ASIDE, ""));
  return days === null ? null : { days, start };
}

function withoutStart(text: string): { readonly time: string; readonly start: string | null } {
  const [, time, behind] = START_BEHIND.exec(text) ?? START_BEHIND_CHINESE.exec(text) ?? [];
  if (time !== undefined && behind !== undefined) return { time, start: behind.trim() };
  const [, before, rest] = START_BEFORE.exec(text) ?? AFTER_BEFORE.exec(text) ?? [];
  return before !== undefined && rest !== undefined ? { time: rest.trim(), start: before.trim() } : { time: text, start: null };
}

function readRange(text: string): DayRange | null {
  const atOnce = AT_ONCE.find(([pattern]) => pattern.test(text))?.[1];
  if (atOnce !== undefined) return { low: atOnce, high: atOnce };
  const match = RANGE.exec(text);
  if (match === null) return null;
  const [, atMost, atLeast, first = "", plus, firstUnit, second, secondUnit, suffix] = match;
  // "one" and "half" alone are words, no durations.
  if (!/\d/.test(first) && (firstUnit ?? secondUnit) === undefined) return null;
  const low = inDays(first, firstUnit ?? secondUnit);
  if (second !== undefined) {
    const high = inDays(second, secondUnit ?? firstUnit);
    return low <= high ? { low, high } : { low: high, high: low };
  }
  if (atMost !== undefined || /内$|less|max|most/.test(suffix ?? "")) return { low: null, high: low };
  if (atLeast !== undefined || plus !== undefined || suffix !== undefined) return { low, high: null };
  return { low, high: low };
}

const WORKING =
  /工作日|business|work|bank|labou?r|weekday|week[- ]day|werk|arbeits|ouvr|h[aá]bil|laborab|laborais|[uú]teis|lavorativ|рабочих|iş /;
const WEEKS = new RegExp(`周|週|星期|礼拜|^(?:a )?w(?:eeks?|ks?)?$|^(?:${EUROPEAN_WEEKS})$`);
const MONTHS = new RegExp(`月|^(?:a )?mo(?:nths?|s)?$|^(?:${EUROPEAN_MONTHS})$`);

function inDays(number: string, unit: string | undefined): number {
  const value = numberOf(number);
  if (unit === undefined) return value.toNumber();
  const bare = unit.replace("(s)", "");
  if (/小时|小時|^(?:a )?h/.test(bare)) return value.div(24).ceil().toNumber();
  if (WORKING.test(bare)) return value.times(7).div(5).ceil().toNumber();
  if (WEEKS.test(bare)) return value.times(7).ceil().toNumber();
  if (MONTHS.test(bare)) return value.times(30).ceil().toNumber();
  return value.toNumber();
}

/** 12.5, "12,5", "twenty-five", "半", "十五". */
function numberOf(written: string): Decimal {
  if (/\d/.test(written)) return new Decimal(written.replace(",", "."));
  if (written === "half" || written === "半") return new Decimal(0.5);
  const [tens = "", one = ""] = written.split("-");
  const english = (TENS[tens] ?? 0) + Math.max(ONES.indexOf(one), 0);
  if (english > 0) return new Decimal(english);
  const teen = TEENS.indexOf(written);
  if (teen >= 0) return new Decimal(10 + teen);
  const single = ONES.indexOf(written);
  return new Decimal(single > 0 ? single : chineseNumber(written));
}
