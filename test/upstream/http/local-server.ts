import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { createFetcher, type Fetcher } from "../../../src/upstream/http/fetch.ts";

export const ORIGIN = "https://gw.example.com";
const closers: (() => Promise<unknown>)[] = [];

/** Closes what the last test opened. */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0)) await close();
}

export async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer({ keepAlive: true }, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Over TLS, with a certificate that nobody has signed. */
export async function serveTls(listener: RequestListener): Promise<string> {
  const pem = readFileSync(new URL("../../fixtures/self-signed.pem", import.meta.url));
  const server = createTlsServer({ key: pem, cert: pem }, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

export async function serveRaw(answer: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function fetcherTo(baseUrl: string | null, connectMs = 2_000): Fetcher {
  const fetcher = createFetcher({ origins: [ORIGIN], baseUrl, connectMs });
  closers.push(fetcher.close);
  return fetcher;
}

export const GET = { method: "GET", url: `${ORIGIN}/rest/product?id=1&name=%20`, headers: {}, body: null } as const;
export const get = (baseUrl: string, answerMs = 2_000) => fetcherTo(baseUrl).fetch(GET, answerMs);
export const withHead = (response: ServerResponse, headers: Record<string, string>) =>
  response.writeHead(200, { "content-type": "application/json", ...headers });
