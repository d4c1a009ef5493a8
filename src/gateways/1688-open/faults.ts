import type { FaultReading } from "../../model/fault.ts";
import type { Reply } from "../../model/wire.ts";
import { asBoolean, asRecord } from "../../normalize/text/json-shape.ts";
import { type FaultTable, faultReading, unreadableReply } from "../protocol/fault-table.ts";

export const FAULTS: FaultTable = {
  exact: {
    "gw.QosAppFrequencyLimit": "rate_limited",
    "gw.NoUsageLeftError": "quota_exhausted",
    "401": "unauthorised",
    "gw.SignatureInvalid": "signature_rejected",
    "gw.SignatureMissing": "signature_rejected",
    "gw.AppKeyNotFound": "misconfigured",
    "gw.AppKeyMissing": "misconfigured",
    "gw.APIUnsupported": "misconfigured",
    "gw.APIACLDecline": "not_permitted",
    "gw.ParamMissing": "bad_request",
  },
  broad: [
    [/^gw\.\w*Timestamp/, "signature_rejected"],
    [/need user authorized/i, "unauthorised"],
    [/^gw\.\w*(?:Limit|Qos)/, "rate_limited"],
    // A picture that cannot be fetched is not a picture that nothing is like.
    [/handle image error/i, "bad_request"],
    [/查询权限|没有权限|无权/, "not_permitted"],
    [/下架/, "off_shelf"],
    [/不存在|已删除/, "not_found"],
    [/系统(?:异常|错误|繁忙)|超时|稍后再?试|system (?:error|busy)|timeout/i, "unavailable"],
    [/\bisp\./, "unavailable"],
    [/\bisv\./, "bad_request"],
  ],
  status: { 401: "unauthorised" },
};

/** Flat `error_code` from the gateway; from the operation, `success: false` inside HTTP 200. */
export function readFault(reply: Reply): FaultReading | null {
  const unreadable = unreadableReply(FAULTS, reply);
  if (unreadable !== null) return unreadable;
  const body = asRecord(reply.body);
  if (body["error_code"] !== undefined || reply.status >= 400) {
    return faultReading(FAULTS, body["error_code"], body["error_message"] ?? body["exception"], reply);
  }
  const failed = [body, asRecord(body["result"])].find((part) => asBoolean(part["success"]) === false);
  if (failed === undefined) return null;
  const message = failed["message"] ?? failed["errMsg"] ?? failed["errorMsg"] ?? failed["errorMessage"];
  return faultReading(FAULTS, failed["errorCode"] ?? failed["code"], message, reply);
}
