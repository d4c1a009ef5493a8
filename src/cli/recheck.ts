import { createApp } from "../app/app.ts";
import { FAILED, MISUSED } from "./exit-codes.ts";
import { printFailure } from "./failure.ts";
import { goodConfig } from "./good-config.ts";
import { print, printError } from "./print.ts";

const USAGE = "Usage: sourcing-mcp recheck [decision id | --all] [--json]";
const BUY_CHANGED = 3;

interface Rechecked {
  readonly id: string;
  /** Null where it could not be asked again. */
  readonly answer: Readonly<Record<string, unknown>> | null;
  readonly text: string;
}

/** Asks kept decisions again: the newest, one, or all. Exit code 0: every buy stays, 3: one changed, 1: one failed, 2: not understood. */
export async function recheck(args: readonly string[]): Promise<number> {
  const names = args.filter((argument) => argument !== "--json");
  const [name] = names;
  if (names.length > 1 || (name?.startsWith("-") && name !== "--all")) {
    printError(USAGE);
    return MISUSED;
  }
  try {
    const app = createApp(goodConfig(), () => undefined);
    try {
      const kept = name === undefined || name === "--all" ? await app.decisionIds() : [name];
      const ids = name === undefined ? kept.slice(0, 1) : kept;
      const checked: Rechecked[] = [];
      // One after the other: the quota is one, and a night is long.
      for (const id of ids) checked.push(await recheckOne(app, id));
      tell(checked, args.includes("--json"), name === "--all");
      return exitCode(checked);
    } finally {
      await app.close();
    }
  } catch (error) {
    printFailure("recheck", error);
    return FAILED;
  }
}

async function recheckOne(app: ReturnType<typeof createApp>, id: string): Promise<Rechecked> {
  const signal = new AbortController().signal;
  const { structured, text, isError } = await app.call(
    "recheck_decision",
    { decision_id: id },
    { signal, onSettled: () => undefined },
  );
  return { id, answer: isError ? null : structured, text };
}

/** JSON is a list for all, and one answer for one. */
function tell(checked: readonly Rechecked[], isJson: boolean, isList: boolean): void {
  const answers = checked.map(({ id, answer, text }) => answer ?? { decision_id: id, error: text });
  if (isJson) print(JSON.stringify(isList ? answers : (answers[0] ?? null), null, 2));
  else if (checked.length === 0) print("No decision is kept.");
  else for (const { id, text } of checked) print(`${id}\n${text}\n`);
}

function exitCode(checked: readonly Rechecked[]): number {
  if (checked.some(({ answer }) => answer?.["order_changed"] === true)) return BUY_CHANGED;
  return checked.some(({ answer }) => answer === null) ? FAILED : 0;
}
