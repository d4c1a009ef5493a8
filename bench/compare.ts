import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { answerInSteps, answerOf, compareOptions } from "../src/domain/compare/compare-options.ts";
import { openComparison, openInSteps } from "../src/domain/compare/open-comparison.ts";
import type { ComparisonRequest } from "../src/domain/comparison.ts";
import { cheapestCurve } from "../src/domain/flips/curve.ts";
import type { Steps } from "../src/domain/steps.ts";
import { contest } from "../src/sandbox/catalogue/catalogue.ts";
import { largeRequest } from "./measure/large-comparison.ts";
import { median } from "./measure/median.ts";
import { answeringServer, withServer } from "./measure/sdk-server.ts";

// The target: a comparison of warm listings beside reading the same.
const MOST_TIMES = 1.5;
/** No step of a comparison holds the event loop longer. */
const MOST_HELD_MS = 50;
const ROUNDS = 40;
const WARM_UP = 15;

const TWENTY = [...contest("tumblers"), ...contest("litter mats"), ...contest("yoga mats")].slice(0, 20);

const WAY = {
  insurance_rate: 0.003,
  duty_rate: 0.05,
  brokerage: 150,
  last_mile: 300,
  destination_terminal: 250,
};

/** Warm comparisons through a real client over stdio, beside reading the same listings and beside a tool that returns the same bytes. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "compare-"));
  const entry = JSON.parse(await readFile("mcp.json", "utf8")).mcpServers.sourcing as { command: string; args: string[] };
  const client = await connect(entry);
  try {
    const compare = (products: readonly string[]) => () =>
      client.callTool({ name: "compare_purchase_options", arguments: { products: [...products], quantity: 5_000 } });
    let asked = 0;
    const compareAnew = () => {
      asked += 1;
      const question = { products: [...TWENTY], quantity: 5_000, daily_demand: asked };
      return client.callTool({ name: "compare_purchase_options", arguments: question });
    };
    // A figure of the way: every landed cost is another one.
    const compareFreights = () => {
      asked += 1;
      const question = { products: [...TWENTY], quantity: 5_000, costs: { ...WAY, freight: 900 + asked } };
      return client.callTool({ name: "compare_purchase_options", arguments: question });
    };
    const read = () => client.callTool({ name: "get_product", arguments: { products: [...TWENTY] } });
    const readAnew = () => {
      asked += 1;
      // Says nothing of a concise answer, but makes the question another one.
      return client.callTool({ name: "get_product", arguments: { products: [...TWENTY], sku_offset: asked } });
    };
    const [ours, reading] = await eachInTurn([compare(TWENTY), read]);
    const [anew, freights, readingAnew] = await eachInTurn([compareAnew, compareFreights, readAnew]);
    const eight = await each(compare(TWENTY.slice(0, 8)));
    const file = join(folder, "answer.json");
    const { content, structuredContent } = (await compare(TWENTY)()) as unknown as {
      content: [{ text: string }];
      structuredContent: unknown;
    };
    await writeFile(file, JSON.stringify({ text: content[0].text, structuredContent }));
    await withServer(answeringServer(file), async (floorFile) => {
      const floor = await connect({ command: process.execPath, args: [floorFile] });
      const echo = await each(() => floor.callTool({ name: "echo", arguments: { products: [...TWENTY] } }));
      await floor.close();
      const times = ours / reading;
      console.log("| warm call | ms | beside | at most |\n|---|---|---|---|");
      console.log(
        `| compare of ${TWENTY.length} | ${ours.toFixed(1)} | ${times.toFixed(2)} × get_product${times <= MOST_TIMES ? "" : " (missed)"} | ${MOST_TIMES} |`,
      );
      console.log(`| get_product of ${TWENTY.length} | ${reading.toFixed(1)} | | |`);
      console.log(
        `| compare of ${TWENTY.length}, another question each time | ${anew.toFixed(1)} | ${(anew / readingAnew).toFixed(2)} × get_product, another question each time | |`,
      );
      console.log(
        `| compare of ${TWENTY.length}, another freight each time | ${freights.toFixed(1)} | ${(freights / readingAnew).toFixed(2)} × the same | |`,
      );
      console.log(`| get_product of ${TWENTY.length}, another question each time | ${readingAnew.toFixed(1)} | | |`);
      console.log(`| echo of the same bytes | ${echo.toFixed(1)} | ${(ours / echo).toFixed(1)} × | |`);
      console.log(`| compare of 8 | ${eight.toFixed(1)} | | |`);
    });
  } finally {
    await client.close();
    await rm(folder, { recursive: true, force: true });
  }
  inProcess();
}

/** The domain alone. Between two steps of a comparison other calls take their turn, so its longest step is what holds them up. */
function inProcess(): void {
  const usual = largeRequest(5_000);
  const large = largeRequest(10_000_000);
  const opened = openComparison(usual);
  const options = opened.options.flatMap((option) =>
    option.state === "priced" || option.state === "infeasible" ? [option] : [],
  );
  const curve = fastest(() => cheapestCurve(options, opened.terms));
  console.log("\n| in the process, 20 listings of 10 tiers | ms | at most |\n|---|---|---|");
  console.log(`| opening (each entered, scored and priced once) | ${fastest(() => openComparison(usual)).toFixed(1)} | |`);
  console.log(`| the curve alone, 1 to 50,000 | ${curve.toFixed(1)} | |`);
  console.log(`| reading the whole answer | ${fastest(() => answerOf(opened)).toFixed(1)} | |`);
  held("need 5,000", usual);
  held("need 10,000,000, the split included", large);
}

function held(name: string, request: ComparisonRequest): void {
  const longest = median(Array.from({ length: WARM_UP }, () => longestStep(request)));
  console.log(`| all of it, ${name} | ${fastest(() => compareOptions(request)).toFixed(1)} | |`);
  console.log(`| its longest step | ${longest.toFixed(1)}${longest <= MOST_HELD_MS ? "" : " (missed)"} | ${MOST_HELD_MS} |`);
}

function longestStep(request: ComparisonRequest): number {
  const opening = timedSteps(openInSteps(request));
  return Math.max(opening.longest, timedSteps(answerInSteps(opening.result)).longest);
}

function timedSteps<Result>(steps: Steps<Result>): { readonly result: Result; readonly longest: number } {
  for (let longest = 0; ; ) {
    const began = performance.now();
    const step = steps.next();
    longest = Math.max(longest, performance.now() - began);
    if (step.done) return { result: step.value, longest };
  }
}

function fastest(work: () => unknown): number {
  const times = Array.from({ length: WARM_UP + ROUNDS }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return median(times.slice(WARM_UP));
}

const each = async (call: () => Promise<unknown>): Promise<number> => (await eachInTurn([call]))[0];

/** The calls take turns, so that all of them meet the same machine. */
async function eachInTurn<const Calls extends readonly (() => Promise<unknown>)[]>(
  calls: Calls,
): Promise<{ [Index in keyof Calls]: number }> {
  const times = calls.map((): number[] => []);
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [index, call] of calls.entries()) {
      const began = performance.now();
      await call();
      times[index]?.push(performance.now() - began);
    }
  }
  return times.map((all) => median(all.slice(WARM_UP))) as { [Index in keyof Calls]: number };
}

async function connect(server: { command: string; args: string[] }): Promise<Client> {
  const client = new Client({ name: "bench", version: "0" }, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
  const transport = new StdioClientTransport({ ...server, env: { PATH: process.env["PATH"] ?? "", SOURCING_MODE: "sandbox" } });
  await client.connect(transport);
  await client.listTools();
  return client;
}
