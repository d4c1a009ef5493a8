import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { closeAll, fetcherTo, GET, get, serve, withHead } from "./local-server.ts";

afterEach(closeAll);

describe("a request", () => {
  it("goes to the base URL's origin with path, query, headers and body as they are", async () => {
    let seen = {};
    const base = await serve((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        seen = { method: request.method, url: request.url, type: request.headers["content-type"], body };
        response.end("{}");
      });
    });
    await fetcherTo(base).fetch(
      { method: "POST", url: GET.url, headers: { "content-type": "application/x-www-form-urlencoded" }, body: "a=1" },
      2_000,
    );
    expect(seen).toEqual({
      method: "POST",
      url: "/rest/product?id=1&name=%20",
      type: "application/x-www-form-urlencoded",
      body: "a=1",
    });
  });

  it.each([
    ["another host", { ...GET, url: "https://gw.example.com.evil.example/x" }, null],
    ["another port", { ...GET, url: "https://gw.example.com:8443/x" }, null],
    ["http", { ...GET, url: "http://gw.example.com/x" }, null],
    ["another host, whatever the base URL", { ...GET, url: "https://evil.example/x" }, "http://127.0.0.1:9"],
    ["a base URL of http that is not loopback", GET, "http://proxy.example.com"],
    ["a private base URL", GET, "https://10.1.2.3"],
    ["the metadata service", GET, "https://169.254.169.254"],
    ["a private IPv6 base URL", GET, "https://[fd00::1]"],
    ["a private address in an IPv6 coat", GET, "https://[::ffff:192.168.1.1]"],
  ])("never leaves for %s", async (_, request, baseUrl) => {
    let left = false;
    const sent = fetcherTo(baseUrl).fetch(request, 2_000, {
      leaving: () => {
        left = true;
      },
    });
    await expect(sent).rejects.toMatchObject({ kind: "misconfigured" });
    expect(left).toBe(false);
  });

  it("tells when it leaves and when the answer has begun", async () => {
    const base = await serve((_, response) => response.end("{}"));
    const events: string[] = [];
    await fetcherTo(base).fetch(GET, 2_000, { leaving: () => events.push("leaving"), arrived: () => events.push("arrived") });
    expect(events).toEqual(["leaving", "arrived"]);
  });

  it("can be kept from leaving in the last moment", async () => {
    let requests = 0;
    const base = await serve((_, response) => {
      requests += 1;
      response.end("{}");
    });
    const fetcher = fetcherTo(base);
    const stop = () => {
      throw new Error("the lease is old");
    };
    await expect(fetcher.fetch(GET, 2_000, { leaving: stop })).rejects.toBeInstanceOf(Error);
    await fetcher.fetch(GET, 2_000);
    expect(requests).toBe(1);
  });
});

describe("an answer", () => {
  it("comes with its status, lower-case headers, text and JSON with every digit", async () => {
    const base = await serve((_, response) => {
      response.writeHead(400, { "X-Request-Id": "7", "content-type": "application/json" });
      response.end('{"id":1005008177221739123,"n":7}');
    });
    const reply = await get(base);
    expect(reply).toMatchObject({
      status: 400,
      text: '{"id":1005008177221739123,"n":7}',
      body: { id: "1005008177221739123", n: 7 },
    });
    expect(reply.headers["x-request-id"]).toBe("7");
  });

  it("that is no JSON has no body, and is left to the gateway's reading", async () => {
    const base = await serve((_, response) => response.writeHead(502).end("<html>Bad Gateway</html>"));
    expect(await get(base)).toMatchObject({ status: 502, text: "<html>Bad Gateway</html>", body: undefined });
  });

  it.each([["gzip", gzipSync('{"a":"中"}')]])("packed with %s is unpacked", async (encoding, packed) => {
    const base = await serve((_, response) => withHead(response, { "content-encoding": encoding }).end(packed));
    expect((await get(base)).body).toEqual({ a: "中" });
  });

  it("in GBK is read as GBK", async () => {
    const base = await serve((_, response) =>
      withHead(response, { "content-type": "text/json; charset=GBK" }).end(
        Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xd6, 0xd0, 0x22, 0x7d]),
      ),
    );
    expect((await get(base)).body).toEqual({ a: "中" });
  });
});
