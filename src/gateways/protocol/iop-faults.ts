import type { FaultReading } from "../../model/fault.ts";
import type { Reply } from "../../model/wire.ts";
import { asRecord, asText } from "../../normalize/text/json-shape.ts";
import { type FaultTable, faultReading, unreadableReply } from "./fault-table.ts";

/** Codes of the IOP gateways (AliExpress and Alibaba.com run the same one) and, in digits, of the TOP gateway behind them. */
export const IOP_FAULTS: FaultTable = {
  exact: {
    ApiCallLimit: "rate_limited",
    AppCallLimit: "rate_limited",
    "7": "rate_limited",
    ServiceTimeout: "unavailable",
    SystemError: "unavailable",
    IllegalAccessToken: "unauthorised",
    "26": "unauthorised",
    "27": "unauthorised",
    IllegalRefreshToken: "login_needed",
    InvalidCode: "login_needed",
    IncompleteSignature: "signature_rejected",
    IllegalTimestamp: "signature_rejected",
    "25": "signature_rejected",
    InvalidAppKey: "misconfigured",
    InvalidApiPath: "misconfigured",
    AppWhiteIpLimit: "misconfigured",
    "29": "misconfigured",
    InsufficientPermission: "not_permitted",
    "11": "not_permitted",
    "2001": "not_permitted",
    MissingParameter: "bad_request",
    PRODUCT_OFFLINE: "off_shelf",
    PRODUCT_DELETE: "off_shelf",
  },
  broad: [
    [/\bisp\.|system (?:error|busy)|service (?:timeout|unavailable)|_SEARCH_ERROR\b/i, "unavailable"],
    [/ip.{0,20}(?:white|allow).?list|(?:white|allow).?list.{0,20}\bip\b/i, "misconfigured"],
    [/PRODUCT_(?:OFFLINE|DELETE)|off.?shelf/i, "off_shelf"],
    [/(?:\b|_)not.?found(?:\b|_)|not exist/i, "not_found"],
    [/no permission|not permitted|permission denied/i, "not_permitted"],
    [/query failed/i, "unavailable"],
    [/\bisv\./i, "bad_request"],
  ],
};

/** The gateway's own refusal: `error_response` at `/sync`, flat at `/rest`. Null where it let the call through. */
export function readIopFault(reply: Reply, table: FaultTable = IOP_FAULTS): FaultReading | null {
  const unreadable = unreadableReply(table, reply);
  if (unreadable !== null) return unreadable;
  const body = asRecord(reply.body);
  const error = asRecord(body["error_response"] ?? body);
  const code = asText(error["code"]);
  const passed = body["error_response"] === undefined && (code === null || code === "0");
  if (passed && reply.status < 400) return null;
  const message = ["sub_code", "sub_msg", "msg", "message"].flatMap((name) => asText(error[name]) ?? []).join(" ");
  return faultReading(table, code, message, reply);
}
