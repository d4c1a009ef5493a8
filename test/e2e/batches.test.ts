import { afterEach, beforeEach, expect, it } from "vitest";
import type { GatewayId, Marketplace } from "../../src/model/marketplace.ts";
import { connectModern } from "../support/clients.ts";
import { temporaryFolder } from "../support/folder.ts";
import { liveSettings } from "../support/live-settings.ts";
import { startTestSandbox, type TestSandbox } from "../support/sandbox/test-sandbox.ts";

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.close());

const CASES: readonly (readonly [GatewayId, Marketplace, path: string, ids: readonly string[]])[] = [
  ["1688-sha1", "1688", "alibaba.product.batch.get", ["828973116450", "999999999999", "738204915561"]],
  ["alibaba-iop", "alibaba", "product/batch/description", ["1601206810664", "1699999999999", "1601206810538"]],
];

it.each(CASES)("%s: what is asked for together leaves as one call, and an id that fails fails alone", async (...row) => {
  const [gateway, marketplace, path, ids] = row;
  const settings = liveSettings(sandbox, { gateways: { [marketplace]: gateway } });
  const client = await connectModern({ ...settings, SOURCING_STATE_DIR: temporaryFolder() });
  try {
    const { structured, isError } = await client.call("get_product", { products: ids.map((id) => `${marketplace}:${id}`) });
    expect(isError).toBe(false);
    const products = (structured?.["products"] ?? []) as { ref: string; status: string }[];
    expect(products.map(({ ref, status }) => [ref, status])).toEqual([
      [`${marketplace}:${ids[0]}`, "ok"],
      [`${marketplace}:${ids[1]}`, "error"],
      [`${marketplace}:${ids[2]}`, "ok"],
    ]);
    expect(structured).toMatchObject({ products: [{}, { error: { code: "not_found" } }, {}], counts: { ok: 2, failed: 1 } });
    const calls = sandbox.history.filter((visit) => visit.gateway === gateway && visit.path.includes("product"));
    expect(calls.filter((visit) => visit.path.includes(path)).map((visit) => visit.ids)).toEqual([ids]);
    // The stock of a listing costs a call of its own on alibaba-iop.
    expect(calls.filter((visit) => !visit.path.includes(path) && !visit.path.includes("inventory"))).toEqual([]);
  } finally {
    await client.close();
  }
});
