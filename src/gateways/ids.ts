import { GATEWAYS } from "./registry.ts";

/** The ids of all gateways. The build puts the result in place of this module, so that reading the settings loads no gateway. */
export const GATEWAY_IDS: readonly (keyof typeof GATEWAYS)[] = Object.keys(GATEWAYS) as (keyof typeof GATEWAYS)[];
