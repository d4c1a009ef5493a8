import { chineseNumber } from "../text/chinese-number.ts";
import { toHalfWidth } from "../text/half-width.ts";

const MAX_LENGTH = 100;
const EPOCH_SECONDS = /^\d{10}$/;
const EPOCH_MILLISECONDS = /^\d{12,13}$/;
const MAX_EPOCH_MS = Date.UTC(2200, 0, 1);

// The first letters by which a month is known in English, German, French, Spanish, Portuguese, Italian, Dutch, the Scandinavian
// languages, Polish, Russian, Turkish and Indonesian.
const MONTHS: readonly (readonly string[])[] = [
  ["jan", "ene", "gen", "sty", "oca", "янв"],
  ["feb", "fev", "fév", "lut", "şub", "фев"],
  ["mar", "mär", "mae", "maa", "mrt", "мар"],
  ["apr", "abr", "avr", "kwi", "nis", "апр"],
  ["may", "mai", "mag", "mei", "maj", "май", "мая"],
  ["jun", "juin", "giu", "cze", "haz", "июн"],
  ["jul", "juil", "lug", "lip", "tem", "июл"],
  ["aug", "ago", "aou", "aoû", "agu", "ağu", "sie", "авг"],
  ["sep", "set", "wrz", "eyl", "сен"],
  ["oct", "okt", "out", "ott", "paź", "paz", "eki", "окт"],
  ["nov", "lis", "kas", "ноя"],
  ["dec", "dez", "dic", "déc", "des", "gru", "ara", "дек"],
];
const MONTH = "(\\p{L}{3,12})\\.?";
const YEAR = "(\\d{4})";
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?\\.?";
const SEPARATOR = "[-/. ]";
const TIME =
  "(?:日|号)?(?:[t\\s]\\s*\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?\\s*(?:(?:z|utc|gmt)?(?:[+-]\\d{2}:?\\d{2})?)?(?:\\s?\\([^()]{1,40}\\))?)?";

type Reader = (...parts: readonly string[]) => string | null;

/** What a date may look like, each with how its parts make a day. */
const FORMS: readonly (readonly [RegExp, Reader])[] = (
  [
    [`${YEAR}\\s?[-/.年]\\s?(\\d{1,2})\\s?[-/.月]\\s?(\\d{1,2})${TIME}`, (year, month, day) => calendarDate(year, month, day)],
    // 1688 writes 20181213201638000+0800, and 20181213 or 20181213201638 elsewhere.
    [`${YEAR}(\\d{2})(\\d{2})(?:\\d{6}(?:\\d{3})?)?(?:[+-]\\d{4})?`, (year, month, day) => calendarDate(year, month, day)],
    // DDMMYYYY and MMDDYYYY.
    [`(\\d{2})(\\d{2})${YEAR}`, (one, other, year) => later(calendarDate(year, other, one), calendarDate(year, one, other))],
    [
      `(\\d{1,2})[-/. ](\\d{1,2})[-/. ]${YEAR}${TIME}`,
      (one, other, year) => later(calendarDate(year, other, one), calendarDate(year, one, other)),
    ],
    [
      `${DAY}${SEPARATOR}{0,2}(?:of |de )?${MONTH}${SEPARATOR}{0,2},? ?(?:de )?${YEAR}${TIME}`,
      (day, month, year) => calendarDate(year, monthNumber(month), day),
    ],
    [
      `${MONTH}${SEPARATOR}{0,2}${DAY},?${SEPARATOR}{0,2}${YEAR}${TIME}`,
      (month, day, year) => calendarDate(year, monthNumber(month), day),
    ],
    [
      `${YEAR}${SEPARATOR}{0,2}${MONTH}${SEPARATOR}{0,2}${DAY}`,
      (year, month, day) => calendarDate(year, monthNumber(month), day),
    ],
    [`(\\d{1,2})[- ]${MONTH}[- ](\\d{2})`, (day, month, year) => calendarDate(`20${year}`, monthNumber(month), day)],
    [`${YEAR}\\s?[-/.年]\\s?(\\d{1,2})月?`, (year, month) => lastDayOf(year, month)],
    [`(\\d{1,2})[-/.]${YEAR}`, (month, year) => lastDayOf(year, month)],
    [`${MONTH}${SEPARATOR}{0,2},? ?(?:de )?${YEAR}`, (month, year) => lastDayOf(year, monthNumber(month))],
    [`${MONTH} ?['’](\\d{2})`, (month, year) => lastDayOf(`20${year}`, monthNumber(month))],
    [`${YEAR}${SEPARATOR}{1,2}${MONTH}`, (year, month) => lastDayOf(year, monthNumber(month))],
    [
      `(?:q([1-4])|([1-4])q)${SEPARATOR}?${YEAR}`,
      (first, second, year) => lastDayOf(year, String(3 * Number(first ?? second))),
    ],
    [`${YEAR}年?${SEPARATOR}?(?:q|第)([1-4])(?:季度)?`, (year, quarter) => lastDayOf(year, String(3 * Number(quarter)))],
    [`${YEAR}年?`, (year) => calendarDate(year, "12", "31")],
  ] as readonly (readonly [string, Reader])[]
).map(([pattern, read]) => [new RegExp(`^${pattern}$`, "iu"), read]);

const WORDS_BEFORE =
  /^(?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?|valid|expir(?:y|es|ed|ation|ing|e)?|exp|until|till|thru|through|date|on|by|from|to|is|the|end|up|ends|good|有效期|有效|截止|截至|日期|至|到|为|自|从)(?![a-z])[\s:.]*)+/i;
const WORDS_BEHIND = /(?:\s*(?:г\.?|года?|r\.|roku|止|前|到期|过期|有效|为止|\(?(?:utc|gmt)\)?))+$/i;
const BETWEEN =
  /\s+(?:-|to|until|till|thru|through)\s+|\s*(?:~|至|到)\s*|(?<=\d|日)-(?=\d{4}[./年]|\d{1,2}[./]\d{1,2}[./]\d{4})/i;
// Japan's era began in 2019, Taiwan's in 1912.
const ERA = /(令和|民[国國])\s?(元|\d{1,3})\s?年/;
const ERA_START: Readonly<Record<string, number>> = { 令和: 2018, 民国: 1911, 民國: 1911 };
const CHINESE_NUMBER = /[〇零○一二三四五六七八九十]{1,4}(?=[年月日号])/g;

/**
 * The calendar date that is written ("YYYY-MM-DD"; epoch times in UTC), in every common spelling; of a period its last day, of a day
 * and a month that may be either the later date. Null where there is none, or it is no day of the calendar.
 *
 * @example readDate("31/12/2024") and readDate("2024-12") are "2024-12-31", readDate("Valid until: 3 June 2026") is "2026-06-03"
 */
export function readDate(input: unknown): string | null {
  if (typeof input === "number") return readDate(String(input));
  if (typeof input !== "string" || input.length > MAX_LENGTH) return null;
  const text = inFigures(toHalfWidth(input).trim());
  if (EPOCH_SECONDS.test(text)) return fromEpoch(Number(text) * 1000);
  if (EPOCH_MILLISECONDS.test(text)) return fromEpoch(Number(text));
  const bare = text.replace(WORDS_BEFORE, "").replace(WORDS_BEHIND, "").trim();
  return oneDate(bare) ?? endOfRange(bare);
}

/** 二〇二六年十二月 and 令和8年 in figures. */
function inFigures(text: string): string {
  if (!/[年月]/.test(text)) return text;
  return text
    .replace(CHINESE_NUMBER, figuresOf)
    .replace(ERA, (_all, era: string, year: string) => `${(ERA_START[era] ?? 0) + (year === "元" ? 1 : Number(year))}年`);
}

const figuresOf = (written: string): string =>
  written.includes("十") ? String(chineseNumber(written)) : [...written].map(chineseNumber).join("");

/** "2023-01-01 to 2026-01-01": the end counts, and both ends have to be dates. */
function endOfRange(text: string): string | null {
  const [start, end, ...more] = text.split(BETWEEN);
  if (start === undefined || end === undefined || more.length > 0) return null;
  const dates = [oneDate(start.trim()), oneDate(end.trim())];
  return dates[0] == null || dates[1] == null || dates[1] < dates[0] ? null : dates[1];
}

function oneDate(text: string): string | null {
  for (const [pattern, read] of FORMS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const date = read(...match.slice(1));
    if (date !== null) return date;
  }
  return null;
}

const later = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? (one ?? other) : one < other ? other : one;

/** "1" to "12"; "" for a word that is no month. */
function monthNumber(word: string | undefined): string {
  const start = word?.toLowerCase() ?? "";
  const index = MONTHS.findIndex((names) => names.some((name) => start.startsWith(name)));
  return index < 0 ? "" : String(index + 1);
}

const fromEpoch = (epochMs: number): string | null =>
  epochMs > 0 && epochMs < MAX_EPOCH_MS ? new Date(epochMs).toISOString().slice(0, 10) : null;

function calendarDate(yearText: string | undefined, monthText: string | undefined, dayText: string | undefined): string | null {
  const [year, month, day] = [yearText, monthText, dayText].map((part) => (part ? Number(part) : Number.NaN));
  if (year === undefined || month === undefined || day === undefined || !(year >= 1900 && year <= 2199)) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

function lastDayOf(yearText: string | undefined, monthText: string | undefined): string | null {
  const first = calendarDate(yearText, monthText, "1");
  if (first === null) return null;
  const date = new Date(`${first}T00:00:00Z`);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
}
