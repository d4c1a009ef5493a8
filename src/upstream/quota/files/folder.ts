import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { codeOf } from "../../../model/fault.ts";
import { readNames, type Snapshot } from "./names.ts";

// Windows refuses for a moment what another process has in hand; the file is then as good as taken.
const TAKEN_CODES: ReadonlySet<string> = new Set(process.platform === "win32" ? ["ENOENT", "EPERM", "EBUSY"] : ["ENOENT"]);
// What a rename onto a folder says that another process has put in place first.
const THERE_CODES: ReadonlySet<string> = new Set(["ENOTEMPTY", "EEXIST", "EPERM"]);

/** A folder of empty files whose names are the data. Every change is one rename, which one process alone can win. */
export interface Folder {
  /** Null where there is no folder, or an empty one. */
  read(): Snapshot | null;
  /** As the file system knows it: a copy is another. Empty where there is no folder. */
  number(): string;
  /** Puts a folder with these files in place, whole, and one that is named for its number. Does nothing where another process was first. */
  create(names: readonly string[], nameFor: (number: string) => string, temporaryName: string): void;
  /** False where the file no longer has that name: someone else was first. */
  rename(from: string, to: string): boolean;
  add(name: string): void;
  remove(name: string): void;
}

/**
 * @param path of the folder; those above it are made where they are missing. All calls are synchronous: each takes some
 * microseconds, and nothing of this process comes between a look and the rename that follows it.
 */
export const folderAt = (path: string): Folder => ({
  read() {
    const names = unless(["ENOENT"], () => readdirSync(path));
    return names === null || names.length === 0 ? null : readNames(names);
  },
  number: () => numberOf(path),
  create(names, nameFor, temporaryName) {
    const temporary = join(dirname(path), temporaryName);
    makeFolder(temporary);
    try {
      for (const name of names) createFile(join(temporary, name));
      createFile(join(temporary, nameFor(numberOf(temporary))));
      // Windows does not rename onto an empty folder as others do. A folder with files in it stays.
      unless(["ENOENT", "ENOTEMPTY", "EEXIST", "EPERM"], () => rmdirSync(path));
      if (!succeeds(THERE_CODES, () => renameSync(temporary, path))) rmSync(temporary, { recursive: true, force: true });
    } catch (error) {
      rmSync(temporary, { recursive: true, force: true });
      throw error;
    }
  },
  rename: (from, to) => succeeds(TAKEN_CODES, () => renameSync(join(path, from), join(path, to))),
  add: (name) => {
    unless(["EEXIST"], () => createFile(join(path, name)));
  },
  remove: (name) => {
    unless(["ENOENT"], () => unlinkSync(join(path, name)));
  },
});

/** A file that tells, beside the folder and not in it, that there has been a ledger: it outlives the folder. */
export const trace = (path: string) => ({
  isThere: (): boolean => existsSync(path),
  leave(): void {
    if (existsSync(path)) return;
    unless(["EEXIST"], () => makeFolder(dirname(path)));
    unless(["EEXIST"], () => createFile(path));
  },
});

/** The number of a removed folder is soon given to another one, so its birth counts too, on file systems that keep it. */
function numberOf(path: string): string {
  const found = unless(["ENOENT"], () => statSync(path, { bigint: true }));
  if (found === null) return "";
  const { ino, birthtimeNs } = found;
  return birthtimeNs > 0n ? `${ino.toString(36)}_${birthtimeNs.toString(36)}` : ino.toString(36);
}

/** Whether a folder is the one that was numbered so, by what both numbers tell. */
export const isSameFolder = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}_`) || other.startsWith(`${one}_`);

/** Node's own recursive form never ends where making a folder fails although the one above is there, as under /proc. */
function makeFolder(path: string): void {
  const made = unless(["ENOENT"], () => {
    mkdirSync(path, { mode: 0o700 });
    return true;
  });
  if (made) return;
  if (dirname(path) !== path) unless(["EEXIST"], () => makeFolder(dirname(path)));
  mkdirSync(path, { mode: 0o700 });
}

const createFile = (path: string): void => closeSync(openSync(path, "wx", 0o600));

/** Null where the work fails with one of these codes. */
function unless<T>(codes: readonly string[], work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (codes.includes(codeOf(error))) return null;
    throw error;
  }
}

function succeeds(failures: ReadonlySet<string>, work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (failures.has(codeOf(error))) return false;
    throw error;
  }
}
