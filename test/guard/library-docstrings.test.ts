import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { transform } from "esbuild";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/clients.ts";

const EXPORT_LIST = /^export (type )?\{([^}]*)\} from "([^"]+)";/gm;
const PACKAGE = pathToFileURL(join(ROOT, "dist", "index.js")).href;

interface Exported {
  readonly name: string;
  readonly isType: boolean;
  readonly docstring: string;
  readonly example: string;
}

/** What the file hands on: each name, and the file that it is from. */
function handedOn(file: string): { readonly name: string; readonly file: string; readonly isType: boolean }[] {
  return [...readFileSync(file, "utf8").matchAll(EXPORT_LIST)].flatMap(([, allTypes, names = "", from = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "")
      .map((name) => ({
        name: name.replace(/^type /, ""),
        file: resolve(dirname(file), from),
        isType: allTypes !== undefined || name.startsWith("type "),
      })),
  );
}

/** The docstring over the name's declaration, in the file that declares it; empty where there is none. */
function docstringOf(name: string, file: string): string {
  const source = readFileSync(file, "utf8");
  const pattern = new RegExp(
    `(?:/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\n)?^export (?:const|function|interface|type|class) ${name}\\b`,
    "m",
  );
  const declared = pattern.exec(source);
  if (declared) return (declared[1] ?? "").replaceAll(/^ *\* ?/gm, "").trim();
  const further = handedOn(file).find((one) => one.name === name);
  return further ? docstringOf(name, further.file) : "";
}

const exported: readonly Exported[] = handedOn(join(ROOT, "src/index.ts")).map(({ name, file, isType }) => {
  const docstring = docstringOf(name, file);
  return { name, isType, docstring, example: docstring.split("@example\n")[1] ?? "" };
});

/** All examples as one module, each in a block of its own, so that none sees another's names. */
const moduleOf = (examples: readonly Exported[], from: string): string =>
  [
    `import { ${examples.map(({ name, isType }) => (isType ? `type ${name}` : name)).join(", ")} } from ${JSON.stringify(from)};`,
    "export const pairs: [string, unknown, unknown][] = [];",
    ...examples.map(({ name, example }) => {
      const code = example.replaceAll(/^((?:.+\n)*?.*); \/\/ => (.+)$/gm, (_, lines: string, expected: string) => {
        // What stands before the last statement stays as it is.
        const [, before = "", value = ""] = /^((?:(?:const|\/\/).*(?:\n(?:[ }].*))*\n)*)([\s\S]+)$/.exec(lines) ?? [];
        return `${before}pairs.push([${JSON.stringify(name)}, (${value}), (${expected})]);`;
      });
      return `{\n${code}\n}`;
    }),
  ].join("\n");

describe("the names of the package", () => {
  it.each(exported)("$name says what it is and shows it", ({ docstring, example }) => {
    expect(docstring.split("@example")[0]?.trim().length).toBeGreaterThan(15);
    expect(example).not.toBe("");
  });

  it.each(exported.filter(({ name, isType }) => !isType && name !== "Fault"))("$name says how it fails", ({ docstring }) => {
    expect(docstring).toMatch(/@throws Fault|Never throws/);
  });

  it("have examples whose types are right for who installs the package", { timeout: 60_000 }, () => {
    const folder = mkdtempSync(join(ROOT, "node_modules", ".examples-"));
    try {
      writeFileSync(join(folder, "examples.ts"), moduleOf(exported, "sourcing-mcp"));
      const options = { noUnusedLocals: false, noUnusedParameters: false, types: ["node"], typeRoots: ["../@types"] };
      const project = { extends: "../../tsconfig.json", compilerOptions: options, files: ["examples.ts"], include: [] };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(project));
      const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
      expect(spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" }).stdout).toBe("");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("have examples that give what their comments say", async () => {
    const shown = exported.filter(({ example }) => example.includes("// =>"));
    const { code } = await transform(moduleOf(shown, PACKAGE), { loader: "ts", format: "esm" });
    const { pairs } = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as {
      readonly pairs: readonly (readonly [string, unknown, unknown])[];
    };
    expect(pairs.map(([name]) => name)).toEqual(shown.map(({ name }) => name));
    for (const [name, value, expected] of pairs) expect(value, name).toEqual(expected);
  });
});
