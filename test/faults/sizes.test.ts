import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseJson } from "../../src/model/json.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { liveSettings } from "../support/live-settings.ts";
import { type BareServer, endAll, openServer } from "../support/server-process.ts";
import { askServer, expectCleanEnd, type FaultRow, play } from "./fault-row.ts";
import { answers } from "./misdeeds.ts";
import { type FaultProxy, type Misdeed, startProxy } from "./proxy.ts";

// Under the 8 MiB at which an answer is refused unread.
const FULL_BYTES = 7.8 * 2 ** 20;
const NO_USE = /\(bad answer\)\. Trying again does not help\./;

type Grow = (value: unknown) => unknown;

/** The true answer with what stands under a name changed, wherever that is. */
const changed =
  (name: string, grow: Grow): Misdeed =>
  async (visit) => {
    let found = 0;
    const walk = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(walk);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, one]) => {
          if (key !== name || found > 0) return [key, walk(one)];
          found += 1;
          return [key, grow(one)];
        }),
      );
    };
    const body = JSON.stringify(walk(parseJson((await visit.answer()).body.toString("utf8"))));
    if (found === 0) throw new Error(`The answer has no ${name}.`);
    await answers("200 OK", body)(visit);
  };

/** As many as there is room for, each with an id and quantities of its own. */
const asMany =
  (most: number, slim: (entry: Record<string, unknown>) => object = (entry) => entry): Grow =>
  (list) => {
    const entries = list as readonly Record<string, unknown>[];
    const grown: object[] = [];
    for (let bytes = 0, index = 0; index < most && bytes < FULL_BYTES; index += 1) {
      const entry = Object.fromEntries(
        Object.entries(slim(entries[index % entries.length] ?? {})).map(([key, value]) => {
          if (/^(?:sku_?id|specId)$/i.test(key)) return [key, `${10_000_000_000 + index}`];
          return [key, /quantity/i.test(key) ? index + 1 : value];
        }),
      );
      bytes += Buffer.byteLength(JSON.stringify(entry)) + 1;
      grown.push(entry);
    }
    return grown;
  };

const names = (count: number): object => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
const nested = (open: string, close: string, levels: number): string => open.repeat(levels) + close.repeat(levels);

const read = (fault: string, ref: string, misdeed: Misdeed, says: RegExp): FaultRow => ({
  ...{ fault, ref, misdeed, told: "ok", says, calls: 1 },
});
const refused = (fault: string, ref: string, misdeed: Misdeed, says = NO_USE): FaultRow => ({
  ...{ fault, ref, misdeed, told: "bad_answer", says, calls: 1 },
});

const ON_1688: readonly FaultRow[] = [
  read(
    "60,000 SKUs",
    "1688:828973116450",
    changed(
      "productSkuInfos",
      asMany(60_000, ({ skuId, price, skuAttributes }) => ({ skuId, price, a: skuAttributes === null })),
    ),
    /60000 SKUs; the first 2000 were read/,
  ),
  read("SKUs to 8 MiB", "1688:752310448816", changed("productSkuInfos", asMany(1e9)), /SKUs; the first 2000 were read/),
  read(
    "200,000 tiers",
    "1688:738204915561",
    changed("priceRangeList", asMany(200_000)),
    /2000 and more price tiers are listed; the first 200 were read[\s\S]*\*\*SKUs\*\*: 3 in all/,
  ),
  read(
    "8 MiB of < in a description",
    "1688:745518820943",
    changed("description", () => "<".repeat(FULL_BYTES)),
    /### 1688:/,
  ),
  read(
    "half a million names",
    "1688:761145502318",
    changed("productShippingInfo", () => names(500_000)),
    /### 1688:/,
  ),
  refused(
    "lists nested 100,000 levels",
    "1688:773420661905",
    answers("200 OK", nested("[", "]", 100_000)),
    /nested without end/,
  ),
];
// Its stock is a call of its own.
const ON_ALIBABA: readonly FaultRow[] = [
  read(
    "40,000 ladders of SKUs",
    "alibaba:1602077696124",
    changed(
      "skus",
      asMany(40_000, ({ sku_id, ladder_price }) => ({ sku_id, ladder_price })),
    ),
    /SKUs; the first 2000 were read/,
  ),
  refused(
    "objects nested 100,000 levels in a price",
    "alibaba:1602188707135",
    answers(
      "200 OK",
      `{"code":"0","result":{"result_code":"200","result_data":{"price":${nested('{"a":', "}", 100_000).replace('{"a":}', "1")}}}}`,
    ),
    /nested without end|not whole/,
  ),
].map((row) => ({ ...row, times: 1, ...(row.told === "ok" ? { calls: 2 } : { after: { told: "ok", calls: 2 } }) }));

let sandbox: Sandbox;
let open1688: FaultProxy;
let alibaba: FaultProxy;
let server: BareServer;
beforeAll(async () => {
  const quick = [{ limit: 1_000, periodMs: 1_000 }];
  sandbox = await startSandbox({ quota: { "alibaba-iop": quick, "1688-open": quick } });
  open1688 = await startProxy(sandbox.origin("1688-open"));
  alibaba = await startProxy(sandbox.origin("alibaba-iop"));
  const origins = { "1688": open1688.origin, alibaba: alibaba.origin };
  server = await openServer(liveSettings(sandbox, { origins, quotas: { "1688": "200/s", alibaba: "200/s" } }));
});
afterAll(async () => {
  await endAll();
  await open1688.close();
  await alibaba.close();
  await sandbox.close();
});

// One after the other: each holds the process for the time that it alone takes.
describe("an answer of a size that nobody needs", () => {
  it.each(ON_1688)("$fault", (row) => play(row, open1688, askServer(server)));
  it.each(ON_ALIBABA)("$fault", (row) => play(row, alibaba, askServer(server)));

  it("the server leaves in order", async () => {
    await expectCleanEnd(server);
    expect(server.stderr()).not.toContain("defect");
  });
});
