import { MISUSED } from "./exit-codes.ts";
import { printError } from "./print.ts";

/** A command of the program; resolves to its exit code once its work is done. */
type Command = (args: readonly string[]) => Promise<number>;

// Each loads on use: a host that starts the server pays for the server alone.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => async (args) => {
    if (args.length === 0) return (await import("./serve/serve.ts")).serve();
    return (await import("./serve/serve-http.ts")).serveHttp(args);
  },
  demo: async () => (await import("./demo/demo.ts")).demo,
  doctor: async () => (await import("./doctor.ts")).doctor,
  login: async () => (await import("./login/login.ts")).login,
  config: async () => (await import("./config.ts")).config,
  search: async () => (await import("./ask/ask.ts")).search,
  get: async () => (await import("./ask/ask.ts")).get,
  compare: async () => (await import("./ask/ask.ts")).compare,
  cache: async () => (await import("./cache.ts")).cache,
  recheck: async () => (await import("./recheck.ts")).recheck,
  report: async () => (await import("./report/report.ts")).report,
  "--help": async () => (await import("./help.ts")).help,
  "-h": async () => (await import("./help.ts")).help,
  "--version": async () => (await import("./help.ts")).version,
};

/** Runs the command line; no arguments means `serve`. */
export async function run(args: readonly string[]): Promise<number> {
  const [name = "serve", ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    printError(`sourcing-mcp: there is no command "${name}". Write one of ${Object.keys(COMMANDS).join(", ")}.`);
    return MISUSED;
  }
  return (await command())(rest);
}
