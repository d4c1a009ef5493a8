const SEPARATED = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|$|[T\s])/;
// 1688 writes 20181213201638000+0800, and 20181213 or 20181213201638 elsewhere.
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:\d{6}(?:\d{3})?)?(?:[+-]\d{4})?$/;
const EPOCH_SECONDS = /^\d{10}$/;
const EPOCH_MILLISECONDS = /^\d{12,13}$/;
const MAX_EPOCH_MS = Date.UTC(2200, 0, 1);

/** The calendar date as written ("YYYY-MM-DD"; epoch times in UTC); null where there is none, or it is no day of the calendar. */
export function readDate(input: unknown): string | null {
  if (typeof input === "number") return readDate(String(input));
  if (typeof input !== "string" || input.length > 60) return null;
  const text = input.trim();
  if (EPOCH_SECONDS.test(text)) return fromEpoch(Number(text) * 1000);
  if (EPOCH_MILLISECONDS.test(text)) return fromEpoch(Number(text));
  const match = SEPARATED.exec(text) ?? COMPACT.exec(text);
  if (match === null) return null;
  const [year, month, day] = match.slice(1, 4).map(Number);
  return year === undefined || month === undefined || day === undefined ? null : calendarDate(year, month, day);
}

const fromEpoch = (epochMs: number): string | null =>
  epochMs > 0 && epochMs < MAX_EPOCH_MS ? new Date(epochMs).toISOString().slice(0, 10) : null;

function calendarDate(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2199) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}
