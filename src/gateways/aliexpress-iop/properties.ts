import type * as z from "zod";
import type { Certification } from "../../model/supplier.ts";
import { isPlaceholder } from "../../normalize/text/placeholder.ts";
import type { ProductResult } from "./payload.ts";

type Property = z.output<typeof ProductResult>["ae_item_properties"][number];

// AliExpress's own numbers of these attributes; their names come in the language asked for.
const BRAND = "2";
const CERTIFICATION = "348";
const CERTIFICATE_NAMES = /certif|zertif|сертиф|شهاد|인증|認証|认证|chứng nhận|ใบรับรอง/i;
// What AliExpress writes there beside the usual placeholders, in the languages of its sites.
const NOTHING = /^(?:not? ?(?:certified|applicable)|noenname_null|no brand|nenhum|aucune?|ning[uú]n[oa]?|keine?r?|ohne|нет)$/i;
const saysNothing = (text: string): boolean => isPlaceholder(text) || NOTHING.test(text);

/** The product's certificates as the seller ticked them; "none" is no certificate. */
export function readCertificates(properties: readonly Property[]): Certification[] {
  const named = properties
    .filter(({ attr_name_id, attr_name }) => attr_name_id === CERTIFICATION || CERTIFICATE_NAMES.test(attr_name ?? ""))
    .flatMap(({ attr_value }) => (attr_value ?? "").split(/[,;/|、，]/))
    .map((type) => type.trim())
    .filter((type) => !saysNothing(type));
  return [...new Set(named)].map((type) => ({ type, authority: null, validUntil: null, isUnreadable: false }));
}

export function readBrand(properties: readonly Property[]): string | null {
  const brand = properties.find(({ attr_name_id }) => attr_name_id === BRAND)?.attr_value ?? null;
  return brand === null || saysNothing(brand) ? null : brand;
}
