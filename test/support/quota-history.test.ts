import { describe, expect, it } from "vitest";
import { fullestWindow, longestGapMs, quotaUse } from "./quota-history.ts";

const RULE = { limit: 5, periodMs: 60_000 };

/** What a counter that is emptied every minute lets through: five at the end of one minute, five at the start of the next. */
const fixedWindows = [55, 56, 57, 58, 59, 60, 61, 62, 63, 64].map((second) => second * 1_000);

/** Five tokens at first and one more every 12 s: a bucket lets through more than five in its first minute. */
const tokenBucket = [0, 0, 0, 0, 0, 12, 24, 36, 48, 60].map((second) => second * 1_000);

describe("the fullest window", () => {
  it("catches a limiter that counts by the clock's minutes", () => {
    expect(fullestWindow(fixedWindows, RULE)).toEqual({ count: 10, fromMs: 55_000 });
  });

  it("catches a limiter that refills a bucket", () => {
    expect(fullestWindow(tokenBucket, RULE)).toEqual({ count: 10, fromMs: 0 });
  });

  it("counts an arrival exactly a period later as within", () => {
    expect(fullestWindow([0, 1, 2, 3, 4, 60_000], RULE).count).toBe(6);
    expect(fullestWindow([0, 1, 2, 3, 4, 60_001], RULE).count).toBe(5);
  });

  it("finds the one bad window in the middle of good ones, whatever the order", () => {
    const arrivals = [400_000, 0, 200_000, 200_010, 200_020, 200_030, 200_040, 230_000];
    expect(fullestWindow(arrivals, RULE)).toEqual({ count: 6, fromMs: 200_000 });
  });

  it("holds nothing where nothing arrived", () => {
    expect(fullestWindow([], RULE).count).toBe(0);
  });
});

describe("the use of a quota", () => {
  it("is whole where each round starts a period after the last", () => {
    const rounds = [0, 60_000, 120_000].flatMap((start) => [0, 1, 2, 3, 4].map((place) => start + place));
    expect(quotaUse([...rounds, 180_000], RULE)).toBe(1);
  });

  it("is half where each round takes two periods", () => {
    expect(quotaUse([0, 1, 2, 3, 4, 120_000], RULE)).toBe(0.5);
  });

  it("is four fifths for one call in a fourth of a period less one", () => {
    const evenly = Array.from({ length: 21 }, (_, index) => index * 15_000);
    expect(quotaUse(evenly, RULE)).toBe(0.8);
  });

  it("cannot be told from less than a round", () => {
    expect(quotaUse([0, 1, 2], RULE)).toBeNaN();
  });
});

describe("the longest gap", () => {
  it("lies between two calls, in any order, or between the last one and the end", () => {
    expect(longestGapMs([400, 0, 100], 500)).toBe(300);
    expect(longestGapMs([400, 0, 100], 900)).toBe(500);
  });

  it("has no end where nobody called", () => {
    expect(longestGapMs([], 900)).toBe(Number.POSITIVE_INFINITY);
  });
});
