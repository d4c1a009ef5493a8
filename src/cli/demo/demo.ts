import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { VERSION } from "../../version.ts";
import { FAILED } from "../exit-codes.ts";
import { serverCommand } from "../mcp-entry.ts";
import { print, printError } from "../print.ts";
import { type DemoQuestion, QUESTIONS } from "./demo-questions.ts";

/** Asks the server, started as `mcp.json` says, what a buyer would ask; prints questions, calls and answers. */
export async function demo(): Promise<number> {
  const client = new Client(
    { name: "sourcing-mcp-demo", version: VERSION },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  // The sandbox whatever the shell's settings: a demonstration spends nobody's quota, and leaves no decision behind.
  const server = await serverCommand();
  const state = await mkdtemp(join(tmpdir(), "sourcing-demo-"));
  await client.connect(
    new StdioClientTransport({
      ...server,
      args: [...server.args],
      env: { PATH: process.env["PATH"] ?? "", SOURCING_MODE: "sandbox", SOURCING_STATE_DIR: state },
    }),
  );
  try {
    const { tools } = await client.listTools();
    print(`sourcing-mcp ${VERSION}: ${tools.map(({ name }) => name).join(", ")}\n`);
    for (const question of QUESTIONS) await ask(client, question);
    return 0;
  } catch (error) {
    printError(`demo failed: ${error instanceof Error ? error.message : String(error)}`);
    return FAILED;
  } finally {
    await client.close();
    await rm(state, { recursive: true, force: true });
  }
}

async function ask(client: Client, question: DemoQuestion): Promise<void> {
  print(`${"=".repeat(100)}\nBuyer: ${question.asks}\n${"=".repeat(100)}\n`);
  let found: readonly string[] = [];
  for (const call of question.calls) {
    const asked = call.takesFound ? { products: found, ...call.arguments } : call.arguments;
    print(`-> ${call.tool} ${JSON.stringify(asked)}\n`);
    const { text, structured } = await answerOf(client, call.tool, asked);
    found = fittingCards(structured);
    print(`${text}\n`);
  }
}

// As many as a comparison shows well, and as the search itself proposes.
const COMPARED = 8;

/** The references of the cards that may fit. */
function fittingCards(structured: Readonly<Record<string, unknown>>): readonly string[] {
  const cards = (structured["results"] ?? []) as readonly { readonly ref: string; readonly fits: string }[];
  return cards
    .filter(({ fits }) => fits !== "no")
    .slice(0, COMPARED)
    .map(({ ref }) => ref);
}

async function answerOf(client: Client, tool: string, asked: Readonly<Record<string, unknown>>) {
  const result = await client.callTool({ name: tool, arguments: { ...asked } });
  const text = result.content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
  if (result.isError) throw new Error(text);
  return { text, structured: (result.structuredContent ?? {}) as Readonly<Record<string, unknown>> };
}
