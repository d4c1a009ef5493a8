import type { FaultReading } from "../../model/fault.ts";
import type { Reply } from "../../model/wire.ts";
import { asBoolean, asRecord, asText } from "../../normalize/text/json-shape.ts";
import { type FaultTable, faultReading } from "../protocol/fault-table.ts";
import { IOP_FAULTS, readIopFault } from "../protocol/iop-faults.ts";
import { responseOf } from "./payload.ts";

const SUCCESS: ReadonlySet<string> = new Set(["0", "00", "200"]);

// The operations' own words for a country that is not served; they come as codes of an operation and of the gateway.
const NOT_THERE =
  /not allowed to this country|not (?:sold|available) (?:in|to) |SHIP_TO_COUNTRY_PROHIBITED|DELIVERY_NOT_AVAILABLE_TO_YOUR_ADDRESS/i;
const FAULTS: FaultTable = {
  exact: {
    ...IOP_FAULTS.exact,
    "482": "not_sold_there",
    "505": "not_sold_there",
    "602": "not_sold_there",
    "605": "not_found",
  },
  broad: [[NOT_THERE, "not_sold_there"], ...IOP_FAULTS.broad],
};

// Codes of the operations, inside a success of the gateway's.
const RESULT_FAULTS: FaultTable = {
  exact: {
    ...FAULTS.exact,
    // "System Error": the same question is answered a moment later.
    "404": "unavailable",
    // DELIVERY_INFO_EMPTY: no such SKU, or nobody delivers it there.
    "501": "not_found",
  },
  broad: FAULTS.broad,
};

/** The gateway's refusal first, then `rsp_code`, an operation's `code`, or a `result` that says it failed. */
export function readFault(reply: Reply): FaultReading | null {
  const refused = readIopFault(reply, FAULTS);
  if (refused !== null) return refused;
  const response = responseOf(reply.body);
  const code = asText(response["rsp_code"]) ?? asText(response["code"]);
  if (code !== null && !SUCCESS.has(code)) {
    return faultReading(RESULT_FAULTS, code, response["rsp_msg"] ?? response["msg"], reply);
  }
  const result = asRecord(response["result"]);
  const resultCode = asText(result["code"]);
  const failed = asBoolean(result["success"]) === false || (resultCode !== null && !SUCCESS.has(resultCode));
  return failed ? faultReading(RESULT_FAULTS, resultCode, result["msg"] ?? result["message"], reply) : null;
}
