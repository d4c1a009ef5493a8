import type { Amount } from "../../model/money.ts";

// Marks between groups of digits that are no point and no comma: an apostrophe (Swiss), a space that may not break, a plain one.
const GROUP_MARK = "['’ʼ`\\u00A0\\u2007\\u2009\\u202F ]";
/** A number as sellers write it, to stand in an expression: digits with any marks between them. It has an end, so that work has one. */
export const NUMBER = `\\.?\\d(?:[\\d.,]|${GROUP_MARK}(?=\\d{3}(?!\\d))){0,40}`;

const MARKED_GROUPS = new RegExp(`^\\d{1,3}(${GROUP_MARK})\\d{3}(?:\\1\\d{3})*(?![\\d'])`);
const WESTERN = /^\d{1,3}(?:,\d{3})+$/;
// 1,00,000 and 12,34,567: a lakh and a crore.
const INDIAN = /^\d{1,2}(?:,\d{2})*,\d{3}$/;
const EUROPEAN = /^\d{1,3}(?:\.\d{3})+$/;
const PLAIN = /^(\d*)(?:\.(\d*))?$/;

/**
 * A number as a plain decimal at the scale it was written in; null where it is none or two readings are open. A mark before exactly
 * three digits groups, one before one or two digits is a decimal mark, and of two kinds of marks the last is.
 *
 * @example decimalText("1.200,50") is "1200.50", decimalText("1,00,000") is "100000", decimalText("5,20") is "5.20"
 */
export function decimalText(written: string): Amount | null {
  const groups = MARKED_GROUPS.exec(written);
  const text = groups === null ? written : groups[0].replace(/\D/g, "") + written.slice(groups[0].length);
  const plain = withPoint(text);
  const [, whole = "", fraction = ""] = (plain === null ? null : PLAIN.exec(plain)) ?? [];
  if (whole === "" && fraction === "") return null;
  const kept = whole.replace(/^0+(?=\d)/, "") || "0";
  return fraction === "" ? kept : `${kept}.${fraction}`;
}

/** Whether a point before three digits may also group thousands: "1.200" is 1.2 in one country and 1200 in the next. */
export const isOpenPoint = (written: string): boolean => /^[1-9]\d{0,2}\.\d{3}$/.test(written);

/** The digits with a point as the decimal mark and no marks between groups; null where the marks make no number. */
function withPoint(text: string): string | null {
  const [commas, points] = [text.split(",").length - 1, text.split(".").length - 1];
  if (commas === 0) return points > 1 ? european(text, "") : text;
  if (points === 0) return onlyCommas(text, commas);
  const [comma, point] = [text.lastIndexOf(","), text.lastIndexOf(".")];
  const [whole, fraction] = [text.slice(0, Math.max(comma, point)), text.slice(Math.max(comma, point) + 1)];
  return point > comma ? grouped(whole, fraction) : european(whole, fraction);
}

function onlyCommas(text: string, commas: number): string | null {
  const [whole = "", fraction = ""] = text.split(",");
  if (commas === 1 && whole !== "" && (/^\d{1,2}$/.test(fraction) || /^0+$/.test(whole))) return `${whole}.${fraction}`;
  return grouped(text, "");
}

const grouped = (whole: string, fraction: string): string | null =>
  WESTERN.test(whole) || INDIAN.test(whole) ? `${whole.replaceAll(",", "")}.${fraction}` : null;

const european = (whole: string, fraction: string): string | null =>
  EUROPEAN.test(whole) ? `${whole.replaceAll(".", "")}.${fraction}` : null;
