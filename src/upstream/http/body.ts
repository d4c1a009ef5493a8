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
  return decoder(headers["content-type"] ?? "").decode(await unpack(body, headers["content-encoding"] ?? ""));
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

/** UTF-8 unless the answer names another set that is known: older 1688 services still say GBK. */
function decoder(contentType: string): InstanceType<typeof TextDecoder> {
  const charset = /charset\s{0,4}=\s{0,4}"?([\w-]{1,40})/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
