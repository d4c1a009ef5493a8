import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/** The least a server on this SDK can be: one tool. */
export const ONE_TOOL_SERVER = `
import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";
serveStdio(() => {
  const server = new McpServer({ name: "one-tool", version: "1.0.0" }, { capabilities: { tools: {} } });
  server.registerTool("echo", { description: "Echoes", inputSchema: z.object({ text: z.string() }) }, async ({ text }) => ({ content: [{ type: "text", text }] }));
  return server;
});
`;

/** The same, whose tool answers with what stands in the file, in both channels. */
export const answeringServer = (file: string): string => `
import { readFileSync } from "node:fs";
import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";
const { text, structuredContent } = JSON.parse(readFileSync(${JSON.stringify(file)}, "utf8"));
serveStdio(() => {
  const server = new McpServer({ name: "one-tool", version: "1.0.0" }, { capabilities: { tools: {} } });
  server.registerTool("echo", { description: "Answers", inputSchema: z.object({ products: z.array(z.string()) }) }, async () => ({ content: [{ type: "text", text }], structuredContent }));
  return server;
});
`;

/** Bundles a server by the options that the package is bundled by, runs the work on its file, and removes it. */
export async function withServer(source: string, work: (file: string) => Promise<void>): Promise<void> {
  // Inside the checkout, so that its packages are found.
  const folder = await mkdtemp(join(process.cwd(), "node_modules", ".one-tool-"));
  try {
    const entry = join(folder, "server.ts");
    await writeFile(entry, source);
    await build({
      entryPoints: [entry],
      outdir: join(folder, "dist"),
      outExtension: { ".js": ".mjs" },
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: "node20",
      minifyWhitespace: true,
      minifySyntax: true,
      banner: {
        js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
      },
    });
    await work(join(folder, "dist", "server.mjs"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
