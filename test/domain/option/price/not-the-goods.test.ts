import { describe, expect, it } from "vitest";
import { isNotTheGoods } from "../../../../src/domain/option/price/not-the-goods.ts";

describe("isNotTheGoods", () => {
  it.each([
    "样品",
    "样品专拍",
    "样品-黑色",
    "样品（黑色）",
    "黑色样品",
    "黑色(样品)",
    "打样费",
    "配件",
    "黑色配件",
    "配件 螺丝",
    "定金",
    "定金10元",
    "定制定金",
    "链接",
    "定制链接",
    "补差价链接",
    "补差",
    "邮费",
    "补邮费",
    "运费补差",
    "Sample",
    "samples",
    "Black sample",
    "Sample (black)",
    "Sample - black",
    "Sample fee",
    "Free sample",
    "Accessories",
    "Accessories only",
    "Spare accessory",
    "Deposit",
    "Postage",
    "Extra postage",
    "Shipping fee",
    "Price difference",
    "Payment link",
    "Custom link",
    "Link for extra postage",
    "link",
  ])("sets %j aside", (name) => expect(isNotTheGoods(name)).toBe(true));

  it.each([
    "含配件",
    "主机含配件",
    "送配件",
    "手机壳+配件",
    "配件齐全",
    "不带配件",
    "包运费",
    "黑色(含配件)",
    "黑色",
    "Cuban Link 8 mm",
    "Cuban Link",
    "Link chain",
    "Linked hoop",
    "With accessories",
    "Camera with all accessories",
    "Black + accessories",
    "no accessories",
    "Sampler set",
    "Deposit bag",
    "Box for samples",
    "",
  ])("takes %j as the goods", (name) => expect(isNotTheGoods(name)).toBe(false));

  it("reads a long name in bounded time", () => {
    for (const piece of ["(", "样品", "sample ", "with ", "【", "+"]) isNotTheGoods(piece.repeat(200_000));
  });
});
