import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as FirstGenerationClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as FirstGenerationTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface Answer {
  readonly structured: Record<string, unknown> | undefined;
  readonly text: string;
  readonly isError: boolean;
}

/** What the tests need of a client, whichever generation it is. */
export interface TestClient {
  listTools(): Promise<{ name: string; inputSchema: unknown; outputSchema?: unknown; description?: string | undefined }[]>;
  call(name: string, args: Record<string, unknown>): Promise<Answer>;
  instructions(): string;
  close(): Promise<void>;
}

/** The command of `mcp.json`, with the environment a test gives it and nothing of the shell's settings. */
export function serverProcess(env: Record<string, string> = {}) {
  const { command, args } = JSON.parse(readFileSync(`${ROOT}mcp.json`, "utf8")).mcpServers.sourcing as {
    command: string;
    args: string[];
  };
  return { command, args, cwd: ROOT, env: { PATH: process.env["PATH"] ?? "", ...env } };
}

export const GENERATIONS = {
  "client of the 2025 protocol": connectFirstGeneration,
  "client of the 2026 protocol": connectModern,
} as const;

export async function connectModern(env: Record<string, string> = {}): Promise<TestClient> {
  const client = new Client({ name: "test", version: "0" }, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
  await client.connect(new StdioClientTransport(serverProcess(env)));
  return {
    listTools: async () => (await client.listTools()).tools,
    call: async (name, args) => toAnswer(await client.callTool({ name, arguments: args })),
    instructions: () => client.getInstructions() ?? "",
    close: () => client.close(),
  };
}

async function connectFirstGeneration(env: Record<string, string> = {}): Promise<TestClient> {
  const client = new FirstGenerationClient({ name: "test", version: "0" });
  await client.connect(new FirstGenerationTransport(serverProcess(env)));
  return {
    listTools: async () => (await client.listTools()).tools,
    call: async (name, args) => toAnswer((await client.callTool({ name, arguments: args })) as RawResult),
    instructions: () => client.getInstructions() ?? "",
    close: () => client.close(),
  };
}

interface RawResult {
  readonly content: readonly { readonly type: string; readonly text?: string }[];
  readonly structuredContent?: unknown;
  readonly isError?: boolean | undefined;
}

const toAnswer = (result: RawResult): Answer => ({
  structured: result.structuredContent as Record<string, unknown> | undefined,
  text: result.content.map((part) => part.text ?? "").join("\n"),
  isError: result.isError === true,
});
