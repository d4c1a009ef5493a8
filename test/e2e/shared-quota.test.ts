import { afterEach, expect, it } from "vitest";
import { liveSettings } from "../support/live-settings.ts";
import { fullestWindow } from "../support/quota-history.ts";
import { startTestSandbox, type TestSandbox } from "../support/sandbox/test-sandbox.ts";
import { type BareServer, endAll, type Message, openServer, stateFolder } from "../support/server-process.ts";

const RULE = { limit: 5, periodMs: 1_000 };
// Each country is a question of its own to the platform.
const COUNTRIES = ["US", "DE", "FR", "ES", "IT", "NL", "BE", "PL", "SE", "DK", "FI", "AT"];
const [OF_FIRST, OF_SECOND, OF_SUCCESSOR] = ["1601206810412", "1601206810538", "1601206810664"] as const;

let sandbox: TestSandbox;
afterEach(async () => {
  await endAll();
  await sandbox.close();
});

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
};
const okCount = ({ result }: Message): number =>
  (result as unknown as { structuredContent: { counts: { ok: number } } }).structuredContent.counts.ok;

it("two servers on one app key and folder, one of them killed, never overrun a quota that closes the app", async () => {
  sandbox = await startTestSandbox({ quota: { "alibaba-global": [RULE] } });
  const settings = {
    ...liveSettings(sandbox, { gateways: { alibaba: "alibaba-global" }, quotas: { alibaba: "5/s" } }),
    SOURCING_STATE_DIR: stateFolder(),
  };
  const askAll = (server: BareServer, id: string): Promise<number[]> =>
    Promise.all(
      COUNTRIES.map(async (country) => okCount(await server.callTool("get_product", { products: [`alibaba:${id}`], country }))),
    );
  const [first, second] = await Promise.all([openServer(settings), openServer(settings)]);
  const ofFirst = askAll(first, OF_FIRST);
  const ofSecond = askAll(second, OF_SECOND).catch(() => []);
  await until(() => sandbox.history.length >= 7);
  second.child.kill("SIGKILL");
  const successor = await openServer(settings);
  const ofSuccessor = askAll(successor, OF_SUCCESSOR);

  expect([...(await ofFirst), ...(await ofSuccessor)]).toEqual(Array.from({ length: 2 * COUNTRIES.length }, () => 1));
  await ofSecond;
  const arrivalsOf = (id: string): number => sandbox.history.filter(({ ids }) => ids.includes(id)).length;
  expect([arrivalsOf(OF_FIRST), arrivalsOf(OF_SUCCESSOR)]).toEqual([COUNTRIES.length, COUNTRIES.length]);
  expect(arrivalsOf(OF_SECOND)).toBeGreaterThan(0);
  expect(sandbox.history.filter(({ code }) => code !== null)).toEqual([]);
  expect(
    fullestWindow(
      sandbox.history.map(({ atMs }) => atMs),
      RULE,
    ).count,
  ).toBeLessThanOrEqual(RULE.limit);
}, 40_000);

it("a person's single question overtakes a batch that waits for its turn", async () => {
  const batch = ["1005008120440117", "1005008120440243", "1005008233150021", "1005008344260031", "1005008344260158"];
  const single = "1005008677590061";
  sandbox = await startTestSandbox();
  const server = await openServer(liveSettings(sandbox, { quotas: { aliexpress: "1/s" } }));
  const many = server.callTool("get_product", { products: batch.map((id) => `aliexpress:${id}`) });
  many.catch(() => undefined);
  await until(() => sandbox.history.length >= 1);
  await server.callTool("get_product", { products: [`aliexpress:${single}`] });
  // One of the batch has left, and a second was being given its place.
  expect(sandbox.history.flatMap(({ ids }) => ids).indexOf(single)).toBeLessThanOrEqual(2);
  expect(sandbox.history.length).toBeLessThanOrEqual(3);
});
