import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectModern } from "../support/clients.ts";

// 2025-01-01 00:00 UTC, 08:00 in China. The zone is chosen so that a local time would be another day.
const FIXED_CLOCK = "--import=data:text/javascript,Date.now%3D()%3D%3E1735689600000";
const ZONE = "America/Los_Angeles";
const APP = { APP_KEY: "1234567", APP_SECRET: "app-secret" };
const RENEWABLE = { ...APP, REFRESH_TOKEN: "refresh-token" };

const PINNED = pinnedRequests(new URL("../fixtures/requests.txt", import.meta.url));

interface Row {
  /** The gateway, and what is special about the case. */
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  /** What the server answers: one of the gateway's fixtures. */
  readonly file: string;
  readonly products: readonly string[];
}

const ROWS: readonly Row[] = [
  { name: "1688-open", settings: RENEWABLE, file: "crossborder-by-sku", products: ["1688:610784549587"] },
  { name: "1688-sha1", settings: { ...APP, ACCESS_TOKEN: "given-token" }, file: "enterprise", products: ["1688:610784549587"] },
  {
    name: "1688-sha1 several",
    settings: { ...APP, ACCESS_TOKEN: "given-token" },
    file: "batch",
    products: ["1688:610784549587", "1688:610784549588"],
  },
  { name: "1688-md5", settings: APP, file: "product", products: ["1688:610784549587"] },
  { name: "1688-md5 by GET", settings: { ...APP, TOKEN_BY_GET: "1" }, file: "product", products: ["1688:610784549587"] },
  { name: "aliexpress-iop", settings: RENEWABLE, file: "wrapped", products: ["aliexpress:1005008177221739"] },
  { name: "aliexpress-md5", settings: RENEWABLE, file: "item", products: ["aliexpress:1005008177221739"] },
  { name: "alibaba-iop", settings: RENEWABLE, file: "description", products: ["alibaba:1600590399629"] },
  {
    name: "alibaba-iop several",
    settings: RENEWABLE,
    file: "batch",
    products: ["alibaba:1600590399629", "alibaba:1600590399630"],
  },
  { name: "alibaba-v3", settings: APP, file: "premium", products: ["alibaba:1600590399629"] },
  { name: "alibaba-global", settings: APP, file: "product", products: ["alibaba:1600590399629"] },
];

interface SearchRow {
  readonly name: string;
  readonly search: Readonly<Record<string, unknown>>;
  /** What the server answers, one request after the other. */
  readonly answers: readonly string[];
}

const NOT_PERMITTED = '{"error_response":{"code":"InsufficientPermission","msg":"App does not have permission"}}';
// Permission is refused first, so that each row holds every way that the dialect knows.
const SEARCH_ROWS: readonly SearchRow[] = [
  {
    name: "1688-open search",
    search: { query: "保温杯 40oz", marketplaces: ["1688"], quantity: 500, sort: "price", factory_only: true, limit: 20 },
    answers: [
      '{"error_code":"gw.APIACLDecline","error_message":"AppKey is not allowed(acl)"}',
      '{"result":{"success":true,"result":[]}}',
    ],
  },
  {
    name: "1688-open search by picture",
    search: { image_url: "https://pictures.example/a b.jpg?x=1&y=2", marketplaces: ["1688"], page: 2 },
    answers: ['{"success":true,"result":{"total":0,"result":[]}}'],
  },
  {
    name: "aliexpress-iop search",
    search: {
      query: "40 oz tumbler",
      marketplaces: ["aliexpress"],
      country: "DE",
      language: "de",
      currency: "EUR",
      sort: "sales",
    },
    answers: [NOT_PERMITTED, '{"aliexpress_affiliate_product_query_response":{"resp_result":{"resp_code":405}}}'],
  },
  {
    name: "alibaba-iop search",
    search: { query: "40 oz tumbler", marketplaces: ["alibaba"], limit: 50 },
    answers: ['{"code":"0","result":{"code":"200","data":{"products":[]}}}'],
  },
];

const SHOWN_HEADERS = ["authorization", "content-type", "x-api-version"];

let server: Server;
let seen: string[];
let payloads: readonly string[];
let state: string;

beforeEach(async () => {
  seen = [];
  state = mkdtempSync(join(tmpdir(), "requests-"));
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const headers = SHOWN_HEADERS.flatMap((name) => (name in request.headers ? [`${name}: ${request.headers[name]}`] : []));
      seen.push([`${request.method} ${request.url}`, ...headers, ...(body === "" ? [] : ["", body])].join("\n"));
      const token = JSON.stringify({ code: "0", access_token: "fresh-token", expires_in: 3600 });
      const isToken = /token/i.test(new URL(request.url ?? "", "http://x").pathname);
      const [next = "{}", ...rest] = payloads;
      if (!isToken && rest.length > 0) payloads = rest;
      const status = next.includes("gw.") ? 400 : 200;
      response.writeHead(isToken ? 200 : status).end(isToken ? token : next);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(state, { recursive: true, force: true });
});

async function ask(env: Record<string, string>, tool: string, asked: Record<string, unknown>): Promise<void> {
  const client = await connectModern(env);
  try {
    await client.call(tool, asked);
  } finally {
    await client.close();
  }
}

function environment(gateway: string, settings: Readonly<Record<string, string>>): Record<string, string> {
  const prefix = `SOURCING_${gateway.split("-")[0]?.toUpperCase()}`;
  return {
    SOURCING_STATE_DIR: state,
    NODE_OPTIONS: FIXED_CLOCK,
    TZ: ZONE,
    [`${prefix}_GATEWAY`]: gateway,
    [`${prefix}_BASE_URL`]: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...Object.fromEntries(Object.entries(settings).map(([part, value]) => [`${prefix}_${part}`, value])),
  };
}

/** A new folder of a gateway that suspends counts as used up for a minute, which a clock that stands still never ends. */
function freeEverySlot(folder: string): void {
  for (const app of readdirSync(folder)) {
    for (const name of readdirSync(join(folder, app))) {
      const [, slot, owner] = /^(\d+)\.\d+\.\d+\.\d+\.([\w-]+)$/.exec(name) ?? [];
      if (slot !== undefined) renameSync(join(folder, app, name), join(folder, app, `${slot}.1.1.1.${owner}`));
    }
  }
}

describe("with a base URL that is nobody's but the user's", () => {
  it.each(ROWS)("$name asks exactly as the platform documents it", async ({ name, settings, file, products }) => {
    const [gateway = ""] = name.split(" ");
    const fixture = readFileSync(new URL(`../fixtures/payloads/${gateway}/${file}.json`, import.meta.url), "utf8");
    // An answer for another listing than asked is none: a single one is made out to be for the one asked.
    const [, id = ""] = products[0]?.split(":") ?? [];
    payloads = [
      products.length > 1 ? fixture : fixture.replace(/("(?:product_id|productId|offerId|item_id)": ?"?)\d+/, `$1${id}`),
    ];
    const env = environment(gateway, settings);
    if (gateway === "alibaba-global") {
      await ask(env, "get_product", { products });
      expect(seen).toEqual([]);
      freeEverySlot(join(state, "quota"));
    }
    await ask(env, "get_product", { products });
    expect(seen).toEqual(PINNED.get(name));
  });

  it.each(SEARCH_ROWS)("$name asks exactly as the platform documents it", async ({ name, search, answers }) => {
    payloads = answers;
    const [gateway = ""] = name.split(" ");
    await ask(environment(gateway, RENEWABLE), "search_products", search);
    expect(seen).toEqual(PINNED.get(name));
  });

  it("covers every request that is pinned", () => {
    expect([...ROWS, ...SEARCH_ROWS].map(({ name }) => name).sort()).toEqual([...PINNED.keys()].sort());
  });
});

/** `=== name`, then the requests of the case with `---` between: the request line, headers, an empty line, the body. */
function pinnedRequests(file: URL): ReadonlyMap<string, readonly string[]> {
  const [, ...cases] = readFileSync(file, "utf8").split(/^=== /m);
  return new Map(
    cases.map((text) => {
      const [name = "", ...lines] = text.trimEnd().split("\n");
      return [name, lines.join("\n").split("\n---\n")];
    }),
  );
}
