import { flipGroups, nowOf, thresholdOf } from "../../domain/flips/grouped.ts";
import { listedLines } from "../../domain/verdict/question-words.ts";
import type { Decimal } from "../../model/money.ts";
import type { ComparisonAnswer } from "./answer-schema.ts";

// A restated exchange rate runs to twenty digits; six are what rates are quoted to.
const RATE_DIGITS = 6;
const MAX_NAMED = 4;

/** What would change the order, and what is the cheapest at other quantities. */
export function changeText({ flips, curve, currency }: ComparisonAnswer): readonly string[] {
  const flipped = flipGroups(flips, ({ then }) => then).map(flipText);
  const known = curve.filter(({ cheapest }) => cheapest !== null);
  const stretches = known.map(
    ({ from_quantity: from, to_quantity: to, cheapest }) => `${from === to ? from : `${from}–${to}`} ${cheapest}`,
  );
  return [
    ...(flipped.length === 0 ? [] : [`What would change the order (${currency}):\n${flipped.join("\n")}`]),
    ...(known.length < 2 ? [] : [`Cheapest by quantity, unknown costs left out: ${stretches.join("; ")}.`]),
  ];
}

type Flip = ComparisonAnswer["flips"][number];

function flipText(group: readonly Flip[]): string {
  const [first] = group;
  if (first === undefined) return "";
  const names = [...new Set(group.map(({ ref }) => ref))].map((ref) => {
    const own = group.filter((flip) => flip.ref === ref).map(({ what }) => what.replaceAll("_", " "));
    return `${own.length > MAX_NAMED ? listedLines(own) : own.join(" + ")}${ref === null ? "" : ` of ${ref}`}`;
  });
  const now = nowOf(group);
  const today = now === null ? "not known" : `now ${shownNow(group, now)}`;
  const together = group.length > 1 ? ", together" : "";
  const threshold = group.length > 1 ? thresholdOf(group).toFixed() : first.threshold;
  return `- ${names.join(" + ")} (${today}${together}): at ${threshold} ${first.then} leads`;
}

/** One figure keeps the digits it was given with. */
function shownNow([first, ...others]: readonly Flip[], now: Decimal): string {
  if (first?.what.startsWith("fx.")) return now.toSignificantDigits(RATE_DIGITS).toFixed();
  return others.length > 0 ? now.toFixed() : (first?.now ?? now.toFixed());
}
