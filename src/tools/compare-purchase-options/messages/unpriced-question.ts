import type { TradeRule } from "../../../model/trade-term.ts";
import { unitOf } from "./units.ts";

interface Words {
  readonly en: string;
  readonly zh: string;
}

interface Unpriced {
  readonly unit: string;
  readonly term: { readonly rule: TradeRule; readonly assumed: boolean } | null;
  /** Its prices are known, and their currency is not. */
  readonly isCurrencyOpen?: boolean;
}

/** What is asked of a seller whose price is not known: under its own term where it has said one, else ex works and on board. */
export function unpricedQuestion({ unit, term, isCurrencyOpen = false }: Unpriced, fob: Words): Words {
  const [a, each] = [unitOf(unit).en, unitOf(unit).zh];
  if (isCurrencyOpen) return { en: "In which currency are your prices?", zh: "报价是什么货币?" };
  if (term?.assumed === false && term.rule !== "EXW")
    return { en: `What is the ${term.rule} price a ${a} for this quantity?`, zh: `这个数量每${each}的${term.rule}单价多少?` };
  return {
    en: `What is the price a ${a} for this quantity, ex works and ${fob.en}?`,
    zh: `这个数量每${each}单价多少?出厂价和${fob.zh}价各是多少?`,
  };
}
