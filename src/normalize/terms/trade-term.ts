import type { FreightMethod } from "../../model/freight.ts";
import type { Warning } from "../../model/product.ts";
import { TRADE_RULES, type TradeRule, type TradeTerm } from "../../model/trade-term.ts";
import { cleanText } from "../text/clean-text.ts";
import { toHalfWidth } from "../text/half-width.ts";
import { placeKindOf } from "./place-kind.ts";

/** Incoterms 2020 in Chinese. */
export const TRADE_TERM_ZH: Readonly<Record<TradeRule, string>> = {
  EXW: "工厂交货",
  FCA: "货交承运人",
  FAS: "船边交货",
  FOB: "船上交货(离岸价,不含国际运费和保险)",
  CFR: "成本加运费",
  CIF: "成本、保险费加运费(到岸价,含运费和最低保险,不含进口关税和增值税)",
  CPT: "运费付至",
  CIP: "运费和保险费付至",
  DAP: "目的地交货",
  DPU: "目的地卸货后交货",
  DDP: "完税后交货",
};

// Older names that sellers still use: DAT became DPU in 2020, DDU became DAP in 2010.
const ALIASES: readonly (readonly [string, TradeRule])[] = (
  [
    ["C&F", "CFR"],
    ["C & F", "CFR"],
    ["C+F", "CFR"],
    ["CNF", "CFR"],
    ["DAT", "DPU"],
    ["DDU", "DAP"],
    ["EX-WORKS", "EXW"],
    ["EX WORK", "EXW"],
    ["EX-FACTORY", "EXW"],
    ["EX FACTORY", "EXW"],
    ["EX WAREHOUSE", "EXW"],
    ["FREE CARRIER", "FCA"],
    ["FREE ALONGSIDE SHIP", "FAS"],
    ["FREE ON BOARD", "FOB"],
    ["COST AND FREIGHT", "CFR"],
    ["COST, INSURANCE AND FREIGHT", "CIF"],
    ["COST INSURANCE AND FREIGHT", "CIF"],
    ["COST INSURANCE FREIGHT", "CIF"],
    ["CARRIAGE PAID TO", "CPT"],
    ["CARRIAGE AND INSURANCE PAID TO", "CIP"],
    ["DELIVERED AT PLACE UNLOADED", "DPU"],
    ["DELIVERED AT TERMINAL", "DPU"],
    ["DELIVERED AT PLACE", "DAP"],
    ["DELIVERED DUTY UNPAID", "DAP"],
    ["DELIVERED DUTY PAID", "DDP"],
    ["出厂", "EXW"],
    ["工厂价", "EXW"],
    ["EX WORKS", "EXW"],
    ["EXWORKS", "EXW"],
    ["出厂价", "EXW"],
    ["离岸价", "FOB"],
    ["到岸价", "CIF"],
    ...TRADE_RULES.map((rule) => [rule, rule] as const),
    ...TRADE_RULES.map((rule) => [TRADE_TERM_ZH[rule].split("(")[0] ?? "", rule] as const),
  ] as const
).toSorted(([left], [right]) => right.length - left.length);

const SEA_ONLY: ReadonlySet<TradeRule> = new Set(["FAS", "FOB", "CFR", "CIF"]);
const MAX_PLACE_LENGTH = 80;
const MAX_LENGTH = 200;
// Rules inside a text, as whole words: "FOB/CIF", "EXW or FOB Ningbo".
const NAMED_RULE =
  /(?<![A-Z0-9])(?:EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAP|DPU|DDP|DAT|DDU|CNF|C ?[&+] ?F|EX[- ]?WORKS?)(?![A-Z0-9])/g;
const DOTTED = /^([A-Z])\.([A-Z])\.([A-Z])\.?(?![A-Z])/i;
// What sellers write before the rule, and behind it where no place is meant.
const LABEL =
  /^(?:(?:trade|delivery|price|shipping|payment)? ?terms?|incoterms?®?(?: ?(?:2010|2020))?|贸易术语|贸易条款|价格条款|交货方式|价格)\s*[:=]?\s*/i;
const NO_PLACE = /^(?:(?:unit )?price|prices|terms?|basis|rule|价格?|报价|条款)(?![\p{L}\p{N}])/iu;
const INCOTERMS = /\(?\b(?:icc )?incoterms?\b\s*®?(?:\s*\(?r\)?)?\s*(?:2000|2010|2020)?\)?/i;

/**
 * A rule and its named place: "FOB Ningbo", "FOB:宁波", "C&F", "EX-WORKS". Null where the text begins with no rule, and where it
 * names several: those are the rules that the seller accepts, and under which of them the price stands nobody says.
 * `assumed` is copied into the term.
 */
export function readTradeTerm(text: string, assumed = false): TradeTerm | null {
  const start = bare(text);
  const first = leadingRule(start);
  if (first === null || namedRules(text).length > 1) return null;
  // "FOB 离岸价 宁波" says the rule twice.
  const again = leadingRule(first.rest);
  const rest = again?.rule === first.rule ? again.rest : first.rest;
  const bareRest = rest
    .replace(INCOTERMS, " ")
    .replace(/[【】「」]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const place = cleanText(bareRest, MAX_PLACE_LENGTH).replace(/^[\s)\],:;-]+|[\s,;:([-]+$/g, "");
  // "FOB price: US $5" names no place.
  const named = place === "" || NO_PLACE.test(place) ? null : withoutBrackets(place);
  return { rule: first.rule, place: named, placeKind: placeKindOf(named, first.rule), assumed };
}

/** The rules that a text names, each once: one is a term, several are what a seller accepts. */
export function namedRules(text: string): readonly TradeRule[] {
  const named = [...bare(text).toUpperCase().matchAll(NAMED_RULE)].flatMap(([word]) => leadingRule(word)?.rule ?? []);
  return [...new Set(named)];
}

const bare = (text: string): string =>
  toHalfWidth(text.slice(0, MAX_LENGTH)).trim().replace(LABEL, "").trim().replace(DOTTED, "$1$2$3");

/** What a buyer should ask about a term: a rule without a place, a rule for sea freight with goods that fly. */
export function tradeTermWarnings(term: TradeTerm | null, methods: readonly (FreightMethod | null)[]): readonly Warning[] {
  if (term === null) return [];
  const warnings: Warning[] = [];
  if (term.place === null) {
    warnings.push({ code: "term_without_place", message: `${term.rule} names no place: ask where the goods are handed over.` });
  }
  const flying = methods.find((method) => method === "air" || method === "express");
  if (SEA_ONLY.has(term.rule) && flying) {
    warnings.push({
      code: "sea_term_by_air",
      message: `${term.rule} is a rule for sea freight, but the listing ships by ${flying}.`,
    });
  }
  return warnings;
}

function leadingRule(text: string): { readonly rule: TradeRule; readonly rest: string } | null {
  const upper = text.toUpperCase();
  const alias = ALIASES.find(
    ([name]) => upper.startsWith(name) && (!/[A-Z]$/.test(name) || !/^[A-Z0-9]/.test(upper.slice(name.length))),
  );
  if (alias === undefined) return null;
  return { rule: alias[1], rest: text.slice(alias[0].length).replace(/^[\s:,\-/([]+/, "") };
}

// The opening bracket went with the separators before the place.
const withoutBrackets = (place: string): string => (place.includes("(") ? place : place.replace(/\)$/, "").trim());
