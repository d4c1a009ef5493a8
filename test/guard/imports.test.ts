import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SRC = fileURLToPath(new URL("../../src", import.meta.url));

const CONTRIBUTING = readFileSync(join(SRC, "../CONTRIBUTING.md"), "utf8");

/** The rows of the table of CONTRIBUTING under this heading, cell by cell. */
function rows(heading: string): string[][] {
  const lines = CONTRIBUTING.slice(CONTRIBUTING.indexOf(heading)).split("\n").slice(2);
  const end = lines.findIndex((line) => !line.startsWith("|"));
  return lines.slice(0, end).map((line) => line.slice(2, -2).split(" | "));
}

/** What each part of `src/` may import: folders and files of `src/`, packages, `node` for Node's own modules. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  rows("| part | may import |").map(([part = "", allowed = ""]) => [part, allowed.split(", ")]),
);
const ROW: Readonly<Record<string, number>> = Object.fromEntries(
  rows("| folder | row |").map(([folder = "", row = ""]) => [folder, Number(row)]),
);

interface Arrow {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

const IMPORT = /(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)"([^"]+)"/g;

const partOf = (path: string): string => (path.split("/")[0] ?? "").replace(/\.ts$/, "");

function arrows(): Arrow[] {
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return files.flatMap((file) => {
    const source = readFileSync(join(SRC, file), "utf8");
    return [...source.matchAll(IMPORT)].map(([, target = ""]) => {
      const text = target.startsWith(".") ? relative(SRC, resolve(SRC, dirname(file), target)) : target;
      const to = text === "../package.json" ? "package.json" : target.startsWith(".") ? partOf(text) : target;
      return { file, from: partOf(file), to, text };
    });
  });
}

const allows = (allowed: readonly string[], { to, text }: Arrow): boolean =>
  allowed.some(
    (entry) =>
      to === entry ||
      text === entry ||
      text.startsWith(`${entry}/`) ||
      to.startsWith(`${entry}/`) ||
      (entry === "node" && to.startsWith("node:")),
  );

describe("imports", () => {
  it("follow the table of the architecture", () => {
    const wrong = arrows().filter((arrow) => arrow.from !== arrow.to && !allows(MAY_IMPORT[arrow.from] ?? [], arrow));
    expect(wrong.map(({ file, text }) => `${file} imports ${text}`)).toEqual([]);
  });

  it("know every part of src", () => {
    const parts = new Set(arrows().map(({ from }) => from));
    expect([...parts].filter((part) => !(part in MAY_IMPORT))).toEqual([]);
  });

  it("never go from one gateway to a sibling", () => {
    const siblings = arrows().filter(({ file, text }) => {
      const own = /^gateways\/([^/]+)\//.exec(file)?.[1];
      const other = /^gateways\/([^/]+)\//.exec(text)?.[1];
      const shared = ["protocol", "reading"];
      return own !== undefined && other !== undefined && own !== other && !shared.includes(other);
    });
    expect(siblings.map(({ file, text }) => `${file} imports ${text}`)).toEqual([]);
  });

  it("reach the sandbox only by a dynamic import, so that live mode never loads it", () => {
    const outside = arrows().filter(
      ({ from, to, text }) => to === "sandbox" && from !== "sandbox" && text !== "sandbox/catalogue/examples.ts",
    );
    for (const { file, text } of outside) {
      const source = readFileSync(join(SRC, file), "utf8");
      const name = text.split("/").at(-1) ?? "";
      expect(source, file).toMatch(
        new RegExp(`import\\("[^"]*${name.replace(".", "\\.")}"\\)|import type [^;]*${name.replace(".", "\\.")}"`),
      );
    }
  });

  it("keep the order inside the domain and the upstream side", () => {
    const inside = (path: string): string => {
      if (path in ROW) return path;
      const [part = "", folder = "", file] = path.split("/");
      return `${part}/${file === undefined ? "(root)" : folder}`;
    };
    const wrong = arrows().filter(({ file, from, to, text }) => {
      const [own, other] = [inside(file), inside(text)];
      if (from !== to || !["domain", "upstream"].includes(from) || own === other) return false;
      return (ROW[own] ?? 99) >= (ROW[other] ?? 0);
    });
    expect(wrong.map(({ file, text }) => `${file} imports ${text}`)).toEqual([]);
    expect(Object.keys(ROW).length).toBeGreaterThan(10);
  });

  it("never go in a circle", () => {
    const targets = new Map<string, string[]>();
    for (const { file, text } of arrows()) targets.set(file, [...(targets.get(file) ?? []), text]);
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(" > "));
      if (way.includes(file) || done.has(file)) return;
      for (const target of targets.get(file) ?? []) visit(target, [...way, file]);
      done.add(file);
    };
    for (const file of targets.keys()) visit(file, []);
    expect(circles).toEqual([]);
  });
});
