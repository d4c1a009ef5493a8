import { afterEach, beforeEach, expect, it } from "vitest";
import { commandEntry } from "../support/bundle.ts";
import { runCommand } from "../support/command.ts";
import { liveSettings } from "../support/live-settings.ts";
import { startTestSandbox, type TestSandbox } from "../support/sandbox/test-sandbox.ts";
import { type BareServer, endAll, openServer, stateFolder } from "../support/server-process.ts";

const REFS = ["1688:738204915561", "aliexpress:1005008120440117", "alibaba:1601206810412"];
const [, ON_ALIEXPRESS] = REFS as [string, string];

let sandbox: TestSandbox;
let settings: Record<string, string>;
beforeEach(async () => {
  sandbox = await startTestSandbox();
  settings = { ...liveSettings(sandbox), SOURCING_STATE_DIR: stateFolder() };
});
afterEach(async () => {
  await endAll();
  await sandbox.close();
});

interface Answered {
  readonly structuredContent: { readonly products: readonly Item[] };
}

interface Item {
  readonly status: string;
  readonly product?: { readonly source: { readonly cached: boolean } };
}

/** For each product whether it came from the cache; its status where it did not come. */
async function cachedOf(server: BareServer, products: readonly string[]): Promise<readonly (boolean | string)[]> {
  const { result } = await server.callTool("get_product", { products });
  const { structuredContent } = result as unknown as Answered;
  return structuredContent.products.map(({ status, product }) => product?.source.cached ?? status);
}

it("a server that was killed leaves its successor the answers, who asks no platform for them", async () => {
  const first = await openServer(settings);
  expect(await cachedOf(first, REFS)).toEqual([false, false, false]);
  const calls = sandbox.history.length;
  expect(calls).toBeGreaterThanOrEqual(REFS.length);
  first.child.kill("SIGKILL");
  await first.exited;
  const second = await openServer(settings);
  expect(await cachedOf(second, REFS)).toEqual([true, true, true]);
  expect(sandbox.history).toHaveLength(calls);
  // Nor does it need one that answers.
  await sandbox.close();
  const third = await openServer(settings);
  expect(await cachedOf(third, REFS)).toEqual([true, true, true]);
});

it("a thousand callers of one product make one call", async () => {
  const server = await openServer(settings);
  sandbox.fail("aliexpress-iop", { kind: "late", afterMs: 500 });
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => cachedOf(server, [ON_ALIEXPRESS])));
  // Who comes after the answer finds it in the cache.
  expect(answers.flat().filter((cached) => typeof cached === "string")).toEqual([]);
  expect(answers.flat()).toHaveLength(1_000);
  expect(sandbox.history).toHaveLength(1);
});

it("a running server forgets what is purged beside it", async () => {
  const server = await openServer(settings);
  await cachedOf(server, [ON_ALIEXPRESS]);
  expect(await cachedOf(server, [ON_ALIEXPRESS])).toEqual([true]);
  const { code, stdout } = await runCommand(await commandEntry(), ["cache", "purge", ON_ALIEXPRESS], settings);
  expect([code, stdout]).toEqual([0, expect.stringContaining("Removed aliexpress:1005008120440117: 3 entries")]);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(await cachedOf(server, [ON_ALIEXPRESS])).toEqual([false]);
  expect(sandbox.history).toHaveLength(2);
});
