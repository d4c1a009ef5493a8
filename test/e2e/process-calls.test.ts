import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXAMPLES } from "../../src/sandbox/catalogue/examples.ts";
import { liveSettings } from "../support/live-settings.ts";
import { startTestSandbox, type TestSandbox } from "../support/sandbox/test-sandbox.ts";
import { endAll, openServer } from "../support/server-process.ts";

const EXAMPLE_REFS = Object.values(EXAMPLES).flat();
const FIRST = "1005008120440117";
const SECOND = "1005008120440243";
const THIRD = "1005008233150021";

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(async () => {
  await endAll();
  await sandbox.close();
});

const ask = (id: string) => ({ name: "get_product", arguments: { products: [`aliexpress:${id}`] } });
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
};

it("answers ten thousand calls made at once, each once", async () => {
  const server = await openServer();
  const questions = Array.from({ length: 10_000 }, (_, index) =>
    index % 8 === 0
      ? { name: "get_product", arguments: { products: [EXAMPLE_REFS[index % EXAMPLE_REFS.length]] } }
      : { name: "extract_language", arguments: { texts: { en: `text ${index}`, zh: "文字" } } },
  );
  const FIRST_ID = 1_000;
  for (const [index, params] of questions.entries()) server.send({ id: FIRST_ID + index, method: "tools/call", params });
  await until(() => server.messages.length > questions.length);
  const answers = new Map(server.messages.map(({ id, result }) => [Number(id), result]));
  for (const index of questions.keys()) {
    const result = answers.get(FIRST_ID + index);
    if (result?.["isError"] !== undefined) expect(result).toBe("an answer");
    if (index % 8 !== 0) expect(JSON.stringify(result)).toContain(`text ${index}"`);
  }
  expect(server.messages).toHaveLength(1 + questions.length);
  expect(await server.end()).toEqual({ code: 0, signal: null });
  expect(server.stderr()).toBe("");
}, 60_000);

it("tells the progress of a call, product by product, before its answer", async () => {
  const server = await openServer();
  const refs = ["1688:738204915561", "aliexpress:1005008120440117", "alibaba:1601206810412"];
  const { id } = await server.callTool("get_product", { products: refs }, { progressToken: "p-1" });
  const own = server.messages.filter((message) => message.method === "notifications/progress");
  expect(own.map(({ params }) => [params?.["progressToken"], params?.["progress"], params?.["total"]])).toEqual([
    ["p-1", 1, 3],
    ["p-1", 2, 3],
    ["p-1", 3, 3],
  ]);
  expect(own.map(({ params }) => params?.["message"]).sort()).toEqual(refs.map((ref) => `${ref} fetched`).sort());
  expect(server.messages.findIndex((message) => message.id === id)).toBe(server.messages.length - 1);
});

it("tells no progress to a client that did not ask for it", async () => {
  const server = await openServer();
  await server.callTool("get_product", { products: ["1688:738204915561"] });
  expect(server.messages.filter(({ method }) => method !== undefined)).toEqual([]);
});

describe("a withdrawn call", () => {
  const withdraw = (requestId: number) => ({
    method: "notifications/cancelled",
    params: { requestId, reason: "no longer wanted" },
  });

  it("that waits for its place leaves none in the queue, and is not answered", async () => {
    // A place every two seconds: had the withdrawn call kept its own, the sandbox would have seen it first.
    const server = await openServer(liveSettings(sandbox, { quotas: { aliexpress: "1/2s" } }));
    server.send({ id: 501, method: "tools/call", params: ask(FIRST) });
    await server.next(({ id }) => id === 501);
    server.send({ id: 502, method: "tools/call", params: ask(SECOND) });
    server.send({ id: 503, method: "tools/call", params: ask(THIRD) });
    await server.ask("ping");
    server.send(withdraw(502));
    expect((await server.next(({ id }) => id === 503)).result).toMatchObject({ structuredContent: { counts: { ok: 1 } } });
    await server.end();
    expect(sandbox.history.flatMap(({ ids }) => ids)).toEqual([FIRST, THIRD]);
    expect(server.messages.map(({ id }) => id)).not.toContain(502);
  });

  it("that has left the machine finishes into the cache", async () => {
    sandbox.fail("aliexpress-iop", { kind: "late", afterMs: 300 });
    const server = await openServer(liveSettings(sandbox));
    server.send({ id: 601, method: "tools/call", params: ask(FIRST) });
    await until(() => sandbox.history.length === 1);
    server.send(withdraw(601));
    await new Promise((resolve) => setTimeout(resolve, 600));
    const { result } = await server.callTool("get_product", { products: [`aliexpress:${FIRST}`] });
    expect(result).toMatchObject({ structuredContent: { products: [{ product: { source: { cached: true } } }] } });
    expect(sandbox.history).toHaveLength(1);
    expect(server.messages.map(({ id }) => id)).not.toContain(601);
  });

  it("does not keep the server from leaving", async () => {
    sandbox.fail("aliexpress-iop", { kind: "silent" }, 3);
    const server = await openServer(liveSettings(sandbox));
    server.send({ id: 701, method: "tools/call", params: ask(FIRST) });
    await until(() => sandbox.history.length === 1);
    server.send(withdraw(701));
    expect(await server.end()).toEqual({ code: 0, signal: null });
  });
});
