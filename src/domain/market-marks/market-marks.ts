import { type CertificateState, type Certification, certificateState, namesOneOf } from "../../model/supplier.ts";

interface Mark {
  readonly name: string;
  readonly isShownBy: (certificate: Certification) => boolean;
}

/** `spellings`: what sellers write for it within a certificate's name; `whole`: what means it only as the whole name. */
function mark(name: string, spellings: readonly string[], whole: readonly string[] = []): Mark {
  const isNamedBy = namesOneOf([name, ...spellings]);
  return {
    name,
    isShownBy: (certificate) => isNamedBy(certificate) || whole.includes(certificate.type.trim().toUpperCase()),
  };
}

const CE = mark("CE", ["CELVD", "CEEMC", "CERED", "CEMD", "CEMARK", "CEDOC", "欧盟认证", "Conformité Européenne"]);
const UKCA = mark("UKCA", []);
const FCC = mark("FCC", ["FCCID"]);
const EAC = mark("EAC", ["TR CU", "CU TR", "ЕАС", "ТР ТС", "海关联盟"]);

// The marks that customs, marketplaces or buyers of a country usually ask for. Whether a product needs one its law says.
const BY_COUNTRY: Readonly<Record<string, readonly Mark[]>> = {
  GB: [UKCA, CE],
  US: [FCC],
  PR: [FCC],
  CA: [mark("ISED", ["IC ID", "IC认证", "加拿大IC"], ["IC"])],
  AU: [mark("RCM", ["C-TICK", "SAA"])],
  NZ: [mark("RCM", ["C-TICK"])],
  JP: [mark("PSE", []), mark("TELEC", ["MIC", "GITEKI", "技适"])],
  KR: [mark("KC", ["KCC", "KCMARK"])],
  CN: [mark("CCC", ["3C认证", "3C强制", "强制性产品认证", "China Compulsory"], ["3C"])],
  IN: [mark("BIS", ["ISI"])],
  SA: [mark("SASO", ["SABER"], ["COC"])],
  AE: [mark("ECAS", ["ESMA", "MOIAT"])],
};
const EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");
// The European Economic Area takes the same mark; the Eurasian Economic Union has one of its own.
const WITH_CE: ReadonlySet<string> = new Set([...EU, "IS", "LI", "NO"]);
const WITH_EAC: ReadonlySet<string> = new Set(["RU", "BY", "KZ", "AM", "KG"]);

/** Which of the marks usually asked for in a country a listing shows. Names of marks, with what is known of the certificate. */
export interface MarketMarks {
  readonly usual: readonly string[];
  /** "CE (valid until 2027-05-01)", "CE (no date)", "CE (expired 2024-12-31)". */
  readonly shown: readonly string[];
  readonly notShown: readonly string[];
}

/**
 * The marks usually asked for at a destination (ISO 3166 alpha-2) and which of them the listing's certificates show, at `nowMs`.
 * Null where no usual mark is known for the country.
 *
 * @example marketMarks("GB", [{ type: "CE", ... }], now) // { usual: ["UKCA", "CE"], shown: ["CE (no date)"], notShown: ["UKCA"] }
 */
export function marketMarks(destination: string, certifications: readonly Certification[], nowMs: number): MarketMarks | null {
  const marks = marksOf(destination);
  if (marks.length === 0) return null;
  const found = marks.map(({ name, isShownBy }) => ({ name, shown: best(certifications.filter(isShownBy), nowMs) }));
  return {
    usual: found.map(({ name }) => name),
    shown: found.flatMap(({ name, shown }) => (shown === null ? [] : [`${name} (${shown})`])),
    notShown: found.flatMap(({ name, shown }) => (shown === null ? [name] : [])),
  };
}

function marksOf(destination: string): readonly Mark[] {
  if (WITH_CE.has(destination)) return [CE];
  return WITH_EAC.has(destination) ? [EAC] : (BY_COUNTRY[destination] ?? []);
}

const ORDER: readonly CertificateState[] = ["valid", "undated", "unreadable", "expired"];

/** What is said of the best of several certificates for one mark. */
function best(certificates: readonly Certification[], nowMs: number): string | null {
  const ranked = certificates
    .map((certificate) => ({ certificate, state: certificateState(certificate, nowMs) }))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const first = ranked[0];
  if (first === undefined) return null;
  switch (first.state) {
    case "valid":
      return `valid until ${first.certificate.validUntil}`;
    case "expired":
      return `expired ${first.certificate.validUntil}`;
    case "undated":
      return "no date";
    case "unreadable":
      return "its date cannot be read";
  }
}
