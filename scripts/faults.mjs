// Plays the fault list against the real server and prints what came of each row. `SOURCING_TEST_LONG=1` adds the rows that wait
// the time-outs of every day.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// Every row ends in its stated answer within this.
const MOST_SECONDS = 5;
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
  "\n| fault | the agent was told | in words | upstream calls | the next call | secrets | seconds |\n|---|---|---|---|---|---|---|",
);
// What waits the time-outs of every day says so in its name.
const isLate = ({ fault, seconds }) => seconds > MOST_SECONDS && !fault.includes("in full");
for (const row of rows) {
  const { fault, told, said, calls, recovered, secrets, seconds } = row;
  const took = `${seconds}${isLate(row) ? " (too long)" : ""}`;
  console.log(`| ${[fault, told, said, calls, recovered, secrets, took].map(cell).join(" | ")} |`);
}
process.exitCode = status !== 0 ? (status ?? 1) : rows.some(isLate) ? 1 : 0;
