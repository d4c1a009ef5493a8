import { inChinese } from "./chinese-words.ts";

// What says how somebody wants to buy, and names no goods.
const LITTLE = new Set(
  (
    "a an and any at best bulk buy by cheap cheapest china chinese custom customised customized deliver delivered factory find for from good " +
    "i in large looking lowest made manufacturer need of on or order piece price product quality shipped shipping small some source " +
    "supplier the to unit us usa vendor wanted we wholesale with"
  ).split(" "),
);
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * The query's words that no title has, where titles have others of its words: what was found may be something else. A word that means
 * the same in Chinese counts as the word. None for a query in another script than a-z, or in a language of which no title has a word.
 * @example unmatchedWords("steel lunchbox", ["Steel tumbler"]) // ["lunchbox"]
 */
export function unmatchedWords(query: string, titles: readonly string[]): readonly string[] {
  if (!PLAIN.test(query)) return [];
  const found = [...new Set(titles.flatMap(wordsOf))];
  const isThere = (word: string): boolean => {
    if (found.includes(word)) return true;
    const meaning = inChinese(word);
    return meaning !== null && [...titles, ...found.map((one) => inChinese(one) ?? "")].some((text) => text.includes(meaning));
  };
  const words = [...new Set(wordsOf(query))].filter((word) => word.length > 2 && !LITTLE.has(word));
  const unmatched = words.filter((word) => !isThere(word));
  return unmatched.length === words.length ? [] : unmatched;
}

/** Lower case, English plurals as one; figures and sizes are no words. */
const wordsOf = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[a-z][a-z'-]*/g) ?? []).map((word) => word.replace(/(?<=[a-z]{3})s$/, ""));
