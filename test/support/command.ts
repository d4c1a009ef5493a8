import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of the program under way, with these settings and none of the shell's. */
export interface RunningCommand {
  readonly input: ChildProcessWithoutNullStreams["stdin"];
  /** Waits until the output, both streams together, holds this. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  ended(): Promise<Ended>;
}

export type Settings = Readonly<Record<string, string>>;

export function startCommand(entry: string, args: readonly string[], settings: Settings): RunningCommand {
  const child = spawn(process.execPath, [entry, ...args], { env: { PATH: process.env["PATH"] ?? "", ...settings } });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      said[name] += text;
    });
  }
  const closed = once(child, "close");
  return {
    input: child.stdin,
    async says(pattern) {
      for (;;) {
        const found = pattern.exec(said.stdout + said.stderr);
        if (found) return found;
        const more = Promise.race([once(child.stdout, "data"), once(child.stderr, "data"), closed.then(() => "closed")]);
        if ((await more) === "closed") throw new Error(`It ended without ${pattern}:\n${said.stdout}${said.stderr}`);
      }
    },
    async ended() {
      await closed;
      return { code: child.exitCode, ...said };
    },
  };
}

export function runCommand(entry: string, args: readonly string[], settings: Settings): Promise<Ended> {
  const command = startCommand(entry, args, settings);
  command.input.end();
  return command.ended();
}
