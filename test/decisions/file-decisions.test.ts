import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Decision, decisionId, isDecisionId } from "../../src/decisions/decision.ts";
import { createFileDecisions } from "../../src/decisions/file-decisions.ts";
import { Secret } from "../../src/model/secret.ts";
import { createSeal } from "../../src/upstream/storage/seal.ts";
import { temporaryFolder } from "../support/folder.ts";

const NOW_MS = Date.UTC(2026, 10, 20);
const DAY_MS = 86_400_000;
const KEY = new Secret(Buffer.alloc(32, 7).toString("base64"));

const decision = (decidedAtMs: number, random = "00000001", ref = "1688:610784549587"): Decision => ({
  id: decisionId(decidedAtMs, random),
  decidedAtMs,
  mode: "live",
  question: { products: [ref], quantity: 500 },
  decided: { state: "winner", winner: ref, rule: [], first: { ref, quantity: 500 } },
  sellers: {
    options: [{ ref, status: "on_sale", price: "18.20 CNY", tier: "500+", stock: "900", leadTime: null, freight: null }],
    rates: { CNY: "7.1" },
    total: "1281.69",
  },
});

const open = (folder: string, nowMs = NOW_MS, key: Secret | null = null) =>
  createFileDecisions({ folder, seal: createSeal(key), clock: { now: () => nowMs } });

describe("decisions in files", () => {
  it("come back whole, newest first", async () => {
    const folder = join(temporaryFolder(), "decisions");
    const store = open(folder);
    expect(await store.ids()).toEqual([]);
    const [older, newer] = [decision(NOW_MS - DAY_MS), decision(NOW_MS, "00000002")];
    await store.put(newer);
    await store.put(older);
    expect(await store.ids()).toEqual([newer.id, older.id]);
    expect(await open(folder).get(older.id)).toEqual(older);
    expect(await store.get("d-000000000-ffffffff")).toBeNull();
    expect(await store.get("../../etc/passwd")).toBeNull();
  });

  it("lose the sellers' figures after 7 days and all of it after 90", async () => {
    const folder = temporaryFolder();
    const kept = decision(NOW_MS);
    await open(folder).put(kept);
    expect((await open(folder, NOW_MS + 7 * DAY_MS - 1).get(kept.id))?.sellers).toEqual(kept.sellers);
    expect(await open(folder, NOW_MS + 7 * DAY_MS).get(kept.id)).toEqual({ ...kept, sellers: null });
    expect(await open(folder, NOW_MS + 90 * DAY_MS).get(kept.id)).toBeNull();
  });

  it("leave the disk when their time has passed", async () => {
    const folder = temporaryFolder();
    await open(folder).put(decision(NOW_MS));
    await open(folder, Date.now() + 8 * DAY_MS).get("d-000000000-ffffffff");
    expect(readdirSync(folder).filter((name) => name.endsWith(".sellers"))).toEqual([]);
    await open(folder, Date.now() + 91 * DAY_MS).get("d-000000000-ffffffff");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("are not readable at rest with a key, nor one in place of another", async () => {
    const folder = temporaryFolder();
    const [one, two] = [decision(NOW_MS), decision(NOW_MS, "00000002", "alibaba:1600590399629")];
    const store = open(folder, NOW_MS, KEY);
    await store.put(one);
    await store.put(two);
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), "utf8")).not.toMatch(/610784549587|18\.20/);
    expect(await store.get(one.id)).toEqual(one);
    expect(await open(folder).get(one.id)).toBeNull();
    writeFileSync(join(folder, one.id), readFileSync(join(folder, two.id), "utf8"));
    expect(await store.get(one.id)).toBeNull();
  });

  it("are removed by the listing they name, or all", async () => {
    const store = open(temporaryFolder());
    await store.put(decision(NOW_MS));
    await store.put(decision(NOW_MS, "00000002", "alibaba:1600590399629"));
    expect(await store.remove("1688:61078454958")).toBe(0);
    expect(await store.remove("1688:610784549587")).toBe(1);
    expect(await store.remove(null)).toBe(1);
    expect(await store.ids()).toEqual([]);
  });

  it("are one or none where the writer is stopped between its two files", async () => {
    const folder = temporaryFolder();
    const kept = decision(NOW_MS);
    await open(folder).put(kept);
    const half = decision(NOW_MS, "00000002");
    writeFileSync(join(folder, `${half.id}.sellers`), readFileSync(join(folder, `${kept.id}.sellers`)));
    expect(await open(folder).ids()).toEqual([kept.id]);
    expect(await open(folder).get(kept.id)).toEqual(kept);
  });
});

it("names are told from anything else", () => {
  expect(isDecisionId(decisionId(NOW_MS, "0a1b2c3d"))).toBe(true);
  for (const text of ["", "d-", "d-0mb2k3x9q-1f2e3d4", "D-0mb2k3x9q-1f2e3d4c", "d-0mb2k3x9q-1f2e3d4c.sellers"])
    expect(isDecisionId(text)).toBe(false);
});
