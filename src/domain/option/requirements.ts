import type { DayRange } from "../../model/freight.ts";
import type { Product } from "../../model/product.ts";
import { type Certification, certificateState, namesOneOf } from "../../model/supplier.ts";
import type { OptionScore, RequirementState } from "../compared-option.ts";
import type { Requirements } from "../comparison.ts";
import type { RequirementCheck } from "./option.ts";
import { arrivesWithin } from "./pieces/days.ts";

export interface RequirementFacts {
  readonly product: Product;
  readonly leadTimeDays: DayRange | null;
  readonly score: OptionScore;
  readonly nowMs: number;
}

/** Each requirement that the buyer set, met, failed or not known. Nothing is taken as met because a listing is silent. */
export function checkRequirements(wanted: Requirements, facts: RequirementFacts): readonly RequirementCheck[] {
  const { product, leadTimeDays, score } = facts;
  const checks: RequirementCheck[] = [];
  if (wanted.maxLeadTimeDays !== null) {
    const found =
      leadTimeDays === null
        ? "no lead time is stated"
        : `lead time ${leadTimeDays.low ?? "?"} to ${leadTimeDays.high ?? "?"} days`;
    checks.push({
      name: "max_lead_time_days",
      state: arrivesWithin(leadTimeDays, wanted.maxLeadTimeDays),
      detail: `${found}, wanted within ${wanted.maxLeadTimeDays}`,
    });
  }
  if (wanted.minSupplierScore !== null) {
    const state = reaches(score, wanted.minSupplierScore);
    checks.push({
      name: "min_supplier_score",
      state,
      detail: `supplier score ${score.low} to ${score.high}, wanted ${wanted.minSupplierScore}`,
    });
  }
  if (wanted.certifications.length > 0)
    checks.push(certificationCheck(wanted.certifications, product.certifications, facts.nowMs));
  if (wanted.verifiedOnly) {
    const { verified } = product.supplier;
    const state = verified === null ? "unknown" : verified ? "meets" : "fails";
    checks.push({
      name: "verified_only",
      state,
      detail:
        verified === null
          ? "the listing does not say whether the supplier is verified"
          : verified
            ? "the supplier is verified"
            : "the supplier is not verified",
    });
  }
  return checks;
}

function reaches(score: OptionScore, least: number): RequirementState {
  if (Number(score.low) >= least) return "meets";
  return Number(score.high) < least ? "fails" : "unknown";
}

// An expired certificate is evidence against; a missing one may only be unlisted.
function certificationCheck(wanted: readonly string[], held: readonly Certification[], nowMs: number): RequirementCheck {
  const states = wanted.map((type) => ({ type, state: certificationState(type, held, nowMs) }));
  const failed = states.filter(({ state }) => state === "fails").map(({ type }) => type);
  const unknown = states.filter(({ state }) => state === "unknown").map(({ type }) => type);
  if (failed.length > 0) return { name: "certifications", state: "fails", detail: `${failed.join(", ")} expired` };
  if (unknown.length > 0) return { name: "certifications", state: "unknown", detail: unknown.join(", ") };
  return { name: "certifications", state: "meets", detail: `${wanted.join(", ")} listed` };
}

function certificationState(type: string, held: readonly Certification[], nowMs: number): RequirementState {
  const matching = held.filter(namesOneOf([type]));
  if (matching.length === 0) return "unknown";
  const states = matching.map((certificate) => certificateState(certificate, nowMs));
  if (states.some((state) => state === "valid" || state === "undated")) return "meets";
  return states.includes("unreadable") ? "unknown" : "fails";
}
