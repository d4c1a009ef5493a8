import { describe, expect, it } from "vitest";
import { readMixedOrder } from "../../../src/normalize/terms/mixed-order.ts";

describe("readMixedOrder", () => {
  it.each([
    ["支持混批,10件起混", 10, null],
    ["混批:满500元或50件", 50, "500"],
    ["支持混批,满1,000元或100个", 100, "1000"],
    ["支持混批；¥300起混", null, "300"],
    ["Mixed orders from 50 pcs or $500", 50, "500"],
    ["支持代发;混批 20双", 20, null],
  ])("reads %j", (rules, quantity, amount) => expect(readMixedOrder(rules)).toEqual({ quantity, amount }));

  it.each(["支持混批,支持代发", "样品10件起", "满500元包邮", "", null, 5])("reads nothing from %j", (rules) =>
    expect(readMixedOrder(rules)).toBeNull(),
  );
});
