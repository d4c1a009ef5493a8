import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf, Fault } from "../../model/fault.ts";
import { slotFiles } from "../quota/files/slot-files.ts";
import type { SlotTime } from "../quota/files/slot-time.ts";
import { isLease, type Lease } from "../quota/ledger.ts";
import type { Log } from "../send.ts";
import type { Seal } from "../storage/seal.ts";
import { isTemporary, readText, writeWhole } from "../storage/whole-file.ts";
import type { Time } from "../time.ts";
import { createMemoryTokenStore, holdOn, type TokenStore } from "./store.ts";
import { formatToken, parseToken, type TokenOwner, tokenName } from "./token-text.ts";

// One slot that is free again as soon as its holder is done: what a quota of one arrival at a time comes to.
const ONE_AT_A_TIME = [{ limit: 1, periodMs: 1 }] as const;

export interface FileTokenStoreOptions extends TokenOwner {
  /** Holds tokens and nothing else; made where it is missing. */
  readonly folder: string;
  /** The longest that a token call can take: a process that is killed in one frees the others after it. A living one holds on. */
  readonly leaseMs: number;
  readonly seal: Seal;
  readonly log: Log;
}

export type TokenStoreTime = SlotTime & Pick<Time, "sleep">;

/**
 * An app's token as a file of its own, which all processes of a machine share: one of them at a time renews it. Where the folder
 * cannot be written each process renews for itself. @throws Fault `misconfigured` where the file cannot be read or opened
 */
export function createFileTokenStore(options: FileTokenStoreOptions, time: TokenStoreTime): TokenStore {
  const { folder, gateway, leaseMs, seal, log } = options;
  const name = tokenName(options);
  const path = join(folder, `${name}.json`);
  const inThisProcess = createMemoryTokenStore();
  const rules = { rules: ONE_AT_A_TIME, leaveMs: 0, answerMs: leaseMs, suspends: false, startsUsed: false };
  const slot = slotFiles({ ...rules, folder, gateway, account: options.account, log }, join(folder, `${name}.lease`), time);
  let saidUnshared = false;

  const takeLease = async (): Promise<Lease | null> => {
    try {
      for (;;) {
        const taken = await slot.take();
        if (isLease(taken)) return taken;
        await time.sleep(taken.waitMs);
      }
    } catch (error) {
      if (!saidUnshared)
        log("warn", "token_lease_lost", { gateway, error: codeOf(error), instead: "each process renews for itself" });
      saidUnshared = true;
      return null;
    }
  };

  /** A process that was killed while it wrote has left a token behind. */
  const removeLeftovers = async (): Promise<void> => {
    for (const file of await readdir(folder)) {
      if (!isTemporary(file) || !file.startsWith(`.${name}.json.`)) continue;
      const { mtimeMs } = await stat(join(folder, file));
      if (time.now() - mtimeMs > leaseMs) await rm(join(folder, file), { force: true });
    }
  };

  return {
    async load() {
      const kept = await readText(path).catch((error) => {
        throw unreadable(gateway, path, error);
      });
      return kept === null ? null : parseToken(options, kept, seal, path, log);
    },
    async save(token) {
      await writeWhole([{ path, text: formatToken(options, token, seal) }], { lasting: true });
      await removeLeftovers().catch(() => undefined);
    },
    exclusively: (work) =>
      inThisProcess.exclusively(async () => {
        const lease = await takeLease();
        const done = new AbortController();
        if (lease !== null) holdOn(() => slot.extend(lease), leaseMs, time, done.signal);
        try {
          return await work();
        } finally {
          done.abort();
          // Where the lease was over meanwhile, the slot is another's and stays so.
          if (lease !== null) await slot.settle(lease, "unsent").catch(() => undefined);
        }
      }),
  };
}

const unreadable = (gateway: TokenOwner["gateway"], path: string, cause: unknown): Fault =>
  new Fault({
    kind: "misconfigured",
    gateway,
    message: `The stored token of ${gateway} cannot be read from ${path} (${codeOf(cause) || "unknown"}).`,
    next: "Make the file readable, or set SOURCING_STATE_DIR to another folder.",
    cause,
  });
