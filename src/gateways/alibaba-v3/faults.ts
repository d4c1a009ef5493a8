import type { FaultReading } from "../../model/fault.ts";
import type { Reply } from "../../model/wire.ts";
import { asRecord, asText } from "../../normalize/text/json-shape.ts";
import { FAULT_PHRASES, TOP_CODES } from "../protocol/error-response.ts";
import { type FaultTable, faultReading, unreadableReply } from "../protocol/fault-table.ts";

export const FAULTS: FaultTable = {
  exact: { ...TOP_CODES, "401": "unauthorised", "2001": "not_permitted" },
  broad: FAULT_PHRASES,
  status: { 401: "unauthorised", 403: "not_permitted" },
};

/** `code` 0 is a success, whatever else stands beside it; HTTP 401 is an expired token. */
export function readFault(reply: Reply): FaultReading | null {
  const unreadable = unreadableReply(FAULTS, reply);
  if (unreadable !== null) return unreadable;
  const body = asRecord(reply.body);
  const code = asText(body["code"]);
  if (reply.status < 400 && (code === "0" || (code === null && body["result"] !== undefined))) return null;
  return faultReading(FAULTS, code, body["msg"] ?? body["message"], reply);
}
