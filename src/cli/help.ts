import { SETTINGS } from "../config/config.ts";
import { VERSION } from "../version.ts";
import { print } from "./print.ts";

const COMMANDS: readonly (readonly [string, string])[] = [
  [
    "serve",
    "speak MCP on stdin and stdout (default); over HTTP with --http [--host 127.0.0.1] [--port 8080] [--allow-host NAME]",
  ],
  ["demo", "ask the sandbox a buyer's question through a real MCP client and print the answer"],
  ["search", 'find listings: search "40 oz tumbler" --quantity 5000 [--json|--csv|--jsonl] [-o FILE]; search --help lists all'],
  ["get", "read listings, every SKU with its price and stock: get <reference>… [--csv] [-o FILE]; get --help lists all"],
  [
    "compare",
    "say who to buy from: compare <reference>… --quantity 5000 [--costs.freight 1450] [--input FILE]; compare --help lists all",
  ],
  ["doctor", "look at settings, state folder, credentials and clock, and say what is wrong (--json)"],
  ["login", "have a person agree on the platform's page and store the tokens: login <marketplace> [--no-open]"],
  [
    "config",
    "print a client's entry for this server, or merge it into its file: config claude-desktop|claude-code|cursor|vscode|windsurf|gemini-cli [--write]",
  ],
  ["cache", "tell what is cached; cache purge <reference> or cache purge --all removes it"],
  [
    "recheck",
    "ask kept decisions again: recheck [decision id | --all] [--json]; exit code 3 where something else is to be bought",
  ],
  [
    "report",
    "write a decision as a page to print: report [decision id | --input FILE] [-o report.html] [--lang en|zh]; the newest where none is named",
  ],
  ["--help", "this text"],
  ["--version", "the version"],
];

export async function help(): Promise<number> {
  const width = Math.max(...SETTINGS.map(({ name }) => name.length));
  print(
    [
      "sourcing-mcp: an MCP server that helps an agent buy well on 1688, AliExpress and Alibaba.com",
      "",
      "Usage: sourcing-mcp [command]",
      "",
      ...COMMANDS.map(([name, meaning]) => `  ${name.padEnd(10)} ${meaning}`),
      "",
      "Settings, all from the environment; with none of them the server answers from its sandbox:",
      "",
      ...SETTINGS.map(({ name, meaning }) => `  ${name.padEnd(width)}  ${meaning}`),
    ].join("\n"),
  );
  return 0;
}

export async function version(): Promise<number> {
  print(VERSION);
  return 0;
}
