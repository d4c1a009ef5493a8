import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/clients.ts";

const files = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file));

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const source = files("src");

describe("the house", () => {
  it("has no drawer for everything", () => {
    const drawers = source.filter((file) => /(?:^|\/)(?:utils?|helpers?|common|misc|shared)(?:\.ts$|\/)/.test(file));
    expect(drawers).toEqual([]);
  });

  it("has no barrels but the tools' registry and the library", () => {
    const barrels = source.filter((file) => basename(file) === "index.ts");
    expect(barrels.filter((file) => !["src/tools/index.ts", "src/index.ts"].includes(file))).toEqual([]);
    const reexporting = source.filter((file) => file !== "src/index.ts" && /^export \* from/m.test(read(file)));
    expect(reexporting).toEqual([]);
  });

  it("keeps every file readable in one sitting", () => {
    // The catalogue is data: a listing is as long as a listing is.
    const long = source.filter((file) => !file.startsWith("src/sandbox/catalogue/") && read(file).split("\n").length > 251);
    expect(long).toEqual([]);
  });

  it("has a front door of six files at most, and no room of more than twenty", () => {
    const rooms = new Map<string, number>();
    for (const file of [...source, ...files("test"), ...files("bench")])
      rooms.set(dirname(file), (rooms.get(dirname(file)) ?? 0) + 1);
    expect(rooms.get("src")).toBeLessThanOrEqual(6);
    expect([...rooms].filter(([, count]) => count > 20)).toEqual([]);
  });

  it("is what its documents call it: every path they name is there", () => {
    const documents = ["CONTRIBUTING.md", "README.md", ...readdirSync(join(ROOT, "docs")).map((name) => join("docs", name))];
    const named = documents.flatMap(
      (document) => read(document).match(/(?<=`)(?:src|test|scripts|bench|docs)\/[\w./-]+(?=`)/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(10);
    // Those of the tool that a reader is about to write.
    expect(named.filter((path) => !path.includes("your-tool") && !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it("runs at length every test that has more to run", () => {
    const command: string = JSON.parse(read("package.json")).scripts["test:long"];
    const named = command.split(" ").filter((word) => word.startsWith("test/"));
    const reaches = (path: string, file: string): boolean => file === path || file.startsWith(`${path}/`);
    const itself = "test/guard/house.test.ts";
    const longer = files("test").filter((file) => file !== itself && /SOURCING_TEST_LONG|support\/runs\.ts/.test(read(file)));
    expect(longer.filter((file) => file !== "test/support/runs.ts" && !named.some((path) => reaches(path, file)))).toEqual([]);
    expect(named.filter((path) => !longer.some((file) => reaches(path, file)))).toEqual([]);
  });

  it("names files in kebab case", () => {
    expect(source.filter((file) => !/^(?:[a-z0-9-]+)\.ts$/.test(basename(file)))).toEqual([]);
  });

  it("reads the environment in the configuration and hands it on nowhere else", () => {
    const readers = source.filter((file) => /process\.env/.test(read(file)));
    // The demonstration starts a server of its own and gives it the path to find Node by; Windows says by a variable where its
    // programs keep their settings.
    expect(readers.sort()).toEqual(["src/cli/config.ts", "src/cli/demo/demo.ts", "src/config/config.ts"]);
  });

  it("records no download address in the lock file", () => {
    expect(read("package-lock.json")).not.toContain('"resolved": "http');
  });
});
