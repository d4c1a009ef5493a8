import { randomBytes } from "node:crypto";
import { access, constants, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { codeOf } from "../../model/fault.ts";
import { Misuse } from "./misuse.ts";

type Write = (text: string) => Promise<void>;

/** Where an answer goes: a file that gets it whole or stays as it was, or stdout. @throws Misuse where the file cannot be written */
export async function openOutput(file: string | null): Promise<Write> {
  if (file === null) return toStandardOutput;
  const path = resolve(file);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new Misuse(`${file} is a folder`);
  await access(dirname(path), constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    throw new Misuse(`${file} cannot be written (${error.code ?? "not writable"})`);
  });
  return (text) => writeBeside(path, text);
}

/** A reader that has seen enough, as `head`, is no failure; a full disk behind it is. */
const toStandardOutput: Write = (text) =>
  new Promise((resolve, reject) => {
    // The callback tells it; without this it would be told as a defect, too.
    process.stdout.on("error", () => undefined);
    process.stdout.write(text, (error) => (error == null || codeOf(error) === "EPIPE" ? resolve() : reject(error)));
  });

/** Beside the file first, then in its place: a reader sees the old one or the new one. */
export async function writeBeside(path: string, text: string, mode = 0o666): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await writeFile(temporary, text, { flag: "wx", flush: true, mode });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
