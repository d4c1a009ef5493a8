import { advertise, type ToolDefinition } from "./advertise.ts";
import { TOOLS } from "./index.ts";

/** The tools as `tools/list` shows them. The build puts the result in place of this module, so that a start loads no tool. */
export const TOOL_DEFINITIONS: readonly ToolDefinition[] = TOOLS.map(advertise);
