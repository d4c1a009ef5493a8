import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
// The standard gateways, through which the tests of the whole speak; then the others.
const STANDARD = ["1688-open", "aliexpress-iop", "alibaba-iop"];
const OTHERS = ["1688-sha1", "1688-md5", "aliexpress-md5", "alibaba-v3", "alibaba-global"];
// Tests of the whole: they ask the sandbox, the command or the shipped package for listings of all three marketplaces.
const WHOLE = /^(?:cli|e2e|evals|faults|golden|market|report|sandbox|security|tools)\//;
// The documents name every gateway.
const DOCUMENTS = /^guard\/(?:readme|library-doc)/;

/**
 * The test files to leave out because a gateway they speak through has been removed: a dialect goes with its folders and its
 * line in `dialects.ts`, and what only it could answer goes with it. Empty while all stand.
 */
export function leftOut(root = ROOT): string[] {
  const gone = [...STANDARD, ...OTHERS].filter((id) => !existsSync(join(root, "src/gateways", id)));
  if (gone.length === 0) return [];
  const withoutStandard = STANDARD.some((id) => gone.includes(id));
  const speaksThrough = (file: string): boolean => {
    const text = readFileSync(join(root, "test", file), "utf8");
    const names = gone.some((id) => new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(text));
    return names || DOCUMENTS.test(file) || (withoutStandard && WHOLE.test(file));
  };
  return readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && speaksThrough(file))
    .map((file) => `test/${file}`);
}
