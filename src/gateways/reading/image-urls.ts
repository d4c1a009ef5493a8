const IMAGE_PATH = /^\/?[\w!~.-]+(?:\/[\w!~.-]+)+\.(?:jpe?g|png|gif|webp|bmp)$/i;

/**
 * Addresses of pictures, each once. A relative path is put behind `origin` where the dialect has one; what is no address is dropped.
 */
export const imageUrls = (values: readonly (string | null)[], origin: string | null = null): string[] => [
  ...new Set(values.flatMap((value) => imageUrl(value, origin) ?? [])),
];

/** The address of a page or a video; null for what is no address. */
export function webUrl(value: string | null): string | null {
  const text = value?.startsWith("//") ? `https:${value}` : value;
  return text !== null && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null;
}

export function imageUrl(value: string | null, origin: string | null = null): string | null {
  if (value === null) return null;
  const text = value.startsWith("//") ? `https:${value}` : value;
  if (/^https?:\/\//i.test(text)) return URL.canParse(text) ? text : null;
  return origin !== null && IMAGE_PATH.test(text) ? `${origin}/${text.replace(/^\//, "")}` : null;
}
