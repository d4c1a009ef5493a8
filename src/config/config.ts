import { homedir } from "node:os";
import { join } from "node:path";
import type { z } from "zod";
import { GATEWAY_SETTINGS } from "../gateways/settings.ts";
import { type GatewayId, MARKETPLACES, type Marketplace } from "../model/marketplace.ts";
import { Secret } from "../model/secret.ts";
import type { QuotaRule } from "../model/wire.ts";
import { AT_HOME, CONFIG_SCHEMA, type ExchangeRateSetting } from "./schema.ts";
import { shortSecrets } from "./short-secrets.ts";

// Typed as literals, so that a variable's name that is in no schema does not compile.
const PREFIXES = { "1688": "SOURCING_1688", aliexpress: "SOURCING_ALIEXPRESS", alibaba: "SOURCING_ALIBABA" } as const;

// Some hosts hand an optional setting that nobody filled in to the server as the text "${user_config.name}".
const UNFILLED_PLACEHOLDER = /^\$\{[^}]*\}$/;

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Credentials {
  readonly appKey: string;
  readonly appSecret: Secret;
}

export interface MarketplaceConfig {
  readonly gateway: GatewayId;
  /** Null where the key or the secret is missing. */
  readonly credentials: Credentials | null;
  readonly accessToken: Secret | null;
  readonly refreshToken: Secret | null;
  /** An origin in place of the gateway's own, without a slash at the end. */
  readonly baseUrl: string | null;
  /** Null: the dialect's own. */
  readonly quota: readonly QuotaRule[] | null;
  /** The chosen gateway's own settings, by the names it declares them under. */
  readonly own: Readonly<Record<string, string>>;
}

export interface Config {
  /** `auto` is already decided: live as soon as one marketplace has a credential, so that the two never mix. */
  readonly mode: "live" | "sandbox";
  readonly marketplaces: Readonly<Record<Marketplace, MarketplaceConfig>>;
  readonly stateDir: string;
  /** May hold a password. */
  readonly redisUrl: Secret | null;
  /** 32 bytes, base64. */
  readonly stateKey: Secret | null;
  readonly country: string;
  readonly currency: string;
  /** BCP 47, or `market`. */
  readonly language: string;
  readonly fx: ExchangeRateSetting | null;
  /** Whether the day's reference rates are used where nobody gave any. */
  readonly dayRates: boolean;
  /** An address in place of the reference file's. */
  readonly fxUrl: string | null;
  /** Fractions: "0.02" is 2 %. */
  readonly maxDisputeRate: string;
  readonly maxRefundRate: string;
  readonly loginRedirect: string;
  /** Whether a call may ask the buyer for the figure that it hangs on. */
  readonly asksBuyer: boolean;
  /** Whether the comparison offers its page as an MCP App. */
  readonly offersView: boolean;
  /** Who may ask over HTTP; all null: nobody beyond this machine. */
  readonly http: {
    readonly token: Secret | null;
    readonly tokenFile: string | null;
    readonly issuer: string | null;
    readonly audience: string | null;
  };
  readonly logLevel: "debug" | "info" | "warn" | "silent";
  /** Every bad variable, with what to write. Its setting has the default here, and nothing should be fetched with it. */
  readonly problems: readonly ConfigProblem[];
  /** Variables that begin as ours do and are none: most likely misspelt. */
  readonly unknown: readonly string[];
}

/** `message` says what to write and never holds the variable's value. */
export interface ConfigProblem {
  readonly variable: string;
  readonly message: string;
}

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

export interface Setting {
  readonly name: string;
  readonly meaning: string;
  /** Its value opens something, or may hold a password: to be hidden where it is asked for. */
  readonly isSecret: boolean;
}

const SECRET = /_(?:APP_SECRET|ACCESS_TOKEN|REFRESH_TOKEN|STATE_KEY|REDIS_URL|HTTP_TOKEN)$/;

/** Every variable that is read, in the order of the README's table. */
export const SETTINGS: readonly Setting[] = Object.entries(CONFIG_SCHEMA.shape)
  .filter(([name]) => name.startsWith("SOURCING_"))
  .map(([name, schema]) => ({ name, meaning: schema.description ?? "", isSecret: SECRET.test(name) }));

// Compiling the schema costs a start more than walking it once does.
const ONCE = { jitless: true } as const;

/** Reads the settings. Never throws: a bad one is in `problems` and has its default. */
export function readConfig(env: Environment = process.env, machine: Machine = thisMachine()): Config {
  const given = filledIn(env);
  const parsed = CONFIG_SCHEMA.safeParse(given, ONCE);
  const short = Object.values(PREFIXES).flatMap((prefix) => shortSecrets(given, prefix));
  const badValues = [...(parsed.success ? [] : problemsOf(parsed.error)), ...short];
  const settings = parsed.success && short.length === 0 ? parsed.data : CONFIG_SCHEMA.parse(without(given, badValues), ONCE);
  const mode = settings.SOURCING_MODE === "auto" ? (hasAnyCredential(given) ? "live" : "sandbox") : settings.SOURCING_MODE;
  const fx = settings.SOURCING_FX ?? (mode === "live" ? "ecb" : "off");
  return {
    mode,
    marketplaces: {
      "1688": marketplaceConfig(settings, "1688"),
      aliexpress: marketplaceConfig(settings, "aliexpress"),
      alibaba: marketplaceConfig(settings, "alibaba"),
    },
    stateDir: homeExpanded(settings.SOURCING_STATE_DIR, machine) ?? stateFolder(settings, machine),
    redisUrl: secret(settings.SOURCING_REDIS_URL),
    stateKey: secret(settings.SOURCING_STATE_KEY),
    country: settings.SOURCING_COUNTRY,
    currency: settings.SOURCING_CURRENCY,
    language: settings.SOURCING_LANGUAGE,
    fx: typeof fx === "string" ? null : fx,
    dayRates: fx === "ecb",
    fxUrl: settings.SOURCING_FX_URL ?? null,
    maxDisputeRate: settings.SOURCING_MAX_DISPUTE_RATE,
    maxRefundRate: settings.SOURCING_MAX_REFUND_RATE,
    loginRedirect: settings.SOURCING_LOGIN_REDIRECT,
    asksBuyer: settings.SOURCING_ASK === "1",
    offersView: settings.SOURCING_APP === "1",
    http: {
      token: secret(settings.SOURCING_HTTP_TOKEN),
      tokenFile: settings.SOURCING_HTTP_TOKEN_FILE ?? null,
      issuer: settings.SOURCING_HTTP_ISSUER ?? null,
      audience: settings.SOURCING_HTTP_AUDIENCE ?? null,
    },
    logLevel: settings.SOURCING_LOG_LEVEL,
    problems: [...badValues, ...halfCredentials(given)],
    unknown: Object.keys(given).filter((name) => name.startsWith("SOURCING_") && !(name in CONFIG_SCHEMA.shape)),
  };
}

/** The variables of a marketplace's credentials, for the sentence that says what to set. */
export const credentialVariables = (marketplace: Marketplace): readonly string[] =>
  (["APP_KEY", "APP_SECRET", "ACCESS_TOKEN", "REFRESH_TOKEN"] as const).map((part) => `${PREFIXES[marketplace]}_${part}`);

type Settings = z.output<typeof CONFIG_SCHEMA>;
type Given = Readonly<Record<string, string>>;

const thisMachine = (): Machine => ({ platform: process.platform, home: homedir() });

const filledIn = (env: Environment): Given =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => {
      const text = value?.trim() ?? "";
      return text === "" || UNFILLED_PLACEHOLDER.test(text) ? [] : [[name, text] as const];
    }),
  );

function problemsOf(error: z.ZodError): ConfigProblem[] {
  const problems = new Map<string, string>();
  for (const issue of error.issues) {
    const variable = String(issue.path[0]);
    if (!problems.has(variable)) problems.set(variable, issue.message);
  }
  return [...problems].map(([variable, message]) => ({ variable, message }));
}

const without = (given: Given, bad: readonly ConfigProblem[]): Given =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !bad.some(({ variable }) => variable === name)));

const hasAnyCredential = (given: Given): boolean =>
  MARKETPLACES.some((marketplace) => credentialVariables(marketplace).some((variable) => variable in given));

/** A key without its secret, or a token without either, would silently leave the marketplace out. */
function halfCredentials(given: Given): ConfigProblem[] {
  return MARKETPLACES.flatMap((marketplace) => {
    const set = credentialVariables(marketplace).filter((variable) => variable in given);
    const needed = [`${PREFIXES[marketplace]}_APP_KEY`, `${PREFIXES[marketplace]}_APP_SECRET`];
    if (set.length === 0) return [];
    return needed
      .filter((variable) => !(variable in given))
      .map((variable) => ({
        variable,
        message: `is missing, though ${set.join(" and ")} ${set.length === 1 ? "is" : "are"} set`,
      }));
  });
}

function marketplaceConfig(settings: Settings, marketplace: Marketplace): MarketplaceConfig {
  const prefix = PREFIXES[marketplace];
  const appKey = settings[`${prefix}_APP_KEY`];
  const appSecret = secret(settings[`${prefix}_APP_SECRET`]);
  return {
    gateway: settings[`${prefix}_GATEWAY`],
    credentials: appKey === undefined || appSecret === null ? null : { appKey, appSecret },
    accessToken: secret(settings[`${prefix}_ACCESS_TOKEN`]),
    refreshToken: secret(settings[`${prefix}_REFRESH_TOKEN`]),
    baseUrl: settings[`${prefix}_BASE_URL`] ?? null,
    quota: settings[`${prefix}_QUOTA`] ?? null,
    own: ownSettings(settings, settings[`${prefix}_GATEWAY`], prefix),
  };
}

function ownSettings(settings: Readonly<Record<string, unknown>>, gateway: GatewayId, prefix: string): Record<string, string> {
  const own = GATEWAY_SETTINGS.filter((setting) => setting.gateway === gateway);
  return Object.fromEntries(own.map(({ name, variable }) => [name, String(settings[`${prefix}_${variable}`])]));
}

const secret = (value: string | undefined): Secret | null => (value === undefined ? null : new Secret(value));

const homeExpanded = (path: string | undefined, { home }: Machine): string | undefined =>
  path === undefined ? undefined : AT_HOME.test(path) ? join(home, path.slice(1)) : path;

/** Where the platform keeps what a program may not lose and a person does not edit. */
function stateFolder(settings: Settings, { platform, home }: Machine): string {
  if (platform === "darwin") return join(home, "Library", "Application Support", "sourcing-mcp");
  if (platform === "win32") return join(settings.LOCALAPPDATA ?? join(home, "AppData", "Local"), "sourcing-mcp");
  return join(settings.XDG_STATE_HOME ?? join(home, ".local", "state"), "sourcing-mcp");
}
