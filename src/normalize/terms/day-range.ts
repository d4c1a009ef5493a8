import type { DayRange } from "../../model/freight.ts";
import { Decimal } from "../../model/money.ts";
import { cleanText } from "../text/clean-text.ts";
import { toHalfWidth } from "../text/half-width.ts";

const MAX_LENGTH = 100;
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  half: 0.5,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  半: 0.5,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};
const NUMBER = `(\\d{1,4}(?:\\.\\d{1,2})?|\\d{1,2},\\d|${Object.keys(NUMBER_WORDS).join("|")})`;
const UNIT =
  "((?:个)?(?:工作日|自然日|月|天|日|小时|周|星期|礼拜)|(?:a )?(?:(?:business|working|work|calendar|bank)[- ]?)?(?:days?|hours?|hrs?|weeks?|wks?|months?|mos?)(?:\\(s\\))?|workdays?|[dhw])";
const ABOUT =
  "(?:(?:约|大约|about|approx(?:imately)?\\.?|around|circa|usually|normally|generally|ca\\.|(?:production|lead|delivery|processing|ship(?:ping|ment|ped|s)?|dispatch(?:ed|es)?|ready|delivered)(?: ?time)?(?: is)?|交期|货期|工期|生产周期|发货时间|in|:)\\s*)*";
const AT_MOST = "within|up to|less than|no more than|not more than|at most|max(?:imum)?\\.?|≤|<|不超过|最多";
const AT_LEAST = "at least|more than|min(?:imum)?\\.?|over|≥|>|至少|不少于";
const BEHIND = "(\\+|以上|以内|之内|内|or more|or less|max\\.?|at most)?";
const RANGE = new RegExp(
  `^${ABOUT}(?:(${AT_MOST})|(${AT_LEAST}))?\\s*\\(?${NUMBER}\\s*${UNIT}?\\s*(?:(?:-|~|至|到|to|or)\\s*${NUMBER}\\)?\\s*${UNIT}?)?\\)?\\s*${BEHIND}\\s*(?:发货|送达|交货|出货|完成)?\\.?$`,
  "i",
);
const START_BEHIND =
  /^(.*?\S)\s*,?\s*\(?((?:after|upon|from|since|once|when|following|against|as of|starting)\s[^()]{2,60})\)?$/i;
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
  const { time, start } = withoutStart(cleanText(toHalfWidth(input)).trim());
  const days = readRange(time.toLowerCase());
  return days === null ? null : { days, start };
}

function withoutStart(text: string): { readonly time: string; readonly start: string | null } {
  const [, time, behind] = START_BEHIND.exec(text) ?? [];
  if (time !== undefined && behind !== undefined) return { time, start: behind.trim() };
  const [, before, rest] = START_BEFORE.exec(text) ?? AFTER_BEFORE.exec(text) ?? [];
  return before !== undefined && rest !== undefined ? { time: rest.trim(), start: before.trim() } : { time: text, start: null };
}

function readRange(text: string): DayRange | null {
  const match = RANGE.exec(text);
  if (match === null) return null;
  const [, atMost, atLeast, first = "", firstUnit, second, secondUnit, suffix] = match;
  // "one" and "half" alone are words, no durations.
  if (Object.hasOwn(NUMBER_WORDS, first) && (firstUnit ?? secondUnit) === undefined) return null;
  const low = inDays(first, firstUnit ?? secondUnit);
  if (second !== undefined) {
    const high = inDays(second, secondUnit ?? firstUnit);
    return low <= high ? { low, high } : { low: high, high: low };
  }
  if (atMost !== undefined || /内$|less|max|most/.test(suffix ?? "")) return { low: null, high: low };
  if (atLeast !== undefined || suffix !== undefined) return { low, high: null };
  return { low, high: low };
}

function inDays(number: string, unit: string | undefined): number {
  const value = new Decimal(NUMBER_WORDS[number] ?? number.replace(",", "."));
  if (unit === undefined) return value.toNumber();
  if (/小时|^h/.test(unit)) return value.div(24).ceil().toNumber();
  if (/工作日|business|work|bank/.test(unit)) return value.times(7).div(5).ceil().toNumber();
  if (/周|星期|礼拜|^(?:a )?w/.test(unit)) return value.times(7).ceil().toNumber();
  if (/月|mo/.test(unit)) return value.times(30).ceil().toNumber();
  return value.toNumber();
}
