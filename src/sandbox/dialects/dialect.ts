import type { GatewayId, Marketplace } from "../../model/marketplace.ts";
import type { QuotaRule } from "../../model/wire.ts";
import type { Listing } from "../catalogue/listing.ts";
import type { QuotaAnswer } from "../quota.ts";
import type { FoundPage } from "../search.ts";
import type { TokenDesk } from "../tokens.ts";
import type { Asked, Said } from "../wire.ts";

/** How much of a product the app may see, for dialects that sell their data by level. */
export type AccessLevel = "basic" | "middle" | "full";

/** What a dialect may look at while it answers. */
export interface Desk {
  readonly appKey: string;
  readonly appSecret: string;
  readonly tokens: TokenDesk;
  readonly accessLevel: AccessLevel;
  /** APIs the app was not granted, by their names. */
  readonly declined: ReadonlySet<string>;
  readonly accessLifeMs: number;
  readonly refreshLifeMs: number;
  /** Counts this request. Called once for a request of a known app. */
  arrive(): QuotaAnswer;
  find(id: string): Listing | null;
  /** What stands on this marketplace, page by page. */
  search(query: string, page: number, size: number): FoundPage;
  /** What looks like the picture at an address, page by page; null where the picture is none of the sandbox's. */
  searchByPicture(address: string, page: number, size: number): FoundPage | null;
}

/** One upstream dialect, played by the sandbox. */
export interface Dialect {
  readonly id: GatewayId;
  readonly marketplace: Marketplace;
  readonly quota: readonly QuotaRule[];
  /** How long the app is shut out for going over; null where it is only refused. */
  readonly suspendMs: number | null;
  /** Documented life of an access token; Infinity where the dialect ends none. */
  readonly accessLifeMs: number;
  readonly refreshLifeMs: number;
  answer(asked: Asked, desk: Desk): Said;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const perSecond = (limit: number): QuotaRule => ({ limit, periodMs: 1_000 });
export const perDay = (limit: number): QuotaRule => ({ limit, periodMs: DAY_MS });
