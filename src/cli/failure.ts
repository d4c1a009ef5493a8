import { codeOf, Fault } from "../model/fault.ts";
import { printError } from "./print.ts";

/** Tells a person what failed and what to do next. A defect is told by its name alone: its text may hold anything. */
export function printFailure(command: string, error: unknown): void {
  if (!(error instanceof Fault)) {
    printError(`${command} failed: ${error instanceof Error ? codeOf(error) || error.name : "unknown"}`);
    return;
  }
  printError(
    [`${command} failed: ${error.message.replace(/[.]?$/, ".")}`, error.next].filter((line) => line !== null).join("\n"),
  );
}
