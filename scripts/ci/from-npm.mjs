// What a check needs of npm and this project does not depend on, in a folder of its own.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A folder that is gone when the check is over. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** @returns {string} a folder with these packages in its node_modules; throws where npm has them not */
export function installed(...packages) {
  const folder = temporaryFolder("from-npm");
  mkdirSync(join(folder, "node_modules"));
  copyFileSync(join(root, ".npmrc"), join(folder, ".npmrc"));
  const options = ["--no-save", "--no-audit", "--no-fund", "--prefer-offline"];
  execFileSync("npm", ["install", ...options, ...packages], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  return folder;
}

/** @returns {string | null} the program of another Node; null where it cannot be had */
export function otherNode(major) {
  try {
    const program = join(installed(`node@${major}`), "node_modules/node/bin/node");
    const version = execFileSync(program, ["--version"], { encoding: "utf8" }).trim();
    return version.startsWith(`v${major}.`) ? program : null;
  } catch {
    return null;
  }
}
