import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { Misuse } from "./misuse.ts";

/** The tool's input as a file holds it; empty where none is named, "-" for stdin. @throws Misuse */
export async function readRest(file: string | null): Promise<Readonly<Record<string, unknown>>> {
  if (file === null) return {};
  const name = file === "-" ? "stdin" : file;
  const written = await (file === "-" ? text(process.stdin) : readFile(file, "utf8")).catch((error: NodeJS.ErrnoException) => {
    throw new Misuse(`${name} cannot be read (${error.code ?? "unreadable"})`);
  });
  let value: unknown;
  try {
    value = JSON.parse(written.replace(/^\uFEFF/, ""));
  } catch {
    throw new Misuse(`${name} is not JSON`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw new Misuse(`${name} holds no JSON object: write the tool's input as {"products": [...], ...}`);
}
