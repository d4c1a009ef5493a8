import type { Warning } from "../../model/product.ts";
import type { TradeTerm } from "../../model/trade-term.ts";
import { deliveryRoute } from "./delivery-route.ts";

/** What the named place of a price means for the costs of the way; none where it is the rule's usual one. */
export function termWarnings(term: TradeTerm | null): readonly Warning[] {
  if (term === null || term.place === null) return [];
  const { rule, placeKind } = term;
  const shape = { rule, placeKind, taxIncluded: false, quote: null };
  const { uncertain } = deliveryRoute(shape, {}, "");
  const words = [...uncertain].map((line) => line.replaceAll("_", " ")).join(", ");
  if (placeKind === "unknown" && uncertain.size > 0) {
    return [
      {
        code: "place_unknown",
        message: `What the place named with ${rule} is cannot be told: whether the price pays the ${words} is not known. Ask the seller how far it delivers`,
      },
    ];
  }
  const open = uncertain.size > 0 ? `, and whether it pays the ${words} the seller has to say` : "";
  if (rule === "FCA" && placeKind === "works") {
    return [{ code: "place_at_works", message: "FCA at the works: the way from there to the port is yours (origin_inland)" }];
  }
  const endsEarly = (placeKind === "port" || placeKind === "airport") && REACHES_THE_DOOR.has(rule);
  return endsEarly
    ? [
        {
          code: "place_before_door",
          message: `The price is ${rule} to ${placeKind === "port" ? "a port" : "an airport"}: the last mile is yours${open}`,
        },
      ]
    : [];
}

const REACHES_THE_DOOR: ReadonlySet<string> = new Set(["CPT", "CIP", "DAP", "DPU", "DDP"]);
