import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { endHttpServers, HTTP_GENERATIONS, startHttpServer } from "../../support/http-server-process.ts";
import { endAll } from "../../support/server-process.ts";

const TOKEN = "0123456789abcdef0123456789abcdef";
const TUMBLER = "1688:738204915561";

afterEach(async () => {
  await endHttpServers();
  await endAll();
});

const listTools = { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} };

const post = (origin: string, headers: Record<string, string> = {}, body: unknown = listTools): Promise<Response> =>
  fetch(new URL("/mcp", origin), {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

/** `fetch` writes its own Host header. */
const statusFor = (origin: string, headers: Record<string, string>, path = "/healthz"): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    request({ hostname, port, path, headers, setHost: !("host" in headers) }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once("error", reject)
      .end();
  });

describe.each(Object.entries(HTTP_GENERATIONS))("over HTTP, %s", (_name, connect) => {
  it("lists the tools and gets a product", async () => {
    const { origin } = await startHttpServer();
    const client = await connect(origin);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain("compare_purchase_options");
    const result = await client.callTool({ name: "get_product", arguments: { products: [TUMBLER] } });
    expect(result.structuredContent).toMatchObject({ counts: { ok: 1, failed: 0 } });
    await client.close();
  });

  it("is let in by its token, and by no other", async () => {
    const { origin } = await startHttpServer({ SOURCING_HTTP_TOKEN: TOKEN });
    const client = await connect(origin, TOKEN);
    expect((await client.listTools()).tools.length).toBeGreaterThan(0);
    await client.close();
    await expect(connect(origin, `${TOKEN.slice(0, -1)}0`)).rejects.toThrow();
    await expect(connect(origin)).rejects.toThrow();
  });
});

describe("who is let in", () => {
  it("says what is missing by status and challenge", async () => {
    const { origin } = await startHttpServer({ SOURCING_HTTP_TOKEN: TOKEN });
    const refused = await post(origin);
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect((await post(origin, { authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  });

  it("refuses other hosts and other sites' pages, so that no name can be bent to this machine", async () => {
    const { origin } = await startHttpServer();
    const { port } = new URL(origin);
    expect(await statusFor(origin, { host: `localhost:${port}` })).toBe(200);
    expect(await statusFor(origin, { host: "evil.example" })).toBe(403);
    expect((await post(origin, { origin: "https://evil.example" })).status).toBe(403);
    expect((await post(origin, { origin: `http://localhost:${port}` })).status).toBe(200);
  });

  it("does not start beyond loopback without a token, and says which variable to set", async () => {
    await expect(startHttpServer({}, ["--host", "0.0.0.0"])).rejects.toThrow(/left with 1: .*SOURCING_HTTP_TOKEN/s);
  });

  it("refuses a token that could be guessed", async () => {
    await expect(startHttpServer({ SOURCING_HTTP_TOKEN: "secret123" })).rejects.toThrow(/shorter than 16/);
  });

  it("shows its metrics to this machine, and to others by token alone", async () => {
    const { origin } = await startHttpServer({ SOURCING_HTTP_TOKEN: TOKEN });
    expect(await statusFor(origin, {}, "/metrics")).toBe(200);
    expect(await statusFor(origin, { "x-forwarded-for": "203.0.113.7" }, "/metrics")).toBe(401);
    expect(await statusFor(origin, { "x-forwarded-for": "203.0.113.7", authorization: `Bearer ${TOKEN}` }, "/metrics")).toBe(
      200,
    );
  });
});

describe("the HTTP server", () => {
  it("refuses a body past a megabyte", async () => {
    const { origin } = await startHttpServer();
    const long = { ...listTools, params: { filler: "x".repeat(1_100_000) } };
    expect((await post(origin, {}, long)).status).toBe(413);
    expect((await post(origin)).status).toBe(200);
  });

  it("counts calls, failures, the cache and what is left of the quota", async () => {
    const { origin } = await startHttpServer();
    const client = await HTTP_GENERATIONS["client of the 2026 protocol"](origin);
    await client.callTool({ name: "get_product", arguments: { products: [TUMBLER] } });
    await client.callTool({ name: "get_product", arguments: { products: [TUMBLER] } });
    await client.callTool({ name: "get_product", arguments: {} });
    await client.close();
    const text = await (await fetch(new URL("/metrics", origin))).text();
    const figure = (name: string): number =>
      Number(new RegExp(`^${name.replace(/[{}]/g, "\\$&")} (\\S+)$`, "m").exec(text)?.[1]);
    expect(figure('sourcing_tool_calls_total{tool="get_product"}')).toBe(3);
    expect(figure('sourcing_tool_failures_total{tool="get_product"}')).toBe(1);
    expect(figure('sourcing_gateway_calls_total{gateway="1688-open"}')).toBe(1);
    expect(figure('sourcing_gateway_failures_total{gateway="1688-open"}')).toBe(0);
    expect(figure('sourcing_gateway_quota_left{gateway="1688-open"}')).toBeLessThanOrEqual(5);
    expect(figure("sourcing_cache_hits_total")).toBeGreaterThan(0);
    expect(figure("sourcing_cache_misses_total")).toBeGreaterThan(0);
  });

  it("ends a call under way before it leaves, and takes no new one", async () => {
    const { origin, child, exited } = await startHttpServer();
    const call = {
      jsonrpc: "2.0",
      id: 7,
      method: "tools/call",
      params: { name: "get_product", arguments: { products: [TUMBLER] } },
    };
    const answer = post(origin, {}, call);
    await new Promise((resolve) => setTimeout(resolve, 60));
    child.kill("SIGTERM");
    expect((await answer).status).toBe(200);
    expect(await exited).toBe(0);
    await expect(post(origin)).rejects.toThrow();
  });

  it("is healthy, and answers nothing but MCP elsewhere", async () => {
    const { origin } = await startHttpServer();
    expect(await (await fetch(new URL("/healthz", origin))).json()).toMatchObject({ status: "ok", mode: "sandbox" });
    expect(await statusFor(origin, {}, "/")).toBe(404);
    expect((await fetch(new URL("/mcp", origin))).status).toBe(405);
  });
});
