export type EncodedText = Uint8Array | null;

// Bytes 0x80–0x9F of Windows-1252, which Node's decoder of that name turns into controls. Five places are empty.
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

const HIGH_BYTE = new Map([...WINDOWS_1252].map((character, index) => [character, 0x80 + index] as const));

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The bytes a text has in Windows-1252; null where it has characters of no such byte. */
export function windows1252Encode(text: string): EncodedText {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const byte = HIGH_BYTE.get(text[index] ?? "") ?? unit;
    if (byte > 0xff) return null;
    bytes[index] = byte;
  }
  return bytes;
}

/** Null where the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  // Ordinary Chinese fails at its first character, and the decoder's error costs a hundred times this look.
  if (!beginsAsUtf8(bytes)) return null;
  try {
    return UTF8.decode(bytes);
  } catch {
    return null;
  }
}

/** Whether the first character beyond ASCII has the form of one in UTF-8. */
function beginsAsUtf8(bytes: Uint8Array): boolean {
  const first = bytes.findIndex((byte) => byte > 0x7f);
  if (first === -1) return true;
  const lead = bytes[first] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  return lead >= 0xc2 && bytes.subarray(first + 1, first + length).every((byte) => byte >= 0x80 && byte <= 0xbf);
}

/** The bytes a text has in GBK; null where it has characters that GBK lacks. */
export function gbkEncode(text: string): EncodedText {
  const table = gbkTable();
  const bytes = new Uint8Array(text.length * 2);
  let length = 0;
  for (const character of text) {
    if (character <= "\u007F") {
      bytes[length] = character.charCodeAt(0);
      length += 1;
      continue;
    }
    const pair = table.get(character);
    if (pair === undefined) return null;
    bytes[length] = pair >> 8;
    bytes[length + 1] = pair & 0xff;
    length += 2;
  }
  return bytes.subarray(0, length);
}

/** GB 2312 text: whole pairs of bytes from 0xA1 to 0xFE; null for anything else. */
export function gb2312Decode(bytes: Uint8Array): string | null {
  if (bytes.length % 2 === 1 || bytes.some((byte) => byte < 0xa1 || byte > 0xfe)) return null;
  const text = new TextDecoder("gbk").decode(bytes);
  return text.includes("\uFFFD") ? null : text;
}

/** Whether a character is among the 3,755 everyday ones of GB 2312's first level (rows 0xB0 to 0xD7). */
export function isCommonHan(character: string): boolean {
  const pair = gbkTable().get(character) ?? 0;
  return pair >= 0xb0a1 && pair <= 0xd7f9 && (pair & 0xff) >= 0xa1;
}

let table: ReadonlyMap<string, number> | null = null;

/** Built from the decoder when first needed: 24,000 pairs. */
function gbkTable(): ReadonlyMap<string, number> {
  if (table !== null) return table;
  const decoder = new TextDecoder("gbk");
  const pairs = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      // An unassigned pair decodes to U+FFFD, alone or before the ASCII byte.
      if ([...character].length === 1 && character !== "\uFFFD" && !pairs.has(character))
        pairs.set(character, (lead << 8) | trail);
    }
  }
  table = pairs;
  return pairs;
}
