import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { build } from "esbuild";

const RUNS = 15;

// The least a server on this SDK can be: one tool, bundled with the same options.
const ONE_TOOL_SERVER = `
import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";
serveStdio(() => {
  const server = new McpServer({ name: "one-tool", version: "1.0.0" }, { capabilities: { tools: {} } });
  server.registerTool("echo", { description: "Echoes", inputSchema: z.object({ text: z.string() }) }, async ({ text }) => ({ content: [{ type: "text", text }] }));
  return server;
});
`;

const INITIALIZE = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "bench", version: "0" } },
};
const INITIALIZED = { jsonrpc: "2.0", method: "notifications/initialized" };
const LIST = { jsonrpc: "2.0", id: 2, method: "tools/list", params: {} };

/** Spawn to answered `tools/list`, the two servers in turn so that both meet the same machine. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(process.cwd(), "node_modules", ".one-tool-"));
  try {
    const floor = await oneToolServer(folder);
    const ours: number[] = [];
    const floors: number[] = [];
    for (let turn = 0; turn < RUNS; turn += 1) {
      floors.push(await start(floor));
      ours.push(await start("dist/main.js"));
    }
    const [own, least] = [median(ours), median(floors)];
    console.log("| server | median ms | min ms |\n|---|---|---|");
    console.log(`| sourcing-mcp | ${own.toFixed(1)} | ${Math.min(...ours).toFixed(1)} |`);
    console.log(`| one tool on the same SDK | ${least.toFixed(1)} | ${Math.min(...floors).toFixed(1)} |`);
    console.log(`\nCold start, spawn to answered tools/list, ${RUNS} runs each: ${(own / least).toFixed(2)} times the floor`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function oneToolServer(folder: string): Promise<string> {
  const source = join(folder, "server.ts");
  await writeFile(source, ONE_TOOL_SERVER);
  await build({
    entryPoints: [source],
    outdir: join(folder, "dist"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    minify: true,
    keepNames: true,
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  });
  return join(folder, "dist", "server.mjs");
}

function start(file: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, [file], { stdio: ["pipe", "pipe", "inherit"], env: { PATH: process.env["PATH"] } });
    let output = "";
    child.on("error", reject);
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes('"id":2')) return;
      const took = performance.now() - began;
      child.stdout.removeAllListeners("data");
      child.once("exit", () => resolve(took));
      child.stdin.end();
    });
    for (const message of [INITIALIZE, INITIALIZED, LIST]) child.stdin.write(`${JSON.stringify(message)}\n`);
  });
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
