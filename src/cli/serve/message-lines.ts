import { Transform } from "node:stream";
import { type JSONRPCMessage, parseJSONRPCMessage } from "@modelcontextprotocol/server";

// A comparison of twenty products with costs of their own is under 100 KB; below the SDK's own bound of 10 MiB, at which it
// would hang up without a word.
const MAX_LINE_BYTES = 4 * 2 ** 20;
// How much of an overlong line is kept to find its id in.
const KEPT_BYTES = 256;
const LINE_FEED = 0x0a;
// JSON-RPC 2.0, section 5.1.
const PARSE_ERROR = -32_700;
const INVALID_REQUEST = -32_600;

// Where clients write a request's id: among the first fields or as the last ones, so that it is surely the request's own.
const ID = '(\\d{1,15}|"[^"\\\\]{1,100}")';
const ID_IN_HEAD = new RegExp(
  `^\\s*\\{\\s*(?:"jsonrpc"\\s*:\\s*"2\\.0"\\s*,\\s*)?(?:"method"\\s*:\\s*"[^"\\\\]{1,100}"\\s*,\\s*)?"id"\\s*:\\s*${ID}\\s*,`,
);
const ID_IN_TAIL = new RegExp(`[}\\]"\\d]\\s*,\\s*"id"\\s*:\\s*${ID}\\s*(?:,\\s*"jsonrpc"\\s*:\\s*"2\\.0"\\s*)?\\}\\s*$`);

type RequestId = string | number;

/** Why a line was not handed on. `id` is null where the line does not tell it. */
export interface LineRefusal {
  readonly id: RequestId | null;
  readonly code: number;
  readonly message: string;
}

export interface MessageLineOptions {
  readonly refuse: (refusal: LineRefusal) => void;
  /** Told of each message before it is handed on. */
  readonly onMessage?: (message: JSONRPCMessage) => void;
  /** Null, or what is waited for before more is taken in. */
  readonly ready?: () => Promise<void> | null;
  readonly maxBytes?: number;
}

/**
 * Hands on whole lines that hold one JSON-RPC message each, and refuses all others. Without it a client would wait for ever for
 * the answer to a line that the SDK drops.
 */
export function createMessageLines({
  refuse,
  onMessage,
  ready = () => null,
  maxBytes = MAX_LINE_BYTES,
}: MessageLineOptions): Transform {
  let parts: Buffer[] = [];
  let length = 0;
  let overlong: { readonly head: string; tail: Buffer } | null = null;

  const take = (part: Buffer): void => {
    length += part.length;
    if (length <= maxBytes) {
      parts.push(part);
      return;
    }
    const joined = Buffer.concat([...(overlong === null ? parts : [overlong.tail]), part]);
    overlong = { head: overlong?.head ?? joined.toString("utf8", 0, KEPT_BYTES), tail: joined.subarray(-KEPT_BYTES) };
    parts = [];
  };

  const endLine = (lines: Transform): void => {
    const line = Buffer.concat(parts).toString("utf8").trim();
    const lost = overlong;
    parts = [];
    length = 0;
    overlong = null;
    if (lost !== null) {
      const id = idIn(lost.head, lost.tail.toString("utf8"));
      refuse({ id, code: INVALID_REQUEST, message: `The line was not read: it is longer than ${maxBytes} bytes` });
      return;
    }
    if (line === "") return;
    const read = readLine(line);
    if ("code" in read) {
      refuse(read);
      return;
    }
    onMessage?.(read.message);
    lines.push(`${line}\n`);
  };

  const takeAll = (chunk: Buffer, lines: Transform): void => {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      take(chunk.subarray(start, end));
      endLine(lines);
      start = end + 1;
    }
    take(chunk.subarray(start));
  };

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const wait = ready();
      const go = (): void => {
        takeAll(chunk, this);
        done();
      };
      if (wait === null) go();
      else void wait.then(go);
    },
  });
}

function readLine(line: string): { readonly message: JSONRPCMessage } | LineRefusal {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, code: PARSE_ERROR, message: "The line was not read: it is not JSON" };
  }
  try {
    return { message: parseJSONRPCMessage(value) };
  } catch {
    return { id: ownId(value), code: INVALID_REQUEST, message: "The line was not read: it is not one JSON-RPC 2.0 message" };
  }
}

function ownId(value: unknown): RequestId | null {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : null;
  return typeof id === "string" || typeof id === "number" ? id : null;
}

function idIn(head: string, tail: string): RequestId | null {
  const text = ID_IN_HEAD.exec(head)?.[1] ?? ID_IN_TAIL.exec(tail)?.[1];
  return text === undefined ? null : (JSON.parse(text) as RequestId);
}
