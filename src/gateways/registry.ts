import { Fault } from "../model/fault.ts";
import type { GatewayId } from "../model/marketplace.ts";
import * as DIALECTS from "./dialects.ts";
import type { Gateway } from "./gateway.ts";

/** Every upstream dialect by its id. */
export const GATEWAYS: { readonly [Id in keyof typeof DIALECTS]: Gateway } = { ...DIALECTS };

/** @throws Fault `bad_input` for an id that no dialect has. */
export function gatewayOf(id: GatewayId): Gateway {
  const known: Readonly<Record<string, Gateway>> = GATEWAYS;
  const gateway = Object.hasOwn(known, id) ? known[id] : undefined;
  if (gateway !== undefined) return gateway;
  const message = `There is no gateway "${String(id)}". Write one of ${Object.keys(known).join(", ")}`;
  throw new Fault({ kind: "bad_input", message });
}
