import { expect } from "vitest";
import { Secret } from "../../../src/model/secret.ts";
import { type Cache, cacheKey, type Entry } from "../../../src/upstream/cache/cache.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const TUMBLER = ["1688", "610784549587"];
export const PRICE = cacheKey(TUMBLER, ["1688-open", "price"]);
export const TEXTS = cacheKey(TUMBLER, ["1688-open", "texts"]);
export const MUG_PRICE = cacheKey(["1688", "520000000001"], ["1688-open", "price"]);
export const STATE_KEY = new Secret(Buffer.alloc(32, 1).toString("base64"));

/** As it is kept now, for an hour. */
export const entry = (value: unknown): Entry => ({ value, storedAtMs: Date.now(), freshForMs: HOUR_MS });

/** A price and texts were put before and after the store was lost. */
export async function expectServedFromMemory(cache: Pick<Cache, "getMany">, events: readonly string[]): Promise<void> {
  expect((await cache.getMany([PRICE, TEXTS, MUG_PRICE])).map((found) => found?.value ?? null)).toEqual([
    "4.20",
    "tumbler",
    null,
  ]);
  expect(events).toEqual(["cache_store_lost"]);
}
