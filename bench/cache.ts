import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readProduct } from "../src/gateways/read-product.ts";
import { gatewayOf } from "../src/gateways/registry.ts";
import { cutProduct } from "../src/market/product-sections.ts";
import type { Call } from "../src/model/wire.ts";
import { startSandbox } from "../src/sandbox/server.ts";
import { cacheKey, createCache } from "../src/upstream/cache/cache.ts";
import { createFileStore } from "../src/upstream/cache/file-store.ts";
import { createSeal } from "../src/upstream/storage/seal.ts";
import { median } from "./measure/median.ts";

const ROUNDS = 300;
const WARM_UP = 50;
const DAY_MS = 86_400_000;
const silent = (): void => undefined;
const CALL: Call = {
  ...{ gateway: "1688-open", operation: "product", ids: ["738204915561"], skuId: null, quantity: null },
  ...{ language: "en", country: "US", currency: "USD", include: [] },
};

/** A product's three sections from memory and from disk, beside a read and a parse of a file that holds the same. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "cache-bench-"));
  const store = createFileStore({ folder, seal: createSeal(null), log: silent }, Date);
  try {
    const sections = cutProduct(await fetchedProduct(), false);
    const keys = sections.map(([section]) => cacheKey(["1688", CALL.ids[0]], [section]));
    const warm = createCache(Date, silent, store);
    await Promise.all(sections.map(([, value], index) => warm.put(keys[index] ?? "", value, DAY_MS)));
    const file = join(folder, "whole.json");
    await writeFile(file, JSON.stringify(sections));

    const works: Readonly<Record<string, () => Promise<unknown>>> = {
      "from memory": () => warm.getMany(keys),
      // A new cache knows nothing yet, as after a start.
      "from disk": () => createCache(Date, silent, store).getMany(keys),
      "one file read and parsed": async () => JSON.parse(await readFile(file, "utf8")),
    };
    const times = new Map(Object.keys(works).map((name) => [name, [] as number[]]));
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      for (const [name, work] of Object.entries(works)) {
        const began = performance.now();
        await work();
        if (round >= 0) times.get(name)?.push(performance.now() - began);
      }
    }
    console.log("| a product's sections | median µs |\n|---|---|");
    for (const [name, measured] of times) console.log(`| ${name} | ${(median(measured) * 1_000).toFixed(0)} |`);
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function fetchedProduct() {
  const sandbox = await startSandbox();
  try {
    const gateway = gatewayOf(CALL.gateway);
    const stamp = { ...sandbox.credentials("1688"), nowMs: Date.now(), settings: {} };
    const { url, method, headers, body } = gateway.product.request(CALL, stamp);
    const { pathname, search } = new URL(url);
    const answer = await fetch(`${sandbox.origin(CALL.gateway)}${pathname}${search}`, {
      method,
      headers: { ...headers },
      body,
    });
    return readProduct(gateway, await answer.json(), CALL);
  } finally {
    await sandbox.close();
  }
}
