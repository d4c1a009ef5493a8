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

interface Named {
  readonly place?: string | null;
  readonly place_kind?: TradeTerm["placeKind"] | undefined;
}

/**
 * Where a price that reaches the buyer's country ends: what is counted ends there too. A rule alone means the door; null where a place
 * was named and nobody knows what it is, so that the last mile may be the buyer's.
 */
export const endOf = ({ place, place_kind: placeKind }: Named): "port" | "airport" | "door" | null =>
  placeKind === "port" || placeKind === "airport" ? placeKind : placeKind === "unknown" && place !== null ? null : "door";

export const tradeTerm = z
  .strictObject({
    rule: z.enum(TRADE_RULES),
    place: z.string().nullable(),
    place_kind: z.enum(PLACE_KINDS),
    assumed: z.boolean(),
    name_zh: z.string(),
  })
  .nullable();
