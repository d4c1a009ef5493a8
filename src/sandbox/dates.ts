const GMT_8_MS = 8 * 3_600_000;

/** `20181213201638000+0800`, as alibaba.product.get writes a date. */
export const compactDate = (atMs: number): string => `${digits(atMs)}000+0800`;

/** `20181213201638+0800`, as the token answer writes the end of a refresh token. */
export const tokenDate = (atMs: number): string => `${digits(atMs)}+0800`;

/** `2018-12-13 20:16:38` in GMT+8. */
export const plainDate = (atMs: number): string => new Date(atMs + GMT_8_MS).toISOString().slice(0, 19).replace("T", " ");

/** Epoch milliseconds of `YYYY-MM-DD HH:MM:SS` in GMT+8; NaN where it is not one. */
export const readPlainDate = (text: string): number =>
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text.replace(" ", "T")}+08:00`) : Number.NaN;

const digits = (atMs: number): string => plainDate(atMs).replace(/\D/g, "");
