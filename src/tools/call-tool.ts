import type { z } from "zod";
import { asFault, Fault, type FaultKind } from "../model/fault.ts";
import { isNestedTooDeep } from "../model/json.ts";
import { OpenQuestion } from "./buyer-question.ts";
import type { AnyTool, ToolContext } from "./tool.ts";
import { explainFault, faultBlock } from "./wording/explain.ts";
import { inputProblems } from "./wording/input-problems.ts";

/** One answered call in both channels. `structured` is null where the call failed as a whole. */
export interface CallResult {
  readonly structured: Readonly<Record<string, unknown>> | null;
  readonly text: string;
  readonly isError: boolean;
  /** Why the call failed as a whole; null where it answers. */
  readonly fault: FaultKind | null;
}

// A tool may give an answer that it gave before; answers are never changed.
const checked = new WeakMap<object, Record<string, unknown>>();

/**
 * Runs a tool: strict input, the tool, strict output. A failure is an answer that says what failed, whether
 * trying again helps, and what to do next.
 * @throws OpenQuestion alone, where the client asks the buyer and calls again
 */
export async function callTool(
  tool: AnyTool,
  input: unknown,
  context: ToolContext,
  report: (error: unknown) => void,
): Promise<CallResult> {
  if (isNestedTooDeep(input))
    return failed(badInput(tool.name, ["the arguments are nested without end: write each field as described"]));
  const parsed = tool.input.safeParse(input ?? {}) as z.ZodSafeParseResult<unknown>;
  if (!parsed.success) return failed(badInput(tool.name, inputProblems(parsed.error, input ?? {}, tool.input)));
  try {
    const answer = await tool.run(parsed.data, context);
    const structured = checked.get(answer.structured) ?? (tool.output.parse(answer.structured) as Record<string, unknown>);
    checked.set(answer.structured, structured);
    return { structured, text: answer.text, isError: answer.failed === true, fault: null };
  } catch (error) {
    if (error instanceof OpenQuestion) throw error;
    const fault = asFault(error);
    if (fault.kind === "internal") report(error);
    return failed(fault);
  }
}

const failed = (fault: Fault): CallResult => ({
  structured: null,
  text: faultBlock(explainFault(fault)),
  isError: true,
  fault: fault.kind,
});

const badInput = (name: string, problems: readonly string[]): Fault =>
  new Fault({ kind: "bad_input", message: `${name} was not called: ${problems.join("; ")}` });
