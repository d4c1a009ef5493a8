import { gzipSync } from "node:zlib";
import type { Misdeed } from "./proxy.ts";

const head = (headers: Readonly<Record<string, string | number>>, status = "200 OK"): string =>
  `HTTP/1.1 ${status}\r\n${Object.entries({ "content-type": "application/json", ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}\r\n`;

const says =
  (bytes: string | Buffer): Misdeed =>
  ({ socket }) =>
    void socket.end(bytes);

/** A whole answer with another status, body or headers. */
export const answers = (status: string, body: string, headers: Readonly<Record<string, string>> = {}): Misdeed =>
  says(`${head({ ...headers, "content-length": Buffer.byteLength(body), connection: "close" }, status)}${body}`);

export const page = (status: string, headers: Readonly<Record<string, string>> = {}): Misdeed =>
  answers(status, "<html><body><h1>Sorry</h1></body></html>", { "content-type": "text/html", ...headers });

/** The true answer in another character set, as its header or its mark says. */
const recoded =
  (contentType: string, encode: (text: string) => Buffer): Misdeed =>
  async ({ socket, answer }) => {
    const body = encode((await answer()).body.toString("utf8"));
    socket.end(Buffer.concat([Buffer.from(head({ "content-type": contentType, "content-length": body.length })), body]));
  };
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, "utf16le");
export const inUtf16: Misdeed = recoded("application/json", utf16);
export const inUtf16Swapped: Misdeed = recoded("application/json; charset=utf-16", (text) => utf16(text).swap16());
export const inGbk: Misdeed = recoded("application/json; charset=GBK", encodeGbk);
export const inNoKnownSet: Misdeed = recoded("application/json; charset=x-seller-7", encodeGbk);

/** Node reads GBK and does not write it: each character's bytes are what reads as it. */
function encodeGbk(text: string): Buffer {
  const reader = new TextDecoder("gbk");
  const bytesOf = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) bytesOf.set(reader.decode(Buffer.from([lead, trail])), [lead, trail]);
  return Buffer.from([...text].flatMap((sign) => (sign < "\u0080" ? [sign.charCodeAt(0)] : (bytesOf.get(sign) ?? [0x3f]))));
}

export const reset: Misdeed = ({ socket }) => void socket.resetAndDestroy();
export const closedBeforeHeaders: Misdeed = ({ socket }) => void socket.end();
export const silence: Misdeed = () => undefined;
export const garbage: Misdeed = says("SSH-2.0-OpenSSH_9.6\r\n");
export const hugeHeader: Misdeed = says(`${head({ "x-trace": "x".repeat(40_000), "content-length": 2 })}{}`);

/** The first half of the true answer, then a reset. */
export const halfBody: Misdeed = async ({ socket, answer }) => {
  const { body } = await answer();
  socket.write(head({ "content-length": body.length }));
  socket.write(body.subarray(0, body.length / 2), () => setTimeout(() => socket.resetAndDestroy(), 20));
};

/** Ends in good order, but short of the length it named. */
export const cutByLength: Misdeed = async ({ socket, answer }) => {
  const { body } = await answer();
  socket.end(Buffer.concat([Buffer.from(head({ "content-length": body.length })), body.subarray(0, body.length - 9)]));
};

/** Ends before the last chunk. */
export const cutByChunk: Misdeed = async ({ socket, answer }) => {
  const { body } = await answer();
  const part = body.subarray(0, body.length - 9);
  socket.end(
    Buffer.concat([
      Buffer.from(`${head({ "transfer-encoding": "chunked" })}${part.length.toString(16)}\r\n`),
      part,
      Buffer.from("\r\n"),
    ]),
  );
};

/** Where the end of the connection is the end of the answer, nothing but the JSON tells that it is short. */
export const cutByClose: Misdeed = async ({ socket, answer }) => {
  const { body } = await answer();
  socket.end(Buffer.concat([Buffer.from(head({ connection: "close" })), body.subarray(0, body.length - 9)]));
};

/** A byte at a time, for ever. */
export const drip: Misdeed = ({ socket }) => {
  socket.write(head({ "transfer-encoding": "chunked" }));
  const timer = setInterval(() => socket.write("1\r\n \r\n"), 20);
  socket.on("close", () => clearInterval(timer));
};

/** Headers, half a body, and then nothing. */
export const stall: Misdeed = async ({ socket, answer }) => {
  const { body } = await answer();
  socket.write(head({ "content-length": body.length }));
  socket.write(body.subarray(0, body.length / 2));
};

/** Sends for as long as it is read. */
export const oversize: Misdeed = ({ socket }) => {
  socket.write(head({ "content-length": 64 * 2 ** 20 }));
  const chunk = Buffer.alloc(2 ** 18, " ");
  const more = (): void => {
    if (!socket.destroyed) socket.write(chunk, () => setImmediate(more));
  };
  more();
};

const BOMB = gzipSync(Buffer.alloc(64 * 2 ** 20, " "));
export const gzipBomb: Misdeed = says(
  Buffer.concat([Buffer.from(head({ "content-encoding": "gzip", "content-length": BOMB.length, connection: "close" })), BOMB]),
);

/** The server closes its idle connection in the moment in which the next request leaves. */
export const keepAliveRace: Misdeed = async ({ socket, reused, pass }) => {
  if (reused) socket.destroy();
  else await pass();
};
