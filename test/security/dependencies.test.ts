import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/clients.ts";

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}
interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly gypfile?: boolean;
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(ROOT, path), "utf8")) as T;
const { dependencies = {} } = readJson<Manifest>("package.json");
const { packages } = readJson<{ packages: Readonly<Record<string, Locked>> }>("package-lock.json");
/** The packages that come along at run time, by their folder. */
const SHIPPED = Object.entries(packages).filter(([folder, { dev }]) => folder !== "" && !dev);
const FOLDERS = SHIPPED.map(([folder]) => folder).filter((folder) => existsSync(join(ROOT, folder)));
// What npm runs of itself when a package is installed.
const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall"];

describe("the run-time dependencies", () => {
  it("are all in the lock file, each with its checksum", () => {
    for (const name of Object.keys(dependencies)) expect(SHIPPED.map(([folder]) => folder)).toContain(`node_modules/${name}`);
    expect(SHIPPED.filter(([, { integrity }]) => !integrity?.startsWith("sha512-")).map(([folder]) => folder)).toEqual([]);
  });

  it("run nothing when they are installed", () => {
    expect(SHIPPED.filter(([, { hasInstallScript }]) => hasInstallScript).map(([folder]) => folder)).toEqual([]);
    const running = FOLDERS.filter((folder) => {
      const { scripts = {}, gypfile } = readJson<Manifest>(join(folder, "package.json"));
      return gypfile === true || INSTALL_SCRIPTS.some((name) => name in scripts);
    });
    expect(FOLDERS.length).toBeGreaterThan(8);
    expect(running).toEqual([]);
  });

  it("are JavaScript and nothing else", () => {
    const native = FOLDERS.flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => /\.(?:node|so|dylib|dll|exe)$|(?:^|\/)binding\.gyp$/.test(file))
        .map((file) => join(folder, file)),
    );
    expect(native).toEqual([]);
  });

  it("each have a line that says why", () => {
    const contributing = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
    expect(
      Object.keys(dependencies).filter((name) => !new RegExp(`^\\| \`${name}\` \\| .{10,}`, "m").test(contributing)),
    ).toEqual([]);
  });
});
