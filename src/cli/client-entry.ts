import { join } from "node:path";
import { memberOf, readSettings, withValue } from "./settings-text.ts";

/** A client that starts the server by a file of its own. `key` is the member of that file under which servers stand. */
interface ClientFile {
  readonly title: string;
  readonly key: "mcpServers" | "servers";
  /** VS Code names the transport in the entry. */
  readonly type?: "stdio";
  /** The client reads comments in its file. */
  readonly comments?: boolean;
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
  vscode: {
    title: "VS Code",
    key: "servers",
    type: "stdio",
    comments: true,
    file: ({ folder }) => join(folder, ".vscode", "mcp.json"),
  },
  windsurf: { title: "Windsurf", key: "mcpServers", file: ({ home }) => join(home, ".codeium", "windsurf", "mcp_config.json") },
  "gemini-cli": {
    title: "Gemini CLI",
    key: "mcpServers",
    comments: true,
    file: ({ home }) => join(home, ".gemini", "settings.json"),
  },
} as const satisfies Readonly<Record<string, ClientFile>>;
export type ClientName = keyof typeof CLIENTS;

const SERVER_NAME = "sourcing";

export const clientFile = (name: ClientName, machine: ClientMachine): string => CLIENTS[name].file(machine);

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

const entryOf = ({ type }: ClientFile, { command, args }: Program): Readonly<Record<string, unknown>> => ({
  ...(type === undefined ? {} : { type }),
  command,
  args,
});

/** A client's settings with nothing in them but this server. */
export const settingsOf = (name: ClientName, program: Program): string =>
  JSON.stringify({ [CLIENTS[name].key]: { [SERVER_NAME]: entryOf(CLIENTS[name], program) } }, null, 2);

/** The text of a client's settings with this server in it, or why it cannot be put there. */
export type Merged = { readonly text: string } | { readonly problem: string };

/**
 * Puts this server into the text of a client's settings and leaves every other character as it is, comments and an entry's own
 * `env` too.
 */
export function mergedSettings(name: ClientName, text: string | null, program: Program): Merged {
  if (text === null || text.trim() === "") return { text: `${settingsOf(name, program)}\n` };
  const client: ClientFile = CLIENTS[name];
  const reading = { comments: client.comments === true };
  const settings = readSettings(text, reading);
  if (settings?.members == null)
    return { problem: `it is not a JSON object${reading.comments ? "" : " (comments are not read)"}` };
  const servers = memberOf(settings, client.key);
  if (servers !== null && servers.value !== null && servers.members === null)
    return { problem: `its "${client.key}" is not an object` };
  const path = [client.key, SERVER_NAME];
  const known = memberOf(servers, SERVER_NAME);
  const entry = entryOf(client, program);
  // An entry for a server at an address is another thing: a command beside the address would make both wrong.
  const atAddress = memberOf(known, "url") ?? memberOf(known, "httpUrl");
  if (known?.members == null || atAddress !== null) return { text: withValue(text, path, entry, reading) };
  return {
    text: Object.entries(entry).reduce((sofar, [field, value]) => withValue(sofar, [...path, field], value, reading), text),
  };
}
