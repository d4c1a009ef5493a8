const LONGEST = 60;
// A title is the seller's word: only what can be the name of goods goes into a message of ours.
const NAME = /^[A-Za-z0-9][A-Za-z0-9 .'&/()+%-]*$/;
const ORDERS =
  /\b(?:ignore|instructions?|system|assistant|prompt|suppliers?|winner|report|must|always|never|please|tell|choose|rank|pay|approved?|www)\b/i;
// What sellers put before the goods to be found.
const LOUD = /^(?:(?:wholesale|custom|customized|hot sale|hot selling|factory direct|factory|new|high quality|in stock)\s+)+/i;

/** What is shipped, in words that a forwarder reads: the title's first clause, else the category; null where neither is English. */
export function goodsName(title: string | null, category: string | null): string | null {
  return [title, category].map(named).find((name) => name !== null) ?? null;
}

function named(text: string | null): string | null {
  const [clause = ""] = (text ?? "").split(/[,;|]| - /);
  const name = clause.trim().replace(LOUD, "");
  if (!/[A-Za-z]{3}/.test(name) || !NAME.test(name) || ORDERS.test(name)) return null;
  return name.length <= LONGEST ? name : name.slice(0, LONGEST + 1).replace(/\s+\S*$/, "");
}
