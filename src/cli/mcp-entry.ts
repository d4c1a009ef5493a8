import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** The package's own folder, from a source file as well as from the bundle. */
const PACKAGE_FOLDER = fileURLToPath(new URL("..", import.meta.url)).replace(/(?:src|dist)[/\\]?$/, "");

export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** The command that `mcp.json` gives a client, run in the package's folder. */
export async function serverCommand(): Promise<ServerCommand> {
  const text = await readFile(`${PACKAGE_FOLDER}mcp.json`, "utf8");
  const entry = (JSON.parse(text) as { mcpServers: { sourcing: { command: string; args: string[] } } }).mcpServers.sourcing;
  return { ...entry, cwd: PACKAGE_FOLDER };
}
