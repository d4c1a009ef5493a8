import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLIENTS, type ClientName, clientFile, mergedSettings } from "../../src/cli/client-entry.ts";
import { ROOT } from "../support/clients.ts";
import { stateFolder } from "../support/server-process.ts";

const MAIN = join(ROOT, "dist/main.js");

const run = (home: string, ...args: string[]) => runAt(MAIN, home, ...args);

function runAt(program: string, home: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "config", ...args], {
    cwd: home,
    env: { PATH: process.env["PATH"] ?? "", HOME: home },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const PROGRAM = { command: "/node", args: ["/main.js"] };
const merged = (name: ClientName, text: string | null): string => {
  const result = mergedSettings(name, text, PROGRAM);
  return "text" in result ? result.text : `problem: ${result.problem}`;
};

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

  it("writes nothing the second time, and never over an earlier copy", () => {
    const home = stateFolder();
    const file = join(home, ".mcp.json");
    const first = '{"mcpServers":{"other":{"command":"x","id":12345678901234567890}}}';
    writeFileSync(file, first, { mode: 0o644 });
    expect(run(home, "claude-code", "--write").stdout).toContain(`is in ${file}.before-sourcing-mcp. `);
    const written = readFileSync(file, "utf8");
    expect(run(home, "claude-code", "--write").stdout).toContain("holds the server already");
    expect(readFileSync(file, "utf8")).toBe(written);
    // Somebody moved the program meanwhile.
    writeFileSync(file, written.replace(MAIN, "/elsewhere/main.js"));
    expect(run(home, "claude-code", "--write").stdout).toContain(`is in ${file}.before-sourcing-mcp-2. `);
    expect(readFileSync(file, "utf8")).toBe(written);
    expect(readFileSync(`${file}.before-sourcing-mcp`, "utf8")).toBe(first);
    expect(statSync(file).mode & 0o777).toBe(0o644);
  });

  it("writes through a link to where it points", () => {
    const home = stateFolder();
    mkdirSync(join(home, ".cursor"));
    writeFileSync(join(home, "dotfile.json"), "{}");
    symlinkSync(join(home, "dotfile.json"), join(home, ".cursor/mcp.json"));
    expect(run(home, "cursor", "--write").status).toBe(0);
    expect(lstatSync(join(home, ".cursor/mcp.json")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(home, "dotfile.json"), "utf8")).toContain(MAIN);
  });

  it("says of a program that npx keeps for a while that it may go", () => {
    const home = stateFolder();
    mkdirSync(join(home, "_npx"));
    symlinkSync(MAIN, join(home, "_npx/sourcing-mcp"));
    expect(runAt(join(home, "_npx/sourcing-mcp"), home, "cursor").stdout).toContain("npm install --global sourcing-mcp");
    expect(run(home, "cursor").stdout).not.toContain("npm install");
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

  it("says that it cannot read what is no file, and what to put there", () => {
    const home = stateFolder();
    mkdirSync(join(home, ".mcp.json"));
    const { status, stderr } = run(home, "claude-code", "--write");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^sourcing-mcp: .*cannot be read or written \(EISDIR\)\. Put this into it by hand:\n\{/);
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
    expect(merged("vscode", null)).toBe(
      `${JSON.stringify({ servers: { sourcing: { type: "stdio", ...PROGRAM } } }, null, 2)}\n`,
    );
  });
});

describe("a client's settings with this server in them", () => {
  it("keep comments, indents, line ends and numbers as they were", () => {
    const before =
      '{\r\n    // mine\r\n    "inputs": [1.0, ],\r\n    "servers": {\r\n        "other": { "command": "x" } // keep: "sourcing": {}\r\n    }\r\n}\r\n';
    const after = before.replace(
      '"x" } // keep: "sourcing": {}\r\n',
      '"x" }, // keep: "sourcing": {}\r\n        "sourcing": {\r\n            "type": "stdio",\r\n            "command": "/node",\r\n            "args": [\r\n                "/main.js"\r\n            ]\r\n        }\r\n',
    );
    expect(merged("vscode", before)).toBe(after);
    expect(merged("vscode", after)).toBe(after);
  });

  it("keep what is set in this server's entry but how it is started", () => {
    const before = '{"mcpServers": {"sourcing": {"env": {"SOURCING_COUNTRY": "DE"}, /* old */ "command": "old", "args": []}}}';
    expect(merged("gemini-cli", before)).toBe(
      before.replace('"old"', '"/node"').replace('"args": []', '"args": [\n  "/main.js"\n]'),
    );
  });

  it("start a program where an address stood", () => {
    const settings = JSON.parse(
      merged("cursor", '{"mcpServers": {"sourcing": {"type": "http", "url": "https://team.example/mcp"}}}'),
    );
    expect(settings).toEqual({ mcpServers: { sourcing: PROGRAM } });
  });

  it.each([
    ["comments", '{ "a": 1 /* b */ }'],
    ["a comma too many", '{ "a": 1, }'],
    ["a comma too few", '{ "a": 1 "b": 2 }'],
    ["no end", '{ "a": 1'],
    ["more than one value", "{} {}"],
    ["another value", "[]"],
    ["a bad escape", '{ "\\x": 1 }'],
    ["a bad number", '{ "a": 01 }'],
    ["servers that are a list", '{ "mcpServers": [] }'],
    ["endless nesting", '{ "a": '.repeat(50_000)],
  ])("cannot be made of %s", (_what, text) => {
    expect(merged("claude-desktop", text)).toMatch(/^problem: /);
  });

  it("differ from what they were in this server alone, whatever stood there and however it was written", () => {
    const spaces = fc.constantFrom("", " ", "\n  ", "\n\t", "\r\n");
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        spaces,
        (rest, servers, space) => {
          const before = { ...rest, mcpServers: { ...servers } };
          const text = JSON.stringify(before, null, space === "" ? 0 : 3).replaceAll("\n   ", space === "" ? "" : space);
          const { mcpServers, ...others } = JSON.parse(merged("claude-desktop", text));
          const {
            sourcing: { command, args },
          } = mcpServers;
          expect({ command, args }).toEqual(PROGRAM);
          const { sourcing: _ours, ...kept } = mcpServers;
          const { sourcing: _theirs, ...had } = servers;
          const { mcpServers: _servers, ...hadOthers } = JSON.parse(text);
          expect([others, kept]).toEqual([hadOthers, JSON.parse(JSON.stringify(had))]);
        },
      ),
      { numRuns: 50 },
    );
  });
});
