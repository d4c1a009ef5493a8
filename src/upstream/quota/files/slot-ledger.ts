import { basename, join } from "node:path";
import { codeOf, Fault } from "../../../model/fault.ts";
import type { GatewayId } from "../../../model/marketplace.ts";
import { withFallback } from "../fallback-ledger.ts";
import type { Ledger } from "../ledger.ts";
import { createMemoryLedger } from "../memory-ledger.ts";
import type { SlotLedgerOptions } from "./options.ts";
import { slotFiles } from "./slot-files.ts";
import type { SlotTime } from "./slot-time.ts";

/**
 * The ledger that all processes of a machine share, and that outlives them: slot files in `<folder>/<gateway>-<account>`.
 * Nothing is read or made before the first call. Where the folder cannot be written, calls to a gateway that suspends are
 * refused with a Fault `misconfigured`; others go on at the pace of this process alone. A folder made for another quota is
 * a Fault `misconfigured` too.
 */
export function createSlotLedger(options: SlotLedgerOptions, time: SlotTime): Ledger {
  const { gateway, suspends, log } = options;
  const path = join(options.folder, `${gateway}-${options.account}`);
  return withFallback(
    {
      gateway,
      suspends,
      log,
      lasting: slotFiles(options, path, time, join(`${options.folder}.known`, basename(path))),
      temporary: createMemoryLedger(options, time),
      refusal: (cause) => unwritable(gateway, path, cause),
    },
    time,
  );
}

const unwritable = (gateway: GatewayId, path: string, cause: unknown): Fault =>
  new Fault({
    kind: "misconfigured",
    gateway,
    message: `Nothing was sent: ${gateway} closes an app that calls too often, and the count of its calls cannot be kept in ${path}${inBrackets(codeOf(cause))}.`,
    next: "Make that folder writable and its disk not full, or set SOURCING_STATE_DIR to a local folder that is.",
    cause,
  });

const inBrackets = (code: string): string => (code === "" ? "" : ` (${code})`);
