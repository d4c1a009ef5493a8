// A module of the sources, loaded as a program of plain JavaScript: Node 20 reads no TypeScript.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { sandboxDialects } from "./sandbox-dialects.mjs";

// Bundled CommonJS packages ask for Node's own modules by require.
const REQUIRE = `import { createRequire as __createRequire } from "node:module"; const require = __createRequire(${JSON.stringify(import.meta.url)});`;

/** @param {string} file from the root of the project */
export async function sourceModule(file) {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
    ...{ bundle: true, format: "esm", platform: "node", target: "node20", logLevel: "warning", write: false },
    entryPoints: [file],
    banner: { js: REQUIRE },
    plugins: [sandboxDialects],
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
