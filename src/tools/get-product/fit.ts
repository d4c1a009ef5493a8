import { onceForEach } from "../../object-memory.ts";
import { MAX_ANSWER_CHARACTERS } from "../wording/answer-size.ts";
import type { ProductAnswer } from "./answer-schema.ts";

// The text channel says the same in more words than JSON for short fields and fewer for long ones; this much is kept free.
const TARGET_CHARACTERS = MAX_ANSWER_CHARACTERS - 4_000;

interface Item {
  readonly ref: string;
  readonly status: "ok" | "error";
  readonly product?: ProductAnswer | undefined;
  readonly error?: unknown;
}

/**
 * Shortens an answer that would pass the limit in either channel: SKUs first (`next_offset` says where to go on), then
 * descriptions and raw answers, then whole items, which are named for another call.
 */
export function fitItems<Entry extends Item>(
  items: readonly Entry[],
  notes: readonly string[],
  textOf: (item: Entry) => string,
): { items: Entry[]; notes: string[] } {
  let kept = [...items];
  // Measuring writes the item out in both channels: once for each form of it.
  const size = onceForEach((entry: Entry) => Math.max(JSON.stringify(entry).length, textOf(entry).length));
  const tooLong = (): boolean => kept.reduce((sum, entry) => sum + size(entry), 0) > TARGET_CHARACTERS;
  for (const limit of [100, 50, 25, 10, 5])
    if (tooLong()) kept = kept.map((entry) => withProduct(entry, (product) => fewerSkus(product, limit)));
  for (const length of [4_000, 1_000, 200])
    if (tooLong()) kept = kept.map((entry) => withProduct(entry, (product) => shorterProse(product, length)));
  const left: string[] = [];
  while (tooLong() && kept.length > 1) left.unshift(kept.pop()?.ref ?? "");
  return {
    items: kept,
    notes:
      left.length === 0
        ? [...notes]
        : [...notes, `Left out, the answer was too long: ask again for ${left.join(", ")}, fewer products at once.`],
  };
}

const withProduct = <Entry extends Item>(entry: Entry, change: (product: ProductAnswer) => ProductAnswer): Entry =>
  entry.product ? { ...entry, product: change(entry.product) } : entry;

function fewerSkus(product: ProductAnswer, limit: number): ProductAnswer {
  const { skus } = product;
  if (!skus || skus.items.length <= limit) return product;
  const dropped = skus.items.length - limit;
  const end = skus.next_offset ?? skus.count;
  return { ...product, skus: { ...skus, items: skus.items.slice(0, limit), shown: limit, next_offset: end - dropped } };
}

function shorterProse(product: ProductAnswer, length: number): ProductAnswer {
  const { description, raw } = product;
  return {
    ...product,
    ...(description && description.text.length > length
      ? { description: { ...description, text: description.text.slice(0, length), truncated: true } }
      : {}),
    ...(raw && raw.length > length ? { raw: raw.slice(0, length) } : {}),
  };
}
