import { LOOPBACK_HOSTS } from "../model/private-networks.ts";
import { MIN_SECRET_LENGTH } from "../model/secret.ts";

export const TOO_SHORT = `Write the whole of it: a secret has at least ${MIN_SECRET_LENGTH} characters`;

const SECRETS = ["APP_SECRET", "ACCESS_TOKEN", "REFRESH_TOKEN"] as const;

/**
 * The secrets of a marketplace that are too short to be whole. A stand-in on loopback may have any: nothing of it is secret.
 * @param prefix of its variables
 * @example shortSecrets({ SOURCING_1688_APP_SECRET: "s" }, "SOURCING_1688") // [{ variable: "SOURCING_1688_APP_SECRET", message: "Write the whole …" }]
 */
export function shortSecrets(given: Readonly<Record<string, string>>, prefix: string): { variable: string; message: string }[] {
  const address = given[`${prefix}_BASE_URL`] ?? "";
  if (URL.canParse(address) && LOOPBACK_HOSTS.has(new URL(address).hostname)) return [];
  return SECRETS.map((part) => `${prefix}_${part}`)
    .filter((variable) => variable in given && (given[variable] ?? "").length < MIN_SECRET_LENGTH)
    .map((variable) => ({ variable, message: TOO_SHORT }));
}
