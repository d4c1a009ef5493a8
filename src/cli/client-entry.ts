import { join } from "node:path";

/** A client that starts the server by a file of its own. `key` is the member of that file under which servers stand. */
interface ClientFile {
  readonly title: string;
  readonly key: "mcpServers" | "servers";
  /** VS Code names the transport in the entry. */
  readonly type?: "stdio";
  file(machine: ClientMachine): string;
}

export interface ClientMachine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The project's folder, for clients that keep their servers by project. */
  readonly folder: string;
  readonly appData: string | undefined;
}

export const CLIENTS = {
  "claude-desktop": {
    title: "Claude Desktop",
    key: "mcpServers",
    file: ({ platform, home, appData }) => {
      if (platform === "darwin") return join(home, "Library", "Application Support", "Claude", "claude_desktop_config.json");
      if (platform === "win32")
        return join(appData ?? join(home, "AppData", "Roaming"), "Claude", "claude_desktop_config.json");
      return join(home, ".config", "Claude", "claude_desktop_config.json");
    },
  },
  "claude-code": { title: "Claude Code", key: "mcpServers", file: ({ folder }) => join(folder, ".mcp.json") },
  cursor: { title: "Cursor", key: "mcpServers", file: ({ home }) => join(home, ".cursor", "mcp.json") },
  vscode: { title: "VS Code", key: "servers", type: "stdio", file: ({ folder }) => join(folder, ".vscode", "mcp.json") },
  windsurf: { title: "Windsurf", key: "mcpServers", file: ({ home }) => join(home, ".codeium", "windsurf", "mcp_config.json") },
  "gemini-cli": { title: "Gemini CLI", key: "mcpServers", file: ({ home }) => join(home, ".gemini", "settings.json") },
} as const satisfies Readonly<Record<string, ClientFile>>;
export type ClientName = keyof typeof CLIENTS;

const SERVER_NAME = "sourcing";

export const clientFile = (name: ClientName, machine: ClientMachine): string => CLIENTS[name].file(machine);

/**
 * A client's settings with this server in them and everything else as it was, the entry's own `env` too; a sentence where the text
 * is not what the client would read.
 */
export function mergedEntry(
  name: ClientName,
  text: string | null,
  program: { readonly command: string; readonly args: readonly string[] },
): Readonly<Record<string, unknown>> | string {
  const { key, ...client }: ClientFile = CLIENTS[name];
  const settings = text === null || text.trim() === "" ? {} : parsed(text);
  if (!isRecord(settings)) return "it is not a JSON object (comments are not read)";
  const servers = settings[key] ?? {};
  if (!isRecord(servers)) return `its "${key}" is not an object`;
  const known = servers[SERVER_NAME];
  const entry = { ...(client.type === undefined ? {} : { type: client.type }), ...(isRecord(known) ? known : {}), ...program };
  return { ...settings, [key]: { ...servers, [SERVER_NAME]: entry } };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
}
