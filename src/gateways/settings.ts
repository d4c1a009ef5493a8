import type { GatewayId } from "../model/marketplace.ts";
import type { GatewaySetting } from "./gateway.ts";
import { GATEWAYS } from "./registry.ts";

/** A setting with the gateway that declares it, and the name under which `stamp.settings` has its value. */
export interface DeclaredSetting extends GatewaySetting {
  readonly gateway: GatewayId;
  readonly name: string;
}

/** The settings that the gateways declare. The build puts the result in place of this module, as it does for the ids. */
export const GATEWAY_SETTINGS: readonly DeclaredSetting[] = Object.values(GATEWAYS)
  .flatMap(({ id, settings }) => Object.entries(settings).map(([name, setting]) => ({ ...setting, gateway: id, name })))
  .sort((one, other) => (one.variable < other.variable ? -1 : 1));
