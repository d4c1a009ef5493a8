import type { Check } from "../app/doctor/check.ts";
import { checkAll } from "../app/doctor/check-all.ts";
import { readConfig } from "../config/config.ts";
import { VERSION } from "../version.ts";
import { FAILED, MISUSED } from "./exit-codes.ts";
import { print, printError } from "./print.ts";

const AREAS = {
  settings: "Settings",
  state: "State",
  cache: "Cache",
  gateways: "Gateways",
  search: "Search",
} as const satisfies Record<Check["area"], string>;
const MARKS = { good: "ok  ", note: "note", bad: "BAD " } as const satisfies Record<Check["state"], string>;

/** Looks at the installation and says what it sees. Exit code 0: nothing is bad, 1: something is, 2: not understood. */
export async function doctor(args: readonly string[]): Promise<number> {
  if (args.some((argument) => argument !== "--json")) {
    printError("Usage: sourcing-mcp doctor [--json]");
    return MISUSED;
  }
  const config = readConfig();
  const checks = await checkAll(config, () => undefined);
  const ok = checks.every(({ state }) => state !== "bad");
  const machine = {
    version: VERSION,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    mode: config.mode,
  };
  if (args.includes("--json")) print(JSON.stringify({ ok, ...machine, checks }, null, 2));
  else print(inWords(checks, ok, machine));
  return ok ? 0 : FAILED;
}

function inWords(checks: readonly Check[], ok: boolean, machine: { version: string; node: string; platform: string }): string {
  const areas = Object.entries(AREAS).flatMap(([area, title]) => [
    "",
    title,
    ...checks.filter((check) => check.area === area).map(({ state, message }) => `  ${MARKS[state]}  ${message}.`),
  ]);
  const verdict = ok ? "Nothing is in the way." : "What is marked BAD needs mending.";
  return [`sourcing-mcp ${machine.version}, Node ${machine.node}, ${machine.platform}`, ...areas, "", verdict].join("\n");
}
