import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { FIVE } from "./check.ts";
import { type AskServer, type EvalResult, replay } from "./replay.ts";
import { tableOf, withTable } from "./table.ts";

/**
 * Asks the built server every question, prints what each answer misses and how large it is, and with `write` puts the table into
 * the document. Resolves to whether every answer said everything.
 */
export async function run(root: string, print: (line: string) => void, write: boolean): Promise<boolean> {
  const state = mkdtempSync(join(tmpdir(), "sourcing-evals-"));
  const client = new Client({ name: "evals", version: "0" });
  try {
    const env = { PATH: process.env["PATH"] ?? "", SOURCING_MODE: "sandbox", SOURCING_STATE_DIR: state };
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [join(root, "dist/main.js")], env }));
    const results = await replay(asking(client));
    for (const line of linesOf(results)) print(line);
    if (write) {
      const document = join(root, "docs/method.md");
      writeFileSync(document, withTable(readFileSync(document, "utf8"), tableOf(results)));
    }
    return results.every(isWhole);
  } finally {
    await client.close();
    rmSync(state, { recursive: true, force: true });
  }
}

const asking =
  (client: Client): AskServer =>
  async (name, args) => {
    const { content, structuredContent, isError } = await client.callTool({ name, arguments: args });
    const text = content.map((part) => ("text" in part ? part.text : "")).join("\n");
    return { text, structured: structuredContent as Record<string, unknown> | undefined, isError: isError === true };
  };

const isWhole = ({ missed, wrong }: EvalResult): boolean => missed.text.length + missed.structured.length + wrong.length === 0;

function linesOf(results: readonly EvalResult[]): readonly string[] {
  const width = Math.max(...results.map(({ name }) => name.length));
  const rows = results.map(({ name, missed, wrong, bytes, tokens }) => {
    const told = 2 * FIVE.length - missed.text.length - missed.structured.length;
    const sizes = `${String(bytes.text).padStart(6)} ${String(bytes.structured).padStart(10)} ${String(tokens).padStart(6)}`;
    const lacks = [
      ...(missed.text.length === 0 ? [] : [`the text lacks ${missed.text.join(", ")}`]),
      ...(missed.structured.length === 0 ? [] : [`the structured channel lacks ${missed.structured.join(", ")}`]),
      ...wrong,
    ];
    return `${name.padEnd(width)} ${String(told).padStart(3)}/10 ${sizes}  ${lacks.join("; ")}`.trimEnd();
  });
  return [
    `${"question".padEnd(width)}   says   text structured tokens`,
    ...rows,
    "",
    "says: whom, how many, total, unknown, next, in both channels. Sizes in bytes; tokens: the text's characters / 4.",
    "",
    tableOf(results),
  ];
}
