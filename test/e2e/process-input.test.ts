import { afterEach, describe, expect, it } from "vitest";
import { VERSION } from "../../src/version.ts";
import { endAll, INITIALIZE, openServer, spawnServer } from "../support/server-process.ts";

const MEBIBYTE = 2 ** 20;
const TUMBLER = "1688:738204915561";
const call = (id: number | string, text: string) => ({
  jsonrpc: "2.0",
  id,
  method: "tools/call",
  params: { name: "extract_language", arguments: { text } },
});
const refused = (id: unknown) => (message: { id?: unknown; error?: unknown }) =>
  message.id === id && message.error !== undefined;

afterEach(endAll);

describe("a line that cannot be read", () => {
  it.each([
    ["not JSON", "{hello", null, -32_700],
    ["JSON and no message", "[1,2]", null, -32_600],
    ["a request without a method", '{"jsonrpc":"2.0","id":41}', 41, -32_600],
    ["a request of another protocol", '{"id":"x-1","method":"ping"}', "x-1", -32_600],
    ["a batch, which MCP has dropped", '[{"jsonrpc":"2.0","id":1,"method":"ping"}]', null, -32_600],
  ])("is answered and kills nothing: %s", async (_, line, id, code) => {
    const server = await openServer();
    server.write(`${line}\n`);
    const answer = await server.next(refused(id));
    expect(answer.error?.code).toBe(code);
    expect((await server.ask("ping")).result).toEqual({});
    expect(await server.end()).toEqual({ code: 0, signal: null });
    expect(server.strayLines).toEqual([]);
  });

  it("may be the first of the connection", async () => {
    const server = spawnServer();
    server.write("GET / HTTP/1.1\r\n\r\n");
    expect((await server.next(refused(null))).error?.code).toBe(-32_700);
    expect((await server.ask("initialize", INITIALIZE)).result).toMatchObject({
      serverInfo: { name: "sourcing-mcp", version: VERSION },
    });
  });

  it("is not repeated to the log", async () => {
    const server = await openServer();
    server.write('{"access_token":"hush-hush"\n');
    await server.next(refused(null));
    await server.end();
    expect(server.stderr()).toContain("unreadable_line");
    expect(server.stderr()).not.toContain("hush");
  });
});

describe("a call that makes no sense", () => {
  it.each([
    ["6,000 objects in one another", `{"quantity":5,"costs":${'{"a":'.repeat(6_000)}1${"}".repeat(6_000)}}`],
    ["6,000 lists in one another", `{"quantity":5,"products":${"[".repeat(6_000)}${"]".repeat(6_000)}}`],
  ])("is refused in words: %s", async (_, args) => {
    const server = await openServer();
    server.write(
      `{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"compare_purchase_options","arguments":${args}}}\n`,
    );
    const { result } = await server.next(({ id }) => id === 7);
    expect(JSON.stringify(result)).toContain("nested without end");
  });

  it("is told its first wrong fields, and how many more there are", async () => {
    const server = await openServer();
    const wrong = Object.fromEntries(Array.from({ length: 50_000 }, (_, turn) => [`wrong_${turn}`, 1]));
    const { result } = await server.callTool("compare_purchase_options", { products: [TUMBLER], quantity: 5, ...wrong });
    expect(JSON.stringify(result)).toMatch(/`wrong_0` is not a field[\s\S]*and 49980 more/);
    expect(JSON.stringify(result).length).toBeLessThan(4_000);
  });
});

describe("a giant line", () => {
  it("within the limit is a call like any other", async () => {
    const server = await openServer();
    const texts = Object.fromEntries(["en", ..."abcdefghijklmn"].map((tag) => [tag.padEnd(2, "q"), "x".repeat(190_000)]));
    const { result } = await server.callTool("extract_language", { texts, max_chars: 10 });
    expect(result).toMatchObject({
      structuredContent: { results: [{ language: "en", text: expect.stringContaining("xxxxxxxxx") }] },
    });
  });

  it.each([
    ["its first field", (text: string) => JSON.stringify({ jsonrpc: "2.0", id: 77, method: "tools/call", params: { text } })],
    [
      "its last field",
      (text: string) => JSON.stringify({ method: "tools/call", params: { id: 5, text }, jsonrpc: "2.0", id: 77 }),
    ],
  ])("past the limit is refused under its own id where that is %s", async (_, line) => {
    const server = await openServer();
    server.write(`${line("y".repeat(12 * MEBIBYTE))}\n`);
    const answer = await server.next(refused(77));
    expect(answer.error).toEqual({ code: -32_600, message: "The line was not read: it is longer than 4194304 bytes" });
    expect((await server.ask("ping")).result).toEqual({});
  });

  it("past the limit without an id to be found is refused under none", async () => {
    const server = await openServer();
    server.write(`${"z".repeat(5 * MEBIBYTE)}\n`);
    expect((await server.next(refused(null))).error?.code).toBe(-32_600);
    expect((await server.ask("ping")).result).toEqual({});
  });

  it("of nothing but brackets costs no more than a refusal", async () => {
    const server = await openServer();
    const deep = `${"[".repeat(MEBIBYTE)}${"]".repeat(MEBIBYTE)}`;
    server.write(
      `{"jsonrpc":"2.0","id":8,"method":"tools/call","params":{"name":"get_product","arguments":{"products":${deep}}}}\n`,
    );
    const answer = await server.next(({ id }) => id === 8);
    expect(answer.error !== undefined || answer.result?.["isError"] === true).toBe(true);
    expect((await server.ask("ping")).result).toEqual({});
  });
});

describe("a line that comes in pieces", () => {
  it("is one message, cut in the middle of a character too", async () => {
    const server = await openServer();
    const bytes = Buffer.from(`${JSON.stringify(call(9, "保温杯 tumbler"))}\r\n`);
    const middle = bytes.indexOf(Buffer.from("温")) + 1;
    for (const piece of [bytes.subarray(0, 7), bytes.subarray(7, middle), bytes.subarray(middle)]) {
      server.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    const answer = await server.next(({ id }) => id === 9);
    expect(JSON.stringify(answer.result)).toContain("保温杯 tumbler");
  });

  it("and several in one piece are several, answered each", async () => {
    const server = await openServer();
    server.write([101, 102, 103].map((id) => `${JSON.stringify(call(id, `text ${id}`))}\n`).join(""));
    for (const id of [101, 102, 103]) {
      expect(JSON.stringify(await server.next((message) => message.id === id))).toContain(`text ${id}`);
    }
  });

  it("and a last one without a line feed still counts, whole conversation in one write", async () => {
    const server = spawnServer();
    const lines = [
      { jsonrpc: "2.0", id: 1, method: "initialize", params: INITIALIZE },
      { jsonrpc: "2.0", method: "notifications/initialized" },
      { jsonrpc: "2.0", id: 2, method: "tools/call", params: { name: "get_product", arguments: { products: [TUMBLER] } } },
    ];
    server.write(lines.map((line) => JSON.stringify(line)).join("\n"));
    expect(await server.end()).toEqual({ code: 0, signal: null });
    expect(server.messages.map(({ id }) => id)).toEqual([1, 2]);
    expect(server.messages[1]?.result).toMatchObject({ structuredContent: { counts: { ok: 1, failed: 0 } } });
  });
});

it("keys that mean something to JavaScript are unknown keys like others", async () => {
  const server = await openServer();
  server.write(
    '{"jsonrpc":"2.0","id":12,"method":"tools/call","params":{"name":"extract_language","arguments":{"text":"a","constructor":1,"__proto__":{"x":1}}}}\n',
  );
  const { result } = await server.next(({ id }) => id === 12);
  expect(result).toMatchObject({ isError: true });
  expect(JSON.stringify(result)).toContain("constructor");
});
