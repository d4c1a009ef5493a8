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

const headersOf = (token: string | null) =>
  token === null ? {} : { requestInit: { headers: { authorization: `Bearer ${token}` } } };

/** Clients of both generations, over HTTP. */
export const HTTP_GENERATIONS = {
  "client of the 2025 protocol": async (origin: string, token: string | null = null) => {
    const client = new FirstGenerationClient({ name: "test", version: "0" });
    const transport = new FirstGenerationTransport(new URL("/mcp", origin), headersOf(token));
    // The 1.x transport declares its optional members without `undefined`, which this project's compiler settings tell apart.
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    return client;
  },
  "client of the 2026 protocol": async (origin: string, token: string | null = null) => {
    const client = new Client({ name: "test", version: "0" }, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
    await client.connect(new StreamableHTTPClientTransport(new URL("/mcp", origin), headersOf(token)));
    return client;
  },
} as const;
