import { z } from "zod";
import { PLACE_KINDS, TRADE_RULES, type TradeTerm } from "../../model/trade-term.ts";
import { TRADE_TERM_ZH } from "../../normalize/terms/trade-term.ts";

export const presentTerm = (term: TradeTerm | null) =>
  term === null
    ? null
    : {
        rule: term.rule,
        place: term.place,
        place_kind: term.placeKind,
        assumed: term.assumed,
        name_zh: TRADE_TERM_ZH[term.rule],
      };

export const tradeTerm = z
  .strictObject({
    rule: z.enum(TRADE_RULES),
    place: z.string().nullable(),
    place_kind: z.enum(PLACE_KINDS),
    assumed: z.boolean(),
    name_zh: z.string(),
  })
  .nullable();
