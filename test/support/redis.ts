import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The server program that this machine has, null where it has none: what needs one is then left out. */
export const REDIS_PROGRAM: string | null = ["redis-server", "valkey-server"].find(runs) ?? null;

export interface TestRedis {
  readonly url: string;
  /** Stops answering, as a hanging server does, or goes on. */
  signal(name: "SIGSTOP" | "SIGCONT"): void;
  stop(): Promise<void>;
}

/** A server of the test's own on a port of its own, with nothing in it. */
export async function startRedis(port?: number): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), "redis-"));
  const at = port ?? (await freePort());
  const settings = ["--port", `${at}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const child = spawn(REDIS_PROGRAM ?? "redis-server", settings, { stdio: ["ignore", "pipe", "ignore"] });
  for await (const line of createInterface({ input: child.stdout })) if (/ready to accept/i.test(line)) break;
  return {
    url: `redis://127.0.0.1:${at}`,
    signal: (name) => void child.kill(name),
    stop: async () => {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The script as a store whose clock was set runs it. */
export function onSetClock(script: string, aheadMs: number): string {
  const clock = 'redis.call("TIME")';
  if (!script.includes(clock)) throw new Error("The script asks no clock.");
  const microseconds = Math.round(aheadMs) * 1_000;
  return script.replace(clock, `(function() local t = ${clock}; return { t[1] + 0, t[2] + ${microseconds} } end)()`);
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });

function runs(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
