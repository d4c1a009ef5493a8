import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { Fault } from "../../model/fault.ts";

/** The largest true answer seen is under 1 MiB; the same bound holds for what an answer unpacks to. */
export const MAX_BODY_BYTES = 8 * 2 ** 20;

const UNPACK = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/** The text of an answer: unpacked within the bound, in the character set it names. @throws Fault */
export async function decodeBody(body: Buffer, headers: Readonly<Record<string, string>>): Promise<string> {
  return readText(await unpack(body, headers["content-encoding"] ?? ""), headers["content-type"] ?? "");
}

async function unpack(body: Buffer, encoding: string): Promise<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === "" || name === "identity" || body.length === 0) return body;
  const unpackWith = Object.hasOwn(UNPACK, name) ? UNPACK[name as keyof typeof UNPACK] : undefined;
  if (!unpackWith) throw new Fault({ kind: "bad_answer", message: "The answer is packed in a way that was not asked for." });
  try {
    return await unpackWith(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new Fault({
        kind: "bad_answer",
        message: `The answer unpacks to more than ${MAX_BODY_BYTES / 2 ** 20} MiB.`,
        cause,
      });
    }
    throw new Fault({ kind: "unavailable", message: "The packed answer is not whole.", cause });
  }
}

// UTF-16's marks; with UTF-8's, TextDecoder deals itself. A mark is in the bytes and goes before what a header says of them.
const MARKS = [
  { bytes: Buffer.from([0xff, 0xfe]), charset: "utf-16le" },
  { bytes: Buffer.from([0xfe, 0xff]), charset: "utf-16be" },
] as const;

/** In the set that the bytes are marked with or the answer names (older 1688 services still say GBK); UTF-8 where neither says. @throws Fault */
function readText(bytes: Buffer, contentType: string): string {
  const marked = MARKS.find(({ bytes: mark }) => bytes.subarray(0, mark.length).equals(mark))?.charset;
  const named = /charset\s{0,4}=\s{0,4}["']?([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? "utf-8";
  const decoder = decoderOf(marked ?? named);
  if (decoder !== null) return decoder.decode(bytes);
  try {
    // A set of an unknown name is mostly another spelling of UTF-8.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    const message = `The answer is in a character set that is not known (${cleanLabel(named)}).`;
    throw new Fault({ kind: "bad_answer", message, cause });
  }
}

function decoderOf(charset: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(charset);
  } catch {
    return null;
  }
}

const cleanLabel = (label: string): string => label.replace(/[^\w-]/g, "").slice(0, 20);
