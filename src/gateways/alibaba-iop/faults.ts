import type { FaultReading } from "../../model/fault.ts";
import type { Reply } from "../../model/wire.ts";
import { asBoolean } from "../../normalize/text/json-shape.ts";
import { type FaultTable, faultReading, kindOfCode } from "../protocol/fault-table.ts";
import { IOP_FAULTS, readIopFault } from "../protocol/iop-faults.ts";
import { dataOf, verdictOf } from "./payload.ts";

const RESULT_FAULTS: FaultTable = {
  exact: { ...IOP_FAULTS.exact, "404": "not_found", "500": "unavailable" },
  broad: IOP_FAULTS.broad,
};

/**
 * The gateway's refusal first, then `result_code`. Data beside a code is served: a delisted listing that can be read is a product.
 */
export function readFault(reply: Reply): FaultReading | null {
  const refused = readIopFault(reply);
  if (refused !== null) return refused;
  const { code, message, success } = verdictOf(reply.body);
  const failed = (code !== null && code !== "200" && code !== "0") || asBoolean(success) === false;
  if (!failed || hasData(reply.body)) return null;
  return faultReading(RESULT_FAULTS, code, message, reply);
}

/** Why one id of a batch has no product. */
export const itemFault = (code: string | null, message: string | null): FaultReading => ({
  kind: kindOfCode(RESULT_FAULTS, code, message ?? "") ?? "bad_answer",
  code,
  message: (message ?? "").slice(0, 300),
});

function hasData(body: unknown): boolean {
  const { data, failed } = dataOf(body);
  return [data, failed].some((part) => typeof part === "object" && part !== null && Object.keys(part).length > 0);
}
