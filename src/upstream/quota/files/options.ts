import type { GatewayId } from "../../../model/marketplace.ts";
import type { Log } from "../../send.ts";
import type { LedgerOptions } from "../ledger.ts";

export interface SlotLedgerOptions extends LedgerOptions {
  /** Where the folders of all gateways stand; made where it is missing. Must be on a local disk. */
  readonly folder: string;
  readonly gateway: GatewayId;
  /** A hash of the app key, fit for a file name. */
  readonly account: string;
  readonly log: Log;
}
