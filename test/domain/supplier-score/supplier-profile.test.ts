import { describe, expect, test } from "vitest";
import { readProfile } from "../../../src/domain/supplier-score/supplier-profile.ts";
import { Fault } from "../../../src/model/fault.ts";

describe("a profile from outside", () => {
  test("may be spelled as the library, the tool or the marketplace spells it", () => {
    const expected = { years: 6, onTimeRate: "0.96", tradeAssurance: true, shortestLeadDays: 7, monthlyOutput: 500 };
    expect(readProfile({ ...expected, onTimeRate: "0.96" })).toMatchObject(expected);
    expect(
      readProfile({ years: 6, on_time_rate: "96%", trade_assurance: true, shortest_lead_days: 7, monthly_output: 500 }),
    ).toMatchObject(expected);
    expect(
      readProfile({
        operatingYears: 6,
        onTimeDeliveryRate: 96,
        hasTradeAssurance: true,
        supplyCapacity: { minOrderDays: 7, monthlyOutput: 500 },
      }),
    ).toMatchObject(expected);
  });

  test("with a list of certificates answers for the audit and ISO too", () => {
    const certifications = [{ type: "ISO9001" }, { type: "CE" }];
    expect(readProfile({ certifications })).toMatchObject({ factoryAudit: false, iso: true, certifications: 2 });
    expect(readProfile({ certifications, factory_audit: true })).toMatchObject({ factoryAudit: true });
    expect(readProfile({ certifications: 2 })).not.toHaveProperty("iso");
  });

  test("keeps what is not known out", () => {
    expect(readProfile({ years: null, iso: undefined })).toEqual({ samples: { responseRate: null, onTimeRate: null } });
  });

  test("reads samples", () => {
    expect(readProfile({ samples: { response_rate: 20, onTimeRate: 8 } }).samples).toEqual({ responseRate: 20, onTimeRate: 8 });
  });

  test.each([
    [1, "1"],
    [0.92, "0.92"],
    [92, "0.92"],
    ["98.5", "0.985"],
    ["0.4%", "0.004"],
    [0, "0"],
  ])("an on-time rate of %s is %s", (value, rate) => {
    expect(readProfile({ onTimeRate: value }).onTimeRate).toBe(rate);
  });

  test.each([
    [{ speed: 3 }, 'There is no indicator "speed"'],
    [{ years: -1 }, "years is -1: write a number from 0 up"],
    [{ transactionLevel: 6 }, "write a number from 0 to 5"],
    [{ productCount: 1.5 }, "write a whole number"],
    [{ iso: "yes" }, "write true or false"],
    [{ responseRate: 101 }, 'write a fraction such as 0.95, or "95%"'],
    [{ disputeRate: 3 }, "3 is 300 %; for 3 % write 0.03"],
    [{ refundRate: "x" }, "write a fraction"],
    [{ certifications: [3] }, "a list of { type }"],
    [{ samples: { onTimeRate: 0 } }, "leave it out"],
    [{ supplyCapacity: 5 }, "write an object"],
  ])("%j is refused with what to write", (input, words) => {
    expect(() => readProfile(input)).toThrow(Fault);
    expect(() => readProfile(input)).toThrow(words);
  });
});
