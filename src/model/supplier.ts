import type { Amount } from "./money.ts";

/** What a listing says of its seller. Null is "not known", never "no". Rates are fractions: "0.95" is 95 %. */
export interface Supplier {
  readonly id: string | null;
  readonly name: string | null;
  /** ISO 3166 alpha-2. */
  readonly country: string | null;
  readonly region: string | null;
  readonly years: number | null;
  /** The platform's own grade, 0 to 5. */
  readonly transactionLevel: number | null;
  readonly responseRate: Amount | null;
  readonly onTimeRate: Amount | null;
  readonly productCount: number | null;
  readonly repeatBuyerRate: Amount | null;
  readonly disputeRate: Amount | null;
  readonly refundRate: Amount | null;
  /** Units a month. */
  readonly monthlyOutput: number | null;
  readonly shortestLeadDays: number | null;
  /** Paid membership; says nothing of the goods. */
  readonly gold: boolean | null;
  /** Audited by the platform or a third party. */
  readonly verified: boolean | null;
  readonly factoryAudit: boolean | null;
  readonly tradeAssurance: boolean | null;
  /** The platform's star ratings by its own name for them, out of 5. */
  readonly ratings: Readonly<Record<string, Amount>>;
}

export const UNKNOWN_SUPPLIER: Supplier = {
  id: null,
  name: null,
  country: null,
  region: null,
  years: null,
  transactionLevel: null,
  responseRate: null,
  onTimeRate: null,
  productCount: null,
  repeatBuyerRate: null,
  disputeRate: null,
  refundRate: null,
  monthlyOutput: null,
  shortestLeadDays: null,
  gold: null,
  verified: null,
  factoryAudit: null,
  tradeAssurance: null,
  ratings: {},
};

export interface Certification {
  readonly type: string;
  readonly authority: string | null;
  /** ISO 8601 date; null where the listing gives none, or one that cannot be read. */
  readonly validUntil: string | null;
  /** True where an end is stated that cannot be read: such a certificate is never taken as valid. */
  readonly isUnreadable: boolean;
}

export const CERTIFICATE_STATES = ["valid", "expired", "undated", "unreadable"] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

/** What a certificate is worth on a day (epoch milliseconds, UTC): it holds to the end of its last day. */
export function certificateState({ validUntil, isUnreadable }: Certification, nowMs: number): CertificateState {
  if (isUnreadable) return "unreadable";
  if (validUntil === null) return "undated";
  return validUntil < new Date(nowMs).toISOString().slice(0, 10) ? "expired" : "valid";
}

/**
 * Tells of a certificate whether its name holds one of these as words of its own, whatever stands between them: "ISO 9001" is in
 * "ISO9001:2015", "CE" in "CE-LVD" and "CE认证", and neither "CE" in "Certificate of Origin" nor "GS" in "GSV".
 */
export function namesOneOf(names: readonly string[]): (certificate: Certification) => boolean {
  const patterns = names.flatMap((name) => wordsOf(name) ?? []);
  if (patterns.length === 0) return () => false;
  const pattern = new RegExp(patterns.join("|"), "u");
  return ({ type }) => pattern.test(type.toUpperCase());
}

function wordsOf(name: string): string | null {
  const signs = [...name.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "")];
  const [first, last] = [signs[0], signs.at(-1)];
  if (first === undefined || last === undefined) return null;
  return `(?<!${sameKind(first)})${signs.join("[^\\p{L}\\p{N}]*")}(?!${sameKind(last)})`;
}

/** The signs that carry a word on: Latin letters and digits run on in their own kind, Chinese characters stand beside either. */
function sameKind(sign: string): string {
  if (/\d/.test(sign)) return "\\d";
  return /\p{Script=Latin}/u.test(sign) ? "\\p{Script=Latin}" : "[^\\s\\S]";
}
