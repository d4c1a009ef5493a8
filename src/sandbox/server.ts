import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type GatewayId, MARKETPLACES, type Marketplace } from "../model/marketplace.ts";
import type { QuotaRule } from "../model/wire.ts";
import { answerAuthorise } from "./authorise.ts";
import { findListing, LISTINGS } from "./catalogue/catalogue.ts";
import type { Listing } from "./catalogue/listing.ts";
import type { AccessLevel, Desk, Dialect } from "./dialects/dialect.ts";
import { DIALECTS } from "./dialects/registry.ts";
import { RATES_PATH, ratesFile, SANDBOX_RATES, type SandboxRates } from "./exchange.ts";
import { type FaultPlan, faultBox, type InjectedFault, misbehave, replaced } from "./faults.ts";
import { quotaGate } from "./quota.ts";
import { searchListings } from "./search.ts";
import { type TokenDesk, tokenDesk } from "./tokens.ts";
import { readAsked, writeSaid } from "./wire.ts";

// Older entries are dropped, so that a sandbox that serves for weeks does not grow.
const HISTORY_LENGTH = 20_000;

export interface SandboxOptions {
  /** Epoch milliseconds; the gateways' clock. */
  readonly now?: () => number;
  /** Lives of tokens, instead of those each dialect documents. */
  readonly accessTokenLifeMs?: number;
  readonly refreshTokenLifeMs?: number;
  /** Quotas by gateway, instead of those each dialect documents. */
  readonly quota?: Readonly<Partial<Record<GatewayId, readonly QuotaRule[]>>>;
  /** How much of a product the app may see, where data is sold by level; "full" where nothing is said. */
  readonly accessLevel?: Readonly<Partial<Record<GatewayId, AccessLevel>>>;
  /** APIs the app was not granted: `com.alibaba.product/alibaba.product.get`, `/shipping/freight/calculate`, … */
  readonly declined?: readonly string[];
  /** Looked at before the catalogue. */
  readonly listings?: readonly Listing[];
}

export interface SandboxCredentials {
  readonly appKey: string;
  readonly appSecret: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** One request as the sandbox saw it. */
export interface SandboxVisit {
  readonly gateway: GatewayId;
  readonly method: string;
  readonly path: string;
  /** The ids asked for; empty for token calls and for what could not be read. */
  readonly ids: readonly string[];
  /** Arrival and end of the answer, on the sandbox's clock. */
  readonly atMs: number;
  readonly doneMs: number;
  /** 0 where the connection was cut instead of answered. */
  readonly status: number;
  /** The dialect's error code; null for a success. */
  readonly code: string | null;
}

export interface Sandbox {
  speaks(gateway: GatewayId): boolean;
  /** `http://127.0.0.1:port`, to put in the place of every https origin of a gateway that it speaks. */
  origin(gateway: GatewayId): string;
  credentials(marketplace: Marketplace): SandboxCredentials;
  readonly exchangeRates: SandboxRates;
  readonly history: readonly SandboxVisit[];
  /** Ends every access token of the marketplace, as when consent is withdrawn; `refreshToo` ends the refresh tokens as well. */
  revokeToken(marketplace: Marketplace, refreshToo?: boolean): void;
  /** The next `times` requests to the gateway meet the fault instead of the dialect. */
  fail(gateway: GatewayId, fault: InjectedFault, times?: number): void;
  close(): Promise<void>;
}

/** Starts one HTTP server on loopback for each gateway. None of them keeps the process alive. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? Date.now;
  const tokens = new Map(MARKETPLACES.map((marketplace) => [marketplace, tokenDesk(marketplace, now())] as const));
  const faults = faultBox();
  const history: SandboxVisit[] = [];
  const origins = new Map<GatewayId, string>();
  const servers: Server[] = [];
  const record = (visit: SandboxVisit): void => {
    history.push(visit);
    if (history.length > HISTORY_LENGTH) history.shift();
  };

  for (const dialect of DIALECTS) {
    const desk = openDesk(dialect, options, now, tokensOf(tokens, dialect.marketplace));
    const server = createServer((incoming, outgoing) => {
      if (incoming.url === RATES_PATH)
        return void outgoing.writeHead(200, { "content-type": "text/xml" }).end(ratesFile(now()));
      serve({ incoming, outgoing, dialect, desk, now, faults, record }).catch(() => outgoing.destroy());
    });
    server.on("connection", (socket) => socket.unref());
    servers.push(server);
    origins.set(dialect.id, await listen(server));
  }

  return {
    speaks: (gateway) => origins.has(gateway),
    origin: (gateway) => origins.get(gateway) ?? "",
    credentials: (marketplace) => ({ ...appOf(marketplace), ...tokensOf(tokens, marketplace).first }),
    exchangeRates: SANDBOX_RATES,
    history,
    revokeToken: (marketplace, refreshToo = false) => tokensOf(tokens, marketplace).revoke(refreshToo),
    fail: (gateway, fault, times = 1) => faults.plan(gateway, fault, times),
    close: async () => {
      await Promise.all(servers.map(stop));
    },
  };
}

const appOf = (marketplace: Marketplace) => ({ appKey: `sandbox${marketplace}`, appSecret: `sandbox-${marketplace}-secret` });

const tokensOf = (desks: ReadonlyMap<Marketplace, TokenDesk>, marketplace: Marketplace): TokenDesk => {
  const desk = desks.get(marketplace);
  if (!desk) throw new Error(`No token desk for ${marketplace}.`);
  return desk;
};

function openDesk(dialect: Dialect, options: SandboxOptions, now: () => number, tokens: TokenDesk): Desk {
  const gate = quotaGate(options.quota?.[dialect.id] ?? dialect.quota, dialect.suspendMs);
  const own = options.listings ?? [];
  return {
    ...appOf(dialect.marketplace),
    tokens,
    accessLevel: options.accessLevel?.[dialect.id] ?? "full",
    declined: new Set(options.declined ?? []),
    accessLifeMs: options.accessTokenLifeMs ?? dialect.accessLifeMs,
    refreshLifeMs: options.refreshTokenLifeMs ?? dialect.refreshLifeMs,
    arrive: () => gate.arrive(now()),
    search: (query, page, size) => {
      const all = [...own, ...LISTINGS].filter(({ ids }) => ids[dialect.marketplace] !== undefined);
      return searchListings(all, query, page, size);
    },
    find: (id) => own.find((listing) => listing.ids[dialect.marketplace] === id) ?? findListing(dialect.marketplace, id),
  };
}

interface Visit {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly dialect: Dialect;
  readonly desk: Desk;
  readonly now: () => number;
  readonly faults: FaultPlan;
  /** Called before the answer leaves, so that whoever has the answer finds it in the history. */
  readonly record: (visit: SandboxVisit) => void;
}

async function serve({ incoming, outgoing, dialect, desk, now, faults, record }: Visit): Promise<void> {
  const asked = await readAsked(incoming, now);
  const fault = faults.take(dialect.id);
  const said = fault?.kind === "answered" ? replaced(fault) : (answerAuthorise(asked, desk) ?? dialect.answer(asked, desk));
  const cut = fault?.kind === "silent" || fault?.kind === "reset";
  record({
    gateway: dialect.id,
    method: asked.method,
    path: asked.path,
    ids: idsIn(asked.parameters),
    atMs: asked.atMs,
    doneMs: now(),
    status: cut ? 0 : said.status,
    code: fault ? "injected" : said.code,
  });
  if (fault) misbehave(outgoing, fault, said);
  else writeSaid(outgoing, said);
}

const ID_FIELD = /"(?:offerId|productId|product_ids?)":\s*"?\[?([\d,\s"]+)/;

/** The ids a request asks for, wherever its dialect puts them. */
function idsIn(parameters: Readonly<Record<string, string>>): readonly string[] {
  const plain = ["product_id", "productId", "productID", "item_id", "product_ids"].flatMap((name) => parameters[name] ?? []);
  const nested = ["offerDetailParam", "queryDeliveryReq", "query_req", "param0", "inv_req"].flatMap(
    (name) => ID_FIELD.exec(parameters[name] ?? "")?.[1] ?? [],
  );
  return [...plain, ...nested].flatMap((text) => text.match(/\d+/g) ?? []);
}

const listen = (server: Server): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      server.unref();
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
