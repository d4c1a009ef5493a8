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

  // {"a":"中"}: 中 is U+4E2D, D6 D0 in GBK, E4 B8 AD in UTF-8.
  const UTF_8 = Buffer.from('{"a":"中"}');
  const UTF_16LE = Buffer.from('{"a":"中"}', "utf16le");
  const UTF_16BE = Buffer.from(UTF_16LE).swap16();
  const GBK = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xd6, 0xd0]), Buffer.from('"}')]);
  const [LE, BE, MARK_8] = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff]), Buffer.from([0xef, 0xbb, 0xbf])];

  it.each([
    ["GBK, named GB2312", "text/json; charset=gb2312", GBK],
    ["GBK, named GB18030 between apostrophes", "text/json; charset='GB18030'", GBK],
    ["UTF-16, marked, little end first", "application/json", Buffer.concat([LE, UTF_16LE])],
    ["UTF-16, marked, big end first", "application/json;charset=utf-8", Buffer.concat([BE, UTF_16BE])],
    ["UTF-16, named, big end first by its mark", "application/json; charset=UTF-16", Buffer.concat([BE, UTF_16BE])],
    ["UTF-16, named with its end, without a mark", "application/json; charset=UTF-16BE", UTF_16BE],
    ["UTF-8 with a mark", "application/json", Buffer.concat([MARK_8, UTF_8])],
    ["UTF-8 under a name of nobody", "application/json; charset=utf8mb4", UTF_8],
  ])("in %s is read", async (_, type, bytes) => {
    const base = await serve((_request, response) => withHead(response, { "content-type": type }).end(bytes));
    expect((await get(base)).body).toEqual({ a: "中" });
  });

  it("in a character set that nobody knows is no answer, and says which", async () => {
    const base = await serve((_, response) => withHead(response, { "content-type": "text/json; charset=x-seller-7" }).end(GBK));
    await expect(get(base)).rejects.toMatchObject({ kind: "bad_answer", message: expect.stringContaining("(x-seller-7)") });
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
