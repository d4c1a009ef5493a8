import type { FaultReading } from "../../model/fault.ts";
import type { Reply } from "../../model/wire.ts";
import { FAULT_PHRASES, readErrorResponse, TOP_CODES } from "../protocol/error-response.ts";
import type { FaultTable } from "../protocol/fault-table.ts";

// Going over the quota closes the app for seven days.
const BAN_MS = 7 * 86_400_000;
const UNTIL = /until (\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z)/;
// 404 stands for both.
const NOT_FOUND_OR_DELISTED =
  "Not found here is also what a delisted product answers: this gateway does not tell a delisted listing from one that never " +
  "was. Check the reference against the product page's address; if the page says that it is gone, drop the product.";

export const FAULTS: FaultTable = {
  exact: {
    ...TOP_CODES,
    // A missing `api_version`, `language`, `country` or `timestamp`, a wrong signature and an unknown key all answer 401.
    "401": "signature_rejected",
    "403": "not_permitted",
    "429": "suspended",
  },
  broad: [[/suspend|封禁|banned/i, "suspended"], ...FAULT_PHRASES],
  status: { 401: "signature_rejected", 403: "not_permitted", 429: "suspended" },
};

export function readFault(reply: Reply): FaultReading | null {
  const fault = readErrorResponse(FAULTS, reply);
  if (fault?.kind === "not_found") return { ...fault, next: NOT_FOUND_OR_DELISTED };
  if (fault?.kind !== "suspended") return fault;
  return { ...fault, retryAfterMs: fault.retryAfterMs ?? untilNamed(fault.message, reply) ?? BAN_MS };
}

/** The wait until the time that the message names, by the answer's own clock. */
function untilNamed(message: string, { headers }: Reply): number | null {
  const waitMs = Date.parse(UNTIL.exec(message)?.[1] ?? "") - Date.parse(headers["date"] ?? "");
  return Number.isFinite(waitMs) && waitMs >= 0 ? waitMs : null;
}
