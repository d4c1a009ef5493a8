const UNRESERVED = /^[\w.~-]*$/;
// What RFC 3986 reserves and `encodeURIComponent` leaves.
const LEFT_OVER = /[!'()*]/;
const LEFT_OVERS = /[!'()*]/g;
const HALF_SURROGATES = /\p{Surrogate}/gu;

/** RFC 3986: everything but letters, digits, `-._~` is encoded, `!'()*` too, which `encodeURIComponent` leaves. */
export function percentEncode(text: string): string {
  if (UNRESERVED.test(text)) return text;
  const encoded = utf8Encoded(text);
  return LEFT_OVER.test(encoded) ? encoded.replace(LEFT_OVERS, hexadecimal) : encoded;
}

/** `encodeURIComponent` throws on half a surrogate; UTF-8 encoders, the digest's among them, write the replacement character. */
function utf8Encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return encodeURIComponent(text.replace(HALF_SURROGATES, "\uFFFD"));
  }
}

const hexadecimal = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
