import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of material that stands beside the checkout, or beside a worktree's parent; null where there is none. */
export function sharedFolder(name: string): URL | null {
  const candidates = ["../../../shared/", "../../../../shared/"].map((path) => new URL(`${path}${name}/`, import.meta.url));
  return candidates.find((folder) => existsSync(fileURLToPath(folder))) ?? null;
}
