import { readUnit } from "../../../model/unit-words.ts";
import { plainWords } from "../../wording/plain-words.ts";
import { shortened } from "../../wording/shortened.ts";
import type { OptionAnswer } from "../answer-schema.ts";
import { unitOf } from "../messages/units.ts";
import { groupedText, lowered } from "./clauses.ts";

type Requirement = NonNullable<OptionAnswer["requirements"]>[number];

/** Why an option is out, as a clause: "1,800 are in stock", "sold by the dozen". */
export function reasonText({ reasons, state }: OptionAnswer): string {
  const [reason] = reasons;
  if (!reason) return state === "error" ? "it could not be read" : state;
  const own = OWN[reason.code]?.(reason.message);
  if (own) return own;
  const [clause = ""] = reason.message.split(/[;:](?=\s)|\. /);
  return lowered(groupedText(plainWords(clause)));
}

const PLATFORM_SAYS: Readonly<Record<string, string>> = {
  not_sold_there: "its platform does not sell it to your country",
  not_found: "its platform has no such listing",
  off_shelf: "it is no longer sold",
  not_in_sandbox: "the sandbox has no such listing",
};

const OWN: Readonly<Record<string, (message: string) => string | null>> = {
  ...Object.fromEntries(Object.entries(PLATFORM_SAYS).map(([code, words]) => [code, () => words])),
  unit_mismatch: (message) => {
    const sold = /^Sold by the ([^\s;]+)/.exec(message)?.[1] ?? "";
    const unit = readUnit(sold)?.unit.name ?? null;
    if (unit === "piece") return "sold by the piece, which is not what you count in";
    return unit === null ? null : `sold by the ${unitOf(unit).en}, of a size not stated`;
  },
  over_budget: (message) => `over the budget: ${lowered(groupedText(message.split(";")[0] ?? ""))}`,
  // What to write instead is the whole of the reason.
  bad_reference: (message) =>
    lowered(
      message
        .replace(/\. Write the reference as shown\.?$/, "")
        .replace(/\. ([A-Z])/g, (_, first: string) => `; ${first.toLowerCase()}`),
    ),
  requirement_failed: (message) => lowered(groupedText(plainWords(message.replace(/^[^:]*: /, "")))),
};

export const isMet = ({ state }: Requirement): boolean => state === "meets";

/** The first requirement that an option does not meet for sure. */
export const firstUnmet = ({ requirements = [] }: OptionAnswer): Requirement | null =>
  requirements.find((requirement) => !isMet(requirement)) ?? null;

const NOT_SHOWN = " is not shown as valid";

/** Why a requirement is met, failed or not known, in words. */
export function whyText({ name, state, why }: Requirement): string {
  switch (name) {
    case "max_lead_time_days":
      return why
        .replace(/(within \d+)$/, "$1 days")
        .replace(/lead time (\d+) to \? days/, "$1 days or more")
        .replace(/lead time \? to (\d+) days/, "up to $1 days so far");
    case "certifications":
      return state === "unknown" ? `${why}${NOT_SHOWN}` : why;
    case "min_supplier_score":
      return why.replace("supplier score", "score");
    default:
      return why;
  }
}

/** What meeting a requirement would be: "delivers within 60 days", "holds LFGB". */
export function meetingText({ name, why }: Requirement): string {
  switch (name) {
    case "max_lead_time_days":
      return `delivers within ${/within (\d+)/.exec(why)?.[1] ?? "the"} days`;
    case "certifications":
      return `holds ${shortened(why.replace(NOT_SHOWN, ""), 40)}`;
    case "verified_only":
      return "is audited";
    default:
      return `reaches a score of ${/wanted (\d+)/.exec(why)?.[1] ?? "that"}`;
  }
}

/** The same for a cell of the table. */
export function requirementText(requirement: Requirement): string {
  const said = { meets: "yes", fails: "no", unknown: "not known" }[requirement.state];
  if (requirement.name === "verified_only") return requirement.state === "unknown" ? "not known: the listing is silent" : said;
  return `${said}: ${requirement.why}`;
}
