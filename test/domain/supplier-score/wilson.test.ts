import { expect, test } from "vitest";
import { wilsonLowerBound } from "../../../src/domain/supplier-score/wilson.ts";
import { Decimal } from "../../../src/model/money.ts";
import fixture from "../../fixtures/supplier-score.json" with { type: "json" };

test.each(fixture.wilson)("$successes of $trials is at least $lowerBound", ({ successes, trials, lowerBound }) => {
  expect(wilsonLowerBound(new Decimal(successes).div(trials), trials).toNumber()).toBeCloseTo(lowerBound, 6);
});
