import type { McpServer } from "@modelcontextprotocol/server";

/** MCP Apps (2026-01-26): what a host reads once, and draws for every result of the tool that names it. */
export const VIEW_URI = "ui://sourcing-mcp/decision";
const VIEW_TYPE = "text/html;profile=mcp-app";

export interface View {
  /** The tool whose results it shows. */
  readonly tool: string;
  readonly page: () => Promise<string>;
}

/** Adds the view's page. It is listed, so that a host can look at it before the first call. */
export function registerView(server: McpServer, { page }: View): void {
  const title = "A comparison as a page";
  const description =
    "Shows the result of a comparison: headline and rule, landed cost by line, cost against quantity, messages.";
  // No addresses: the view reaches nothing but its host.
  const ui = { csp: {}, prefersBorder: true };
  server.registerResource(
    "decision-view",
    VIEW_URI,
    { title, description, mimeType: VIEW_TYPE, _meta: { ui } },
    async (uri) => ({
      contents: [{ uri: uri.href, mimeType: VIEW_TYPE, text: await page(), _meta: { ui } }],
    }),
  );
}
