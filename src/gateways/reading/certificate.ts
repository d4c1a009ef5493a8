import type { Certification } from "../../model/supplier.ts";
import { readDate } from "../../normalize/date.ts";
import type { Notes } from "./notes.ts";

/** A certificate as a listing names it; an end that is stated and cannot be read is told, and never taken as valid. */
export function readCertificate(type: string, authority: string | null, validDate: unknown, notes: Notes): Certification {
  const validUntil = notes.read("certifications.valid_until", validDate, readDate);
  const isStated = validDate !== null && validDate !== undefined && validDate !== "";
  return { type, authority, validUntil, isUnreadable: isStated && validUntil === null };
}
