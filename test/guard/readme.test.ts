import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CLIENTS, type ClientName, clientFile } from "../../src/cli/client-entry.ts";
import { SETTINGS } from "../../src/config/config.ts";
import { ROOT } from "../support/clients.ts";

const README = join(ROOT, "README.md");
const README_ZH = join(ROOT, "README.zh.md");
const SETTINGS_DOCUMENT = join(ROOT, "docs", "settings.md");

/** `UPDATE_README=1 npx vitest run test/guard/readme` writes the blocks anew. */
const update = process.env["UPDATE_README"] === "1";

const settingsTable = (): string =>
  [
    "| variable | meaning |",
    "|---|---|",
    ...SETTINGS.map(({ name, meaning }) => `| \`${name}\` | ${meaning.replaceAll("|", "\\|")} |`),
  ].join("\n");

// Dates and ages differ from run to run; all else is the answer.
const settled = (text: string): string =>
  text
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, "<time>")
    .replace(/\d+ s old/g, "<age> old")
    .replace(/d-[0-9a-z]{9}-[0-9a-f]{8}/g, "<decision>");

/** The first question with its answer; of the search before it, how many it found. */
function firstAnswer(demo: string): string {
  const rule = "=".repeat(100);
  const [, question = "", answers = ""] = demo.split(rule);
  const [, search = "", comparison = ""] = answers.split(/^-> /m);
  const [call = "", , found = ""] = search.split("\n");
  return ["```", question.trim(), "", `-> ${call}`, found, "", `-> ${comparison.trim()}`, "```"].join("\n");
}

const block = (text: string, name: string): string =>
  new RegExp(`<!-- ${name} -->\n([\\s\\S]*?)\n?<!-- /${name} -->`).exec(text)?.[1] ?? "(no such block)";

function write(file: string, name: string, content: string): void {
  const text = readFileSync(file, "utf8");
  writeFileSync(
    file,
    text.replace(
      new RegExp(`<!-- ${name} -->[\\s\\S]*<!-- /${name} -->`),
      () => `<!-- ${name} -->\n${content}\n<!-- /${name} -->`,
    ),
  );
}

describe("the README", () => {
  let demo = "";
  beforeAll(() => {
    demo = execFileSync(process.execPath, ["dist/main.js", "demo"], { cwd: ROOT, encoding: "utf8" });
  }, 30_000);

  it("shows the answer that the demonstration prints", () => {
    if (update) write(README, "demo", firstAnswer(demo));
    expect(settled(block(readFileSync(README, "utf8"), "demo"))).toBe(settled(firstAnswer(demo)));
  });

  it("shows a question without a link that comes to a verdict in two calls", () => {
    const calls = [...firstAnswer(demo).matchAll(/^-> (\w+) (.*)$/gm)].map(([, tool, asked = ""]) => ({ tool, asked }));
    expect(calls.map(({ tool }) => tool)).toEqual(["search_products", "compare_purchase_options"]);
    expect(calls[0]?.asked).not.toMatch(/(?:1688|aliexpress|alibaba):\d/);
    expect(JSON.parse(calls[1]?.asked ?? "{}")).toMatchObject({ quantity: 5000, destination: "US" });
    expect(firstAnswer(demo)).toMatch(/^Buy 5,200 from /m);
  });

  it("says how to install the server into a client within its first forty lines, and points at every document", () => {
    const lines = readFileSync(README, "utf8").split("\n");
    const start = lines.indexOf("## Install");
    expect(start).toBeGreaterThan(0);
    expect(lines.slice(start, 40).join("\n")).toMatch(/config claude-desktop --write[\s\S]*Claude Code[\s\S]*"mcpServers"/);
    const documents = readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`);
    expect(documents.filter((name) => !lines.join("\n").includes(`](${name})`))).toEqual([]);
  });

  it("names each client's own file", () => {
    const text = readFileSync(README, "utf8");
    const where = (name: ClientName, platform: NodeJS.Platform) =>
      clientFile(name, { platform, home: "~", folder: "", appData: platform === "win32" ? "%APPDATA%" : undefined });
    expect(text).toContain(where("claude-desktop", "darwin"));
    expect(text).toContain(where("claude-desktop", "win32").replaceAll("/", "\\"));
    const others = (Object.keys(CLIENTS) as ClientName[]).filter((name) => name !== "claude-desktop");
    for (const name of others) expect(text).toContain(`| ${CLIENTS[name].title} | \`${name}\` | \`${where(name, "linux")}\``);
  });
});

describe("docs/settings.md", () => {
  it("lists every setting", () => {
    if (update) write(SETTINGS_DOCUMENT, "settings", settingsTable());
    expect(block(readFileSync(SETTINGS_DOCUMENT, "utf8"), "settings")).toBe(settingsTable());
  });
});

describe("README.zh.md", () => {
  const shape = (file: string) => {
    const text = readFileSync(file, "utf8").replace(/<!-- demo -->[\s\S]*<!-- \/demo -->/, "");
    return {
      headings: [...text.matchAll(/^(#+) /gm)].map(([, level]) => level),
      commands: [...text.matchAll(/^```[a-z]*\n([\s\S]*?)^```/gm)].map(([, code]) => code),
      code: [...new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code))].sort(),
      tables: [...text.matchAll(/(?:^\|.*\n)+/gm)].map(([table]) => table.trim().split("\n").length),
      links: [...new Set([...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link))]
        .filter((link) => !/^README/.test(link ?? ""))
        .sort(),
    };
  };

  it("has the headings, commands, names, tables and links of the English one", () => {
    expect(shape(README_ZH)).toEqual(shape(README));
  });
});
