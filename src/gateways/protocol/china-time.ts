// China has one zone and no summer time.
const CHINA_OFFSET_MS = 8 * 3_600_000;

/** `YYYY-MM-DD HH:MM:SS` in GMT+8, whatever this machine's zone. */
export const chinaTimestamp = (nowMs: number): string =>
  new Date(nowMs + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
