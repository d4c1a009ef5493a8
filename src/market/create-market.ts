import { readFreight } from "../gateways/read-product.ts";
import { asFault, Fault, isFault } from "../model/fault.ts";
import type { FreightOption } from "../model/freight.ts";
import { MARKETPLACES, type Marketplace } from "../model/marketplace.ts";
import type { ProductRef } from "../model/product-ref.ts";
import type { Cache, Found } from "../upstream/cache/cache.ts";
import { callerUntil } from "../upstream/caller.ts";
import { createFlights } from "../upstream/flight.ts";
import type { Time } from "../upstream/time.ts";
import { SECTION_LIFE_MS } from "./cache-life.ts";
import type { Fetched, Market, Mode, RunningMarketplace } from "./market.ts";
import { callFor, createProductReader, DOWN, type ProductReader } from "./product-reader.ts";
import { sectionKey } from "./product-sections.ts";
import { createSearch } from "./search.ts";

// Hosts give a tool call a minute; a partial answer within it is worth more than a whole one that nobody waits for.
const DEADLINE_MS = 45_000;

export interface MarketOptions {
  readonly mode: Mode;
  /** A fault where the marketplace cannot be asked: `not_configured` and the like, naming what to set. */
  readonly marketplaces: Readonly<Record<Marketplace, RunningMarketplace | Fault>>;
  readonly cache: Cache;
  readonly time: Time;
}

/** The market over running gateways: looks into the cache for all products at once, and fetches the rest together. */
export function createMarket({ mode, marketplaces, cache, time }: MarketOptions): Market {
  const flights = createFlights();
  const readers = new Map<Marketplace, ProductReader>();
  for (const marketplace of MARKETPLACES) {
    const running = marketplaces[marketplace];
    if (!(running instanceof Fault)) readers.set(marketplace, createProductReader({ running, cache, flights, time }));
  }
  const unavailable = (ref: ProductRef): Fault => asListingFault(marketplaces[ref.marketplace]);

  return {
    mode,

    async many(refs, want, asking) {
      const deadline = time.elapsed() + DEADLINE_MS;
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
      const { caller, end } = callerUntil(time, deadline, asking.signal, refs.length === 1 ? "single" : "many");
      try {
        return await Promise.all(
          refs.map(async (ref, index): Promise<Fetched> => {
            const lookup = lookups[index];
            try {
              if (lookup === undefined) throw unavailable(ref);
              return { ref, ...(await lookup.product(caller)) };
            } catch (error) {
              return { ref, fault: ofSandbox(mode, asListingFault(error)) };
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
      const { caller, end } = callerUntil(time, time.elapsed() + DEADLINE_MS, asking.signal, "many");
      const [found] = await cache.getMany([key], gateway.id);
      try {
        if (found?.fresh && want.fresh !== true) return found.value as readonly FreightOption[];
        return await flights.join(key, caller, async (joint) => {
          const options = readFreight(freight, (await send(call, joint)).body, call);
          await cache.put(key, options, SECTION_LIFE_MS.freight);
          return options;
        });
      } catch (error) {
        if (found && isFault(error, ...DOWN)) return oldQuotes(found, error);
        throw asListingFault(error);
      } finally {
        end();
      }
    },

    search: createSearch({ marketplaces, cache, flights, time, deadlineMs: DEADLINE_MS }),

    notes: () =>
      MARKETPLACES.flatMap((marketplace) => {
        const running = marketplaces[marketplace];
        return running instanceof Fault ? [] : (running.note() ?? []);
      }),
  };
}

/** What was quoted before, with its age said. */
function oldQuotes({ value, storedAtMs }: Found, { message }: Fault): readonly FreightOption[] {
  const stale = `Its delivery quote is from ${new Date(storedAtMs).toISOString()}. ${message}`;
  return (value as readonly FreightOption[]).map((option) => ({ ...option, stale }));
}

/** A listing that the sandbox has not may well stand on the marketplace itself. */
const ofSandbox = (mode: Mode, fault: Fault): Fault =>
  mode === "sandbox" && fault.kind === "not_found"
    ? new Fault({
        kind: "not_in_sandbox",
        gateway: fault.gateway,
        message: "The sandbox reads only its own listings, and this is none of them",
      })
    : fault;

const asListingFault = (error: unknown): Fault => asFault(error, "The listing could not be fetched.");
