import { Writable } from "node:stream";

/**
 * Takes a standard stream for one purpose alone: returns the way to write to it, and sends whatever else writes to it (a
 * dependency's console.log) to `stray`.
 */
export function takeOver(stream: NodeJS.WriteStream, stray: (text: string) => void): NodeJS.WriteStream["write"] {
  const write = stream.write.bind(stream);
  stream.write = ((chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    stray(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
    const done = rest.at(-1);
    if (typeof done === "function") process.nextTick(done);
    return true;
  }) as NodeJS.WriteStream["write"];
  return write;
}

// Many answers of a usual size. A client that reads gets there at most for a moment.
const MOST_UNREAD_BYTES = 4 * 2 ** 20;

/** Null while the reader keeps up; else resolves once it has read all that was written. */
export const untilRead = (output: Writable): Promise<void> | null =>
  output.writableLength <= MOST_UNREAD_BYTES ? null : new Promise((resolve) => void output.once("drain", resolve));

/** The protocol's way out. Where the reader has gone it swallows what is written, so that calls under way end in order. */
export function protocolOutput(write: NodeJS.WriteStream["write"]): Writable {
  return new Writable({ decodeStrings: false, write: (chunk: string, _encoding, done) => void write(chunk, () => done()) });
}
