import { isAbsolute } from "node:path";
import { z } from "zod";
import { GATEWAY_IDS } from "../gateways/ids.ts";
import { isCountry } from "../model/country.ts";
import { isAmount, isCurrency } from "../model/currency.ts";
import { type GatewayId, MARKETPLACE_FACTS, type Marketplace } from "../model/marketplace.ts";
import { isPrivate, LOOPBACK_HOSTS } from "../model/private-networks.ts";
import { MIN_SECRET_LENGTH } from "../model/secret.ts";
import type { QuotaRule } from "../model/wire.ts";
import { choice, ownSettings } from "./own-settings.ts";
import { quotaRule } from "./quota-rule.ts";
import { share } from "./share.ts";
import { TOO_SHORT } from "./short-secrets.ts";

const STATE_KEY_BYTES = 32;
/** A path in the home: a host starts a server without a shell, which would have read the "~" itself. */
export const AT_HOME = /^~(?:[/\\]|$)/;

export interface ExchangeRateSetting {
  /** ISO 4217: the rates are units of each currency for one of `base`. */
  readonly base: string;
  readonly rates: Readonly<Record<string, string>>;
  /** ISO 8601 date. */
  readonly asOf: string | null;
  readonly source: string | null;
}

const word = z.string().regex(/^\S+$/, "Write it without spaces or line breaks");
// How long a marketplace's secret has to be depends on its address: `shortSecrets` tells.
const credential = word.optional();

function gateway(marketplace: Marketplace) {
  const { name, standardGateway: standard } = MARKETPLACE_FACTS[marketplace];
  const others = GATEWAY_IDS.filter((id) => id.startsWith(`${marketplace}-`) && id !== standard);
  return choice<readonly [GatewayId, ...GatewayId[]]>([standard, ...others])
    .default(standard)
    .describe(`${name}: the dialect: ${[`${standard} (default)`, ...others].join(", ")}`);
}

const baseUrl = z
  .string()
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const bare = url !== null && url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
    if (url === null || !bare || !isSafe(url) || isPrivateAddress(url)) {
      const written = "https://host (no private address), or http:// on loopback (http://127.0.0.1:8080)";
      context.addIssue(`Write an origin without a path: ${written}`);
      return z.NEVER;
    }
    return url.origin;
  })
  .optional();

const quota = z
  .string()
  .transform((text, context): readonly QuotaRule[] => {
    const rules = text.split(",").map(quotaRule);
    const good = rules.filter((rule) => rule !== null);
    if (good.length < rules.length) {
      context.addIssue('Write units per time, such as "5/s,10000/d", "5/m" or "5/10s" (s, m, h, d)');
      return z.NEVER;
    }
    return good;
  })
  .optional();

const safeUrl = z
  .string()
  .refine((text) => URL.canParse(text) && isSafe(new URL(text)), "Write https://…, or http:// on loopback");

const rate = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => isAmount(text) && Number(text) > 0);
const currencyCode = z.string().refine(isCurrency);
const exchangeRates = z.strictObject({
  base: currencyCode,
  rates: z.record(currencyCode, rate),
  as_of: z.iso.date().nullish(),
  source: z.string().max(200).nullish(),
});

const fx = z
  .string()
  .transform((text, context): ExchangeRateSetting | "ecb" | "off" => {
    const word = text.toLowerCase();
    if (word === "ecb" || word === "off") return word;
    const parsed = exchangeRates.safeParse(jsonOrNull(text));
    if (!parsed.success) {
      const where = parsed.error.issues[0]?.path[0];
      const example = '{"base":"USD","rates":{"CNY":"7.12"},"as_of":"2026-11-20","source":"…"}';
      context.addIssue(`Write ecb, off, or JSON such as ${example}${where ? `; look at "${String(where)}"` : ""}`);
      return z.NEVER;
    }
    const { base, rates, as_of, source } = parsed.data;
    return { base, rates, asOf: as_of ?? null, source: source ?? null };
  })
  .optional();

const ratesUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && isSafe(new URL(text)) && !isPrivateAddress(new URL(text)) && new URL(text).username === "",
    "Write https://… (no private address), or http:// on loopback",
  )
  .optional();

const address = (schemes: readonly string[], message: string) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), message);

/** One schema for the whole environment. Texts are trimmed and empty ones left out before it sees them. */
export const CONFIG_SCHEMA = z.object({
  SOURCING_MODE: choice(["auto", "live", "sandbox"])
    .default("auto")
    .describe("auto (live where a marketplace has credentials, sandbox when none has any), live, sandbox"),

  SOURCING_1688_APP_KEY: credential.describe("1688: the app's key"),
  SOURCING_1688_APP_SECRET: credential.describe("1688: the app's secret"),
  SOURCING_1688_ACCESS_TOKEN: credential.describe("1688: an access token"),
  SOURCING_1688_REFRESH_TOKEN: credential.describe("1688: a refresh token"),
  SOURCING_1688_GATEWAY: gateway("1688"),
  SOURCING_1688_BASE_URL: baseUrl.describe("1688: replaces the origin of every URL; https, or http on loopback"),
  SOURCING_1688_QUOTA: quota.describe("1688: calls per time, such as 5/s,10000/d; default: the dialect's"),
  ...ownSettings("1688"),

  SOURCING_ALIEXPRESS_APP_KEY: credential.describe("AliExpress: the app's key"),
  SOURCING_ALIEXPRESS_APP_SECRET: credential.describe("AliExpress: the app's secret"),
  SOURCING_ALIEXPRESS_ACCESS_TOKEN: credential.describe("AliExpress: an access token"),
  SOURCING_ALIEXPRESS_REFRESH_TOKEN: credential.describe("AliExpress: a refresh token"),
  SOURCING_ALIEXPRESS_GATEWAY: gateway("aliexpress"),
  SOURCING_ALIEXPRESS_BASE_URL: baseUrl.describe("AliExpress: replaces the origin of every URL; https, or http on loopback"),
  SOURCING_ALIEXPRESS_QUOTA: quota.describe("AliExpress: calls per time, such as 5/s,10000/d; default: the dialect's"),
  ...ownSettings("aliexpress"),

  SOURCING_ALIBABA_APP_KEY: credential.describe("Alibaba.com: the app's key"),
  SOURCING_ALIBABA_APP_SECRET: credential.describe("Alibaba.com: the app's secret"),
  SOURCING_ALIBABA_ACCESS_TOKEN: credential.describe("Alibaba.com: an access token"),
  SOURCING_ALIBABA_REFRESH_TOKEN: credential.describe("Alibaba.com: a refresh token"),
  SOURCING_ALIBABA_GATEWAY: gateway("alibaba"),
  SOURCING_ALIBABA_BASE_URL: baseUrl.describe("Alibaba.com: replaces the origin of every URL; https, or http on loopback"),
  SOURCING_ALIBABA_QUOTA: quota.describe("Alibaba.com: calls per time, such as 5/m; default: the dialect's"),
  ...ownSettings("alibaba"),

  SOURCING_STATE_DIR: z
    .string()
    .refine(
      (text) => AT_HOME.test(text) || isAbsolute(text),
      "Write an absolute path, or one that begins with ~/: two processes must find the same folder",
    )
    .optional()
    .describe("The folder for quota, cache and tokens; default: the platform's state folder"),
  SOURCING_REDIS_URL: address(["redis:", "rediss:", "valkey:", "valkeys:"], "Write redis://host:port or rediss://host:port")
    .optional()
    .describe("Redis or Valkey in place of the folder, for several machines"),
  SOURCING_STATE_KEY: z
    .string()
    .refine(isStateKey, "Write 32 bytes as base64 (44 characters), for example from: openssl rand -base64 32")
    .optional()
    .describe("32 bytes, base64: tokens and cached answers are encrypted at rest (AES-256-GCM)"),

  SOURCING_COUNTRY: z
    .string()
    .transform((code) => code.toUpperCase())
    .refine(isCountry, "Write an ISO 3166 two-letter code such as US, DE or GB")
    .default("US")
    .describe("The buyer's country where a call names none (US)"),
  SOURCING_CURRENCY: z
    .string()
    .transform((code) => code.toUpperCase())
    .refine(isCurrency, "Write an ISO 4217 code such as USD, EUR or CNY")
    .default("USD")
    .describe("The currency of totals where a call names none (USD)"),
  SOURCING_LANGUAGE: z
    .string()
    .regex(/^(?:market|[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*)$/, 'Write a language tag such as en, de or zh-Hant, or "market"')
    .default("en")
    .describe('The language of titles and texts where a call names none (en), or "market" for the country\'s own'),
  SOURCING_FX: fx.describe(
    "Exchange rates: ecb (the European Central Bank's daily reference rates; live mode's default), off, or JSON: base, rates (units for one of base), as_of, source",
  ),
  SOURCING_FX_URL: ratesUrl.describe("Replaces the address of the reference rates' file; https, or http on loopback"),
  SOURCING_MAX_DISPUTE_RATE: share("0.02").describe("A supplier's dispute rate above this is warned of (2%)"),
  SOURCING_MAX_REFUND_RATE: share("0.05").describe("A supplier's refund rate above this is warned of (5%)"),
  SOURCING_LOGIN_REDIRECT: safeUrl
    .default("http://127.0.0.1:8765/callback")
    .describe("The redirect URI registered with the app (http://127.0.0.1:8765/callback)"),
  SOURCING_ASK: choice(["1", "0"])
    .default("1")
    .describe(
      "0: never ask the buyer inside a call; 1 (default): a comparison that hangs on the buyer's own figure asks for it once",
    ),
  SOURCING_APP: choice(["1", "0"])
    .default("0")
    .describe("1: the comparison also offers its page as an MCP App; 0 (default): hosts that draw no apps lose nothing"),
  SOURCING_HTTP_TOKEN: word
    .min(MIN_SECRET_LENGTH, TOO_SHORT)
    .optional()
    .describe("serve --http: the bearer token that opens it"),
  SOURCING_HTTP_TOKEN_FILE: z
    .string()
    .optional()
    .describe("serve --http: a file of bearer tokens, one a line with a name before it (anna 6f1c…)"),
  SOURCING_HTTP_ISSUER: safeUrl.optional().describe("serve --http: an OAuth issuer whose tokens open it, in place of a list"),
  SOURCING_HTTP_AUDIENCE: z
    .string()
    .refine((text) => URL.canParse(text), "Write the address that clients know, such as https://sourcing.example/mcp")
    .optional()
    .describe("serve --http: the audience that the issuer's tokens name: this server's address"),
  SOURCING_LOG_LEVEL: choice(["debug", "info", "warn", "silent"])
    .default("warn")
    .describe("warn (default), info, debug, silent"),

  // The platform's own, for the default of SOURCING_STATE_DIR.
  XDG_STATE_HOME: z.string().optional(),
  LOCALAPPDATA: z.string().optional(),
});

// The same networks are refused again before anything is sent, where names are looked up too. `URL` has undone other spellings.
const isPrivateAddress = ({ hostname }: URL): boolean => isPrivate(hostname.replace(/^\[|\]$/g, ""));

const isSafe = (url: URL): boolean =>
  url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK_HOSTS.has(url.hostname));

function isStateKey(text: string): boolean {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === STATE_KEY_BYTES && bytes.toString("base64") === text;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
