// Fills dist/: the server, bundled, as one small entry that answers `tools/list` and the rest in chunks that load on first use;
// the library, whose packages stay its consumer's; the library's types.
import { rename, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { writeDeclarations } from "./declarations.mjs";
import { licencesOf } from "./licences.mjs";
import { sandboxDialects } from "./sandbox-dialects.mjs";
import { sourceModule } from "./source-module.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const common = { absWorkingDir: root, bundle: true, format: "esm", platform: "node", target: "node20", logLevel: "warning" };

/** What a module exports, as data: computed here once, so that a starting server loads nothing of what it was made from. */
const computed = async (file, name) => `export const ${name} = ${JSON.stringify((await sourceModule(file))[name])};`;

// Bundled CommonJS packages ask for Node's own modules by require.
const requireFrom = (url) => ({
  js: `import { createRequire as __createRequire } from "node:module"; const require = __createRequire(${url});`,
});

const [definitions, ids, settings] = await Promise.all([
  computed("src/tools/definitions.ts", "TOOL_DEFINITIONS"),
  computed("src/gateways/ids.ts", "GATEWAY_IDS"),
  computed("src/gateways/settings.ts", "GATEWAY_SETTINGS"),
]);
// Beside the packages until all of it stands: a build that fails leaves the last one as it was.
const outdir = `node_modules/.dist-${process.pid}`;
const shipped = {
  ...common,
  outdir,
  splitting: true,
  metafile: true,
  minifyWhitespace: true,
  minifySyntax: true,
  // Names stay as written, for whoever reads a stack; esbuild's `keepNames` would pay for that with each closure that is made.
  minifyIdentifiers: false,
  plugins: [
    sandboxDialects,
    {
      name: "computed",
      setup: (builder) => {
        builder.onLoad({ filter: /src\/tools\/definitions\.ts$/ }, () => ({ contents: definitions }));
        builder.onLoad({ filter: /src\/gateways\/ids\.ts$/ }, () => ({ contents: ids }));
        builder.onLoad({ filter: /src\/gateways\/settings\.ts$/ }, () => ({ contents: settings }));
      },
    },
  ],
};

try {
  const built = await Promise.all([
    build({
      ...shipped,
      entryPoints: { main: "src/main.ts" },
      chunkNames: "chunks/[name]-[hash]",
      banner: requireFrom("import.meta.url"),
    }),
    build({
      ...shipped,
      entryPoints: { index: "src/index.ts" },
      chunkNames: "library/[name]-[hash]",
      packages: "external",
    }),
    writeDeclarations(`${root}${outdir}/types`),
  ]);
  const inputs = built.flatMap((result) => Object.keys(result?.metafile.inputs ?? {}));
  await writeFile(`${root}${outdir}/LICENCES.txt`, licencesOf(root, inputs));
  await rm(`${root}dist`, { recursive: true, force: true });
  await rename(`${root}${outdir}`, `${root}dist`);
} finally {
  await rm(`${root}${outdir}`, { recursive: true, force: true });
}
