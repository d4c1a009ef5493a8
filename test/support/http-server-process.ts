import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as FirstGenerationClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as FirstGenerationTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { serverProcess } from "./clients.ts";
import { stateFolder } from "./server-process.ts";

export interface HttpServerProcess {
  readonly child: ChildProcess;
  /** `http://127.0.0.1:4711` */
  readonly origin: string;
  stderr(): string;
  readonly exited: Promise<number | null>;
}

const running = new Set<HttpServerProcess>();

export async function endHttpServers(): Promise<void> {
  for (const { child, exited } of running) {
    child.kill("SIGKILL");
    await exited;
  }
  running.clear();
}

/** `serve --http` on a free port of loopback, as a child process; rejects with what it printed where it does not start. */
export async function startHttpServer(
  env: Record<string, string> = {},
  more: readonly string[] = [],
): Promise<HttpServerProcess> {
  const { command, args, cwd, env: base } = serverProcess({ SOURCING_STATE_DIR: stateFolder(), ...env });
  const child = spawn(command, [...args, "serve", "--http", "--port", "0", ...more], {
    cwd,
    env: base,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /:(\d+)\/mcp/.exec(line)?.[1];
    if (port === undefined) continue;
    child.stdout.resume();
    const server = { child, origin: `http://127.0.0.1:${port}`, stderr: () => stderr, exited };
    running.add(server);
    return server;
  }
  throw new Error(`left with ${await exited}: ${stderr}`);
}

/** How a client reaches the server: its token, and a `fetch` of the test's own. */
interface Reach {
  readonly token?: string | null;
  readonly fetch?: typeof fetch;
}

const optionsOf = ({ token = null, fetch: reach }: Reach) => ({
  ...(token === null ? {} : { requestInit: { headers: { authorization: `Bearer ${token}` } } }),
  ...(reach === undefined ? {} : { fetch: reach }),
});

/** Clients of both generations, over HTTP. */
export const HTTP_GENERATIONS = {
  "client of the 2025 protocol": async (origin: string, reach: Reach = {}) => {
    const client = new FirstGenerationClient({ name: "test", version: "0" });
    const transport = new FirstGenerationTransport(new URL("/mcp", origin), optionsOf(reach));
    // The 1.x transport declares its optional members without `undefined`, which this project's compiler settings tell apart.
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    return client;
  },
  "client of the 2026 protocol": async (origin: string, reach: Reach = {}) => {
    const client = new Client({ name: "test", version: "0" }, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
    await client.connect(new StreamableHTTPClientTransport(new URL("/mcp", origin), optionsOf(reach)));
    return client;
  },
} as const;

/** A balancer without affinity: each request goes to the next process, whoever asked before. */
export function roundRobin(origins: readonly string[]): { readonly fetch: typeof fetch; readonly counts: readonly number[] } {
  const counts = origins.map(() => 0);
  let next = 0;
  const forward: typeof fetch = (input, init) => {
    const index = next++ % origins.length;
    counts[index] = (counts[index] ?? 0) + 1;
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    return fetch(new URL(`${pathname}${search}`, origins[index]), init);
  };
  return { fetch: forward, counts };
}
