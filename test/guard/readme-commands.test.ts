import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/clients.ts";
import { stateFolder } from "../support/server-process.ts";

const README = readFileSync(join(ROOT, "README.md"), "utf8");
const CI = readFileSync(join(ROOT, ".ci/run"), "utf8");

/** Every line of a block without a language, and every command between backticks. */
const commands = (): readonly string[] => {
  const prose = README.replace(/<!-- demo -->[\s\S]*<!-- \/demo -->/, "");
  const blocks = [...prose.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)]
    .filter(([, language]) => language === "")
    .flatMap(([, , block = ""]) => block.trim().split("\n"));
  const inline = [...prose.matchAll(/`((?:node|npm|npx|claude|cache) [^`]+)`/g)].map(([, command = ""]) => command);
  return [...new Set([...blocks, ...inline])].map((line) => line.replace(/^cache /, "node dist/main.js cache "));
};

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the command as a newcomer would, in a home of its own; `until` ends one that waits for somebody. */
function run(line: string, home: string, until?: RegExp): Promise<Run> {
  const [, ...words] = line
    .split(" ")
    .map((word) => word.replace(/^(?:\/path\/to\/sourcing-mcp\/)?dist\//, join(ROOT, "dist/")));
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env["PATH"] ?? "", HOME: home, SOURCING_LOGIN_REDIRECT: "https://buyer.example/callback" };
    const child = spawn(process.execPath, words, { cwd: home, env });
    let output = "";
    const hear = (part: unknown): void => {
      output += String(part);
      if (until?.test(output)) child.kill();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.stdin.end();
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}

describe("the README's commands", () => {
  const found = commands();
  const own = found.filter((line) => line.startsWith("node "));

  it("are all of a kind that a test runs", () => {
    const kind = /^(?:npm (?:ci|test|run \w+)|node dist\/main\.js .+|claude mcp add sourcing -- node \/path\/to\/.+)$/;
    expect(found.filter((line) => !kind.test(line))).toEqual([]);
    expect(found).toContain("node dist/main.js config claude-desktop --write");
  });

  it("of npm are what the continuous integration runs", () => {
    for (const line of found.filter((command) => command.startsWith("npm "))) expect(CI, line).toContain(line);
  });

  it.each(own)("%s does what it says", { timeout: 60_000 }, async (line) => {
    const home = stateFolder();
    if (line.endsWith("serve --http")) {
      const { output } = await run(`${line} --port 0`, home, /answers MCP at/);
      expect(output).toMatch(/answers MCP at http:\/\/127\.0\.0\.1:\d+\/mcp/);
    } else if (line.includes(" login ")) {
      // Nobody pastes the answer: it asks, and ends with its input.
      const { output } = await run(`${line} --no-open`, home);
      expect(output).toMatch(/Open this page[\s\S]*oauth\/authorize[\s\S]*buyer\.example/);
    } else {
      // A page shows a comparison that was made.
      if (line.includes(" report ")) await run("node dist/main.js compare 1688:738204915561 --quantity 500", home);
      const { code, output } = await run(line, home);
      expect(output).not.toBe("");
      expect(code).toBe(0);
    }
  });

  it("that add the server to a client name what starts", { timeout: 60_000 }, async () => {
    const home = stateFolder();
    await run("node dist/main.js config claude-desktop --write", home);
    const written = readdirSync(join(home, ".config/Claude"));
    expect(written).toContain("claude_desktop_config.json");
    const added = found.find((line) => line.startsWith("claude mcp add"))?.split(" -- ")[1] ?? "";
    const { output, code } = await run(`${added} --version`, home);
    expect(output).toMatch(/^\d+\.\d+\.\d+/);
    expect(code).toBe(0);
  });
});
