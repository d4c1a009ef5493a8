import { decodeUtf8, type EncodedText, gb2312Decode, gbkEncode, isCommonHan, windows1252Encode } from "./character-set.ts";

export interface RepairedText {
  readonly text: string;
  readonly repaired: boolean;
  /** Bytes were replaced when the text was damaged, and nothing brings them back. */
  readonly lossy: boolean;
  /** The damaged text, where it was repaired. */
  readonly original: string | null;
}

// U+FFFD stands for a byte no decoder could read; 锟斤拷 is two of them written as UTF-8 and read as GBK.
const LOST_BYTES = /\uFFFD|锟斤拷/;
const NOT_ASCII = /[^\u0000-\u007F]/;
// Text damaged on the way in and again on the way out; more was never seen.
const MAX_PASSES = 2;

type Repair = (text: string) => string | null;

/**
 * Undoes a wrong decoding where that is sure: UTF-8 read as Windows-1252 ("tÃ©lÃ©phone") or as GBK ("tel茅fono"), GBK read as
 * Latin-1 ("ÊÖ»ú"). Text that could be what its author meant stays as it is.
 */
export function repairText(text: string): RepairedText {
  if (!NOT_ASCII.test(text)) return { text, repaired: false, lossy: false, original: null };
  let current = text;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const better = LOST_BYTES.test(current) ? null : repairOnce(current);
    if (better === null) break;
    current = better;
  }
  const lossy = LOST_BYTES.test(current);
  const repaired = current !== text && !lossy;
  return { text: repaired ? current : text, repaired, lossy, original: repaired ? text : null };
}

function repairOnce(text: string): string | null {
  for (const repair of REPAIRS) {
    const result = repair(text);
    if (result !== null) return result;
  }
  return null;
}

/** UTF-8 read as Windows-1252: every run of letters beyond ASCII must be UTF-8, for a lone "É™" is a French word and its mark. */
const fromWindows1252: Repair = (text) => {
  const decoded = replaceRuns(text, windows1252Encode, decodeUtf8);
  if (decoded === null) return null;
  const characters = decoded.pieces.flatMap((piece) => [...piece]);
  const sure = characters.some((character) => character > "\u07FF" || character <= "\u00FF") || characters.length > 1;
  return sure && characters.every(isPrintable) ? decoded.text : null;
};

/** UTF-8 read as GBK: the whole text is bytes, for a GBK pair may have swallowed an ASCII letter. */
const fromGbk: Repair = (text) => {
  const bytes = gbkEncode(text);
  const decoded = bytes === null ? null : decodeUtf8(bytes);
  if (decoded === null) return null;
  const characters = [...decoded].filter((character) => character > "\u007F");
  if (!characters.every(isPrintable)) return null;
  return isSureFromGbk(text, characters) ? decoded : null;
};

function isSureFromGbk(damaged: string, characters: readonly string[]): boolean {
  const han = characters.filter((character) => /\p{Script=Han}/u.test(character));
  // Damaged Chinese is rare Chinese: 鑻规灉 for 苹果. The right text has the commoner characters.
  if (han.length > 0) return han.length > 1 && commonShare(han) > commonShare([...damaged].filter((c) => c > "\u007F"));
  if (characters.some((character) => character > "\u07FF")) return true;
  // Two-byte letters look like ordinary Chinese (帽 is ñ): they must stand inside a word, or be a word of another alphabet.
  if (characters.every((character) => character <= "\u024F")) return /[A-Za-z]\p{Script=Han}{1,2}[a-z]/u.test(damaged);
  return characters.length > 3 && ALPHABETS.some((alphabet) => characters.every((character) => alphabet.test(character)));
}

const ALPHABETS = [/^\p{Script=Cyrillic}$/u, /^[\p{Script=Arabic}،؛؟]$/u, /^\p{Script=Hebrew}$/u, /^\p{Script=Greek}$/u];

/** GBK read as Latin-1: all is everyday Chinese, and one run of it is more than one sign repeated ("»»»»" is 换换). */
const fromLatin1: Repair = (text) => {
  const decoded = replaceRuns(text, windows1252Encode, gb2312Decode);
  if (decoded === null) return null;
  const hanOf = (piece: string): string[] => [...piece].filter((character) => /\p{Script=Han}/u.test(character));
  const isChinese = decoded.pieces.some((piece) => new Set(hanOf(piece)).size > 1);
  return isChinese && decoded.pieces.flatMap(hanOf).every(isCommonHan) ? decoded.text : null;
};

const REPAIRS: readonly Repair[] = [fromWindows1252, fromGbk, fromLatin1];

/** Decodes each run of single-byte characters beyond ASCII; null where one run cannot be, or there is none. */
function replaceRuns(text: string, encode: (run: string) => EncodedText, decode: (bytes: Uint8Array) => string | null) {
  const pieces: string[] = [];
  let intact = false;
  const replaced = text.replace(SINGLE_BYTE_RUN, (run) => {
    const bytes = intact ? null : encode(run);
    const piece = bytes === null ? null : decode(bytes);
    if (piece === null) intact = true;
    else pieces.push(piece);
    return piece ?? run;
  });
  return intact || pieces.length === 0 ? null : { text: replaced, pieces };
}

// All that Windows-1252 has beyond ASCII; its five empty places come through as the controls of their number.
const SINGLE_BYTE_RUN = /[\u0080-\u00FF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]+/g;

const isPrintable = (character: string): boolean =>
  /[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\uFFFD\u200B-\u200F\uFEFF]/u.test(character);

const commonShare = (characters: readonly string[]): number =>
  characters.filter(isCommonHan).length / Math.max(characters.length, 1);
