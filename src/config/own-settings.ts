import { z } from "zod";
import { GATEWAY_SETTINGS } from "../gateways/settings.ts";
import { MARKETPLACE_FACTS, type Marketplace } from "../model/marketplace.ts";

export const choice = <const Options extends readonly [string, ...string[]]>(options: Options) =>
  z.enum(options, { error: `Write one of ${options.join(", ")}` });

/** The settings that the marketplace's gateways declare in their folders. Their names are known to those alone, not to the types. */
export function ownSettings(marketplace: Marketplace): Record<never, never> {
  const { name, settingPrefix } = MARKETPLACE_FACTS[marketplace];
  const own = GATEWAY_SETTINGS.filter(({ gateway }) => gateway.startsWith(`${marketplace}-`));
  return Object.fromEntries(
    own.map(({ variable, values, meaning }) => {
      const schema = choice(values).default(values[0]).describe(`${name}: ${meaning}`);
      return [`${settingPrefix}_${variable}`, schema] as const;
    }),
  );
}
