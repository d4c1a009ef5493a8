// An esbuild plugin: a bundle cannot look into the folders of the sandbox's dialects, so their imports are written out for it.
import { readdirSync } from "node:fs";
import { dirname } from "node:path";

export const sandboxDialects = {
  name: "sandbox-dialects",
  setup: (builder) => {
    builder.onLoad({ filter: /sandbox[\\/]dialects[\\/]registry\.ts$/ }, ({ path }) => {
      const resolveDir = dirname(path);
      const folders = readdirSync(resolveDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      const imports = folders.map(({ name }, index) => `import { dialect as d${index} } from "./${name}/answer.ts";`);
      const list = `export const DIALECTS = [${folders.map((_, index) => `d${index}`).join(", ")}];`;
      return { resolveDir, loader: "ts", contents: [...imports, list].join("\n") };
    });
  },
};
