import { codeOrName, Fault } from "../model/fault.ts";
import { Misuse } from "./ask/misuse.ts";
import { FAILED, MISUSED } from "./exit-codes.ts";
import { printError } from "./print.ts";

/** Tells a person what failed and what to do next. A defect is told by its name alone: its text may hold anything. */
export function printFailure(command: string, error: unknown): void {
  if (!(error instanceof Fault)) {
    printError(`${command} failed: ${codeOrName(error)}`);
    return;
  }
  printError(
    [`${command} failed: ${error.message.replace(/[.]?$/, ".")}`, error.next].filter((line) => line !== null).join("\n"),
  );
}

/** Tells why a command has no answer, and how to write it where it was not understood. The exit code. */
export function exitOf(command: string, error: unknown, howTo: string): number {
  if (!(error instanceof Misuse)) {
    printFailure(command, error);
    return FAILED;
  }
  printError(`sourcing-mcp ${command}: ${error.message.replace(/[^.?]$/, "$&.")}`);
  printError(howTo);
  return MISUSED;
}
