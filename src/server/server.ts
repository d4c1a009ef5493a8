import { McpServer, type ServerContext } from "@modelcontextprotocol/server";
import { formatRef, type ProductRef } from "../model/product-ref.ts";
import type { ToolDefinition } from "../tools/advertise.ts";
import { type BuyerQuestion, type FilledIn, OpenQuestion } from "../tools/buyer-question.ts";
import type { CallResult } from "../tools/call-tool.ts";
import { askerOf, askFirst } from "./ask-buyer.ts";
import { type Completions, registerPrompts } from "./prompts.ts";
import { type ResourceTexts, registerResources } from "./resources.ts";
import { registerView, VIEW_URI, type View } from "./view.ts";

/** What the server needs of the running app. */
export interface ServerParts {
  readonly version: string;
  readonly definitions: readonly ToolDefinition[];
  readonly instructions: string;
  readonly completions: Completions;
  readonly texts: ResourceTexts;
  /** Whether a call may ask the buyer for the figure that it hangs on. */
  readonly asksBuyer: boolean;
  /** A tool's result as an app that the host draws; null: no tool has one. */
  readonly view: View | null;
  /**
   * Answers one call in both channels; a failure is an answer. Every call under way goes through here.
   * @throws OpenQuestion as `askBuyer` does
   */
  call(
    name: string,
    input: unknown,
    call: {
      readonly signal: AbortSignal;
      readonly isWhole?: boolean;
      onSettled(ref: ProductRef): void;
      askBuyer?(question: BuyerQuestion): Promise<FilledIn>;
    },
  ): Promise<CallResult>;
}

// Lists never change while a server runs, and are the same for everybody.
const LISTS = { ttlMs: 3_600_000, cacheScope: "public" } as const;
const CACHE_HINTS = {
  "tools/list": LISTS,
  "prompts/list": LISTS,
  "resources/list": LISTS,
  "resources/templates/list": LISTS,
  "server/discover": LISTS,
} as const;

/** The tools as an MCP server of the official SDK; a transport is the caller's to connect. */
export function buildServer(parts: ServerParts): McpServer {
  const server = new McpServer(
    { name: "sourcing-mcp", title: "Sourcing on 1688, AliExpress and Alibaba.com", version: parts.version },
    {
      capabilities: {
        tools: { listChanged: false },
        prompts: { listChanged: false },
        resources: { listChanged: false },
        completions: {},
      },
      instructions: parts.instructions,
      cacheHints: CACHE_HINTS,
    },
  );
  for (const definition of parts.definitions) register(server, definition, parts);
  registerPrompts(server, parts.completions);
  registerResources(server, parts.texts);
  if (parts.view !== null) registerView(server, parts.view);
  return server;
}

function register(server: McpServer, definition: ToolDefinition, parts: ServerParts): void {
  const { name, title, description, inputSchema, outputSchema, annotations } = definition;
  const config = {
    title,
    description,
    inputSchema: unchecked(inputSchema),
    outputSchema: unchecked(outputSchema),
    annotations,
    ...(parts.view?.tool === name ? { _meta: { ui: { resourceUri: VIEW_URI } } } : {}),
  };
  server.registerTool(name, config, async (input: unknown, context: ServerContext) => {
    const total = countProducts(input);
    let settled = 0;
    const askBuyer = parts.asksBuyer ? askerOf(server, context) : null;
    let result: CallResult;
    try {
      result = await parts.call(name, input, {
        signal: context.mcpReq.signal,
        onSettled: (ref) => void sendProgress(context, { progress: ++settled, total, message: `${formatRef(ref)} fetched` }),
        ...(askBuyer === null ? {} : { askBuyer }),
      });
    } catch (error) {
      if (error instanceof OpenQuestion) return askFirst(error.question);
      throw error;
    }
    return {
      content: [{ type: "text" as const, text: result.text }],
      ...(result.structured === null ? {} : { structuredContent: { ...result.structured } }),
      ...(result.isError ? { isError: true } : {}),
    };
  });
}

// The SDK would validate by its own wording and with the shallow schema; the tool validates strictly and says what to write.
const unchecked = (schema: Readonly<Record<string, unknown>>) => ({
  "~standard": {
    version: 1 as const,
    vendor: "sourcing-mcp",
    validate: (value: unknown) => ({ value }),
    jsonSchema: { input: () => ({ ...schema }), output: () => ({ ...schema }) },
  },
});

const countProducts = (input: unknown): number | undefined => {
  const products = (input as { products?: unknown } | null)?.products;
  return Array.isArray(products) ? products.length : undefined;
};

async function sendProgress(
  context: ServerContext,
  progress: { progress: number; total: number | undefined; message: string },
): Promise<void> {
  const progressToken = context.mcpReq._meta?.progressToken;
  if (progressToken === undefined) return;
  const { total, ...known } = progress;
  // A client that has gone away must not fail the call that reports to it.
  await context.mcpReq
    .notify({
      method: "notifications/progress",
      params: { progressToken, ...known, ...(total === undefined ? {} : { total }) },
    })
    .catch(() => undefined);
}
