import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TRADE_RULES } from "../../src/model/trade-term.ts";
import { TRADE_TERM_ZH } from "../../src/normalize/terms/trade-term.ts";
import { ROOT } from "../support/clients.ts";

const read = (name: string): string => readFileSync(join(ROOT, "docs", name), "utf8");

// The way in its order, written down a second time: the document must not follow a slip of the table.
const WAY = [
  ...["goods", "loading", "origin_inland", "export_clearance", "origin_terminal", "vessel_loading", "freight", "insurance"],
  ...["destination_terminal", "brokerage", "duty", "vat", "last_mile", "unloading", "per_order", "one_time"],
];

describe("docs/terms.md", () => {
  it("names every cost line in its order", () => {
    const named = [...read("terms.md").matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name]) => name);
    expect(named).toEqual(WAY);
  });

  it("names the eleven trade terms with the Chinese names of the answers", () => {
    const rows = [...read("terms.md").matchAll(/^\| ([A-Z]{3}) \|.*\| ([^|]+) \|$/gm)].map(([, rule = "", name = ""]) => [
      rule,
      name,
    ]);
    expect(rows.map(([rule]) => rule).sort()).toEqual([...TRADE_RULES].sort());
    for (const [rule = "", name = ""] of rows) expect(TRADE_TERM_ZH[rule as keyof typeof TRADE_TERM_ZH], rule).toContain(name);
  });
});
