import type { Certification } from "../../../model/supplier.ts";
import { readDate } from "../../../normalize/terms/date.ts";
import { asText } from "../../../normalize/text/json-shape.ts";
import { isPlaceholder } from "../../../normalize/text/placeholder.ts";
import type { Notes } from "../notes.ts";

// Said of certificates that do not run out.
const WITHOUT_END =
  /^(?:长期(?:有效)?|永久(?:有效)?|permanent|life ?time|no expir(?:y|ation)(?: date)?|indefinite|unlimited)$/i;

/**
 * A certificate as a listing names it; null where the name says that there is none ("N/A"). An end that is stated and cannot be
 * read is told, and never taken as valid.
 */
export function readCertificate(
  type: string | null,
  authority: string | null,
  validDate: unknown,
  notes: Notes,
): Certification | null {
  if (type === null || isPlaceholder(type)) return null;
  const text = asText(validDate);
  const isStated = validDate !== null && validDate !== undefined && validDate !== "";
  const isOpen = !isStated || (text !== null && (isPlaceholder(text) || WITHOUT_END.test(text)));
  const validUntil = isOpen ? null : notes.read("certifications.valid_until", validDate, readDate);
  return { type, authority, validUntil, isUnreadable: !isOpen && validUntil === null };
}
