import type { Services } from "../../model/product.ts";
import { toHalfWidth } from "../text/half-width.ts";

/** What a seller's rules say, without the least that a mixed order must come to. */
export type WholesaleServices = Omit<Services, "mixedFrom">;

// Rules are a line; what comes after pages of them is no rule any more.
const MAX_LENGTH = 10_000;
const CLAUSE_END = /[,;。.!\n|]/;
// 不仅 and 不限 deny nothing; 7天无理由 and 无起订量 are not about these services, and stand in clauses of their own.
const NO =
  "不支持|不可以|不可|不能|不提供|不接受|不做|不(?!限|仅|但|只|同)|无法|暂无|暂不|无|没有|未|勿|谢绝|拒绝|否(?!则)|[×✗✘❌]|\\bno\\b|\\bnot\\b|\\bwithout\\b|n't\\b";
const YES = "支持|可以|可|提供|接受|有|是(?!否)|[√✓✔☑✅]|\\byes\\b|\\bavailable\\b|\\bsupports?\\b|\\boffers?\\b";
const KEYWORDS: Readonly<Record<keyof WholesaleServices, string>> = {
  mixedBatch: "混批|混拍|\\bmixed (?:batch|wholesale|order)\\w{0,3}",
  dropShipping: "代发|\\bdrop[ -]?ship\\w{0,5}",
  customMade: "定制|订制|定做|来样|贴牌|\\bOEM\\b|\\bODM\\b|\\bcustom\\w{0,10}",
  samples: "样品|拿样|打样|\\bsamples?",
};
const RIGHT_BEHIND = /^[\s:(]*(?:服务|订单|is|are|can|do)?\s*$/i;
const SERVICES = Object.keys(KEYWORDS) as readonly (keyof WholesaleServices)[];
const TOKEN = new RegExp(`(${NO})|(${YES})|${SERVICES.map((service) => `(${KEYWORDS[service]})`).join("|")}`, "gi");

type Findings = Record<keyof WholesaleServices, Set<boolean>>;

/**
 * What a seller's rules say of four services: true, false where denied, null where they do not say or contradict themselves. What is
 * no text says nothing. Never throws.
 * @example
 * readWholesaleRules("支持混批,不支持代发"); // => { mixedBatch: true, dropShipping: false, customMade: null, samples: null }
 */
export function readWholesaleRules(text: unknown): WholesaleServices {
  const findings: Findings = { mixedBatch: new Set(), dropShipping: new Set(), customMade: new Set(), samples: new Set() };
  for (const clause of toHalfWidth(typeof text === "string" ? text.slice(0, MAX_LENGTH) : "").split(CLAUSE_END))
    readClause(clause, findings);
  const verdict = (service: keyof WholesaleServices): boolean | null => {
    const [only = null, ...more] = findings[service];
    return more.length === 0 ? only : null;
  };
  return {
    mixedBatch: verdict("mixedBatch"),
    dropShipping: verdict("dropShipping"),
    customMade: verdict("customMade"),
    samples: verdict("samples"),
  };
}

/** The rules in the seller's own words, a clause each. */
export const clausesOf = (rules: string | null): readonly string[] =>
  (rules ?? "")
    .split(/[,;，；。|\n]/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");

/**
 * A denial holds for what follows it in its clause ("不支持混批、代发"); said right behind, for what stood before ("混批:不支持").
 * A service that is only named is offered.
 */
function readClause(clause: string, findings: Findings): void {
  let offered = true;
  let named: (keyof WholesaleServices)[] = [];
  let end = 0;
  const tokens = [...clause.matchAll(TOKEN)];
  let lastWasNo = false;
  const settle = (verdict: boolean): void => {
    for (const service of named) findings[service].add(verdict);
    named = [];
  };
  for (const [index, token] of tokens.entries()) {
    const between = clause.slice(end, token.index);
    end = token.index + token[0].length;
    const [, no, yes, ...keywords] = token;
    const service = SERVICES[keywords.findIndex((keyword) => keyword !== undefined)];
    if (service !== undefined) {
      if (!offered) findings[service].add(false);
      else named.push(service);
    } else if (yes !== undefined && lastWasNo && between.trim() === "") {
      // "暂不支持", "not available": one denial.
      continue;
    } else if (named.length > 0 && RIGHT_BEHIND.test(between) && !opensNext(between, clause, end, tokens[index + 1])) {
      settle(no === undefined);
    } else {
      settle(true);
      offered = no === undefined;
    }
    lastWasNo = no !== undefined;
  }
  settle(true);
}

/** "可混批 不代发": apart from what stands before it and close to what follows, the word belongs to that. */
const opensNext = (between: string, clause: string, end: number, next: RegExpMatchArray | undefined): boolean =>
  /^\s+$/.test(between) && next !== undefined && isService(next) && clause.slice(end, next.index).trim() === "";

const isService = ([, no, yes]: RegExpMatchArray): boolean => no === undefined && yes === undefined;
