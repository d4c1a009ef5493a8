import { join } from "node:path";
import { cachePrefix, summaryInWords } from "../app/cache-in-words.ts";
import { type LastingState, openLastingState } from "../app/open-state.ts";
import type { Config } from "../config/config.ts";
import { formatRef, parseProductRef } from "../model/product-ref.ts";
import { FAILED, MISUSED } from "./exit-codes.ts";
import { printFailure } from "./failure.ts";
import { goodConfig } from "./good-config.ts";
import { print, printError } from "./print.ts";

const USAGE =
  "Usage: sourcing-mcp cache, or sourcing-mcp cache purge <reference or page address>, or sourcing-mcp cache purge --all";

/** Tells what is cached, or removes a product or everything. Exit code 0: done, 1: failed, 2: not understood. */
export async function cache(args: readonly string[]): Promise<number> {
  const [action, what, ...more] = args;
  const understood = action === undefined || (action === "purge" && what !== undefined);
  if (!understood || more.length > 0 || (what?.startsWith("--") && what !== "--all")) {
    printError(USAGE);
    return MISUSED;
  }
  try {
    const config = goodConfig();
    const state = await openLastingState(config, () => undefined);
    await (what === undefined ? tell(state, config) : purge(state, config, what)).finally(() => state.close());
    return 0;
  } catch (error) {
    printFailure("cache", error);
    return FAILED;
  }
}

async function tell(state: LastingState, config: Config): Promise<void> {
  print(`${summaryInWords(await state.cacheStore.summary())}, in ${placeOf(config)}.`);
  print("Nothing is kept longer than 7 days.");
}

async function purge(state: LastingState, config: Config, what: string): Promise<void> {
  const ref = what === "--all" ? null : parseProductRef(what);
  const removed = await state.cacheStore.remove(ref === null ? "" : cachePrefix(ref));
  const whose = ref === null ? "everything" : formatRef({ ...ref, skuId: null });
  print(`Removed ${whose}: ${removed === 1 ? "1 entry" : `${removed} entries`}, from ${placeOf(config)}.`);
  const decisions = await state.decisions.remove(ref === null ? null : formatRef({ ...ref, skuId: null }));
  if (decisions > 0) print(`Removed ${decisions === 1 ? "1 decision" : `${decisions} decisions`} that named it.`);
  print("A server that is running forgets it too, a second later at most.");
}

const placeOf = ({ redisUrl, stateDir }: Config): string =>
  redisUrl === null ? join(stateDir, "cache") : "the Redis server of SOURCING_REDIS_URL";
