import { type GatewayId, MARKETPLACE_FACTS, MARKETPLACES, type Marketplace } from "../../src/model/marketplace.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";

export interface LiveChoice {
  /** Instead of the marketplace's standard gateway. */
  readonly gateways?: Readonly<Partial<Record<Marketplace, GatewayId>>>;
  /** Something that stands in front of the sandbox. */
  readonly origins?: Readonly<Partial<Record<Marketplace, string>>>;
  readonly quotas?: Readonly<Partial<Record<Marketplace, string>>>;
}

/** The settings of a server in live mode whose platforms are the sandbox, over real HTTP on loopback. */
export function liveSettings(
  sandbox: Sandbox,
  { gateways = {}, origins = {}, quotas = {} }: LiveChoice = {},
): Record<string, string> {
  const settings: Record<string, string> = { SOURCING_MODE: "live" };
  for (const marketplace of MARKETPLACES) {
    const prefix = `SOURCING_${marketplace.toUpperCase()}`;
    const gateway = gateways[marketplace] ?? MARKETPLACE_FACTS[marketplace].standardGateway;
    const { appKey, appSecret, accessToken, refreshToken } = sandbox.credentials(marketplace);
    settings[`${prefix}_GATEWAY`] = gateway;
    settings[`${prefix}_BASE_URL`] = origins[marketplace] ?? sandbox.origin(gateway);
    settings[`${prefix}_APP_KEY`] = appKey;
    settings[`${prefix}_APP_SECRET`] = appSecret;
    settings[`${prefix}_ACCESS_TOKEN`] = accessToken;
    settings[`${prefix}_REFRESH_TOKEN`] = refreshToken;
    const quota = quotas[marketplace];
    if (quota !== undefined) settings[`${prefix}_QUOTA`] = quota;
  }
  return settings;
}

/** Every secret and token that the sandbox has given out or may give out. */
export const SANDBOX_SECRET = /sandbox-(?:1688|aliexpress|alibaba)-(?:secret|(?:access|refresh|code)-\d+)/g;
