import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serverProcess } from "./clients.ts";

export interface Message {
  readonly jsonrpc?: string;
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string };
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The server as a child process, spoken to by bare lines, so that a test can break the protocol. */
export interface BareServer {
  readonly child: ChildProcessWithoutNullStreams;
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** Messages as they came; a line that is none throws off `strayLines`. */
  readonly messages: readonly Message[];
  readonly strayLines: readonly string[];
  stdout(): string;
  stderr(): string;
  write(text: string | Buffer): void;
  send(message: object): void;
  /** The first message that fits, come or still to come; rejects when the process ends without one. */
  next(fits: (message: Message) => boolean): Promise<Message>;
  /** A request and its answer. */
  ask(method: string, params?: object): Promise<Message>;
  callTool(name: string, args: object, meta?: object): Promise<Message>;
  /** Ends stdin and waits for the exit. */
  end(): Promise<Exit>;
  /** Whether the process, or any it started, is still there. */
  isAlive(): boolean;
}

export const INITIALIZE = {
  protocolVersion: "2025-06-18",
  capabilities: {},
  clientInfo: { name: "test", version: "0" },
};

const running = new Set<BareServer>();
const folders: string[] = [];

/** Ends what tests have left behind. */
export async function endAll(): Promise<void> {
  for (const server of running) {
    server.child.kill("SIGKILL");
    await server.exited;
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function stateFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sourcing-"));
  folders.push(folder);
  return folder;
}

/** @param limits a shell's command that narrows what the process may do: `ulimit -f 0` is a disk without a free block */
export function spawnServer(env: Record<string, string> = {}, limits: string | null = null): BareServer {
  const configured = serverProcess({ SOURCING_STATE_DIR: stateFolder(), ...env });
  const { cwd, env: base } = configured;
  const command = limits === null ? configured.command : "sh";
  const args = limits === null ? configured.args : ["-c", `${limits}; exec "$0" "$@"`, configured.command, ...configured.args];
  // A process group of its own: whatever the server leaves behind is found in it.
  const child = spawn(command, args, { cwd, env: base, stdio: "pipe", detached: true });
  const pid = child.pid ?? 0;
  const messages: Message[] = [];
  const strayLines: string[] = [];
  const waiting = new Set<(message: Message) => void>();
  let stdout = "";
  let stderr = "";
  let rest = "";
  let lastId = 0;

  child.stdin.on("error", () => undefined);
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) read(line);
  });
  const read = (line: string): void => {
    const message = asMessage(line);
    if (message === null) return void strayLines.push(line);
    messages.push(message);
    for (const take of [...waiting]) take(message);
  };
  const exited = new Promise<Exit>((resolve) => {
    child.once("close", (code, signal) => {
      running.delete(server);
      resolve({ code, signal });
    });
  });

  const next: BareServer["next"] = (fits) =>
    new Promise((resolve, reject) => {
      const found = messages.find(fits);
      if (found) return resolve(found);
      const take = (message: Message): void => {
        if (!fits(message)) return;
        waiting.delete(take);
        resolve(message);
      };
      waiting.add(take);
      void exited.then(({ code }) => reject(new Error(`The server left with ${code} and without the answer.\n${stderr}`)));
    });
  const write = (text: string | Buffer): void => void child.stdin.write(text);
  const send = (message: object): void => write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const ask: BareServer["ask"] = (method, params = {}) => {
    lastId += 1;
    const id = lastId;
    const answer = next((message) => message.id === id && !("method" in message));
    send({ id, method, params });
    return answer;
  };
  const server: BareServer = {
    child,
    pid,
    exited,
    messages,
    strayLines,
    stdout: () => stdout,
    stderr: () => stderr,
    write,
    send,
    next,
    ask,
    callTool: (name, args, meta) => ask("tools/call", { name, arguments: args, ...(meta ? { _meta: meta } : {}) }),
    end: () => {
      child.stdin.end();
      return exited;
    },
    isAlive: () => signalled(-pid),
  };
  running.add(server);
  return server;
}

/** A server that has shaken hands. */
export async function openServer(env: Record<string, string> = {}, limits: string | null = null): Promise<BareServer> {
  const server = spawnServer(env, limits);
  await server.ask("initialize", INITIALIZE);
  server.send({ method: "notifications/initialized" });
  return server;
}

function asMessage(line: string): Message | null {
  try {
    const value = JSON.parse(line) as Message;
    return value.jsonrpc === "2.0" && ("id" in value || "method" in value) ? value : null;
  } catch {
    return null;
  }
}

function signalled(target: number): boolean {
  try {
    return process.kill(target, 0);
  } catch {
    return false;
  }
}
