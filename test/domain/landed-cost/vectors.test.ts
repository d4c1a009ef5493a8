import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { landedCost } from "../../../src/domain/landed-cost/landed-cost.ts";
import type { TradeRule } from "../../../src/model/trade-term.ts";
import { sharedFolder } from "../../support/shared.ts";

interface Row {
  readonly term: TradeRule;
  readonly unit: string;
  readonly customs_value: string;
  readonly duty: string;
  readonly vat: string;
  readonly buyer_adds: Readonly<Record<string, string>>;
  readonly landed_total: string;
  readonly landed_unit: string;
}
const folder = sharedFolder("vectors");
const vectors: Readonly<Record<string, unknown>> | null =
  folder && JSON.parse(readFileSync(new URL("landed-cost.json", folder), "utf8")).landed_cost;

const LINES: Readonly<Record<string, string>> = {
  load: "loading",
  inland: "origin_inland",
  exp: "export_clearance",
  othc: "origin_terminal",
  vload: "vessel_loading",
  frt: "freight",
  ins: "insurance",
  dthc: "destination_terminal",
  brok: "brokerage",
  duty: "duty",
  vat: "vat",
  last: "last_mile",
  unload: "unloading",
};
const WAYS = [
  ["US_FOB_basis_no_VAT", "US", {}],
  ["DE_CIF_basis_VAT19_recoverable", "DE", { vatRate: "0.19", vatRecoverable: true }],
  ["DE_CIF_basis_VAT19_not_recoverable", "DE", { vatRate: "0.19", vatRecoverable: false }],
] as const;

describe.skipIf(vectors === null)("the vectors", () => {
  test.each(WAYS)("%s", (name, destination, vat) => {
    const assumptions = vectors?.["assumptions"] as Readonly<Record<string, string>>;
    const way = Object.fromEntries(
      Object.entries(LINES).flatMap(([short, line]) => (assumptions[short] === undefined ? [] : [[line, assumptions[short]]])),
    );
    const costs = { ...way, insurance_rate: assumptions["insurance_rate"], duty_rate: assumptions["duty_rate"], ...vat };
    const rows = vectors?.[name] as readonly Row[];
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const quantity = Number(assumptions["qty"]);
      const landed = landedCost({ rule: row.term, unitPrice: row.unit, quantity, currency: "EUR", destination, costs });
      expect(landed).toMatchObject({
        total: { low: row.landed_total, high: row.landed_total },
        perUnit: { low: row.landed_unit, high: row.landed_unit },
        customsValue: row.customs_value,
        duty: row.duty,
        vat: row.vat,
        missing: [],
      });
      for (const [short, amount] of Object.entries(row.buyer_adds)) {
        expect([short, landed.lines.find((line) => line.name === LINES[short])?.amount]).toEqual([short, amount]);
      }
      const cents = landed.lines.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
      expect(cents).toBe(Math.round(Number(row.landed_total) * 100));
    }
  });
});
