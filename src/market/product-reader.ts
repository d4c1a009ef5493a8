import type { Gateway, StockLevel } from "../gateways/gateway.ts";
import { readProduct, readRaw } from "../gateways/read-product.ts";
import { boundedAnswer } from "../gateways/reading/answer/bounded-answer.ts";
import { ABSENCE, asFault, Fault, type FaultKind, isFault } from "../model/fault.ts";
import type { Product, Source } from "../model/product.ts";
import type { ProductRef } from "../model/product-ref.ts";
import type { Call } from "../model/wire.ts";
import type { Cache, Found } from "../upstream/cache/cache.ts";
import { callerUntil } from "../upstream/caller.ts";
import type { Flights } from "../upstream/flight.ts";
import type { Caller } from "../upstream/send.ts";
import type { Time } from "../upstream/time.ts";
import { createBatch } from "./batched-calls.ts";
import { SECTION_LIFE_MS, type Section } from "./cache-life.ts";
import type { Fetched, RunningMarketplace, Want } from "./market.ts";
import {
  cutProduct,
  joinProduct,
  rememberProducts,
  STANDARD_SECTIONS,
  sectionKey,
  sectionKeys,
  withoutStock,
  withStock,
} from "./product-sections.ts";

// The gateway is down, closed, throttled or too slow: then an old answer, with its age said, is better than none.
export const DOWN: readonly FaultKind[] = ["unavailable", "rate_limited", "quota_exhausted", "suspended", "timed_out"];
// Stock is an addition: it gives up this long before the product itself is due.
const STOCK_EARLIER_MS = 1_000;

const MANY_SKUS = 500;

export interface ProductReader {
  /** What is known of a listing now; the rest is fetched when the lookup's product is asked for. */
  lookUp(ref: ProductRef, want: Want): Promise<Lookup>;
}

export interface Lookup {
  /** The whole answer where all of it is known and fresh: then there is nothing to wait for. */
  readonly known: Answer | null;
  /** Settles by the end of the signal at the latest. @throws Fault */
  product(caller: Caller): Promise<Answer>;
}

type Answer = Omit<Extract<Fetched, { product: Product }>, "ref">;
type Sections = ReadonlyMap<Section, Found | null>;

interface Loaded {
  readonly product: Product;
  /** Null where it was not asked for. */
  readonly raw: string | null;
}

export interface ProductReaderOptions {
  readonly running: RunningMarketplace;
  readonly cache: Cache;
  readonly flights: Flights;
  readonly time: Time;
}

/** Products of one gateway: from the cache by sections while they are fresh, else by one call that renews them all. */
export function createProductReader({ running, cache, flights, time }: ProductReaderOptions): ProductReader {
  const { gateway, send, account } = running;
  const keyOf = (call: Call, section: Section): string => sectionKey(gateway, account, call, section);
  const remembered = rememberProducts();

  const sendSingle = async (call: Call, caller: Caller): Promise<Loaded> => {
    const { body } = await send(call, caller);
    const product = readProduct(gateway, body, call);
    // Two thousand SKUs are shown in another turn than they are read in: what else is asked is answered in between.
    if (product.skus.length > MANY_SKUS) await new Promise((resolve) => setImmediate(resolve));
    return { product, raw: call.include.includes("raw") ? readRaw(body) : null };
  };
  const sendTogether = createBatch(gateway, send, async (call, caller) => (await sendSingle(call, caller)).product, {
    time,
    nextLeaseMs: running.nextLeaseMs,
  });

  /** One call, and every section of its answer into the cache, even if whoever asked has left by then. */
  const load = async (call: Call, caller: Caller): Promise<Loaded> => {
    try {
      const together = sendTogether !== null && caller.urgency === "many" && !call.include.includes("raw");
      const loaded = together ? { product: await sendTogether(call, caller), raw: null } : await sendSingle(call, caller);
      const sections = cutProduct(loaded.product, call.include.includes("description"));
      const raw = loaded.raw === null ? [] : [["raw", loaded.raw] as const];
      await Promise.all([...sections, ...raw].map(([section, value]) => put(call, section, value)));
      return loaded;
    } catch (error) {
      if (!isFault(error, ...ABSENCE)) throw error;
      await put(call, "absence", { kind: error.kind, code: error.code, message: error.message, next: error.next });
      throw error;
    }
  };

  const put = (call: Call, section: Section, value: unknown): Promise<void> =>
    cache.put(keyOf(call, section), value, SECTION_LIFE_MS[section]);

  const loadStock = async (call: Call, caller: Caller): Promise<readonly StockLevel[]> => {
    const stock = gateway.stock;
    if (stock === null) return [];
    const stockCall: Call = { ...call, operation: "stock" };
    const key = keyOf(call, "stock");
    return flights.join(key, caller, async (joint) => {
      const levels = stock.read(boundedAnswer((await send(stockCall, joint)).body).body, stockCall);
      await put(call, "stock", levels);
      return levels;
    });
  };

  /** The answer with its stock where that is known or nobody asks for it; null where the platform has to be asked. */
  const withKnownStock = (answer: Answer, want: Want, known: Sections): Answer | null => {
    const { product } = answer;
    if (gateway.stock === null || !needed(want).includes("price") || product.status === "off_shelf") return answer;
    const found = known.get("stock");
    if (!found?.fresh || want.fresh === true) return null;
    return {
      ...asOldAs(answer, found),
      product: remembered([product, found.value], () => withStock(product, found.value as readonly StockLevel[])),
    };
  };

  /** The answer with its stock; whatever happens to the stock, the product stands. */
  const stocked = async (answer: Answer, call: Call, want: Want, known: Sections, caller: Caller): Promise<Answer> => {
    const withKnown = withKnownStock(answer, want, known);
    if (withKnown !== null) return withKnown;
    const { product } = answer;
    const own = callerUntil(time, caller.deadline() - STOCK_EARLIER_MS, caller.signal, caller.urgency);
    try {
      return { ...answer, product: withStock(product, await loadStock(call, own.caller)) };
    } catch (error) {
      return { ...answer, product: withoutStock(product, asFault(error, "The stock could not be read.")) };
    } finally {
      own.end();
    }
  };

  const lookUp = async (ref: ProductRef, want: Want): Promise<Lookup> => {
    const call = callFor(gateway, ref, want, { operation: "product", skuId: null, quantity: null });
    const wanted: readonly Section[] = [...STANDARD_SECTIONS, ...want.include];
    const names: readonly Section[] = [...wanted, "absence", ...(gateway.stock === null ? [] : (["stock"] as const))];
    const found = await cache.getMany(names.map(sectionKeys(gateway, account, call)), gateway.id);
    const known: Sections = new Map(names.map((section, index) => [section, found[index] ?? null]));

    const whole = wanted.every((section) => known.get(section) != null);
    const mustBeFresh: readonly Section[] = [...needed(want), ...want.include];
    const fresh = want.fresh !== true && whole && mustBeFresh.every((section) => known.get(section)?.fresh);

    const joinKnown = (): Product => {
      const parts = [...STANDARD_SECTIONS, ...descriptionIn(want)].map((section) => known.get(section)?.value);
      return remembered(parts as [object, ...unknown[]], () => joinProduct(parts));
    };
    const fromCache = (): Answer => ({
      product: joinKnown(),
      source: sourceOf(mustBeFresh.flatMap((section) => known.get(section) ?? [])),
      raw: want.include.includes("raw") ? ((known.get("raw")?.value ?? null) as string | null) : null,
    });

    const fetchNow = async (caller: Caller): Promise<Answer> => {
      const key = `${keyOf(call, "price")}+${[...want.include].sort().join("+")}`;
      const { product, raw } = await flights.join(key, caller, (joint) => load(call, joint));
      return {
        product: want.include.includes("description") ? product : { ...product, description: null },
        source: { ...here, fetchedAtMs: time.now(), ageSeconds: 0, cached: false },
        raw,
      };
    };

    const absence = want.fresh === true ? null : known.get("absence");
    const answer = fresh && !absence?.fresh ? fromCache() : null;
    return {
      known: answer && withKnownStock(answer, want, known),
      async product(caller) {
        if (absence?.fresh) throw rememberedAbsence(absence.value, gateway.id);
        if (answer !== null) return stocked(answer, call, want, known, caller);
        try {
          return await stocked(await fetchNow(caller), call, want, known, caller);
        } catch (error) {
          if (!whole || !isFault(error, ...DOWN)) throw error;
          const stock = known.get("stock");
          return stale(
            stock ? asOldAs(fromCache(), stock) : fromCache(),
            error,
            stock?.value as readonly StockLevel[] | undefined,
          );
        }
      },
    };
  };

  const here = { marketplace: gateway.marketplace, gateway: gateway.id, proxies: gateway.proxies };

  const sourceOf = (parts: readonly Pick<Found, "storedAtMs">[]): Source => {
    const fetchedAtMs = Math.min(...parts.map(({ storedAtMs }) => storedAtMs));
    return { ...here, fetchedAtMs, ageSeconds: Math.floor(Math.max(0, time.now() - fetchedAtMs) / 1_000), cached: true };
  };

  /** One answer has one time: that of its oldest part that decides. */
  const asOldAs = (answer: Answer, { storedAtMs }: Found): Answer =>
    answer.source.fetchedAtMs <= storedAtMs ? answer : { ...answer, source: sourceOf([{ storedAtMs }]) };

  return { lookUp };
}

/** The unsigned question about one listing. */
export const callFor = (
  { id }: Gateway,
  ref: ProductRef,
  { language, country, currency, include }: Want,
  rest: Pick<Call, "operation" | "skuId" | "quantity">,
): Call => ({ gateway: id, ids: [ref.id], language, country, currency, include, ...rest });

const needed = (want: Want) => (want.needs?.length ? want.needs : STANDARD_SECTIONS);

const descriptionIn = (want: Want): readonly Section[] => (want.include.includes("description") ? ["description"] : []);

const rememberedAbsence = (value: unknown, gateway: Fault["gateway"]): Fault =>
  new Fault({ ...(value as Pick<Fault, "kind" | "code" | "message" | "next">), gateway });

function stale({ product, source, raw }: Answer, fault: Fault, levels: readonly StockLevel[] = []): Answer {
  const message = `${fault.message} This answer is from ${new Date(source.fetchedAtMs).toISOString()}.`;
  return {
    product: { ...withStock(product, levels), warnings: [{ code: "stale", message }, ...product.warnings] },
    source,
    raw,
  };
}
