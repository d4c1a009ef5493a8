import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contest } from "../../../src/sandbox/catalogue/catalogue.ts";
import { ROOT } from "../../support/clients.ts";
import { runCommand } from "../../support/command.ts";
import { temporaryFolder } from "../../support/folder.ts";

const MAIN = join(ROOT, "dist/main.js");
const run = (folder: string, ...args: string[]) => runCommand(MAIN, args, { SOURCING_STATE_DIR: folder });
const lines = (text: string): string[] => text.trimEnd().split("\n");

describe("the tools from the command line", () => {
  it("find, read and compare, and hand tables on", async () => {
    const folder = temporaryFolder();
    const found = await run(folder, "search", "40", "oz", "tumbler", "--jsonl");
    expect(found).toMatchObject({ code: 0, stderr: "" });
    const refs = lines(found.stdout).map((line) => (JSON.parse(line) as { ref: string }).ref);
    expect(refs).toContain("1688:738204915561");

    const file = join(folder, "prices.csv");
    const got = await run(folder, "get", "1688:738204915561", "1688:999", "-o", file);
    // One that cannot be read costs only itself: a row that says so, and a line for whoever looks on.
    expect({ code: got.code, stdout: got.stdout }).toEqual({ code: 0, stdout: "" });
    expect(got.stderr).toContain(`Written: ${file}`);
    expect(got.stderr).toContain("1688:999: The sandbox reads only its own listings");
    const rows = lines(readFileSync(file, "utf8"));
    expect(rows).toHaveLength(1 + 3 + 1);
    // Excel takes a file without the mark for one of its own code page; a pipe has none (below).
    expect(rows[0]).toMatch(/^\uFEFFref,/);
    expect(rows[1]).toMatch(/^1688:738204915561#5108810000101,.*,CNY,26\.00,50,个,,14200,,50,,"50-499: 26\.00;/);

    writeFileSync(
      join(folder, "question.json"),
      JSON.stringify({ quantity: 100, offers: [{ name: "=chat", prices_text: "1+: 2.00", currency: "USD" }] }),
    );
    const compared = await run(folder, "compare", "--input", join(folder, "question.json"), "--quantity", "500", "--csv");
    expect(compared.code).toBe(0);
    const [header = "", option = ""] = lines(compared.stdout);
    const cells = option.split(",");
    expect(header.split(",").slice(0, 2)).toEqual(["ref", "title"]);
    // 500 × 2.00: the option stands over the file.
    expect(cells.slice(0, 2)).toEqual(["offer:=chat", `"'=chat"`]);
    expect(cells).toContain("1000.00");
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  }, 60_000);

  it("leave nothing out of a table of twenty options, however long a model's answer would be", async () => {
    const refs = [...contest("tumblers"), ...contest("ceramic mugs"), ...contest("phone cases")].slice(0, 20);
    expect(refs.length).toBeGreaterThan(17);
    const { stdout } = await run(temporaryFolder(), "compare", ...refs, "--quantity", "5000", "--unit", "piece", "--jsonl");
    const rows = lines(stdout).map((line) => JSON.parse(line) as Record<string, string | null>);
    expect(rows.map(({ ref }) => ref).toSorted()).toEqual(refs.toSorted());
    const feasible = rows.filter(({ state }) => state === "feasible");
    expect(feasible.length).toBeGreaterThan(10);
    expect(feasible.filter(({ goods }) => goods == null)).toEqual([]);
  }, 60_000);

  it("write no file where nothing was answered, and leave the old one as it was", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "prices.csv");
    writeFileSync(file, "old");
    const failed = await run(folder, "get", "1688:999", "-o", file);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain("1688:999: failed");
    expect(readFileSync(file, "utf8")).toBe("old");
    const nowhere = join(folder, "none", "prices.csv");
    const lost = await run(folder, "get", "1688:738204915561", "-o", nowhere);
    expect({ code: lost.code, told: lost.stderr.includes("cannot be written (ENOENT)") }).toEqual({ code: 2, told: true });
    expect(existsSync(nowhere)).toBe(false);
    const unsaid = await run(folder, "compare", "--quantity", "5,000");
    expect({ code: unsaid.code, told: unsaid.stderr.includes('`quantity`: got "5,000"') }).toEqual({ code: 2, told: true });
  }, 60_000);

  it.skipIf(!existsSync("/dev/full"))("say what failed where standard output is a file on a full disk", () => {
    const full = openSync("/dev/full", "w");
    const question = [
      "--quantity",
      "500",
      "--offers",
      '[{"name":"a","prices_text":"1+: 2","currency":"USD","trade_term":"DDP"}]',
    ];
    const { status, stderr } = spawnSync(process.execPath, [MAIN, "compare", ...question], {
      env: { PATH: process.env["PATH"] ?? "", SOURCING_STATE_DIR: temporaryFolder() },
      stdio: ["ignore", full, "pipe"],
      encoding: "utf8",
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "compare failed: ENOSPC\n" });
  });
});
