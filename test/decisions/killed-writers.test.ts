import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { type Decision, decisionId } from "../../src/decisions/decision.ts";
import { createFileDecisions } from "../../src/decisions/file-decisions.ts";
import type { KeptRates } from "../../src/rates/daily-rates.ts";
import { cacheKey } from "../../src/upstream/cache/cache.ts";
import { createFileStore } from "../../src/upstream/cache/file-store.ts";
import { createSeal } from "../../src/upstream/storage/seal.ts";
import { temporaryFolder } from "../support/folder.ts";
import { runs } from "../support/runs.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const NOW_MS = Date.now();
const REF = "1688:610784549587";
const RATES = cacheKey(["exchange rates"], ["https://rates.example/daily.xml"]);
const MODULES = [
  ["createFileDecisions", "decisions/file-decisions.ts"],
  ["createFileStore", "upstream/cache/file-store.ts"],
  ["createSeal", "upstream/storage/seal.ts"],
] as const;

const template: Decision = {
  id: decisionId(NOW_MS, "00000000"),
  decidedAtMs: NOW_MS,
  mode: "live",
  question: { products: [REF], quantity: 500 },
  decided: { state: "winner", winner: REF, rule: [], first: { ref: REF, quantity: 500 } },
  sellers: {
    options: [{ ref: REF, status: "on_sale", price: "18.20 CNY", tier: "500+", stock: "900", leadTime: null, freight: null }],
    rates: { CNY: "7.1" },
    total: "1281.69",
  },
};

/** A process that keeps decisions of its own and the one rate file for as long as it lives; all rates of a writing are alike. */
const WRITER = `
  ${MODULES.map(([name, file]) => `import { ${name} } from ${JSON.stringify(`${ROOT}src/${file}`)};`).join("\n")}
  const [, , folder, writer] = process.argv;
  const seal = createSeal(null);
  const clock = { now: () => ${NOW_MS} };
  const decisions = createFileDecisions({ folder: folder + "/decisions", seal, clock });
  const rates = createFileStore({ folder: folder + "/cache", seal, log: () => undefined }, clock);
  const template = ${JSON.stringify(template)};
  const codes = Array.from({ length: 200 }, (_, index) => "C" + index);
  for (let index = 0; ; index += 1) {
    const random = (Number(writer) * 1_000_000 + index).toString(16).padStart(8, "0");
    await decisions.put({ ...template, id: template.id.replace(/[0-9a-f]{8}$/, random) });
    const all = Object.fromEntries(codes.map((code) => [code, String(index + 1)]));
    const value = { rates: { base: "EUR", rates: all, asOf: "2026-11-20", source: "test" }, readAtMs: ${NOW_MS} };
    await rates.set(${JSON.stringify(RATES)}, { value, storedAtMs: ${NOW_MS}, freshForMs: 3_600_000 });
    if (index === 2) process.stdout.write("ready");
  }`;

it("writers that are killed lose no decision and no rate file: what is found is whole", async () => {
  const folder = temporaryFolder();
  const { build } = await import("esbuild");
  const entry = join(temporaryFolder(), "writer.mjs");
  await build({ stdin: { contents: WRITER, resolveDir: ROOT }, bundle: true, platform: "node", format: "esm", outfile: entry });
  const rates = createFileStore(
    { folder: join(folder, "cache"), seal: createSeal(null), log: () => undefined },
    { now: () => NOW_MS },
  );
  onTestFinished(() => rates.close());
  const decisions = createFileDecisions({
    folder: join(folder, "decisions"),
    seal: createSeal(null),
    clock: { now: () => NOW_MS },
  });
  const { numRuns } = runs(1, 20);
  for (let round = 0; round < numRuns; round += 1) {
    await Promise.all([1, 2, 3].map((writer) => killedWriter(entry, folder, round * 3 + writer)));
    const ids = await decisions.ids();
    expect(ids.length).toBeGreaterThanOrEqual(9 * (round + 1));
    for (const id of ids) expect((await decisions.get(id))?.sellers?.total).toBe("1281.69");
    const kept = (await rates.get(RATES))?.value as KeptRates | undefined;
    const found = Object.values(kept?.rates.rates ?? {});
    expect([found.length, new Set(found).size]).toEqual([200, 1]);
  }
}, 300_000);

/** Writes until it has written thrice, and a little more; ends in the middle of something. */
async function killedWriter(entry: string, folder: string, writer: number): Promise<void> {
  const child = spawn(process.execPath, [entry, folder, String(writer)], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  await new Promise((resolve) => setTimeout(resolve, (7 * writer) % 23));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}
