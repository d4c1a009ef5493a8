import type { Writable } from "node:stream";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";
import { createApp } from "../../app/app.ts";
import { readConfig } from "../../config/config.ts";
import { buildServer } from "../../server/server.ts";
import { createMessageLines, type LineRefusal } from "./message-lines.ts";
import { createOpenRequests } from "./open-requests.ts";
import { protocolOutput, takeOver, untilRead } from "./standard-streams.ts";

// Calls under way when the client goes get this long to answer; hosts kill a server that takes longer than 2 s to leave.
const DRAIN_MS = 1_500;
// Then this long for the last answers to be read and connections to end.
const LEAVE_MS = 400;
// A reader that takes nothing for so long does not come back.
const UNREAD_MS = 60_000;
// A crash leaves nobody knows what behind: the host sees the code and starts the server anew.
const CRASHED = 1;

/** Speaks MCP on stdin and stdout until the client goes or a signal asks to stop. Everything else goes to stderr. */
export async function serve(): Promise<number> {
  const writeLog = takeOver(process.stderr, (text) => app.log("warn", "stray_output", { text }));
  const output = protocolOutput(takeOver(process.stdout, (text) => app.log("warn", "stray_output", { text })));
  const app = createApp(readConfig(), (line) => void writeLog(line));
  const stopped = stopRequested(app.log);

  const requests = createOpenRequests();
  const refuse = ({ id, code, message }: LineRefusal): void => {
    app.log("warn", "unreadable_line", { code, message });
    output.write(`${JSON.stringify({ jsonrpc: "2.0", id, error: { code, message } })}\n`);
  };
  // The SDK aborts what is under way when its input ends, so the end of stdin is not handed on; a line that it lacks is.
  const reader = watchReader(output, app.log);
  const lines = createMessageLines({ refuse, onMessage: requests.received, ready: reader.ready });
  process.stdin.pipe(lines, { end: false });
  process.stdin.once("end", () => lines.write("\n"));

  const transport = new StdioServerTransport(lines, output);
  const send = transport.send.bind(transport);
  transport.send = (message) => {
    requests.sent(message);
    return send(message);
  };
  const connection = serveStdio(() => buildServer(app), {
    transport,
    onerror: (error) => app.log("warn", "protocol_error", { message: error.message }),
  });

  const exitCode = await Promise.race([stopped, reader.gone]);
  process.stdin.unpipe(lines);
  await withinDrain(requests.allClosed());
  // A socket that some host holds open, or a reader that does not read, must not keep the process alive.
  const leave = setTimeout(() => process.exit(exitCode), LEAVE_MS);
  await connection.close();
  await app.close();
  process.stdin.destroy();
  leave.unref();
  return exitCode;
}

/**
 * A client that leaves its answers unread is given no more of them: its next questions wait in its own pipe. After a minute of
 * that it is gone, whatever its pipes say.
 */
function watchReader(
  output: Writable,
  log: Log,
): { readonly ready: () => Promise<void> | null; readonly gone: Promise<number> } {
  let leave: (code: number) => void = () => undefined;
  const gone = new Promise<number>((resolve) => {
    leave = resolve;
  });
  const ready = (): Promise<void> | null => {
    const wait = untilRead(output);
    if (wait === null) return null;
    const timer = setTimeout(() => {
      log("warn", "unread_answers", { unreadBytes: output.writableLength });
      leave(0);
    }, UNREAD_MS);
    return wait.then(() => clearTimeout(timer));
  };
  return { ready, gone };
}

type Log = ReturnType<typeof createApp>["log"];

/** Resolves to the exit code when the client has gone, a signal has come, or a defect has left the process unsound. */
function stopRequested(log: Log): Promise<number> {
  // Node writes its warnings past every stream.
  process.removeAllListeners("warning");
  process.on("warning", ({ name, message }) => log("info", "runtime_warning", { name, message }));
  process.on("unhandledRejection", (error) => log("warn", "unhandled_rejection", { error: stackOf(error) }));
  process.stderr.on("error", () => undefined);
  return new Promise((resolve) => {
    const stop = () => resolve(0);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
    process.stdin.once("end", stop).once("close", stop).once("error", stop);
    process.stdout.on("error", stop);
    process.on("uncaughtException", (error) => {
      log("warn", "crash", { error: stackOf(error) });
      resolve(CRASHED);
    });
  });
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

function withinDrain(work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, DRAIN_MS);
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
