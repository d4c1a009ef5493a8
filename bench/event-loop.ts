import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createApp } from "../src/app/app.ts";
import { readConfig } from "../src/config/config.ts";

// The target: what else is asked meanwhile waits no longer.
const MOST_MS = 200;
const BYTES = 7.9 * 2 ** 20;

type Fill = (entry: (index: number) => string) => string;
const fill: Fill = (entry) => {
  const parts: string[] = [];
  for (let bytes = 0, index = 0; bytes < BYTES; index += 1) {
    const part = entry(index);
    bytes += Buffer.byteLength(part) + 1;
    parts.push(part);
  }
  return parts.join(",");
};
const listing = (more: string): string =>
  `{"result":{"success":true,"result":{"offerId":"@ID@","subject":"Cup","status":"published",${more}}}}`;
const sku = (index: number, attributes: string): string =>
  `{"skuId":${10_000_000_000 + index},"price":"${(index % 50) + 1}.20","amountOnSale":${index % 900},"skuAttributes":[${attributes}]}`;
const attribute = (index: number): string => `{"attributeName":"颜色${index % 90}","value":"红色 ${index}"}`;

const BODIES: readonly (readonly [string, () => string])[] = [
  ["SKUs", () => listing(`"productSkuInfos":[${fill((index) => sku(index, attribute(index)))}]`)],
  [
    "2,000 SKUs of 40 attributes",
    () =>
      listing(
        `"productSkuInfos":[${fill((index) => sku(index, Array.from({ length: 40 }, (_, at) => attribute(at)).join(",")))}]`,
      ),
  ],
  [
    "price tiers",
    () => listing(`"productSaleInfo":{"priceRangeList":[${fill((index) => `{"startQuantity":${index + 1},"price":"9"}`)}]}`),
  ],
  ["names of one object", () => listing(`"productShippingInfo":{${fill((index) => `"k${index}":"v"`)}}`)],
  ["a text of <", () => listing(`"description":"${"<".repeat(BYTES)}"`)],
  ["a text of Chinese", () => listing(`"description":"${"杯".repeat(BYTES / 3)}"`)],
  ["lists of lists", () => listing(`"productAttribute":[${fill(() => "[[[1],[2]],[]]")}]`)],
];

/** The longest time for which an answer of 8 MiB keeps the process from anything else, from the socket to the text. */
export async function run(): Promise<void> {
  let body = "";
  let rows = 0;
  const server = createServer((_, response) => response.setHeader("content-type", "application/json").end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const env = {
    SOURCING_MODE: "live",
    SOURCING_1688_APP_KEY: "100",
    SOURCING_1688_APP_SECRET: "bench-secret",
    SOURCING_1688_ACCESS_TOKEN: "bench-token",
    SOURCING_1688_QUOTA: "50/s",
    SOURCING_1688_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    SOURCING_STATE_DIR: process.env["SOURCING_BENCH_DIR"] ?? `/tmp/sourcing-bench-${process.pid}`,
    SOURCING_LOG_LEVEL: "silent",
  };
  const app = createApp(readConfig(env), () => undefined);
  console.log("| 8 MiB of | answered in ms | held for, ms | at most |\n|---|---|---|---|");
  try {
    for (const [name, make] of [["(nothing: the first call)", () => listing('"a":1')] as const, ...BODIES]) {
      // Another listing each time, so that none is answered from the cache.
      const id = `${745_932_018_842 + rows}`;
      rows += 1;
      body = make().replace("@ID@", id);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const startMs = performance.now();
      const asking = { signal: new AbortController().signal, onSettled: () => undefined };
      const { isError, text } = await app.call("get_product", { products: [`1688:${id}`] }, asking);
      if (isError) throw new Error(text);
      const tookMs = performance.now() - startMs;
      delay.disable();
      const heldMs = delay.max / 1e6;
      console.log(
        `| ${name} | ${tookMs.toFixed(0)} | ${heldMs.toFixed(0)}${heldMs > MOST_MS ? " (missed)" : ""} | ${MOST_MS} |`,
      );
    }
  } finally {
    await app.close();
    server.closeAllConnections();
    server.close();
  }
}
