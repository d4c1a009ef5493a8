import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../model/fault.ts";
import type { Place, Seal } from "../upstream/storage/seal.ts";
import { isTemporary, readText, type WholeFile, writeWhole } from "../upstream/storage/whole-file.ts";
import {
  type Decision,
  type DecisionStore,
  isDecisionId,
  joinParts,
  names,
  partsOf,
  QUESTION_LIFE_MS,
  SELLERS_LIFE_MS,
} from "./decision.ts";

// No write takes this long: whoever began the file was stopped in it.
const ABANDONED_MS = 3_600_000;
const SWEEP_EVERY_MS = 3_600_000;
const SELLERS = ".sellers";

export interface FileDecisionsOptions {
  /** Holds decisions and nothing else; made where it is missing. */
  readonly folder: string;
  readonly seal: Seal;
  readonly clock: { now(): number };
}

/**
 * Decisions as files, two each: `<id>.sellers` first, then `<id>`, which makes it one. So a writer that is stopped between the two
 * leaves no half of a decision, and no two writers ever have a file in common. @throws the file system's errors
 */
export function createFileDecisions({ folder, seal, clock }: FileDecisionsOptions): DecisionStore {
  let sweptMs = Number.NEGATIVE_INFINITY;

  const sealed = (name: string, text: string): WholeFile => ({
    path: join(folder, name),
    text: seal.close(text, placeOf(name)),
  });

  const read = async (name: string): Promise<string | null> => {
    const kept = await readText(join(folder, name));
    const opened = kept === null ? null : seal.open(kept, placeOf(name));
    return opened === null || "unreadable" in opened ? null : opened.text;
  };

  const get = async (id: string): Promise<Decision | null> => {
    if (!isDecisionId(id)) return null;
    const [question, sellers] = await Promise.all([read(id), read(`${id}${SELLERS}`)]);
    return joinParts(id, question, sellers, clock.now());
  };

  /** What has passed its time goes, whoever wrote it. */
  const sweep = async (): Promise<void> => {
    const nowMs = clock.now();
    if (Math.abs(nowMs - sweptMs) < SWEEP_EVERY_MS) return;
    sweptMs = nowMs;
    for (const name of await filesIn(folder)) {
      const found = await stat(join(folder, name)).catch(() => null);
      const lifeMs = isTemporary(name) ? ABANDONED_MS : name.endsWith(SELLERS) ? SELLERS_LIFE_MS : QUESTION_LIFE_MS;
      if (found !== null && nowMs - found.mtimeMs >= lifeMs)
        await rm(join(folder, name), { force: true }).catch(() => undefined);
    }
  };

  const ids = async (): Promise<readonly string[]> => (await filesIn(folder)).filter(isDecisionId).sort().reverse();

  return {
    async put(decision) {
      const { question, sellers } = partsOf(decision);
      await writeWhole([sealed(`${decision.id}${SELLERS}`, sellers), sealed(decision.id, question)], { lasting: true });
      await sweep().catch(() => undefined);
    },
    async get(id) {
      await sweep().catch(() => undefined);
      return get(id);
    },
    ids,
    async remove(ref) {
      let removed = 0;
      for (const id of await ids()) {
        const decision = ref === null ? null : await get(id);
        // What cannot be read cannot be told to be free of the listing.
        if (ref !== null && decision !== null && !names(decision, ref)) continue;
        await rm(join(folder, id), { force: true });
        await rm(join(folder, `${id}${SELLERS}`), { force: true });
        removed += 1;
      }
      if (ref === null) await rm(folder, { recursive: true, force: true });
      return removed;
    },
  };
}

const placeOf = (name: string): Place => ({ role: "decision", name });

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return [];
    throw error;
  }
}
