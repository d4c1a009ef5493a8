import type { FaultKind, FaultReading } from "../../model/fault.ts";
import type { Reply } from "../../model/wire.ts";
import { asRecord, asText } from "../../normalize/text/json-shape.ts";
import { type FaultTable, faultReading, unreadableReply } from "./fault-table.ts";

/** Codes of the TOP gateway, which the older dialects of all three marketplaces share. */
export const TOP_CODES: Readonly<Record<string, FaultKind>> = {
  "7": "rate_limited",
  "11": "not_permitted",
  "22": "misconfigured",
  "24": "signature_rejected",
  "25": "signature_rejected",
  "26": "unauthorised",
  "27": "unauthorised",
  "28": "misconfigured",
  "29": "misconfigured",
  "30": "signature_rejected",
  "31": "signature_rejected",
  "40": "bad_request",
  "41": "bad_request",
  "404": "not_found",
  "429": "rate_limited",
};

/** What a business failure says in prose, in Chinese or English. */
export const FAULT_PHRASES: FaultTable["broad"] = [
  [/need user authorized|(?:access.?token|session).{0,20}(?:expired|invalid)/i, "unauthorised"],
  [/signature|签名|timestamp|时间戳/i, "signature_rejected"],
  [/查询权限|没有权限|无权|not permitted|permission denied|no permission/i, "not_permitted"],
  [/下架|off.?shelf|PRODUCT_(?:OFFLINE|DELETE)|delisted/i, "off_shelf"],
  [/不存在|已删除|not.?found|not exist/i, "not_found"],
  [/频率|限流|too many requests|frequency|flow control/i, "rate_limited"],
  [/白名单|white.?list|app.?key/i, "misconfigured"],
  [/系统(?:异常|错误|繁忙)|超时|稍后再?试|system (?:error|busy)|time.?out|unavailable/i, "unavailable"],
  [/missing (?:required )?(?:parameter|argument)/i, "bad_request"],
  [/\bisp\./, "unavailable"],
  [/\bisv\./, "bad_request"],
];

/** `error_response{code, msg, sub_code}`, whatever the HTTP status; a plain `code` and `msg` where the status is a failure. */
export function readErrorResponse(table: FaultTable, reply: Reply): FaultReading | null {
  const unreadable = unreadableReply(table, reply);
  if (unreadable !== null) return unreadable;
  const body = asRecord(reply.body);
  const failed = body["error_response"] !== undefined && body["error_response"] !== null;
  if (!failed && reply.status < 400) return null;
  const error = failed ? asRecord(body["error_response"]) : body;
  const message = ["sub_code", "msg", "sub_msg", "message"].flatMap((name) => asText(error[name]) ?? []).join(" ");
  return faultReading(table, error["code"], message, reply);
}
