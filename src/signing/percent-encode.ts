// `encodeURIComponent` throws on one; UTF-8 encoders, the digest's among them, write the replacement character.
const HALF_SURROGATE = /\p{Surrogate}/gu;

/** RFC 3986: everything but letters, digits, `-._~` is encoded, `!'()*` too, which `encodeURIComponent` leaves. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text.replace(HALF_SURROGATE, "\uFFFD")).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
