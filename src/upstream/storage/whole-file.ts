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

export interface WholeFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Puts whole files of one folder in place, one after the other in their order, readable by their owner alone: a reader sees the old
 * text or the new one. Folders are made where they are missing. `lasting` waits until the disk has them. @throws the file system's
 * error; no part of a text is left behind
 */
export async function writeWhole(files: readonly [WholeFile, ...WholeFile[]], { lasting }: Manner): Promise<void> {
  const folder = dirname(files[0].path);
  try {
    await writeOnce(files, lasting);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    await makeFolder(folder);
    await writeOnce(files, lasting);
  }
  // The renames themselves outlive a power cut only once their folder is on the disk.
  if (lasting) await syncFolder(folder);
}

interface Manner {
  readonly lasting: boolean;
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

/** All are written before the first is put in place. */
async function writeOnce(files: readonly WholeFile[], lasting: boolean): Promise<void> {
  const writing = files.map(({ path, text }) => ({ path, text, temporary: temporaryOf(path) }));
  try {
    const written = await Promise.allSettled(writing.map(({ temporary, text }) => writeTemporary(temporary, text, lasting)));
    for (const result of written) if (result.status === "rejected") throw result.reason;
    for (const { temporary, path } of writing) await rename(temporary, path);
  } catch (error) {
    await Promise.all(writing.map(({ temporary }) => rm(temporary, { force: true }).catch(() => undefined)));
    throw error;
  }
}

const temporaryOf = (path: string): string => join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);

async function writeTemporary(path: string, text: string, lasting: boolean): Promise<void> {
  const file = await open(path, "wx", FILE_MODE);
  try {
    await file.writeFile(text, "utf8");
    if (lasting) await file.sync();
  } finally {
    await file.close();
  }
}

/** Windows cannot open a folder: there it must do without. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    await folder.sync().finally(() => folder.close());
  } catch {
    // The file is in place all the same.
  }
}
