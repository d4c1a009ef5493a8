import type { FaultReading } from "../../model/fault.ts";
import type { Reply } from "../../model/wire.ts";
import { FAULT_PHRASES, readErrorResponse, TOP_CODES } from "../protocol/error-response.ts";
import type { FaultTable } from "../protocol/fault-table.ts";

export const FAULTS: FaultTable = {
  exact: {
    ...TOP_CODES,
    "482": "not_sold_there",
    "505": "not_sold_there",
    "602": "not_sold_there",
    "605": "not_found",
  },
  broad: [
    [/not allowed to this country|SHIP_TO_COUNTRY_PROHIBITED|DELIVERY_NOT_AVAILABLE/i, "not_sold_there"],
    ...FAULT_PHRASES,
  ],
  status: { 401: "unauthorised", 403: "not_permitted" },
};

export const readFault = (reply: Reply): FaultReading | null => readErrorResponse(FAULTS, reply);
