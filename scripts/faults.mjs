// Plays the fault list against the real server and prints what came of each row. `SOURCING_TEST_LONG=1` adds the rows that wait
// the time-outs of every day.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "sourcing-faults-"));
const report = join(folder, "rows.jsonl");
writeFileSync(report, "");

const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const { status } = spawnSync(process.execPath, [vitest, "run", "test/faults", "--reporter=dot"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, SOURCING_FAULTS_REPORT: report },
});

const rows = readFileSync(report, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line))
  .sort((one, other) => (one.fault < other.fault ? -1 : 1));
rmSync(folder, { recursive: true });

const cell = (text) => String(text).replaceAll("|", "\\|");
console.log(
  "\n| fault | the agent was told | in words | upstream calls | the next call | secrets |\n|---|---|---|---|---|---|",
);
for (const { fault, told, said, calls, recovered, secrets } of rows) {
  console.log(`| ${[fault, told, said, calls, recovered, secrets].map(cell).join(" | ")} |`);
}
process.exitCode = status ?? 1;
