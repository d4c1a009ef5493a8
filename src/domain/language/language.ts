import type { LanguageStep, LocalizedText, TextDirection } from "../../model/localized-text.ts";
import type { Warning } from "../../model/product.ts";
import { cleanText } from "../../normalize/text/clean-text.ts";
import { repairText } from "../../normalize/text/mojibake.ts";
import { type Belief, believedTags } from "./belief.ts";
import { directionOf, scriptOfTag } from "./script.ts";

// What platforms print where a seller wrote nothing.
const NO_TEXT: ReadonlySet<string> = new Set(["", "null", "undefined", "none", "n/a", "暂无"]);
const DEFAULT_LANGUAGE = "zh";
// A text that shows nothing in so many characters shows nothing.
const BLANK_SAMPLE = 1_000;
const MAX_TAG_LENGTH = 100;

/**
 * Which languages a reader wants, as BCP 47 tags.
 * @example
 * const wish: LanguageWish = { languages: ["de-AT", "en"], defaultLanguage: "zh" };
 */
export interface LanguageWish {
  /** Language tags, the most wanted first. */
  readonly languages: readonly string[];
  /** Where no wish and no English can be served; "zh" where it is not said. */
  readonly defaultLanguage?: string;
}

/**
 * The text that is served, and how it came to be that one. Null is "there is none".
 * @example
 * const { text, step }: ChosenText = chooseLanguage({ zh: "保温杯" }, { languages: ["de"] });
 */
export interface ChosenText {
  readonly text: string | null;
  /** The tag served, canonical; null for a text of no stated language. */
  readonly language: string | null;
  readonly step: LanguageStep;
  readonly direction: TextDirection;
  /** Canonical tags of every usable text, in the listing's order. */
  readonly available: readonly string[];
  readonly repaired: boolean;
  /** The damaged text, where it was repaired. */
  readonly original?: string;
  readonly warnings: readonly Warning[];
}

interface TaggedText {
  readonly tag: string;
  readonly text: string;
  readonly repaired: boolean;
  readonly lossy: boolean;
  readonly original: string | null;
  readonly statedTag: string;
  /** Another than the stated one where the text cannot be in it. */
  readonly trueTag: string;
  readonly doubt: Belief["doubt"];
}

/**
 * The text a reader of those languages is served, from which language and by which step of the chain. Never throws: what is odd about
 * the text is a warning.
 * @example
 * chooseLanguage({ zh: "保温杯", en: "Vacuum tumbler" }, { languages: ["de"] }).text; // => "Vacuum tumbler"
 */
export function chooseLanguage(text: LocalizedText, wish: LanguageWish): ChosenText {
  if (typeof text === "string") return choosePlain(text);
  const given = readEntries(text);
  const entries = underTrueTags(given);
  const wanted = wish.languages.map(canonicalTag).filter((tag) => tag !== null);
  const defaultTag = canonicalTag(wish.defaultLanguage ?? DEFAULT_LANGUAGE) ?? DEFAULT_LANGUAGE;
  const served = serve(entries, wanted, defaultTag);
  if (served === null) return { ...NOTHING, available: [] };
  const { entry, step } = served;
  // What the stated tags would have served: the reader is told where that was passed over.
  const expected = serve(given, wanted, defaultTag)?.entry;
  const mistagged = [entry, expected].find((one) => one !== undefined && one.trueTag !== one.statedTag);
  return {
    ...textOf(entry),
    language: entry.tag,
    step,
    direction: directionOf(entry.tag, entry.text),
    available: entries.map((one) => one.tag),
    warnings: [
      ...(mistagged === undefined ? [] : [languageMismatch(mistagged)]),
      ...otherScript(entry.tag, wanted),
      ...lossyText(entry),
    ],
  };
}

const NOTHING = {
  text: null,
  language: null,
  step: "none",
  direction: "ltr",
  repaired: false,
  warnings: [],
} as const;

function choosePlain(text: string): ChosenText {
  if (isBlank(text)) return { ...NOTHING, available: [] };
  const entry = readText(text);
  return {
    ...textOf(entry),
    language: null,
    step: "plain",
    direction: directionOf(null, entry.text),
    available: [],
    warnings: lossyText(entry),
  };
}

const isBlank = (text: string): boolean => NO_TEXT.has(cleanText(text.slice(0, BLANK_SAMPLE)).trim().toLowerCase());

function readText(text: string): Omit<TaggedText, "tag" | "statedTag" | "trueTag" | "doubt"> {
  const { text: better, repaired, lossy, original } = repairText(text);
  return { text: repaired ? cleanText(better) : better, repaired, lossy, original };
}

const textOf = (
  entry: Pick<TaggedText, "text" | "repaired" | "original">,
): Pick<ChosenText, "text" | "repaired" | "original"> => ({
  text: entry.text,
  repaired: entry.repaired,
  ...(entry.original === null ? {} : { original: entry.original }),
});

/** The usable texts under canonical tags; of two spellings of one tag the first. */
function readEntries(text: Readonly<Record<string, string>>): readonly TaggedText[] {
  const readings = new Map<string, ReturnType<typeof readText>>();
  for (const [rawTag, value] of Object.entries(text)) {
    if (typeof value !== "string" || isBlank(value)) continue;
    const tag = canonicalTag(rawTag) ?? cleanText(rawTag, MAX_TAG_LENGTH);
    if (!readings.has(tag)) readings.set(tag, readText(value));
  }
  const read = [...readings];
  const beliefs = believedTags(read.map(([tag, reading]) => ({ tag, text: reading.text })));
  return read.map(([tag, reading], index) => {
    const { tag: trueTag, doubt } = beliefs[index] ?? { tag, doubt: null };
    return { tag, statedTag: tag, trueTag, doubt, ...reading };
  });
}

/** Each text under its true language; one that came under that tag goes before one that was damaged. */
function underTrueTags(given: readonly TaggedText[]): readonly TaggedText[] {
  const taken = new Set(given.filter((entry) => entry.trueTag === entry.statedTag).map((entry) => entry.tag));
  return given.flatMap((entry) => {
    if (entry.trueTag === entry.statedTag) return [entry];
    if (taken.has(entry.trueTag)) return [];
    taken.add(entry.trueTag);
    return [{ ...entry, tag: entry.trueTag }];
  });
}

function serve(
  entries: readonly TaggedText[],
  wanted: readonly string[],
  defaultTag: string,
): { readonly entry: TaggedText; readonly step: LanguageStep } | null {
  const steps: readonly (readonly [LanguageStep, readonly string[]])[] = [
    ["requested", wanted],
    ["english", ["en"]],
    ["default", [defaultTag]],
  ];
  for (const [step, ranges] of steps) {
    for (const range of ranges) {
      const entry = lookUp(range, entries) ?? sameScript(range, entries);
      if (entry !== null) return { entry, step };
    }
  }
  const sameLanguage = entries.find((entry) => wanted.some((range) => languageOf(range) === languageOf(entry.tag)));
  const entry = sameLanguage ?? entries[0];
  return entry === undefined ? null : { entry, step: "any" };
}

/** RFC 4647, section 3.4: the range itself, then without its last subtag, and so on. */
function lookUp(range: string, entries: readonly TaggedText[]): TaggedText | null {
  for (let subtags = range.split("-"); subtags.length > 0; subtags = withoutLast(subtags)) {
    const tag = subtags.join("-");
    const entry = entries.find((one) => one.tag === tag);
    if (entry !== undefined) return entry;
  }
  return null;
}

// A single letter or digit only introduces the subtag after it, so it goes with that.
const withoutLast = (subtags: readonly string[]): string[] => {
  const rest = subtags.slice(0, -1);
  return rest.at(-1)?.length === 1 ? rest.slice(0, -1) : rest;
};

const sameScript = (range: string, entries: readonly TaggedText[]): TaggedText | null =>
  entries.find((entry) => languageOf(entry.tag) === languageOf(range) && scriptOfTag(entry.tag) === scriptOfTag(range)) ?? null;

const languageOf = (tag: string): string => tag.split("-")[0] ?? tag;

/** Canonical BCP 47 ("zh_cn" is zh-CN, "iw" is he); null where it is no language tag. */
function canonicalTag(tag: string): string | null {
  // "en_US.UTF-8" is how operating systems write it.
  const [bare = ""] = tag.trim().split(/[.@]/, 1);
  if (bare.length > MAX_TAG_LENGTH) return null;
  try {
    return Intl.getCanonicalLocales(bare.replaceAll("_", "-"))[0] ?? null;
  } catch {
    return null;
  }
}

const languageMismatch = (entry: TaggedText): Warning => ({ code: "language_mismatch", message: mismatchMessage(entry) });

function mismatchMessage({ statedTag, trueTag, repaired, doubt }: TaggedText): string {
  const given = `The text given as "${statedTag}"`;
  if (doubt === "same") return `${given} is the "${trueTag}" one again: it was not translated.`;
  if (repaired) return `${given} was damaged; repaired, it is "${trueTag}".`;
  return doubt === "words" ? `${given} reads as English.` : `${given} is written in the letters of "${trueTag}".`;
}

/** Traditional Chinese was wanted and simplified is served: the same language in letters that its reader may not read. */
function otherScript(served: string, wanted: readonly string[]): readonly Warning[] {
  const range = wanted.find((tag) => languageOf(tag) === languageOf(served));
  if (range === undefined || scriptOfTag(range) === scriptOfTag(served)) return [];
  return [{ code: "other_script", message: `"${range}" was asked for; "${served}" is the same language in another script.` }];
}

const lossyText = (entry: Pick<TaggedText, "lossy">): readonly Warning[] =>
  entry.lossy ? [{ code: "lossy_text", message: "Part of the text was lost before it reached the marketplace's answer." }] : [];

const MARKET_LANGUAGES: Readonly<Record<string, string>> = {
  ar: "SA AE EG QA KW OM BH JO LB IQ MA DZ TN",
  es: "MX GT HN SV NI CR PA CU DO PR CO VE EC PE BO PY CL AR UY",
  pt: "BR PT",
  ru: "RU BY KZ",
  ja: "JP",
  ko: "KR",
  zh: "CN",
  "zh-Hant": "TW HK",
  he: "IL",
  tr: "TR",
  vi: "VN",
  th: "TH",
  id: "ID",
};
const LANGUAGE_OF_MARKET: ReadonlyMap<string, string> = new Map(
  Object.entries(MARKET_LANGUAGES).flatMap(([language, countries]) =>
    countries.split(" ").map((country) => [country, language]),
  ),
);

/** The language buyers in that country (ISO 3166 alpha-2) expect; English in Europe and everywhere not named. */
export const marketLanguage = (country: string): string => LANGUAGE_OF_MARKET.get(country.toUpperCase()) ?? "en";
