import { type Config, credentialVariables } from "../config/config.ts";
import type { Gateway } from "../gateways/gateway.ts";
import type { Log } from "../log.ts";
import { Fault } from "../model/fault.ts";
import { MARKETPLACE_FACTS, type Marketplace } from "../model/marketplace.ts";
import { callerUntil } from "../upstream/caller.ts";
import { systemTime } from "../upstream/time.ts";
import { openMarketplace } from "./open-marketplace.ts";
import { tokenFolder } from "./open-state.ts";

// One token call; a quota that is used up may be waited for.
const TRADE_MS = 45_000;

/** The two ends of a person's authorisation: the page where they agree, and the trade of what it sends back. */
export interface Login {
  /** Of the gateway, for messages. */
  readonly gateway: Gateway["id"];
  /** Where the tokens go, in plain words. */
  readonly keptIn: string;
  authoriseUrl(state: string): string;
  /** Trades the code for tokens and keeps them. @throws Fault */
  trade(code: string): Promise<void>;
  close(): Promise<void>;
}

/** @throws Fault where there are no credentials, or the gateway has no page to agree on */
export async function openLogin(config: Config, marketplace: Marketplace, log: Log): Promise<Login> {
  let notStored: { readonly error: unknown } | null = null;
  const opened = await openMarketplace(config, marketplace, log, {
    onNotStored: (error) => {
      notStored = { error };
    },
  });
  const { gateway, appKey, baseUrl, upstream, close } = opened;
  const page = typeof gateway.token === "string" ? null : gateway.token.authoriseUrl;
  if (page === null) {
    await close();
    throw noPage(gateway, marketplace);
  }
  return {
    gateway: gateway.id,
    keptIn: keptIn(config),
    authoriseUrl: (state) => moved(page({ appKey, redirectUri: config.loginRedirect, state }), baseUrl),
    async trade(code) {
      const { caller, end } = callerUntil(systemTime, systemTime.elapsed() + TRADE_MS, new AbortController().signal, "single");
      try {
        await upstream.tokens.login(code, config.loginRedirect, caller);
      } finally {
        end();
      }
      if (notStored !== null) throw notKept(gateway, keptIn(config), notStored);
    },
    close,
  };
}

function keptIn(config: Config): string {
  if (config.mode === "sandbox") return "nowhere: the sandbox and its tokens end with this command";
  return config.redisUrl === null ? tokenFolder(config) : "the Redis server of SOURCING_REDIS_URL";
}

/** A base URL replaces the origin of every address of the gateway; the path stays. */
function moved(address: string, baseUrl: string | null): string {
  const { pathname, search } = new URL(address);
  return baseUrl === null ? address : new URL(pathname + search, baseUrl).href;
}

function noPage({ id, token }: Gateway, marketplace: Marketplace): Fault {
  const [key = "", secret = "", access = "", refresh = ""] = credentialVariables(marketplace);
  const gateway = { kind: "bad_input", gateway: id } as const;
  if (token === "none" || (token !== "given" && token.grant === "client_credentials")) {
    const message = `${id} needs no login: the app's key and secret are all it asks for.`;
    return new Fault({ ...gateway, message, next: `Set ${key} and ${secret}.` });
  }
  const message = `${id} has no page on which a person agrees.`;
  const given = token === "given" ? access : `${access} and ${refresh}`;
  const others = MARKETPLACE_FACTS[marketplace].standardGateway;
  return new Fault({
    ...gateway,
    message,
    next: `Set ${given} to what the platform's console shows, or set ${key.replace(/APP_KEY$/, "GATEWAY")}=${others}.`,
  });
}

const notKept = ({ id }: Gateway, where: string, { error }: { readonly error: unknown }): Fault =>
  new Fault({
    kind: "misconfigured",
    gateway: id,
    message: `The platform gave tokens, but they could not be stored in ${where}.`,
    next: "Make it writable, then log in again.",
    cause: error,
  });
