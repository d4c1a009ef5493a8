import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { GATEWAY_IDS } from "../../src/gateways/ids.ts";
import { gatewayOf } from "../../src/gateways/registry.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { createFetcher } from "../../src/upstream/http/fetch.ts";
import { endAll, openServer } from "../support/server-process.ts";

afterEach(endAll);

const CREDENTIALS = {
  SOURCING_MODE: "live",
  SOURCING_1688_APP_KEY: "1",
  SOURCING_1688_APP_SECRET: "app-secret",
  SOURCING_1688_ACCESS_TOKEN: "access-token",
};
const problemsOf = (url: string) =>
  readConfig({ ...CREDENTIALS, SOURCING_1688_BASE_URL: url }).problems.map(({ variable }) => variable);

const PRIVATE = [
  "https://10.0.0.1",
  "https://172.16.5.4",
  "https://192.168.1.1:8443",
  "https://169.254.169.254",
  "https://100.64.0.1",
  "https://0.0.0.0",
  "https://[fd00::1]",
  "https://[fe80::1]",
  "https://[::ffff:10.0.0.1]",
  // 10.0.0.1 as other programs write it.
  "https://167772161",
  "https://0x0a.0.0.1",
];

describe("the hosts of a gateway", () => {
  it.each(GATEWAY_IDS)("%s asks an exact list, https alone, none of them an address", (id) => {
    const { origins } = gatewayOf(id);
    expect(origins.length).toBeGreaterThan(0);
    for (const origin of origins) {
      expect(new URL(origin).origin).toBe(origin);
      expect(origin).toMatch(/^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:1688|alibaba|aliexpress)\.com$/);
    }
  });

  it.each([
    ["another host", "https://example.com/x"],
    ["another port", "https://gw.example.org:8443/x"],
    ["a host that begins alike", "https://gw.example.org.evil.example/x"],
    ["a user before another host", "https://gw.example.org@evil.example/x"],
    ["no TLS", "http://gw.example.org/x"],
  ])("are not left for %s", async (_, url) => {
    const fetcher = createFetcher({ origins: ["https://gw.example.org"], baseUrl: null, connectMs: 500 });
    await expect(fetcher.fetch({ method: "GET", url, headers: {}, body: null }, 500)).rejects.toMatchObject({
      kind: "misconfigured",
      message: expect.stringMatching(/^Nothing was sent: /),
    });
    await fetcher.close();
  });
});

describe("a base URL", () => {
  it.each([
    ...PRIVATE,
    "http://example.com",
    "ftp://127.0.0.1",
    "https://user:pass@example.com",
    "https://example.com/path",
    "http://127.0.0.1.example.com",
  ])("%s is refused as a setting", (url) => {
    expect(problemsOf(url)).toEqual(["SOURCING_1688_BASE_URL"]);
  });

  it.each([
    "https://proxy.example.com",
    "https://203.0.113.7:8443",
    "http://127.0.0.1:8080",
    "http://localhost:8080",
    "http://[::1]:8080",
    "https://127.0.0.1:8443",
  ])("%s is taken", (url) => {
    expect(problemsOf(url)).toEqual([]);
  });

  it.each([...PRIVATE, "http://198.51.100.1"])("%s is refused again before anything is sent", async (baseUrl) => {
    const origin = "https://gw.example.org";
    const fetcher = createFetcher({ origins: [origin], baseUrl, connectMs: 500 });
    await expect(fetcher.fetch({ method: "GET", url: `${origin}/x`, headers: {}, body: null }, 500)).rejects.toMatchObject({
      kind: "misconfigured",
    });
    await fetcher.close();
  });

  it("with a name that leads to a private address is refused when the name is looked up", async () => {
    // Not "localhost" by its letters, and yet it is.
    const origin = "https://gw.example.org";
    const fetcher = createFetcher({ origins: [origin], baseUrl: "https://localhost.:9", connectMs: 2_000 });
    await expect(fetcher.fetch({ method: "GET", url: `${origin}/x`, headers: {}, body: null }, 500)).rejects.toMatchObject({
      kind: expect.stringMatching(/^(?:misconfigured|unavailable)$/),
      message: expect.not.stringContaining("ECONNREFUSED"),
    });
    await fetcher.close();
  });

  it("that is private is told to the agent by the variable's name", async () => {
    const server = await openServer({ ...CREDENTIALS, SOURCING_1688_BASE_URL: "https://169.254.169.254" });
    const { result } = await server.callTool("get_product", { products: ["1688:738204915561"] });
    expect(result).toMatchObject({ isError: true });
    expect(JSON.stringify(result)).toContain("SOURCING_1688_BASE_URL");
    expect(JSON.stringify(result)).toContain("misconfigured");
  });
});

it("the sandbox listens on loopback alone", async () => {
  const sandbox = await startSandbox();
  const ports = GATEWAY_IDS.map((id) => new URL(sandbox.origin(id)));
  expect(ports.map(({ hostname }) => hostname)).toEqual(GATEWAY_IDS.map(() => "127.0.0.1"));
  const outside = Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.filter(({ internal, scopeid }) => !internal && !scopeid),
  );
  const reached = await Promise.all(
    outside.flatMap(({ address }) =>
      ports.map(({ port }) => canConnect(address, Number(port)).then((open) => (open ? [`${address}:${port}`] : []))),
    ),
  );
  expect(reached.flat()).toEqual([]);
  await sandbox.close();
});

const canConnect = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 500 });
    const end = (open: boolean) => () => {
      socket.destroy();
      resolve(open);
    };
    socket.once("connect", end(true)).once("error", end(false)).once("timeout", end(false));
  });
