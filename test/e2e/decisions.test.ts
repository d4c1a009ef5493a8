import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ecbFile } from "../rates/ecb-file.ts";
import { connectModern, ROOT } from "../support/clients.ts";
import { runCommand } from "../support/command.ts";
import { temporaryFolder } from "../support/folder.ts";

const MAIN = join(ROOT, "dist/main.js");
const A = "alibaba:1601009500001";
const B = "alibaba:1601009500002";
const SAME_WAY = {
  freight: 0,
  insurance_rate: 0,
  destination_terminal: 0,
  brokerage: 0,
  duty_rate: 0,
  last_mile: 0,
  unloading: 0,
};

/** A gateway of alibaba-v3 with two listings whose prices the test turns, and the day's rates beside it. */
async function world() {
  const prices = new Map([
    [A, "2.00"],
    [B, "2.10"],
  ]);
  const server = createServer((incoming, outgoing) => {
    let body = "";
    incoming.on("data", (chunk) => {
      body += chunk;
    });
    incoming.on("end", () => {
      if (incoming.url === "/rates.xml") {
        const day = new Date().toISOString().slice(0, 10);
        return void outgoing.writeHead(200, { "content-type": "text/xml" }).end(ecbFile(day));
      }
      const asked = new URLSearchParams(`${incoming.url?.split("?")[1] ?? ""}&${body}`);
      const id = asked.get("item_id") ?? "";
      const price_info = {
        currency: "USD",
        price_unit: "Piece",
        tier_prices: [{ min_quantity: 10, price: prices.get(`alibaba:${id}`) }],
      };
      const result = { item_id: id, subject: "Goods", price_info, min_order_quantity: 10, min_order_unit: "Piece" };
      outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ code: 0, result }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = {
    SOURCING_MODE: "live",
    SOURCING_STATE_DIR: temporaryFolder(),
    SOURCING_LOG_LEVEL: "silent",
    SOURCING_FX_URL: `${origin}/rates.xml`,
    SOURCING_ALIBABA_GATEWAY: "alibaba-v3",
    SOURCING_ALIBABA_APP_KEY: "app-key-of-test",
    SOURCING_ALIBABA_APP_SECRET: "app-secret-of-test",
    SOURCING_ALIBABA_ACCESS_TOKEN: "token-of-test",
    SOURCING_ALIBABA_BASE_URL: origin,
    SOURCING_ALIBABA_QUOTA: "100/s",
  };
  const client = await connectModern(settings);
  onTestFinished(() => client.close());
  return { prices, settings, client };
}

describe("a kept decision", () => {
  it("is asked again from the command line: 0 while the buy stays, 3 once it changes, and gone after a purge", async () => {
    const { prices, settings, client } = await world();
    const decided = await client.call("compare_purchase_options", { products: [A, B], quantity: 100, costs: SAME_WAY });
    const id = String(decided.structured?.["decision_id"]);
    expect(id).toMatch(/^d-/);

    const same = await runCommand(MAIN, ["recheck", id], settings);
    expect({ code: same.code, said: same.stdout.includes("The buy stays") }).toEqual({ code: 0, said: true });

    const one = await runCommand(MAIN, ["recheck", id, "--json"], settings);
    expect(JSON.parse(one.stdout)).toMatchObject({ decision_id: id, order_changed: false, changed: [] });

    // 100 × 2.10 = 210.00 at B is now less than 100 × 2.20 = 220.00 at A; two who look at once see the same.
    prices.set(A, "2.20");
    const both = await Promise.all([1, 2].map(() => runCommand(MAIN, ["recheck", "--all", "--json"], settings)));
    for (const { code, stdout } of both) {
      expect(code).toBe(3);
      expect(JSON.parse(stdout)).toMatchObject([
        {
          decision_id: id,
          order_changed: true,
          was: { winner: A },
          verdict: { winner: B },
          total: { was: "200.00", now: "210.00" },
        },
      ]);
    }

    expect((await runCommand(MAIN, ["cache", "purge", A], settings)).stdout).toContain("1 decision");
    const gone = await runCommand(MAIN, ["recheck", "--all"], settings);
    expect({ code: gone.code, said: gone.stdout.trim() }).toEqual({ code: 0, said: "No decision is kept." });
    expect((await runCommand(MAIN, ["recheck", "--every"], settings)).code).toBe(2);
  }, 60_000);

  it("is not said to be none where the decisions cannot be read", async () => {
    // Nobody listens there.
    const settings = { SOURCING_REDIS_URL: "redis://127.0.0.1:1" };
    for (const command of [["recheck", "--all"], ["report"]]) {
      const { code, stdout, stderr } = await runCommand(MAIN, command, settings);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toMatch(/^(?:recheck|report) failed: /);
    }
  }, 60_000);

  it("is worked out by the day's rates, named with their day", async () => {
    const { client } = await world();
    const { structured } = await client.call("compare_purchase_options", {
      products: [A],
      quantity: 100,
      currency: "EUR",
      costs: SAME_WAY,
    });
    // 1.15 USD for a euro: 200.00 / 1.15 = 173.91 EUR.
    expect(structured?.["fx"]).toMatchObject({ source: "European Central Bank, daily reference rates" });
    expect(structured?.["options"]).toMatchObject([{ cost: { total: { low: "173.91" } } }]);
    const off = await client.call("compare_purchase_options", {
      products: [A],
      quantity: 100,
      currency: "EUR",
      fx: { rates: { USD: 0.87 } },
    });
    expect(off.isError).toBe(true);
    expect(off.text).toContain("got 0.87 for one EUR; the reference is 1.15");
  }, 60_000);
});

it("offers alone are compared with no socket at all and no settings", async () => {
  const folder = temporaryFolder();
  const hook = join(folder, "deny.cjs");
  writeFileSync(
    hook,
    `const net = require("node:net"), dns = require("node:dns");
     const deny = () => { process.stderr.write("NETWORK\\n"); process.exit(77); };
     net.Socket.prototype.connect = deny; net.Server.prototype.listen = deny; dns.lookup = deny;`,
  );
  mkdirSync(join(folder, "home"));
  const client = await connectModern({ NODE_OPTIONS: `--require ${hook}`, HOME: join(folder, "home") });
  try {
    const { structured, isError } = await client.call("compare_purchase_options", {
      quantity: 500,
      offers: [
        { name: "Ningbo chat", prices_text: "1-99: 5.20; 100+: 4.80", currency: "USD", trade_term: "DDP Chicago" },
        { name: "Yiwu mail", prices: [{ from: 1, unit_price: 28.4 }], currency: "CNY", trade_term: "DDP Chicago" },
        { name: "Hamburg stock", prices: [{ from: 1, unit_price: 4 }], currency: "EUR", trade_term: "DDP Chicago" },
      ],
      costs: { unloading: 0 },
    });
    expect(isError).toBe(false);
    // The sandbox's 7.10 CNY for a dollar: 500 × 28.40 / 7.10 = 2000.00.
    expect(structured?.["verdict"]).toMatchObject({ winner: "offer:Yiwu mail" });
  } finally {
    await client.close();
  }
}, 60_000);
