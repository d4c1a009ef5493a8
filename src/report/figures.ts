import { LINE_ZH, type WayLine } from "../domain/landed-cost/cost-lines.ts";
import { grouped } from "../tools/compare-purchase-options/messages/units.ts";
import { dayWords, spoken } from "../tools/compare-purchase-options/said/figures.ts";
import type { PageLanguage, Words } from "./words.ts";

type Range = { readonly low: string; readonly high: string | null };

/** "13,329.58", "at least 13,329.58", "812.50–975.00". */
export function rangeText({ low, high }: Range, words: Words): string {
  if (high === null) return `${words.atLeast} ${grouped(low)}`;
  return high === low ? grouped(low) : `${grouped(low)}–${grouped(high)}`;
}

const OTHER_ZH: Readonly<Record<string, string>> = {
  goods: "货款",
  insurance: "保险费",
  duty: "关税",
  vat: "进口增值税",
  one_time: "一次性费用",
  per_order: "每单费用",
  rounding: "四舍五入",
};

/** A cost line's name for people; a duty of the buyer's own naming keeps its name. */
export function lineName(name: string, language: PageLanguage): string {
  if (name.startsWith("duty:")) return `${language === "zh" ? "关税" : "duty"}: ${name.slice("duty:".length)}`;
  if (language === "en") return name === "vat" ? "VAT" : spoken(name);
  return OTHER_ZH[name] ?? LINE_ZH[name as WayLine] ?? spoken(name);
}

/** Names of lines in one phrase: the ends of a long run. */
export function lineNames(names: readonly string[], language: PageLanguage): string {
  const [first = "", second] = names;
  const last = names.at(-1) ?? "";
  if (names.length > 3) return `${lineName(first, language)} … ${lineName(last, language)} (${names.length})`;
  return second === undefined
    ? lineName(first, language)
    : names.map((name) => lineName(name, language)).join(language === "zh" ? "、" : ", ");
}

type Days = Parameters<typeof dayWords>[0];

export function daysText(
  parts: { readonly production: Days; readonly transit: Days } | null | undefined,
  whole: Days,
  words: Words,
) {
  const said = (days: Days): string | null => dayWords(days, words);
  const [making, travelling] = [said(parts?.production), said(parts?.transit)];
  if (making === null && travelling === null) return said(whole) ?? words.notStated;
  return `${making ?? "?"} + ${travelling ?? "?"}`;
}

/** For drawing alone: a share of the whole in per cent, with two decimals. */
export const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;
