import { randomBytes } from "node:crypto";
import { access, constants, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Misuse } from "./misuse.ts";

type Write = (text: string) => Promise<void>;

/** Where an answer goes: a file that gets it whole or stays as it was, or stdout. @throws Misuse where the file cannot be written */
export async function openOutput(file: string | null): Promise<Write> {
  if (file === null) return async (text) => void process.stdout.write(text);
  const path = resolve(file);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new Misuse(`${file} is a folder`);
  await access(dirname(path), constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    throw new Misuse(`${file} cannot be written (${error.code ?? "not writable"})`);
  });
  return (text) => writeBeside(path, text);
}

/** Beside the file first, then in its place: a reader sees the old one or the new one. */
async function writeBeside(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await writeFile(temporary, text, { flag: "wx", flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
