import { contradictingLanguage, likelyLanguage } from "./script.ts";

/** A text under the tag that the platform gave it. */
export interface TaggedText {
  readonly tag: string;
  readonly text: string;
}

/** The tag a text is taken to be in, and why that is not the one it came under. */
export interface Belief {
  readonly tag: string;
  readonly doubt: "letters" | "words" | "same" | null;
}

// Words that English titles of the trade are made of and the other languages of Latin letters are not.
const ENGLISH_WORDS = wordsOf(
  "the and with for from of your women men women's men's kids baby stainless steel tumbler bottle cup mug wholesale custom " +
    "customized factory price high quality free shipping hot sale new fashion waterproof wireless portable outdoor indoor home " +
    "kitchen office black white blue green large small light lamp desk phone case cover bag gloves shoes dress shirt water wood " +
    "wooden glass ceramic cotton leather led rechargeable charger cable set piece pieces pack car pet dog cat toy toys garden",
);
// One of these and it is not English, whatever English words the seller sprinkled in.
const OTHER_WORDS = wordsOf(
  "de del la el los las un una para con por y en do da dos das com e em o a os as um uma sem et le les des du pour avec sans une " +
    "und der die das den dem mit für von zum zur il lo gli di per che con senza een het van voor met op z i w na do dla ve için ile " +
    "dan untuk dengan dari yang och för med av och og til på ja ei för và cho của với",
);
const LEAST_ENGLISH_WORDS = 2;
const SAMPLE_LENGTH = 400;

/**
 * The language of each text. A tag is believed only where the text can be in it: by its letters always, and a text that equals
 * another tag's is that one's, since a platform that has no translation repeats what it has.
 */
export function believedTags(texts: readonly TaggedText[]): readonly Belief[] {
  const alone = texts.map(({ tag, text }): Belief => {
    const other = contradictingLanguage(tag, text);
    return other === null ? { tag, doubt: null } : { tag: other, doubt: "letters" };
  });
  const sharing = new Map<string, number[]>();
  for (const [index, { text }] of texts.entries()) sharing.set(text, [...(sharing.get(text) ?? []), index]);
  return texts.map(({ tag, text }, index): Belief => {
    const own = alone[index] ?? { tag, doubt: null };
    const tags = (sharing.get(text) ?? []).flatMap((other) => alone[other]?.tag ?? []);
    const owner = ownerOf(tags, text);
    if (owner !== null && languageOf(owner) !== languageOf(own.tag)) return { tag: owner, doubt: "same" };
    return own.doubt === null && isEnglish(own.tag, text) ? { tag: "en", doubt: "words" } : own;
  });
}

/** Whose a text is that stands under several tags: the language its letters are at home in, else the first; null where it is no question. */
function ownerOf(tags: readonly string[], text: string): string | null {
  const [first] = tags;
  if (first === undefined || tags.every((tag) => languageOf(tag) === languageOf(first))) return null;
  const likely = likelyLanguage(text);
  return tags.find((tag) => languageOf(tag) === likely) ?? first;
}

/** A text of Latin letters under another tag than English that is made of English words. */
function isEnglish(tag: string, text: string): boolean {
  if (languageOf(tag) === "en" || likelyLanguage(text) !== "en") return false;
  const words = new Set(
    text
      .slice(0, SAMPLE_LENGTH)
      .toLowerCase()
      .match(/[\p{L}']+/gu) ?? [],
  );
  // An accent, or a word that English does not have.
  if ([...words].some((word) => OTHER_WORDS.has(word) || /[^a-z']/.test(word))) return false;
  return [...words].filter((word) => ENGLISH_WORDS.has(word)).length >= LEAST_ENGLISH_WORDS;
}

const languageOf = (tag: string): string => tag.split("-")[0] ?? tag;

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
