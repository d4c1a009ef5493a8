import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { closeAll, fetcherTo, GET, get, serve, serveRaw, serveTls, withHead } from "./local-server.ts";

afterEach(closeAll);

describe("a fault on the way", () => {
  it("a redirect is not followed", async () => {
    let requests = 0;
    const base = await serve((_, response) => {
      requests += 1;
      response.writeHead(302, { location: "http://127.0.0.1:1/elsewhere" }).end();
    });
    await expect(get(base)).rejects.toMatchObject({ kind: "bad_answer" });
    expect(requests).toBe(1);
  });

  it("a refused connection is unavailable, and nothing left", async () => {
    let left = false;
    const fetcher = fetcherTo("http://127.0.0.1:1");
    const sent = fetcher.fetch(GET, 2_000, {
      leaving: () => {
        left = true;
      },
    });
    await expect(sent).rejects.toMatchObject({
      kind: "unavailable",
      message: "127.0.0.1:1 could not be asked (ECONNREFUSED).",
    });
    expect(left).toBe(false);
  });

  it("silence ends at the deadline", async () => {
    const base = await serve(() => undefined);
    await expect(get(base, 150)).rejects.toMatchObject({
      kind: "unavailable",
      message: expect.stringContaining("did not answer within 0.15 s"),
    });
  });

  it("a certificate of nobody known is named, and nothing is sent", async () => {
    let requests = 0;
    const base = await serveTls(() => {
      requests += 1;
    });
    await expect(get(base)).rejects.toMatchObject({
      kind: "misconfigured",
      message: expect.stringMatching(/certificate of localhost:\d+ is not to be trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/),
    });
    expect(requests).toBe(0);
  });

  it("a body that drips ends at the same deadline", async () => {
    const base = await serve((_, response) => {
      withHead(response, {});
      const drip = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(drip));
    });
    await expect(get(base, 200)).rejects.toMatchObject({
      kind: "unavailable",
      message: expect.stringContaining("did not answer within 0.2 s"),
    });
  });

  it.each([
    ["closed before a word", ""],
    ["cut short of its length", 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"a":1}'],
    ["cut short between chunks", 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n'],
    ["cut short where the end is the close", 'HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{"a":[1,'],
    ["garbage", "SSH-2.0-OpenSSH_9.6\r\n"],
    ["with a header of 40 KB", `HTTP/1.1 200 OK\r\nx: ${"x".repeat(40_000)}\r\ncontent-length: 2\r\n\r\n{}`],
    [
      "packed and not whole",
      Buffer.concat([
        Buffer.from("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-encoding: gzip\r\n\r\n"),
        gzipSync('{"a":1}').subarray(0, 15),
      ]),
    ],
  ])("an answer %s is unavailable", async (_, bytes) => {
    const base = await serveRaw((socket) => socket.end(bytes));
    await expect(get(base)).rejects.toMatchObject({ kind: "unavailable" });
  });

  it("a reset is unavailable", async () => {
    const base = await serveRaw((socket) => socket.resetAndDestroy());
    await expect(get(base)).rejects.toMatchObject({ kind: "unavailable" });
  });

  it("more than 8 MiB are not read", async () => {
    let sent = 0;
    const base = await serve((_, response) => {
      const chunk = Buffer.alloc(2 ** 20, " ");
      const more = (): void => {
        sent += 1;
        if (sent < 200 && !response.destroyed) response.write(chunk, () => setImmediate(more));
      };
      more();
    });
    await expect(get(base, 10_000)).rejects.toMatchObject({ kind: "bad_answer" });
    expect(sent).toBeLessThan(100);
  });

  it("a small answer that unpacks to more than 8 MiB is refused", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20, " "));
    const base = await serve((_, response) => withHead(response, { "content-encoding": "gzip" }).end(bomb));
    await expect(get(base)).rejects.toMatchObject({ kind: "bad_answer", message: expect.stringContaining("8 MiB") });
  });

  it("a packing that was not asked for is refused", async () => {
    const base = await serve((_, response) => withHead(response, { "content-encoding": "constructor" }).end("{}"));
    await expect(get(base)).rejects.toMatchObject({ kind: "bad_answer" });
  });
});

it("keeps a waiting request from leaving once its time to connect is over", async () => {
  let requests = 0;
  const base = await serve((_, response) => {
    requests += 1;
    setTimeout(() => response.end("{}"), 400);
  });
  const fetcher = fetcherTo(base, 150);
  // Eight connections are all there are: the ninth request waits for one of them.
  const outcomes = await Promise.allSettled(Array.from({ length: 9 }, () => fetcher.fetch(GET, 2_000)));
  expect(outcomes.map(({ status }) => status)).toEqual([...Array(8).fill("fulfilled"), "rejected"]);
  await fetcher.fetch(GET, 2_000);
  expect(requests).toBe(9);
});
