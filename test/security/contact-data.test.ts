import { afterAll, beforeAll, expect, it } from "vitest";
import type { GatewayId, Marketplace } from "../../src/model/marketplace.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { answers } from "../faults/misdeeds.ts";
import { type FaultProxy, type Misdeed, startProxy } from "../faults/proxy.ts";
import { liveSettings } from "../support/live-settings.ts";
import { endAll, openServer } from "../support/server-process.ts";

const IDS: Readonly<Record<Marketplace, string>> = {
  "1688": "828973116450",
  aliexpress: "1005009010820091",
  alibaba: "1602077696124",
};
const GATEWAYS: Readonly<Record<Marketplace, GatewayId>> = {
  "1688": "1688-open",
  aliexpress: "aliexpress-iop",
  alibaba: "alibaba-iop",
};
const MARKETPLACES = Object.keys(IDS) as Marketplace[];

/** What platforms put beside a listing about the people behind it. */
const PEOPLE = {
  manufacturer_info: { name: "Zhang San", email: "zhang@example.com", phone: "+86 571 5550 100" },
  sellerLoginId: "zhang-san-shop",
  contact_person: "Zhang San",
  mobile: "13800138000",
  email: "zhang@example.com",
  loginId: "zhang-login",
};
const PERSONAL = /Zhang San|zhang@example\.com|5550 100|13800138000|zhang-san-shop|zhang-login/;

/** The true answer with the people's data in every object of it. */
const withPeople = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withPeople);
  if (typeof value !== "object" || value === null) return value;
  return { ...Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPeople(item)])), ...PEOPLE };
};
const addPeople: Misdeed = async (visit) => {
  const { body } = await visit.answer();
  await answers("200 OK", JSON.stringify(withPeople(JSON.parse(body.toString("utf8")))))(visit);
};

let sandbox: Sandbox;
const proxies = new Map<Marketplace, FaultProxy>();
beforeAll(async () => {
  sandbox = await startSandbox();
  for (const marketplace of MARKETPLACES) {
    const proxy = await startProxy(sandbox.origin(GATEWAYS[marketplace]));
    proxy.spoil(IDS[marketplace], addPeople);
    proxies.set(marketplace, proxy);
  }
});
afterAll(async () => {
  await endAll();
  for (const proxy of proxies.values()) await proxy.close();
  await sandbox.close();
});

it("a person's contact data reaches no answer and no log, not even the raw one", async () => {
  const origins = Object.fromEntries([...proxies].map(([marketplace, { origin }]) => [marketplace, origin]));
  const server = await openServer({ ...liveSettings(sandbox, { origins }), SOURCING_LOG_LEVEL: "debug" });
  const products = MARKETPLACES.map((marketplace) => `${marketplace}:${IDS[marketplace]}`);
  for (const [tool, args] of [
    ["get_product", { products, detail: "full", include: ["raw", "description", "images", "seo"] }],
    ["compare_purchase_options", { products, quantity: 5_000, detail: "full" }],
    ["score_supplier", { products, detail: "full" }],
  ] as const) {
    const { result } = await server.callTool(tool, args);
    expect(result?.["isError"] ?? false, JSON.stringify(result).slice(0, 500)).toBe(false);
  }
  for (const [marketplace, proxy] of proxies) expect(proxy.arrivals(IDS[marketplace])).toBeGreaterThan(0);
  await server.end();
  expect(PERSONAL.exec(server.stdout())?.[0]).toBeUndefined();
  expect(PERSONAL.exec(server.stderr())?.[0]).toBeUndefined();
});
