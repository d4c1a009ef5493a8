import { flipGroups, nowOf, thresholdOf } from "../../domain/flips/grouped.ts";
import { listedLines } from "../../domain/verdict/question-words.ts";
import type { Decimal } from "../../model/money.ts";
import { type Block, block, inline, joined, type Line, line } from "../wording/writers.ts";
import type { ComparisonAnswer } from "./answer-schema.ts";

// A restated exchange rate runs to twenty digits; six are what rates are quoted to.
const RATE_DIGITS = 6;
const MAX_NAMED = 4;

/** What would change the order, and what is the cheapest at other quantities. */
export function changeText({ flips, curve, currency }: ComparisonAnswer): readonly (Line | Block)[] {
  const flipped = flipGroups(flips, ({ then }) => then).map(flipText);
  const known = curve.filter(({ cheapest }) => cheapest !== null);
  const stretches = known.map(
    ({ from_quantity: from, to_quantity: to, cheapest }) =>
      line`${from === to ? from : line`${from}–${to}`} ${inline(cheapest ?? "")}`,
  );
  return [
    ...(flipped.length === 0 ? [] : [block([line`What would change the order (${inline(currency)}):`, ...flipped])]),
    ...(known.length < 2 ? [] : [line`Cheapest by quantity, unknown costs left out: ${joined(stretches, "; ")}.`]),
  ];
}

type Flip = ComparisonAnswer["flips"][number];

function flipText(group: readonly Flip[]): Line {
  const [first] = group;
  if (first === undefined) return line``;
  const names = [...new Set(group.map(({ ref }) => ref))].map((ref) => {
    const own = group.filter((flip) => flip.ref === ref).map(({ what }) => what.replaceAll("_", " "));
    const listed = own.length > MAX_NAMED ? inline(listedLines(own)) : joined(own.map(inline), " + ");
    return ref === null ? listed : line`${listed} of ${inline(ref)}`;
  });
  const now = nowOf(group);
  const today = now === null ? line`not known` : line`now ${inline(shownNow(group, now))}`;
  const together = group.length > 1 ? ", together" : "";
  const threshold = group.length > 1 ? thresholdOf(group).toFixed() : first.threshold;
  return line`- ${joined(names, " + ")} (${today}${together}): at ${inline(threshold)} ${inline(first.then)} leads`;
}

/** One figure keeps the digits it was given with. */
function shownNow([first, ...others]: readonly Flip[], now: Decimal): string {
  if (first?.what.startsWith("fx.")) return now.toSignificantDigits(RATE_DIGITS).toFixed();
  return others.length > 0 ? now.toFixed() : (first?.now ?? now.toFixed());
}
