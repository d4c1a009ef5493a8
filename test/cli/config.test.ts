import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { describe, expect, it } from "vitest";
import { CLIENTS, clientFile, mergedEntry } from "../../src/cli/client-entry.ts";
import { ROOT } from "../support/clients.ts";
import { stateFolder } from "../support/server-process.ts";

const MAIN = join(ROOT, "dist/main.js");

function run(home: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, "config", ...args], {
    cwd: home,
    env: { PATH: process.env["PATH"] ?? "", HOME: home },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("sourcing-mcp config", () => {
  it("prints an entry with absolute paths and writes nothing", () => {
    const home = stateFolder();
    const { status, stdout } = run(home, "cursor");
    expect(status).toBe(0);
    const { command, args } = JSON.parse(stdout.slice(stdout.indexOf("{"))).mcpServers.sourcing;
    expect([isAbsolute(command), ...args.map(isAbsolute)]).toEqual([true, true]);
    expect(existsSync(join(home, ".cursor"))).toBe(false);
    // The entry starts what it names.
    expect(execFileSync(command, [...args, "--version"], { encoding: "utf8" })).toMatch(/^\d+\.\d+\.\d+/);
  });

  it("merges into what stands there, and keeps a copy of it", () => {
    const home = stateFolder();
    const file = join(home, ".cursor/mcp.json");
    mkdirSync(dirname(file));
    const before = {
      theme: "dark",
      mcpServers: { other: { command: "x" }, sourcing: { command: "old", env: { SOURCING_COUNTRY: "DE" } } },
    };
    writeFileSync(file, JSON.stringify(before));
    expect(run(home, "cursor", "--write").status).toBe(0);
    const after = JSON.parse(readFileSync(file, "utf8"));
    expect(after).toMatchObject({ theme: "dark", mcpServers: { other: { command: "x" } } });
    expect(after.mcpServers.sourcing).toMatchObject({ args: [MAIN], env: { SOURCING_COUNTRY: "DE" } });
    expect(JSON.parse(readFileSync(`${file}.before-sourcing-mcp`, "utf8"))).toEqual(before);
  });

  it("leaves a file that it cannot read as it is, and says what to put into it", () => {
    const home = stateFolder();
    const file = join(home, ".cursor/mcp.json");
    mkdirSync(dirname(file));
    writeFileSync(file, "{ // mine\n}");
    const { status, stderr } = run(home, "cursor", "--write");
    expect(status).toBe(1);
    expect(stderr).toContain("is left as it is");
    expect(stderr).toContain('"mcpServers"');
    expect(readFileSync(file, "utf8")).toBe("{ // mine\n}");
  });

  it("names the clients it knows where it is asked for another", () => {
    const { status, stderr } = run(stateFolder(), "emacs");
    expect(status).toBe(2);
    for (const name of Object.keys(CLIENTS)) expect(stderr).toContain(name);
  });

  it("knows where Claude Desktop looks on each platform, and VS Code's own form", () => {
    const machine = { home: "/home/anna", folder: "/work", appData: "/roaming" };
    const file = (platform: NodeJS.Platform) => clientFile("claude-desktop", { ...machine, platform });
    expect(file("darwin")).toBe("/home/anna/Library/Application Support/Claude/claude_desktop_config.json");
    expect(file("win32")).toBe("/roaming/Claude/claude_desktop_config.json");
    expect(file("linux")).toBe("/home/anna/.config/Claude/claude_desktop_config.json");
    const program = { command: "/node", args: ["/main.js"] };
    expect(mergedEntry("vscode", null, program)).toEqual({ servers: { sourcing: { type: "stdio", ...program } } });
  });
});
