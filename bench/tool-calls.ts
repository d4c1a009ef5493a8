import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { median } from "./measure/median.ts";
import { answeringServer, ONE_TOOL_SERVER, withServer } from "./measure/sdk-server.ts";

// The target: of the calls a second of a tool that only hands out the same answer.
const LEAST_SHARE = 0.6;
const PRODUCT = { products: ["1688:738204915561"] };
const CONCURRENCIES = [1, 32];
const WARM_UP_CALLS = 1_500;
const CALLS_IN_ROUND = 600;
const ROUNDS = 9;

interface Connected {
  readonly call: () => Promise<unknown>;
  readonly residentMb: number;
  close(): Promise<void>;
}

/** Cached `get_product` calls through a real client over stdio, beside a tool on the same SDK that returns the same bytes. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tool-calls-"));
  const entry = JSON.parse(await readFile("mcp.json", "utf8")).mcpServers.sourcing as { command: string; args: string[] };
  const ours = await connect(entry, "get_product", PRODUCT);
  try {
    const file = join(folder, "answer.json");
    const { content, structuredContent } = (await ours.call()) as { content: [{ text: string }]; structuredContent: unknown };
    const answer = { text: content[0].text, structuredContent };
    await writeFile(file, JSON.stringify(answer));
    await withServer(answeringServer(file), async (floorFile) => {
      const floor = await connect({ command: process.execPath, args: [floorFile] }, "echo", PRODUCT);
      await compare(ours, floor, answer).finally(floor.close);
    });
    await withServer(ONE_TOOL_SERVER, async (floorFile) => {
      const floor = await connect({ command: process.execPath, args: [floorFile] }, "echo", { text: "" });
      console.log(
        `\nResident after tools/list: ${ours.residentMb.toFixed(0)} MB; one tool on the same SDK: ${floor.residentMb.toFixed(0)} MB`,
      );
      await floor.close();
    });
  } finally {
    await ours.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(ours: Connected, floor: Connected, answer: { text: string; structuredContent: unknown }): Promise<void> {
  const bytes = [answer.text, JSON.stringify(answer.structuredContent)].map((channel) => Buffer.byteLength(channel));
  console.log(`An answer of ${bytes.join(" + ")} bytes, text and structured.\n`);
  console.log("| calls at once | get_product a second | same bytes a second | share | at least |\n|---|---|---|---|---|");
  for (const { call } of [ours, floor]) await callsPerSecond(call, 32, WARM_UP_CALLS);
  for (const concurrency of CONCURRENCIES) {
    const rates: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      rates[0].push(await callsPerSecond(ours.call, concurrency, CALLS_IN_ROUND));
      rates[1].push(await callsPerSecond(floor.call, concurrency, CALLS_IN_ROUND));
    }
    const [own, least] = rates.map(median) as [number, number];
    const share = own / least;
    const verdict = share >= LEAST_SHARE ? "" : " (missed)";
    console.log(
      `| ${concurrency} | ${own.toFixed(0)} | ${least.toFixed(0)} | ${share.toFixed(2)}${verdict} | ${LEAST_SHARE} |`,
    );
  }
}

async function connect(
  server: { command: string; args: string[] },
  name: string,
  args: Record<string, unknown>,
): Promise<Connected> {
  const client = new Client({ name: "bench", version: "0" }, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
  const transport = new StdioClientTransport({ ...server, env: { PATH: process.env["PATH"] ?? "", SOURCING_MODE: "sandbox" } });
  await client.connect(transport);
  await client.listTools();
  return {
    call: () => client.callTool({ name, arguments: args }),
    residentMb: residentMb(transport.pid),
    close: () => client.close(),
  };
}

async function callsPerSecond(call: () => Promise<unknown>, concurrency: number, calls: number): Promise<number> {
  let left = calls;
  const began = performance.now();
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return calls / ((performance.now() - began) / 1_000);
}

const residentMb = (pid: number | null): number =>
  Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1_024;
