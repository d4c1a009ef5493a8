import type { FaultReading } from "../../model/fault.ts";
import type { Reply } from "../../model/wire.ts";
import { asBoolean, asRecord, asText } from "../../normalize/json-shape.ts";
import { type FaultTable, faultReading } from "../protocol/fault-table.ts";
import { IOP_FAULTS, readIopFault } from "../protocol/iop-faults.ts";
import { responseOf } from "./payload.ts";

const SUCCESS: ReadonlySet<string> = new Set(["0", "00", "200"]);

// Codes of the operations, inside a success of the gateway's.
const RESULT_FAULTS: FaultTable = {
  exact: {
    ...IOP_FAULTS.exact,
    // "System Error": the same question is answered a moment later.
    "404": "unavailable",
    "602": "not_sold_there",
    "605": "not_found",
    // DELIVERY_INFO_EMPTY: no such SKU, or nobody delivers it there.
    "501": "not_found",
  },
  broad: [[/not allowed to this country|not (?:sold|available) (?:in|to) /i, "not_sold_there"], ...IOP_FAULTS.broad],
};

/** The gateway's refusal first, then `rsp_code`, an operation's `code`, or a `result` that says it failed. */
export function readFault(reply: Reply): FaultReading | null {
  const refused = readIopFault(reply);
  if (refused !== null) return refused;
  const response = responseOf(reply.body);
  const code = asText(response["rsp_code"]) ?? asText(response["code"]);
  if (code !== null && !SUCCESS.has(code)) {
    return faultReading(RESULT_FAULTS, code, response["rsp_msg"] ?? response["msg"], reply);
  }
  const result = asRecord(response["result"]);
  if (asBoolean(result["success"]) !== false) return null;
  return faultReading(RESULT_FAULTS, result["code"], result["msg"], reply);
}
