import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What the platform behind the proxy answered. */
export interface TrueAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One request on its way, and the bare socket to ill-treat it on. */
export interface Visit {
  readonly socket: Socket;
  /** Whether the connection has carried a request before. */
  readonly reused: boolean;
  answer(): Promise<TrueAnswer>;
  pass(): Promise<void>;
}

export type Misdeed = (visit: Visit) => void | Promise<void>;

export interface FaultProxy {
  readonly origin: string;
  /** Requests with this text in them, an id or a path, meet the misdeed until it has happened `times` times. */
  spoil(text: string, misdeed: Misdeed, times?: number): void;
  heal(text: string): void;
  /** How many requests with this text have come. */
  arrivals(text: string): number;
  /** From now on answers name a time that is this much later. */
  shiftDate(milliseconds: number): void;
  /** Refuses connections until `listen`. */
  refuse(): Promise<void>;
  listen(): Promise<void>;
  close(): Promise<void>;
}

/** Stands between the server and one gateway of the sandbox, and does on the wire what networks do. */
export async function startProxy(target: string): Promise<FaultProxy> {
  const plans = new Map<string, { misdeed: Misdeed; left: number }>();
  const seen: string[] = [];
  const served = new WeakSet<Socket>();
  const sockets = new Set<Socket>();
  let shiftMs = 0;

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await readAll(incoming);
    const text = `${incoming.url} ${body.toString("utf8")}`;
    seen.push(text);
    const { socket } = incoming;
    const reused = served.has(socket);
    served.add(socket);
    const answer = () => ask(target, incoming, body);
    const pass = async (): Promise<void> => {
      const { status, headers, body: answered } = await answer();
      const { connection: _, "transfer-encoding": __, "content-length": ___, date: ____, ...kept } = headers;
      outgoing.writeHead(status, { ...kept, date: new Date(Date.now() + shiftMs).toUTCString() }).end(answered);
    };
    const [, plan] = [...plans].find(([key, { left }]) => left > 0 && text.includes(key)) ?? [];
    if (plan === undefined) return pass();
    plan.left -= 1;
    await plan.misdeed({ socket, reused, answer, pass });
  };

  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing).catch(() => incoming.socket.destroy()));
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  let port = 0;
  const listen = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });
  const refuse = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen();
  ({ port } = server.address() as AddressInfo);
  return {
    origin: `http://127.0.0.1:${port}`,
    spoil: (text, misdeed, times = Number.POSITIVE_INFINITY) => void plans.set(text, { misdeed, left: times }),
    heal: (text) => void plans.delete(text),
    arrivals: (text) => seen.filter((request) => request.includes(text)).length,
    shiftDate: (milliseconds) => {
      shiftMs = milliseconds;
    },
    refuse,
    listen,
    close: refuse,
  };
}

const readAll = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

function ask(target: string, incoming: IncomingMessage, body: Buffer): Promise<TrueAnswer> {
  const { host: _, connection: __, "accept-encoding": ___, ...headers } = incoming.headers;
  return new Promise((resolve, reject) => {
    const forwarded = request(`${target}${incoming.url}`, { method: incoming.method, headers }, (answered) => {
      readAll(answered).then(
        (answer) => resolve({ status: answered.statusCode ?? 0, headers: answered.headers, body: answer }),
        reject,
      );
    });
    forwarded.on("error", reject);
    forwarded.end(body);
  });
}
