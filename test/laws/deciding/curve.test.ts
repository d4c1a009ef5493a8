import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import { openComparison } from "../../../src/domain/compare/open-comparison.ts";
import type { ComparisonRequest, CurveStretch } from "../../../src/domain/comparison.ts";
import { isAccepted, type PricedOption } from "../../../src/domain/option/option.ts";
import { compareCost } from "../../../src/domain/verdict/ranks.ts";
import { runs } from "../../support/runs.ts";
import { anyQuestion } from "./any-question.ts";

const TIMEOUT_MS = 60_000;
const NOBODY = "nobody";
const OPEN = "its delivery is not known";

/** Who a comparison made anew at this quantity ranks first by cost. */
function freshLeader(asked: ComparisonRequest, quantity: number): string {
  const opened = openComparison({ ...asked, quantity });
  const [first] = opened.options
    .filter((option): option is PricedOption => option.state === "priced")
    .filter(isAccepted)
    .toSorted(compareCost);
  if (first === undefined) return NOBODY;
  return first.plan.ownUnknown.length > 0 ? OPEN : first.ref;
}

function toldBy(curve: readonly CurveStretch[], quantity: number): string {
  const stretches = curve.filter(({ fromQuantity, toQuantity }) => fromQuantity <= quantity && quantity <= toQuantity);
  expect(stretches.length).toBeLessThan(2);
  return stretches.length === 0 ? NOBODY : (stretches[0]?.cheapest ?? OPEN);
}

describe("the curve", () => {
  it(
    "names at every quantity from one to ten times the need what a comparison at that quantity ranks first",
    () => {
      let [looked, changes] = [0, 0];
      fc.assert(
        fc.property(anyQuestion(), (asked) => {
          const { curve } = compareOptions(asked);
          changes += curve.length;
          for (let quantity = 1; quantity <= asked.quantity * 10; quantity += 1) {
            looked += 1;
            expect(toldBy(curve, quantity), `at ${quantity}`).toBe(freshLeader(asked, quantity));
          }
        }),
        { ...runs(7, 400), seed: 11 },
      );
      expect(looked).toBeGreaterThan(100);
      expect(changes).toBeGreaterThan(7);
    },
    TIMEOUT_MS,
  );
});
