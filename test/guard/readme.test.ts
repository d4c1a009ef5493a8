import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { SETTINGS } from "../../src/config/config.ts";
import { ROOT } from "../support/clients.ts";

const README = join(ROOT, "README.md");

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

function firstAnswer(demo: string): string {
  const rule = "=".repeat(100);
  const [, question = "", answer = ""] = demo.split(rule);
  return ["```", question.trim(), "", answer.trim(), "```"].join("\n");
}

const block = (text: string, name: string): string =>
  new RegExp(`<!-- ${name} -->\n([\\s\\S]*?)\n?<!-- /${name} -->`).exec(text)?.[1] ?? "(no such block)";

function write(name: string, content: string): void {
  const text = readFileSync(README, "utf8");
  writeFileSync(
    README,
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
    if (update) write("demo", firstAnswer(demo));
    expect(settled(block(readFileSync(README, "utf8"), "demo"))).toBe(settled(firstAnswer(demo)));
  });

  it("lists every setting", () => {
    if (update) write("settings", settingsTable());
    expect(block(readFileSync(README, "utf8"), "settings")).toBe(settingsTable());
  });
});
