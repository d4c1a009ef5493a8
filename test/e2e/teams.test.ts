import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterEach, describe, expect, it } from "vitest";
import { ROOT } from "../support/clients.ts";
import { HTTP_GENERATIONS, roundRobin } from "../support/http-server-process.ts";
import { liveSettings } from "../support/live-settings.ts";
import { fullestWindow } from "../support/quota-history.ts";
import { freePort, REDIS_PROGRAM } from "../support/redis.ts";
import { startTestSandbox, type TestSandbox } from "../support/sandbox/test-sandbox.ts";
import { endAll, stateFolder } from "../support/server-process.ts";

const RULE = { limit: 5, periodMs: 1_000 };
// More than one window holds: the second second of asking shows whether two processes keep to one quota.
const COUNTRIES = ["US", "DE", "FR", "ES", "IT", "NL", "BE"];
const PAGE = readFileSync(join(ROOT, "docs/teams.md"), "utf8");

/** Every command of the page, line by line, in its order. */
const COMMANDS = [...PAGE.matchAll(/^```(\w*)\n([\s\S]*?)\n```$/gm)].flatMap(([, language, block = ""]) =>
  language === "" ? block.split("\n") : [],
);
/** What the page says a client is told. */
const CONNECT = JSON.parse(/^```json\n([\s\S]*?)\n```$/m.exec(PAGE)?.[1] ?? "").mcpServers.sourcing as {
  type: string;
  url: string;
  headers: Record<string, string>;
};

let sandbox: TestSandbox | null = null;
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await endAll();
  await sandbox?.close();
});

/** Runs a line of the page in a shell until it prints what says that it is ready. */
async function start(line: string, folder: string, env: Record<string, string>, ready: RegExp): Promise<ChildProcess> {
  const shell = spawn(
    "sh",
    [
      "-c",
      line
        .replace("node dist/main.js", `exec node ${join(ROOT, "dist/main.js")}`)
        .replace(/^redis-server/, `exec ${REDIS_PROGRAM}`),
    ],
    {
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "", ...env },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  children.push(shell);
  for await (const text of createInterface({ input: shell.stdout }))
    if (ready.test(text)) {
      shell.stdout.resume();
      return shell;
    }
  throw new Error(`${line} ended before it was ready`);
}

describe.skipIf(REDIS_PROGRAM === null)("docs/teams.md, followed word for word (needs redis-server or valkey-server)", () => {
  it("ends with two processes on one Redis that answer alike and never exceed one quota", async () => {
    sandbox = await startTestSandbox({ quota: { "alibaba-iop": [RULE] } });
    const folder = stateFolder();
    // Other ports than the page's, because those may be taken; all else is as it stands there.
    const ports = { "8080": await freePort(), "6379": await freePort(), "8081": await freePort(), "8082": await freePort() };
    const here = (line: string): string =>
      Object.entries(ports).reduce((text, [from, to]) => text.replaceAll(from, `${to}`), line);

    const [makeTokens = "", serveOne = "", redis = "", ...servers] = COMMANDS;
    expect(servers).toHaveLength(2);
    execFileSync("sh", ["-c", makeTokens], { cwd: folder });
    expect(statSync(join(folder, "tokens.txt")).mode & 0o777).toBe(0o600);
    const tokens = readFileSync(join(folder, "tokens.txt"), "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(" ")[1] ?? "");
    expect(tokens.map(({ length }) => length)).toEqual([64, 64]);

    // One server, as the page begins, opened to one more name, and the client that it tells to connect.
    const one = await start(`${here(serveOne)} --allow-host sourcing.example`, folder, { HOME: folder }, SERVES);
    const { url, headers } = JSON.parse(here(JSON.stringify(CONNECT)).replace("THE TOKEN", tokens[0] ?? "")) as typeof CONNECT;
    const client = new Client({ name: "anna", version: "0" });
    await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
    expect((await client.listTools()).tools.length).toBeGreaterThan(0);
    await client.close();
    expect(await statusOf(url, "/healthz", "127.0.0.1")).toBe(200);
    expect(await statusOf(url, "/metrics", "sourcing.example")).toBe(200);
    expect(await statusOf(url, "/healthz", "other.example")).toBe(403);
    const left = once(one, "exit");
    one.kill("SIGTERM");
    expect(await left).toEqual([0, null]);

    await start(here(redis), folder, {}, /ready to accept/i);
    const settings = liveSettings(sandbox, { quotas: { alibaba: "5/s" } });
    await Promise.all(servers.map((line) => start(here(line), folder, { HOME: folder, ...settings }, SERVES)));

    const origins = [`http://127.0.0.1:${ports["8081"]}`, `http://127.0.0.1:${ports["8082"]}`];
    const balancers = tokens.map(() => roundRobin(origins));
    const clients = await Promise.all(
      Object.values(HTTP_GENERATIONS).map((connect, index) =>
        connect(origins[0] ?? "", { token: tokens[index] ?? null, fetch: balancers[index]?.fetch ?? fetch }),
      ),
    );
    const answers = await Promise.all(COUNTRIES.flatMap((country) => clients.map((client) => ask(client, country))));
    for (const { counts } of balancers) expect(Math.min(...counts)).toBeGreaterThanOrEqual(Math.floor(COUNTRIES.length / 2));
    for (const [index] of COUNTRIES.entries()) expect(answers[2 * index]).toEqual(answers[2 * index + 1]);
    const arrivals = sandbox.history.map(({ atMs }) => atMs);
    expect(arrivals.length).toBeGreaterThanOrEqual(COUNTRIES.length);
    expect(fullestWindow(arrivals, RULE).count).toBeLessThanOrEqual(RULE.limit);
    expect(sandbox.history.filter(({ code }) => code !== null)).toEqual([]);
    await Promise.all(clients.map((client) => client.close()));
  }, 60_000);
});

const SERVES = /answers MCP at/;

/** `fetch` writes its own Host header. */
const statusOf = (origin: string, path: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const headers = { host, connection: "close" };
    request(new URL(path, origin), { headers }, (response) => resolve(response.resume().statusCode))
      .once("error", reject)
      .end();
  });

type Callable = { callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<Record<string, unknown>> };

/** What a process says of one listing, less when and from where it had it. */
async function ask(client: unknown, country: string): Promise<unknown> {
  const result = await (client as Callable).callTool({
    name: "get_product",
    arguments: { products: ["alibaba:1601206810412"], country },
  });
  const { products } = result["structuredContent"] as { products: { status: string; product: Record<string, unknown> }[] };
  expect(products[0]?.status).toBe("ok");
  const { source: _source, ...product } = products[0]?.product ?? {};
  return product;
}
