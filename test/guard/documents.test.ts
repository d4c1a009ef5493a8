import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { QUESTION_LIFE_MS, SELLERS_LIFE_MS } from "../../src/decisions/decision.ts";
import { GATEWAY_IDS } from "../../src/gateways/ids.ts";
import { GATEWAYS } from "../../src/gateways/registry.ts";
import { SECTION_LIFE_MS } from "../../src/market/cache-life.ts";
import { MARKETPLACE_FACTS, MARKETPLACES } from "../../src/model/marketplace.ts";
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

describe("docs/live.md", () => {
  it("names every gateway, the variables of each marketplace's app and its attribution", () => {
    const text = read("live.md");
    for (const id of GATEWAY_IDS) expect(text).toContain(`\`${id}\``);
    for (const marketplace of MARKETPLACES) {
      const { settingPrefix, standardGateway, attribution } = MARKETPLACE_FACTS[marketplace];
      expect(text).toContain(`\`${settingPrefix}_APP_KEY\`, \`${settingPrefix}_APP_SECRET\``);
      expect(text.match(/^\| gateway by default .*$/m)?.[0]).toContain(`\`${standardGateway}\``);
      expect(text).toContain(attribution.replace(/ \(.*/, ""));
    }
    expect(text).toContain(readConfig({}).loginRedirect);
  });
});

describe("the quotas as documented", () => {
  const UNITS: Readonly<Record<number, string>> = { 1000: "a second", 60000: "a minute", 86400000: "a day" };
  const words = (id: keyof typeof GATEWAYS): string =>
    GATEWAYS[id].quota.map(({ limit, periodMs }) => `${limit.toLocaleString("en")} ${UNITS[periodMs]}`).join(", ");

  it("are those that the gateways keep", () => {
    const row = /^\| pace kept.*$/m.exec(read("live.md"))?.[0].split(" | ") ?? [];
    MARKETPLACES.forEach((marketplace, column) => {
      const standard = MARKETPLACE_FACTS[marketplace].standardGateway as keyof typeof GATEWAYS;
      if (standard in GATEWAYS) expect(row[column + 1]).toContain(words(standard));
    });
  });

  it("name the gateways that suspend an app, in both languages", () => {
    for (const name of ["README.md", "README.zh.md"]) {
      const text =
        readFileSync(join(ROOT, name), "utf8")
          .split(/^## /m)
          .find((part) => /^(?:Limits|局限)/.test(part)) ?? "";
      const named = [...text.matchAll(/`((?:1688|aliexpress|alibaba)-[a-z0-9]+)`/g)].map(([, id]) => id);
      const suspending = Object.values(GATEWAYS).filter(({ suspends }) => suspends);
      expect(named).toEqual(expect.arrayContaining(suspending.map(({ id }) => id)));
    }
  });
});

describe("docs/privacy.md", () => {
  const HOUR = 3_600_000;
  const lives = (row: string): string =>
    new RegExp(`^\\| ${row}[^|]*\\|[^|]*\\| ([^|]+) \\|`, "m").exec(read("privacy.md"))?.[1] ?? "";

  it("says how long each kind of thing is kept", () => {
    expect([lives("cached prices"), SECTION_LIFE_MS.price]).toEqual(["an hour", HOUR]);
    expect([lives("cached texts"), SECTION_LIFE_MS.description]).toEqual(["a day", 24 * HOUR]);
    expect([lives("cached facts of suppliers"), SECTION_LIFE_MS.supplier]).toEqual(["a week", 7 * 24 * HOUR]);
    expect([lives("decisions: your question"), QUESTION_LIFE_MS]).toEqual(["90 days", 90 * 24 * HOUR]);
    expect([lives("decisions: the sellers'"), SELLERS_LIFE_MS]).toEqual(["7 days", 7 * 24 * HOUR]);
  });
});
