import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHttpServer } from "../../../src/server/http/http-server.ts";
import {
  endHttpServers,
  HTTP_GENERATIONS,
  type HttpServerProcess,
  roundRobin,
  startHttpServer,
} from "../../support/http-server-process.ts";
import { endAll } from "../../support/server-process.ts";

const PATIENCE_MS = 30_000;
const TOKEN = "0123456789abcdef0123456789abcdef";
const TUMBLER = "1688:738204915561";
const listTools = { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} };

/** One process for whoever is on this machine, one that asks for a token. */
let open: HttpServerProcess;
let guarded: HttpServerProcess;
beforeAll(async () => {
  [open, guarded] = await Promise.all([startHttpServer(), startHttpServer({ SOURCING_HTTP_TOKEN: TOKEN })]);
}, PATIENCE_MS);
afterAll(async () => {
  await endHttpServers();
  await endAll();
}, PATIENCE_MS);

const post = ({ origin }: Pick<HttpServerProcess, "origin">, headers: Record<string, string> = {}, body: unknown = listTools) =>
  fetch(new URL("/mcp", origin), {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

/** `fetch` writes its own Host header. */
const statusFor = ({ origin }: HttpServerProcess, headers: Record<string, string>, path = "/healthz") =>
  new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    request({ hostname, port, path, headers, setHost: !("host" in headers) }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once("error", reject)
      .end();
  });

/** The status for a body of so many pieces of 100 KB whose whole length nobody has said. */
const statusOfChunks = ({ origin }: HttpServerProcess, pieces: number) =>
  new Promise<number | undefined>((resolve, reject) => {
    const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
    const outgoing = request(new URL("/mcp", origin), { method: "POST", headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.once("error", reject);
    for (let piece = 0; piece < pieces; piece += 1) outgoing.write(" ".repeat(100_000));
    outgoing.end();
  });

describe.each(Object.entries(HTTP_GENERATIONS))("over HTTP, %s", (_name, connect) => {
  it("lists the tools, prompts and resources, completes an argument and gets a product", async () => {
    const client = await connect(open.origin);
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain("compare_purchase_options");
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toContain("best-supplier");
    expect((await client.listResources()).resources.map(({ uri }) => uri)).toContain("sourcing://method");
    const ref = { type: "ref/prompt", name: "best-supplier" } as const;
    const { completion } = await client.complete({ ref, argument: { name: "destination", value: "DE" } });
    expect(completion.values).toEqual(["DE"]);
    const result = await client.callTool({ name: "get_product", arguments: { products: [TUMBLER] } });
    expect(result.structuredContent).toMatchObject({ counts: { ok: 1, failed: 0 } });
    await client.close();
  });

  it("is let in by its token, and by no other", async () => {
    const client = await connect(guarded.origin, { token: TOKEN });
    expect((await client.listTools()).tools.length).toBeGreaterThan(0);
    await client.close();
    await expect(connect(guarded.origin, { token: `${TOKEN.slice(0, -1)}0` })).rejects.toThrow();
    await expect(connect(guarded.origin)).rejects.toThrow();
  });

  it("is answered by any of several processes, whoever answered it before", async () => {
    const other = { token: TOKEN, ...roundRobin([open.origin, guarded.origin]) };
    const client = await connect(open.origin, other);
    for (let turn = 0; turn < 4; turn += 1) {
      const result = await client.callTool({ name: "get_product", arguments: { products: [TUMBLER] } });
      expect(result.structuredContent).toMatchObject({ counts: { ok: 1 } });
    }
    expect(Math.min(...other.counts)).toBeGreaterThanOrEqual(2);
    await client.close();
  });
});

describe("who is let in", () => {
  it("says what is missing by status and challenge", async () => {
    const refused = await post(guarded);
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect((await post(guarded, { authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  });

  it("refuses other hosts and other sites' pages, so that no name can be bent to this machine", async () => {
    const { port } = new URL(open.origin);
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
      expect(await statusFor(open, { host }), host).toBe(200);
    for (const host of ["evil.example", `evil.example:${port}`, "localhost.evil.example", "[::2]", "127.0.0.1.evil.example"])
      expect(await statusFor(open, { host }), host).toBe(403);
    for (const origin of [`http://localhost:${port}`, `http://127.0.0.1:${port}`, `http://[::1]:${port}`])
      expect((await post(open, { origin })).status, origin).toBe(200);
    for (const origin of ["https://evil.example", "http://localhost.evil.example", "http://[::2]", "null"])
      expect((await post(open, { origin })).status, origin).toBe(403);
  });

  it.each(["0.0.0.0", "::", "", "192.0.2.1", "2001:db8::1", "::ffff:127.0.0.1", "some-machine", "localhost.example"])(
    'does not listen on "%s", where others can reach it, without asking for a token',
    async (host) => {
      const unused = (): never => {
        throw new Error("Nobody asks.");
      };
      const start = openHttpServer({
        ...{ host, port: 0, allowedHosts: [], verifier: null, issuer: null, health: {} },
        ...{ build: unused, figures: unused, onError: unused },
      });
      await expect(start).rejects.toThrow(/SOURCING_HTTP_TOKEN, SOURCING_HTTP_TOKEN_FILE or SOURCING_HTTP_ISSUER/);
    },
  );

  it("does not start beyond loopback without a token, and says which variable to set", async () => {
    await expect(startHttpServer({}, ["--host", "0.0.0.0"])).rejects.toThrow(/left with 1: .*SOURCING_HTTP_TOKEN/s);
  });

  it.each<[string, Record<string, string>, readonly string[], RegExp]>([
    ["a token that could be guessed", { SOURCING_HTTP_TOKEN: "secret123" }, [], /shorter than 16/],
    [
      "a token that is none, rather than ask for none",
      { SOURCING_HTTP_TOKEN: "short" },
      [],
      /left with 1: .*SOURCING_HTTP_TOKEN/s,
    ],
    ["a misspelt variable", { SOURCING_HTTP_TOKENS: TOKEN }, [], /SOURCING_HTTP_TOKENS: There is no such setting/],
    ["an issuer that is no address", { SOURCING_HTTP_ISSUER: "issuer" }, [], /left with 1: .*SOURCING_HTTP_ISSUER/s],
    ["a file that is not there", { SOURCING_HTTP_TOKEN_FILE: "/nowhere/tokens" }, [], /\/nowhere\/tokens cannot be read/],
    ["a port that is none", {}, ["--port", "70000"], /left with 2: .*70000 is no port/s],
  ])("does not start with %s", async (_what, env, more, why) => {
    await expect(startHttpServer(env, more)).rejects.toThrow(why);
  });

  it("shows its metrics to this machine, and to others by token alone", async () => {
    const forwarded = { "x-forwarded-for": "203.0.113.7" };
    expect(await statusFor(guarded, {}, "/metrics")).toBe(200);
    expect(await statusFor(guarded, forwarded, "/metrics")).toBe(401);
    expect(await statusFor(guarded, { ...forwarded, authorization: `Bearer ${TOKEN}` }, "/metrics")).toBe(200);
    expect(await statusFor(open, forwarded, "/metrics")).toBe(403);
  });
});

describe("the HTTP server", () => {
  it("refuses a body past a megabyte", async () => {
    const long = { ...listTools, params: { filler: "x".repeat(1_100_000) } };
    expect((await post(open, {}, long)).status).toBe(413);
    expect(await statusOfChunks(open, 12)).toBe(413);
    expect((await post(open)).status).toBe(200);
  });

  it("counts calls, failures, their time, the cache and what is left of the quota", async () => {
    const figures = async (): Promise<(name: string) => number> => {
      const text = await (await fetch(new URL("/metrics", guarded.origin))).text();
      return (name) => Number(new RegExp(`^${name.replace(/[{}]/g, "\\$&")} (\\S+)$`, "m").exec(text)?.[1] ?? 0);
    };
    const then = await figures();
    const client = await HTTP_GENERATIONS["client of the 2026 protocol"](guarded.origin, { token: TOKEN });
    const country = { products: [TUMBLER], country: "DK" };
    await client.callTool({ name: "get_product", arguments: country });
    await client.callTool({ name: "get_product", arguments: country });
    await client.callTool({ name: "get_product", arguments: {} });
    await client.close();
    const now = await figures();
    const grown = (name: string): number => now(name) - then(name);
    expect(grown('sourcing_tool_calls_total{tool="get_product"}')).toBe(3);
    expect(grown('sourcing_tool_failures_total{tool="get_product"}')).toBe(1);
    expect(grown('sourcing_tool_seconds_total{tool="get_product"}')).toBeGreaterThan(0);
    expect(now('sourcing_gateway_calls_total{gateway="1688-open"}')).toBeGreaterThanOrEqual(1);
    expect(now('sourcing_gateway_seconds_total{gateway="1688-open"}')).toBeGreaterThan(0);
    expect(grown('sourcing_gateway_failures_total{gateway="1688-open"}')).toBe(0);
    expect(now('sourcing_gateway_quota_left{gateway="1688-open"}')).toBeLessThanOrEqual(5);
    expect(grown('sourcing_cache_hits_total{gateway="1688-open"}')).toBeGreaterThan(0);
    expect(now('sourcing_cache_misses_total{gateway="1688-open"}')).toBeGreaterThan(0);
  });

  it("is healthy, and answers nothing but MCP elsewhere", async () => {
    expect(await (await fetch(new URL("/healthz", open.origin))).json()).toMatchObject({ status: "ok", mode: "sandbox" });
    expect(await statusFor(open, {}, "/")).toBe(404);
    expect((await fetch(new URL("/mcp", open.origin))).status).toBe(405);
  });

  it("ends a call under way before it leaves, and takes no new one", async () => {
    // A platform that answers when the test says so.
    let arrive: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const platform = createServer((_request, response) => {
      arrive();
      void answered.then(() => response.end("{}"));
    });
    await new Promise<void>((resolve) => platform.listen(0, "127.0.0.1", resolve));
    const server = await startHttpServer({
      SOURCING_1688_APP_KEY: "key",
      SOURCING_1688_APP_SECRET: "a-secret-of-a-test",
      SOURCING_1688_ACCESS_TOKEN: "a-token-of-a-test",
      SOURCING_1688_BASE_URL: `http://127.0.0.1:${(platform.address() as AddressInfo).port}`,
      SOURCING_1688_GATEWAY: "1688-sha1",
      SOURCING_FX: "off",
    });
    const params = { name: "get_product", arguments: { products: ["1688:610784549587"] } };
    const call = post(server, {}, { jsonrpc: "2.0", id: 7, method: "tools/call", params });
    await asked;
    server.child.kill("SIGTERM");
    // The signal has arrived when nobody listens any more.
    while (
      await post(server).then(
        () => true,
        () => false,
      )
    );
    answer();
    const { status, body } = await call;
    expect([status, body === null]).toEqual([200, false]);
    expect(await server.exited).toBe(0);
    platform.closeAllConnections();
    platform.close();
  }, 30_000);
});
