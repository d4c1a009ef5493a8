import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createApp } from "../../app/app.ts";
import { type Config, readConfig } from "../../config/config.ts";
import type { HttpServerOptions } from "../../server/http/http-server.ts";
import { buildServer } from "../../server/server.ts";
import { FAILED, MISUSED } from "../exit-codes.ts";
import { print, printError } from "../print.ts";

const DEFAULT_PORT = 8080;
const USAGE = "sourcing-mcp serve --http [--host 127.0.0.1] [--port 8080] [--allow-host NAME …]";

/** Speaks MCP over HTTP until a signal asks to stop: one running core for all requests. */
export async function serveHttp(args: readonly string[]): Promise<number> {
  const wanted = readArguments(args);
  if (typeof wanted === "string") {
    printError(`sourcing-mcp: ${wanted}\nUsage: ${USAGE}`);
    return MISUSED;
  }
  const config = readConfig();
  const app = createApp(config, (line) => void process.stderr.write(line));
  try {
    const [{ openHttpServer }, access] = await Promise.all([
      import("../../server/http/http-server.ts"),
      openAccess(config, wanted),
    ]);
    const server = await openHttpServer({
      ...wanted,
      ...access,
      build: () => buildServer(app),
      figures: () => app.figures(),
      health: { version: app.version, mode: config.mode },
      onError: (error) => app.log("warn", "protocol_error", { message: error.message }),
    });
    const asks = access.verifier === null ? "without a token (loopback only)" : "with a bearer token";
    print(
      `sourcing-mcp ${app.version} answers MCP at http://${hostInUrl(wanted.host)}:${server.port}/mcp ${asks}, mode ${config.mode}`,
    );
    await signalled();
    await server.close();
    return 0;
  } catch (error) {
    printError(`sourcing-mcp: ${error instanceof Error ? error.message : String(error)}`);
    return FAILED;
  } finally {
    await app.close();
  }
}

type Wanted = Pick<HttpServerOptions, "host" | "port" | "allowedHosts">;

/** What the command line asks for, or a sentence on what is wrong with it. */
function readArguments(args: readonly string[]): Wanted | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        http: { type: "boolean" },
        host: { type: "string", default: "127.0.0.1" },
        port: { type: "string", default: String(DEFAULT_PORT) },
        "allow-host": { type: "string", multiple: true, default: [] },
      },
    });
    // Without it hosts are spoken to by stdin and stdout, which has no address.
    if (values.http !== true) return "serve takes options with --http alone";
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return `--port ${values.port} is no port: write 0 to 65535`;
    return { host: values.host, port, allowedHosts: values["allow-host"] };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Who is let in: a list of tokens, an issuer's tokens, or anybody on this machine. */
async function openAccess(
  { http, problems, unknown }: Config,
  { host, port }: Wanted,
): Promise<Pick<HttpServerOptions, "verifier" | "issuer">> {
  // A setting that cannot be read has its default, and the default of these is an open door.
  const misspelt = unknown.map((variable) => ({ variable, message: "There is no such setting" }));
  const bad = [...problems, ...misspelt].filter(({ variable }) => variable.startsWith("SOURCING_HTTP_"));
  if (bad.length > 0) throw new Error(bad.map(({ variable, message }) => `${variable}: ${message}`).join("; "));
  if (http.issuer !== null) {
    const { openIssuer } = await import("../../server/http/issuer.ts");
    const resource = new URL(http.audience ?? `http://${hostInUrl(host)}:${port}/mcp`);
    const { verifier, metadata } = await openIssuer(new URL(http.issuer), resource.href);
    return { verifier, issuer: { metadata, resource } };
  }
  const { readTokens, verifyListed } = await import("../../server/http/bearer.ts");
  const listed = http.tokenFile === null ? [] : readTokens(await readTokenFile(http.tokenFile));
  const tokens = [...listed, ...(http.token === null ? [] : [{ name: "SOURCING_HTTP_TOKEN", token: http.token.reveal() }])];
  const short = tokens.find(({ token }) => token.length < LEAST_TOKEN_LENGTH);
  if (short)
    throw new Error(
      `The token ${short.name} is shorter than ${LEAST_TOKEN_LENGTH} characters: make one with "openssl rand -hex 32"`,
    );
  if (http.tokenFile !== null && listed.length === 0) throw new Error("SOURCING_HTTP_TOKEN_FILE names a file without a token");
  return { verifier: tokens.length === 0 ? null : verifyListed(tokens), issuer: null };
}

const readTokenFile = (path: string): Promise<string> =>
  readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`SOURCING_HTTP_TOKEN_FILE: ${path} cannot be read (${cause.code ?? cause.message})`);
  });

const LEAST_TOKEN_LENGTH = 16;

const hostInUrl = (host: string): string => (host.includes(":") ? `[${host}]` : host);

const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
