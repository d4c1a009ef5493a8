import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { codeOf } from "../../model/fault.ts";

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const TEMPORARY = /^\..+\.tmp$/;

/** Whether a file is one that a writer has not finished, or was stopped in. */
export const isTemporary = (name: string): boolean => TEMPORARY.test(name);

/** The text of a file; null where there is none. @throws the file system's error */
export async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

/**
 * Puts a whole file in place, readable by its owner alone: a reader sees the old text or the new one. Folders are made where they
 * are missing. `lasting` waits until the disk has it. @throws the file system's error; no part of the text is left behind
 */
export async function writeWhole(path: string, text: string, { lasting }: { readonly lasting: boolean }): Promise<void> {
  try {
    await writeOnce(path, text, lasting);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    await makeFolder(dirname(path));
    await writeOnce(path, text, lasting);
  }
}

/** Node's own recursive form never ends where making a folder fails although the one above is there, as under /proc. */
async function makeFolder(path: string): Promise<void> {
  const code = await mkdir(path, { mode: FOLDER_MODE }).then(() => "", codeOf);
  if (code === "ENOENT" && dirname(path) !== path) await makeFolder(dirname(path));
  if (code === "" || code === "EEXIST") return;
  await mkdir(path, { mode: FOLDER_MODE }).catch((error: unknown) => {
    // Another process was first.
    if (codeOf(error) !== "EEXIST") throw error;
  });
}

async function writeOnce(path: string, text: string, lasting: boolean): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    const file = await open(temporary, "wx", FILE_MODE);
    try {
      await file.writeFile(text, "utf8");
      if (lasting) await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  if (lasting) await syncFolder(dirname(path));
}

/** The rename itself outlives a power cut only once its folder is on the disk. Windows cannot open a folder: there it must do without. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    await folder.sync().finally(() => folder.close());
  } catch {
    // The file is in place all the same.
  }
}
