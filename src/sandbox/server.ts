import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type GatewayId, MARKETPLACES, type Marketplace } from "../model/marketplace.ts";
import type { QuotaRule } from "../model/wire.ts";
import { answerAuthorise } from "./authorise.ts";
import { findListing, LISTINGS } from "./catalogue/catalogue.ts";
import type { Listing } from "./catalogue/listing.ts";
import type { AccessLevel, Desk, Dialect } from "./dialects/dialect.ts";
import { DIALECTS } from "./dialects/registry.ts";
import { RATES_PATH, ratesFile, SANDBOX_RATES, type SandboxRates } from "./exchange.ts";
import { quotaGate } from "./quota.ts";
import { searchByPicture, searchListings } from "./search.ts";
import { type TokenDesk, tokenDesk } from "./tokens.ts";
import { type Asked, readAsked, type Said, writeSaid } from "./wire.ts";

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

/** One request at a gateway, and the answer that waits to be written. */
export interface Visit {
  readonly asked: Asked;
  readonly outgoing: ServerResponse;
  readonly dialect: Dialect;
  readonly desk: Desk;
}

/** Meets a request: answers it as the gateway would, unless somebody stands in front of the gateway. */
export type Meet = (visit: Visit) => void;

export interface Sandbox {
  speaks(gateway: GatewayId): boolean;
  /** `http://127.0.0.1:port`, to put in the place of every https origin of a gateway that it speaks. */
  origin(gateway: GatewayId): string;
  credentials(marketplace: Marketplace): SandboxCredentials;
  readonly exchangeRates: SandboxRates;
  close(): Promise<void>;
}

/** What the gateway says. */
export const answerTo = ({ asked, desk, dialect }: Visit): Said => answerAuthorise(asked, desk) ?? dialect.answer(asked, desk);

const meetAsGateway: Meet = (visit) => writeSaid(visit.outgoing, answerTo(visit));

/** Starts one HTTP server on loopback for each gateway. None of them keeps the process alive. */
export async function startSandbox(options: SandboxOptions = {}, meet: Meet = meetAsGateway): Promise<Sandbox> {
  const now = options.now ?? Date.now;
  const tokens = new Map(MARKETPLACES.map((marketplace) => [marketplace, tokenDesk(marketplace, now())] as const));
  const origins = new Map<GatewayId, string>();
  const servers: Server[] = [];

  for (const dialect of DIALECTS) {
    const desk = openDesk(dialect, options, now, tokensOf(tokens, dialect.marketplace));
    const server = createServer((incoming, outgoing) => {
      if (incoming.url === RATES_PATH)
        return void outgoing.writeHead(200, { "content-type": "text/xml" }).end(ratesFile(now()));
      readAsked(incoming, now)
        .then((asked) => meet({ asked, outgoing, dialect, desk }))
        .catch(() => outgoing.destroy());
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
    searchByPicture: (address, page, size) => searchByPicture([...own, ...LISTINGS], dialect.marketplace, address, page, size),
    find: (id) => own.find((listing) => listing.ids[dialect.marketplace] === id) ?? findListing(dialect.marketplace, id),
  };
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
