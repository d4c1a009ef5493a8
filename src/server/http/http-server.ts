import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { toNodeHandler } from "@modelcontextprotocol/node";
import {
  type AuthInfo,
  createMcpHandler,
  getOAuthProtectedResourceMetadataUrl,
  type McpServer,
  type OAuthMetadata,
  type OAuthTokenVerifier,
  oauthMetadataResponse,
  requireBearerAuth,
  validateHostHeader,
  validateOriginHeader,
} from "@modelcontextprotocol/server";
import { isLoopback, LOOPBACK_HOSTS } from "../../model/private-networks.ts";
import { metricsText, type ServerFigures } from "./metrics-text.ts";

/** Far above any question: twenty offers with long notes are 100 KB. */
const MAX_BODY_BYTES = 1_048_576;
// A call may take 45 s; who stops the server waits no longer than this for those under way.
const DRAIN_MS = 10_000;
const RESOURCE_METADATA = "/.well-known/oauth-protected-resource";
const PROBLEM = { "content-type": "application/json", "cache-control": "no-store" };

export interface HttpServerOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Host names, beside loopback's and the bound address, that requests may be addressed to; empty: any, where tokens are asked for. */
  readonly allowedHosts: readonly string[];
  /** Null: nobody is asked for a token; only on loopback. */
  readonly verifier: OAuthTokenVerifier | null;
  /** The issuer's metadata and this server's own address, where tokens come from an OAuth issuer. */
  readonly issuer: { readonly metadata: OAuthMetadata; readonly resource: URL } | null;
  /** A server for one request; what it stands on is shared. */
  build(): McpServer;
  figures(): Promise<ServerFigures>;
  readonly health: Readonly<Record<string, string>>;
  onError(error: Error): void;
}

export interface RunningHttpServer {
  readonly port: number;
  /** Takes no new request, waits for those under way for at most ten seconds, then ends. */
  close(): Promise<void>;
}

/**
 * MCP over streamable HTTP: `POST /mcp`, stateless, both generations of the protocol; `/healthz`, `/metrics` and the protected
 * resource's metadata beside it.
 * @throws Error where the address cannot be bound, or is not loopback's and nobody is asked for a token
 */
export async function openHttpServer(options: HttpServerOptions): Promise<RunningHttpServer> {
  if (options.verifier === null && !isLoopbackHost(options.host))
    throw new Error(
      `${options.host} is reached from other machines: set SOURCING_HTTP_TOKEN, SOURCING_HTTP_TOKEN_FILE or SOURCING_HTTP_ISSUER first`,
    );
  const handler = createMcpHandler(() => options.build(), { maxRequestBodySize: MAX_BODY_BYTES, onerror: options.onError });
  const mcp = toNodeHandler(handler, { maxRequestBodySize: MAX_BODY_BYTES, onerror: options.onError });
  const gate = gateOf(options);
  let draining = false;
  let underWay = 0;

  const answer = async (request: IncomingMessage & { auth?: AuthInfo }, response: ServerResponse): Promise<void> => {
    const refusal = refusedAddress(request, options);
    if (refusal !== null) return send(response, 403, { error: refusal });
    const { pathname } = new URL(request.url ?? "/", "http://any");
    if (pathname === "/healthz")
      return send(response, draining ? 503 : 200, { status: draining ? "ending" : "ok", ...options.health });
    if (options.issuer !== null && pathname.startsWith("/.well-known/")) {
      // RFC 9728 puts the resource's path behind the name; who asks without it means the same, there is one resource here.
      const own = new URL(getOAuthProtectedResourceMetadataUrl(options.issuer.resource)).pathname;
      const path = pathname === RESOURCE_METADATA ? own : pathname;
      const document = oauthMetadataResponse(new Request(new URL(path, "http://any"), { method: request.method ?? "GET" }), {
        oauthMetadata: options.issuer.metadata,
        resourceServerUrl: options.issuer.resource,
        resourceName: "sourcing-mcp",
      });
      if (document !== undefined) return relay(response, document);
    }
    if (pathname === "/metrics") {
      if (!isFromLoopback(request)) {
        const admitted = await gate?.(asWebRequest(request));
        if (admitted === undefined || admitted instanceof Response)
          return relay(response, admitted ?? new Response(null, { status: 403 }));
      }
      response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
      return void response.end(metricsText(await options.figures()));
    }
    if (pathname !== "/mcp") return send(response, 404, { error: "There is nothing here: MCP is at /mcp" });
    if (gate !== null) {
      const admitted = await gate(asWebRequest(request));
      if (admitted instanceof Response) return relay(response, admitted);
      request.auth = admitted;
    }
    await mcp(request as Parameters<typeof mcp>[0], response);
  };

  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    underWay += 1;
    response.once("close", () => {
      underWay -= 1;
      if (draining) request.socket.destroySoon();
    });
    if (draining) response.setHeader("connection", "close");
    answer(request, response).catch((error: unknown) => {
      options.onError(error instanceof Error ? error : new Error(String(error)));
      if (!response.headersSent) send(response, 500, { error: "The server failed; its log says why" });
      else response.destroy();
    });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await listen(server, options);

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      draining = true;
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const deadline = Date.now() + DRAIN_MS;
      while (underWay > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
      await handler.close();
      for (const socket of sockets) socket.destroy();
      await ended;
    },
  };
}

function gateOf({ verifier, issuer }: HttpServerOptions): ReturnType<typeof requireBearerAuth> | null {
  if (verifier === null) return null;
  return requireBearerAuth({
    verifier,
    ...(issuer === null ? {} : { resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(issuer.resource) }),
  });
}

/** Why a request is refused by whom it was addressed to or whose page sent it (DNS rebinding); null where it is not. */
function refusedAddress(request: IncomingMessage, { host, allowedHosts, verifier }: HttpServerOptions): string | null {
  const own = [...LOOPBACK_HOSTS, host, ...(isIPv6(host) ? [`[${host}]`] : []), ...allowedHosts];
  const addressed = validateHostHeader(request.headers.host, own);
  const anyHost = verifier !== null && allowedHosts.length === 0 && !isLoopbackHost(host);
  if (!addressed.ok && !(anyHost && addressed.errorCode === "invalid_host")) return addressed.message;
  const origins = addressed.hostname === undefined ? own : [...own, addressed.hostname];
  const origin = validateOriginHeader(request.headers.origin, origins);
  return origin.ok ? null : origin.message;
}

const isIPv6 = (host: string): boolean => host.includes(":");

/** Whether nobody but this machine reaches it. An address of one kind inside another is taken at no word. */
const isLoopbackHost = (host: string): boolean => host === "localhost" || (isLoopback(host) && !/^::ffff:/i.test(host));

/** A proxy on this machine speaks for others, and says so. */
function isFromLoopback({ socket, headers }: IncomingMessage): boolean {
  if (headers["x-forwarded-for"] !== undefined || headers["forwarded"] !== undefined) return false;
  return isLoopback(socket.remoteAddress ?? "");
}

const asWebRequest = ({ url, method, headers }: IncomingMessage): Request =>
  new Request(new URL(url ?? "/", "http://localhost"), {
    method: method ?? "GET",
    headers: headers.authorization === undefined ? {} : { authorization: headers.authorization },
  });

async function relay(response: ServerResponse, from: Response): Promise<void> {
  response.writeHead(from.status, Object.fromEntries(from.headers));
  response.end(Buffer.from(await from.arrayBuffer()));
}

function send(response: ServerResponse, status: number, body: Readonly<Record<string, string>>): void {
  response.writeHead(status, PROBLEM);
  response.end(JSON.stringify(body));
}

const listen = (server: Server, { host, port }: HttpServerOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
