import type { Gateway } from "./gateways/gateway.ts";
import { readFreight } from "./gateways/read-product.ts";
import { callFor, createProductReader, type ProductReader } from "./market-product.ts";
import { SECTION_LIFE_MS, type StandardSection, sectionKey } from "./market-sections.ts";
import { Fault } from "./model/fault.ts";
import type { FreightOption } from "./model/freight.ts";
import { MARKETPLACES, type Marketplace } from "./model/marketplace.ts";
import type { Product, Source } from "./model/product.ts";
import type { ProductRef } from "./model/product-ref.ts";
import type { HeavySection } from "./model/wire.ts";
import { askedUntil } from "./upstream/asked.ts";
import type { Cache } from "./upstream/cache.ts";
import { createFlights } from "./upstream/flight.ts";
import { isFault, type Send } from "./upstream/send.ts";
import type { Time } from "./upstream/time.ts";

// Hosts give a tool call a minute; a partial answer within it is worth more than a whole one that nobody waits for.
const DEADLINE_MS = 45_000;

export type Mode = "live" | "sandbox";

/** What a tool wants to know of products, and for whom. */
export interface Want {
  /** BCP 47. */
  readonly language: string;
  /** The buyer's, ISO 3166 alpha-2: prices and availability depend on it. */
  readonly country: string;
  /** The buyer's, ISO 4217: asked for where a platform converts prices itself. */
  readonly currency: string;
  readonly include: readonly HeavySection[];
  /** What must be fresh; the rest may be older. Left out: everything. */
  readonly needs?: readonly StandardSection[];
}

export interface Asking {
  readonly signal: AbortSignal;
  /** Called once for each product that is settled. */
  readonly onSettled?: (ref: ProductRef) => void;
}

/** One product's outcome: a failure is that product's alone. */
export type Fetched =
  | { readonly ref: ProductRef; readonly product: Product; readonly source: Source; readonly raw: string | null }
  | { readonly ref: ProductRef; readonly fault: Fault };

/** The port the tools see. Knows products, never HTTP. Never throws for an upstream failure: it is in the outcome. */
export interface Market {
  readonly mode: Mode;
  /** Outcomes in the order of `refs`. What is not in when the deadline passes is a `timed_out` fault. */
  many(refs: readonly ProductRef[], want: Want, asking: Asking): Promise<readonly Fetched[]>;
  /**
   * A delivery quote for exactly `quantity` units, where the dialect sells one. Null: the dialect quotes none of its own.
   * @throws Fault
   */
  freight(ref: ProductRef, quantity: number, want: Want, asking: Asking): Promise<readonly FreightOption[] | null>;
  /** What the model should be told of the state of the upstream side ("aliexpress-iop is failing often"). */
  notes(): readonly string[];
}

/** A marketplace that can be asked. */
export interface RunningMarketplace {
  readonly gateway: Gateway;
  readonly send: Send;
  /** Tells the cached answers of one account from another's: the app's key. */
  readonly account: string;
  /** What the model should know of its state. */
  note(): string | null;
  /** How long a call made now would wait for the quota, milliseconds: a batch stays open as long. */
  nextLeaseMs(): Promise<number>;
}

export interface MarketOptions {
  readonly mode: Mode;
  /** A fault where the marketplace cannot be asked: `not_configured` and the like, naming what to set. */
  readonly marketplaces: Readonly<Record<Marketplace, RunningMarketplace | Fault>>;
  readonly cache: Cache;
  readonly time: Time;
  /** For the whole call of a tool, milliseconds. */
  readonly deadlineMs?: number;
}

/** The market over running gateways: looks into the cache for all products at once, and fetches the rest together. */
export function createMarket({ mode, marketplaces, cache, time, deadlineMs = DEADLINE_MS }: MarketOptions): Market {
  const flights = createFlights();
  const readers = new Map<Marketplace, ProductReader>();
  for (const marketplace of MARKETPLACES) {
    const running = marketplaces[marketplace];
    if (!(running instanceof Fault)) readers.set(marketplace, createProductReader({ running, cache, flights, time }));
  }
  const unavailable = (ref: ProductRef): Fault => asFault(marketplaces[ref.marketplace]);

  return {
    mode,

    async many(refs, want, asking) {
      const deadline = time.elapsed() + deadlineMs;
      // All look-ups before any fetch, so that what is missing is asked for in the same moment and can share a call.
      const lookups = await Promise.all(refs.map((ref) => readers.get(ref.marketplace)?.lookUp(ref, want)));
      const known = refs.flatMap((ref, index) => {
        const answer = lookups[index]?.known;
        return answer ? [{ ref, ...answer }] : [];
      });
      if (known.length === refs.length) {
        for (const ref of refs) asking.onSettled?.(ref);
        return known;
      }
      const { asked, end } = askedUntil(time, deadline, asking.signal, refs.length === 1 ? "single" : "many");
      try {
        return await Promise.all(
          refs.map(async (ref, index): Promise<Fetched> => {
            const lookup = lookups[index];
            try {
              if (lookup === undefined) throw unavailable(ref);
              return { ref, ...(await lookup.product(asked)) };
            } catch (error) {
              return { ref, fault: asFault(error) };
            } finally {
              asking.onSettled?.(ref);
            }
          }),
        );
      } finally {
        end();
      }
    },

    async freight(ref, quantity, want, asking) {
      const running = marketplaces[ref.marketplace];
      if (running instanceof Fault) throw running;
      const { gateway, send, account } = running;
      const { freight } = gateway;
      if (freight === null) return null;
      const call = callFor(gateway, ref, want, { operation: "freight", skuId: ref.skuId, quantity });
      const key = sectionKey(gateway, account, call, "freight");
      const { asked, end } = askedUntil(time, time.elapsed() + deadlineMs, asking.signal, "many");
      try {
        const [found] = await cache.getMany([key]);
        if (found?.fresh) return found.value as readonly FreightOption[];
        return await flights.join(key, asked, async (joint) => {
          const options = readFreight(freight, (await send(call, joint)).body, call);
          await cache.put(key, options, SECTION_LIFE_MS.freight);
          return options;
        });
      } catch (error) {
        throw asFault(error);
      } finally {
        end();
      }
    },

    notes: () =>
      MARKETPLACES.flatMap((marketplace) => {
        const running = marketplaces[marketplace];
        return running instanceof Fault ? [] : (running.note() ?? []);
      }),
  };
}

const asFault = (error: unknown): Fault =>
  isFault(error) ? error : new Fault({ kind: "internal", message: "The listing could not be fetched.", cause: error });
