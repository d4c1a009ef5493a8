import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { median } from "./measure/median.ts";
import { ONE_TOOL_SERVER, withServer } from "./measure/sdk-server.ts";

const RUNS = 15;

const INITIALIZE = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "bench", version: "0" } },
};
const INITIALIZED = { jsonrpc: "2.0", method: "notifications/initialized" };
const LIST = { jsonrpc: "2.0", id: 2, method: "tools/list", params: {} };

/** Spawn to answered `tools/list`, the two servers in turn so that both meet the same machine. */
export const run = (): Promise<void> =>
  withServer(ONE_TOOL_SERVER, async (floor) => {
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
  });

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
