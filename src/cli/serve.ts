import { PassThrough } from "node:stream";
import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { createApp } from "../app.ts";
import { readConfig } from "../config.ts";
import { buildServer, type ServerParts } from "../server/server.ts";

// Calls under way when the client goes get this long to answer; hosts kill a server that takes longer to leave.
const DRAIN_MS = 1_500;

/** Speaks MCP on stdin and stdout until the client goes or a signal asks to stop. Everything else goes to stderr. */
export async function serve(): Promise<number> {
  const app = createApp(readConfig(), (line) => process.stderr.write(line));
  const underWay = new Set<Promise<unknown>>();
  const parts: ServerParts = { ...app, call: (...asked) => tracked(underWay, app.call(...asked)) };

  // The SDK aborts what is under way when its input ends; this input ends only once that has answered.
  const input = new PassThrough();
  process.stdin.pipe(input, { end: false });
  const connection = serveStdio(() => buildServer(parts), {
    transport: new StdioServerTransport(input, process.stdout),
    onerror: (error) => app.log("warn", "protocol_error", { message: error.message }),
  });

  await stopRequested();
  await Promise.race([Promise.allSettled(underWay), pause(DRAIN_MS)]);
  await connection.close();
  await app.close();
  // A socket that some host holds open must not keep the process alive.
  setTimeout(() => process.exit(0), DRAIN_MS).unref();
  process.stdin.destroy();
  return 0;
}

function tracked<Result>(underWay: Set<Promise<unknown>>, work: Promise<Result>): Promise<Result> {
  underWay.add(work);
  void work.catch(() => undefined).finally(() => underWay.delete(work));
  return work;
}

const stopRequested = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
    process.stdin.once("end", resolve);
    process.stdin.once("close", resolve);
    process.stdout.once("error", () => resolve());
  });

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
