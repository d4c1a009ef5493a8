import { randomUUID } from "node:crypto";
import { lstat, readdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../../model/fault.ts";
import type { Log } from "../send.ts";
import type { Seal } from "../storage/seal.ts";
import { isTemporary, readText, writeWhole } from "../storage/whole-file.ts";
import type { Time } from "../time.ts";
import { formatEntry, type KeptStore, mayBeKept, parseEntry, type Summary } from "./kept-store.ts";

const SWEEP_EVERY_MS = 3_600_000;
// No write takes this long: whoever began the file was stopped in it.
const ABANDONED_MS = 3_600_000;
// Two hexadecimal digits of a key: 256 folders at most, so that none holds too many files to list quickly.
const SHARD_LENGTH = 2;
// Beside the shards; tells running processes that what they have in memory may have been removed.
const PURGE_MARK = "purged";
// Keys become file names.
const KEY = /^[0-9a-z][0-9a-z.-]{1,100}$/;
// The names that this store gives: a subject's hash and the rest's, as `cacheKey` makes them, and a write's temporary one. What
// else stands in the folder is somebody's and stays.
const OWN_NAME = /^(?:\.(?=.*\.tmp$))?[0-9a-f]{16}\.[0-9a-f]{32}(?:-[a-z]{1,20})?(?:\.[0-9a-f]{1,32}\.tmp)?$/;
const SHARD = /^[0-9a-f]{2}$/;

export interface FileStoreOptions {
  /** Holds the cache and nothing else; made where it is missing. */
  readonly folder: string;
  readonly seal: Seal;
  readonly log: Log;
}

interface KeptFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly writtenMs: number;
}

/**
 * Cached entries as files, `<folder>/<shard>/<key>`. Touches no disk before the first question; then, and hourly, what has passed
 * its seven days is removed. What cannot be read as the key's entry is a miss and is removed. @throws the file system's errors
 */
export function createFileStore({ folder, seal, log }: FileStoreOptions, time: Pick<Time, "now">): KeptStore {
  let timer: NodeJS.Timeout | null = null;
  let sweeping: Promise<void> = Promise.resolve();
  let closed = false;

  const sweep = async (): Promise<void> => {
    try {
      for await (const file of keptFiles(folder)) {
        const nowMs = time.now();
        const abandoned = isTemporary(file.name) && nowMs - file.writtenMs > ABANDONED_MS;
        if (abandoned || !mayBeKept(file.writtenMs, nowMs)) await rm(file.path, { force: true });
      }
    } catch (error) {
      log("info", "cache_not_swept", { error: codeOf(error) });
    }
  };
  const sweepNow = (): void => {
    sweeping = sweeping.then(sweep);
  };
  const inUse = (): void => {
    if (timer !== null || closed) return;
    timer = setInterval(sweepNow, SWEEP_EVERY_MS);
    timer.unref();
    sweepNow();
  };

  const remove = async (prefix: string): Promise<number> => {
    let removed = 0;
    for await (const file of keptFiles(folder, prefix.slice(0, SHARD_LENGTH))) {
      const key = isTemporary(file.name) ? file.name.slice(1) : file.name;
      if (!key.startsWith(prefix)) continue;
      await rm(file.path, { force: true });
      if (!isTemporary(file.name)) removed += 1;
    }
    // Folders that are empty now; what else stands in one keeps it.
    if (prefix === "") for (const shard of await namesIn(folder)) await rmdir(join(folder, shard)).catch(() => undefined);
    await writeWhole([{ path: join(folder, PURGE_MARK), text: randomUUID() }], { lasting: false });
    return removed;
  };

  return {
    async get(key) {
      inUse();
      const path = pathOf(folder, key);
      const kept = await readText(path).catch((error) => {
        // Something else stands in the entry's place.
        if (codeOf(error) === "EISDIR") return "";
        throw error;
      });
      if (kept === null) return null;
      const entry = parseEntry(key, kept, seal);
      if (entry !== null && mayBeKept(entry.storedAtMs, time.now())) return entry;
      await rm(path, { force: true }).catch(() => undefined);
      return null;
    },
    async set(key, entry) {
      inUse();
      await writeWhole([{ path: pathOf(folder, key), text: formatEntry(key, entry, seal) }], { lasting: false });
    },
    async delete(prefix) {
      await remove(prefix);
    },
    remove,
    lastPurge: () => readText(join(folder, PURGE_MARK)),
    async summary() {
      let summary: Summary = { entries: 0, bytes: 0, oldestMs: null };
      for await (const { name, bytes, writtenMs } of keptFiles(folder)) {
        if (isTemporary(name)) continue;
        const oldestMs = Math.min(summary.oldestMs ?? writtenMs, writtenMs);
        summary = { entries: summary.entries + 1, bytes: summary.bytes + bytes, oldestMs };
      }
      return summary;
    },
    async close() {
      closed = true;
      if (timer !== null) clearInterval(timer);
      await sweeping;
    },
  };
}

function pathOf(folder: string, key: string): string {
  if (!KEY.test(key)) throw new RangeError("A cache key must suit a file name.");
  return join(folder, key.slice(0, SHARD_LENGTH), key);
}

/** What stands in the shards whose names begin so; files that go meanwhile are left out. */
async function* keptFiles(folder: string, shardPrefix = ""): AsyncGenerator<KeptFile> {
  for (const shard of await namesIn(folder)) {
    if (!SHARD.test(shard) || !shard.startsWith(shardPrefix)) continue;
    // A link leads to what is not ours.
    if (!(await lstat(join(folder, shard)).catch(() => null))?.isDirectory()) continue;
    for (const name of await namesIn(join(folder, shard))) {
      if (!OWN_NAME.test(name)) continue;
      const path = join(folder, shard, name);
      const found = await lstat(path).catch(() => null);
      if (found?.isFile()) yield { path, name, bytes: found.size, writtenMs: found.mtimeMs };
    }
  }
}

async function namesIn(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return [];
    throw error;
  }
}
