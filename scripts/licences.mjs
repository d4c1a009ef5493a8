// The licences of what is bundled, for whoever passes `dist/` on.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// Where the folder of packages is a link, esbuild names what it leads to, which may lie outside.
const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/** One text with every package that esbuild's inputs came from. Throws where a package says nothing of its licence. */
export function licencesOf(root, inputs) {
  const folders = [...new Set(inputs.flatMap((input) => PACKAGE.exec(input)?.[0] ?? []))].sort();
  if (folders.length === 0) throw new Error("no package is bundled: where are their licences?");
  return folders
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
      const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e|^copying/i.test(entry));
      if (!license && file === undefined) throw new Error(`${name} says nothing of its licence`);
      const text = file === undefined ? "" : `\n${readFileSync(join(root, folder, file), "utf8").trim()}\n`;
      return `${name} ${version}: ${license ?? "see its text"}\n${text}`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}
