import type { QuotaRule } from "../model/wire.ts";

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
// No published quota is near these; beyond them a figure is a slip of the finger.
const MAX_QUOTA = 1_000_000;
const MAX_QUOTA_PERIOD_MS = 31 * UNIT_MS.d;

/** "5/s", "30/10s", "10000/d" as a rule; null for anything else. */
export function quotaRule(text: string): QuotaRule | null {
  const [, limit = "", count = "1", unit = "s"] = /^\s*(\d{1,7})\s*\/\s*(\d{1,6})?\s*([smhd])\s*$/.exec(text) ?? [];
  const rule = { limit: Number(limit), periodMs: Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS] };
  const sensible = rule.limit > 0 && rule.limit <= MAX_QUOTA && rule.periodMs > 0 && rule.periodMs <= MAX_QUOTA_PERIOD_MS;
  return limit !== "" && sensible ? rule : null;
}
