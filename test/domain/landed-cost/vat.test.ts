import { describe, expect, test } from "vitest";
import { Decimal } from "../../../src/model/money.ts";
import { landOne as landShipment, type PriceOfOne as ShipmentPrice } from "../../support/landing.ts";

const price = (goods: string, parts: Partial<ShipmentPrice> = {}): ShipmentPrice => ({
  rule: "FOB",
  goods: new Decimal(goods),
  quote: null,
  taxIncluded: false,
  ...parts,
});

describe("VAT", () => {
  const costs = {
    freight: "0",
    insuranceRate: "0",
    destinationTerminal: "0",
    brokerage: "0",
    dutyRate: "0",
    vatRate: "0.2",
    lastMile: "0",
    unloading: "0",
  };
  const way = { destination: "FR", currency: "EUR" };

  test("is out of the total where the buyer gets it back, in it where not, and makes an interval where they did not say", () => {
    const total = (vatRecoverable?: boolean) => {
      const landed = landShipment(price("1000"), {
        ...way,
        costs: vatRecoverable === undefined ? costs : { ...costs, vatRecoverable },
      });
      return [landed.total.low.toString(), landed.total.high?.toString(), landed.cash.high?.toString()];
    };
    expect(total(true)).toEqual(["1000", "1000", "1200"]);
    expect(total(false)).toEqual(["1200", "1200", "1200"]);
    expect(total()).toEqual(["1000", "1200", "1200"]);
  });

  test("that is recoverable keeps no total open where its rate is not known, only the cash", () => {
    const { vatRate: _, ...rest } = costs;
    const landed = landShipment(price("1000"), { ...way, costs: { ...rest, vatRecoverable: true } });
    expect([landed.complete, landed.missing, landed.total.high?.toString(), landed.cash.high]).toEqual([
      true,
      [],
      "1000",
      null,
    ]);
  });
});
