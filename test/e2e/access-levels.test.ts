import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { connectModern, type TestClient } from "../support/clients.ts";
import { liveSettings } from "../support/live-settings.ts";

type Fields = Record<string, unknown>;
type Level = "basic" | "middle" | "full";

const BOARD_1688 = "1688:828973116450";
const BOARD_ALIBABA = "alibaba:1601206810664";

describe.each<Level>(["basic", "middle", "full"])("an app of the %s level", (level) => {
  let sandbox: Sandbox;
  const state = mkdtempSync(join(tmpdir(), "levels-"));
  let client: TestClient;
  let products: readonly Fields[];
  let scored: Fields;
  beforeAll(async () => {
    sandbox = await startSandbox({ accessLevel: { "1688-sha1": level, "alibaba-v3": level } });
    const settings = liveSettings(sandbox, { gateways: { "1688": "1688-sha1", alibaba: "alibaba-v3" } });
    client = await connectModern({ ...settings, SOURCING_STATE_DIR: state });
    const asked = await client.call("get_product", { products: [BOARD_1688, BOARD_ALIBABA], detail: "full" });
    products = ((asked.structured?.["products"] ?? []) as { product: Fields }[]).map(({ product }) => product);
    const answer = await client.call("score_supplier", { products: [BOARD_1688], detail: "full" });
    [scored = {}] = (answer.structured?.["suppliers"] ?? []) as Fields[];
  });
  afterAll(async () => {
    await client?.close();
    await sandbox?.close();
    rmSync(state, { recursive: true, force: true });
  });

  const reasons = (product: Fields | undefined, fields: readonly string[]): readonly (string | null)[] => {
    const missing = product?.["missing"] as readonly { field: string; reason: string }[];
    return fields.map((field) => missing.find((one) => one.field === field)?.reason ?? null);
  };
  const held = (atLevels: readonly Level[]): string | null => (atLevels.includes(level) ? "not_licensed" : null);

  it("is told on 1688-sha1 what the level holds back, and nothing is made up in its place", () => {
    const [board] = products;
    expect(reasons(board, ["offer.min_order_quantity", "offer.tiers", "skus.items", "skus.stock"])).toEqual(
      Array(4).fill(held(["basic"])),
    );
    expect(reasons(board, ["supplier.name", "supplier.monthly_output", "trade.sold_30d"])).toEqual(
      Array(3).fill(held(["basic", "middle"])),
    );
    expect(board?.["offer"]).toMatchObject(
      level === "basic"
        ? { min_order_quantity: null, tiers: [{ min_quantity: 1, unit_price: "21.30" }] }
        : { min_order_quantity: 10, tiers: [{ unit_price: "21.30" }, { unit_price: "17.75" }, { unit_price: "14.20" }] },
    );
    expect(board?.["trade"]).toMatchObject({ sold_30d: level === "full" ? expect.any(Number) : null });
  });

  it("is told only that certificates are absent where the dialect cannot show why", () => {
    expect(reasons(products[0], ["certifications"])).toEqual([level === "full" ? null : "absent"]);
  });

  it("is told the same on alibaba-v3, where a basic app sees a range and an estimate", () => {
    const [, board] = products;
    expect(reasons(board, ["offer.tiers", "lead_time_days"])).toEqual(Array(2).fill(held(["basic"])));
    expect(reasons(board, ["supplier.name", "shipping.options"])).toEqual(Array(2).fill(held(["basic", "middle"])));
    expect(board?.["offer"]).toMatchObject(
      level === "basic"
        ? { price_basis: "range", price_range: { low: "3.20", high: "4.45" }, tiers: [] }
        : { price_basis: "quantity", tiers: [{ unit_price: "4.45" }, { unit_price: "3.80" }, { unit_price: "3.20" }] },
    );
    const codes = ((board?.["warnings"] ?? []) as { code: string }[]).map(({ code }) => code);
    expect(codes.includes("stock_estimated")).toBe(level === "basic");
  });

  it("sees in the score which indicators a licence holds back", () => {
    const indicators = scored["indicators"] as readonly { name: string; state: string }[];
    const state = (name: string) => indicators.find((one) => one.name === name)?.state;
    const expected = level === "full" ? "observed" : "not_licensed";
    expect(["years", "response_rate", "monthly_output"].map(state)).toEqual([expected, expected, expected]);
    expect(scored["level"] === "insufficient_data").toBe(level !== "full");
  });
});
