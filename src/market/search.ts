import type { Gateway } from "../gateways/gateway.ts";
import { readSearchPage } from "../gateways/read-product.ts";
import { asFault, Fault, isFault } from "../model/fault.ts";
import { MARKETPLACES, type Marketplace } from "../model/marketplace.ts";
import type { SearchPage, SearchQuestion } from "../model/search.ts";
import type { Call } from "../model/wire.ts";
import { type Cache, cacheKey } from "../upstream/cache/cache.ts";
import { callerUntil } from "../upstream/caller.ts";
import type { Flights } from "../upstream/flight.ts";
import type { Caller } from "../upstream/send.ts";
import type { Time } from "../upstream/time.ts";
import { SECTION_LIFE_MS } from "./cache-life.ts";
import type { Asking, RunningMarketplace, Searched, SearchWant, Want } from "./market.ts";

export interface SearchParts {
  readonly marketplaces: Readonly<Record<Marketplace, RunningMarketplace | Fault>>;
  readonly cache: Cache;
  readonly flights: Flights;
  readonly time: Time;
  /** For the whole search. */
  readonly deadlineMs: number;
}

/** Asks all marketplaces at once; where an app was not granted a method, the next one is asked. */
export function createSearch({ marketplaces, cache, flights, time, deadlineMs }: SearchParts) {
  const one = async (
    running: RunningMarketplace,
    question: SearchQuestion,
    want: Want,
    caller: Caller,
  ): Promise<SearchPage> => {
    const { gateway, send, account } = running;
    const call = searchCall(gateway, question, want);
    const told = gateway.dependsOn.map((field) => call[field]);
    const key = `${cacheKey([gateway.marketplace, "search"], [gateway.id, account, ...told, JSON.stringify(question)])}-search`;
    const [found] = await cache.getMany([key], gateway.id);
    if (found?.fresh) return found.value as SearchPage;
    return flights.join(key, caller, async (joint) => {
      const { body } = await send(call, joint);
      const page = readSearchPage(gateway, body, call);
      await cache.put(key, page, SECTION_LIFE_MS.search);
      return page;
    });
  };

  const searchIn = async (marketplace: Marketplace, search: SearchWant, want: Want, caller: Caller): Promise<Searched> => {
    const running = marketplaces[marketplace];
    if (running instanceof Fault) return { marketplace, state: "error", fault: running };
    const by = search.text === null ? "picture" : "keyword";
    const methods = (running.gateway.search?.methods ?? []).filter((method) => method.by === by);
    if (methods.length === 0) return { marketplace, state: "no_search" };
    for (const method of methods) {
      const text = search.text === null ? null : method.speaks === "zh" ? search.text.zh : search.text.any;
      const { imageUrl, page, size, sort, factoryOnly } = search;
      try {
        const found = await one(running, { method: method.name, text, imageUrl, page, size, sort, factoryOnly }, want, caller);
        const state = found.cards.length === 0 ? "nothing_found" : "ok";
        return { marketplace, state, page: found, queryUsed: text };
      } catch (error) {
        if (!isFault(error, "not_permitted"))
          return { marketplace, state: "error", fault: asFault(error, "The search could not be made.") };
      }
    }
    return { marketplace, state: "not_permitted", methods: methods.map(({ name }) => name) };
  };

  /** Outcomes in the order of the marketplaces. Never throws for an upstream failure. */
  return async (search: SearchWant, want: Want, asking: Asking): Promise<readonly Searched[]> => {
    const { caller, end } = callerUntil(time, time.elapsed() + deadlineMs, asking.signal, "many");
    try {
      const wanted = MARKETPLACES.filter((marketplace) => search.marketplaces.includes(marketplace));
      return await Promise.all(wanted.map((marketplace) => searchIn(marketplace, search, want, caller)));
    } finally {
      end();
    }
  };
}

/** The unsigned question; a search names no listing. */
const searchCall = ({ id }: Gateway, search: SearchQuestion, { language, country, currency }: Want): Call => ({
  gateway: id,
  operation: "search",
  ids: [search.text ?? search.imageUrl ?? ""],
  skuId: null,
  quantity: null,
  language,
  country,
  currency,
  include: [],
  search,
});
