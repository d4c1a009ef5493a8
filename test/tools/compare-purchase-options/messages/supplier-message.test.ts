import { describe, expect, it } from "vitest";
import {
  MAX_MESSAGE_CHARACTERS,
  type SupplierFacts,
  supplierMessage,
} from "../../../../src/tools/compare-purchase-options/messages/supplier-message.ts";

const NINGBO = { en: "Ningbo", zh: "宁波" };
/** A listing that says everything: nothing is asked of its seller. */
const COMPLETE: SupplierFacts = {
  item: "738204915561",
  quantity: 5_200,
  unit: "piece",
  isMixed: false,
  unitPrice: { amount: "18.20", currency: "CNY" },
  term: { rule: "EXW", place: null, assumed: false },
  port: NINGBO,
  reach: "export",
  refusal: null,
  hasVariants: true,
  mixesBatches: true,
  statesDays: true,
  transitTo: null,
  carton: { units: true, size: true, weight: true },
  sendsSamples: false,
  certificates: [],
  asksForAudit: false,
  asksForProfile: false,
  soldBy: null,
  delivery: null,
  quote: null,
};
const ask = (lacking: Partial<SupplierFacts>) => supplierMessage({ ...COMPLETE, ...lacking });

describe("the message to a supplier", () => {
  it("is not written where the listing says it all", () => {
    expect(ask({})).toBeNull();
  });

  it("asks for the price under another term, to the buyer's country where the term ends there", () => {
    const country = { en: "Germany", zh: "德国" };
    expect(ask({ quote: { rule: "DAP", country } })).toEqual({
      zh: "您好,贵店商品738204915561,我们计划订购5200件,请问:DAP到德国的单价多少?",
      en: "Hello, we plan to order 5,200 pieces of your item 738204915561. What is your DAP price to Germany?",
    });
    expect(ask({ quote: { rule: "FOB", country } })?.en).toContain("What is your FOB price, and from which place?");
    expect(ask({ quote: { rule: "FOB", country } })?.zh).toContain("FOB单价多少?交货地点是哪里?");
  });

  it("names the SKUs that are ordered, three of them and how many more", () => {
    const [black, cream] = [
      { id: "31", name: "Black", quantity: 480 },
      { id: "32", name: null, quantity: 240 },
    ];
    const mixed = ask({ statesDays: false, kinds: [black, cream] });
    expect(mixed?.en).toContain("5,200 pieces (480 of SKU 31 Black, 240 of SKU 32) of your item");
    expect(mixed?.zh).toContain("计划订购5200件(SKU 31 Black 480件、SKU 32 240件),请问:");
    expect(ask({ statesDays: false, kinds: [{ ...black, quantity: null }] })?.en).toContain("(SKU 31 Black) of your item");
    const many = ask({ statesDays: false, kinds: [black, cream, cream, cream, cream] });
    expect(many?.en).toContain("240 of SKU 32, 2 more) of your item");
    expect(many?.zh).toContain("等5款)");
  });

  it("asks whether a deadline can be met, with both parts of the days", () => {
    const country = { en: "Germany", zh: "德国" };
    const message = ask({ statesDays: false, transitTo: country, deadline: { days: 35, country } });
    expect(message?.zh).toBe("您好,贵店商品738204915561,我们计划订购5200件,请问:下单后35天内能送到德国吗?生产、运输各几天?");
    expect(message?.en).toContain("Can it reach Germany within 35 days of the order: how many to make, how many on the way?");
  });

  it("asks all that a listing lacks in one go, with the quantity that the plan buys", () => {
    const message = ask({
      term: { rule: "EXW", place: null, assumed: true },
      mixesBatches: null,
      statesDays: false,
      carton: { units: false, size: false, weight: false },
      sendsSamples: null,
    });
    expect(message).toEqual({
      zh: "您好,贵店商品738204915561,我们计划订购5200件,请问:1)18.20元是出厂价吗?含税吗?FOB宁波多少?2)颜色、规格可以混批吗?3)交期几天?4)每箱装多少件?箱规、毛重是多少?5)可以先寄样吗?费用多少?",
      en: "Hello, we plan to order 5,200 pieces of your item 738204915561. 1) Is 18.20 CNY ex works, tax included? And FOB Ningbo? 2) Can colours and sizes be mixed? 3) How many days to make? 4) Packing: how many a carton, carton size, gross weight? 5) A sample first, at what cost?",
    });
  });

  // One sentence pattern a row, each read by hand in both languages.
  it.each<[Partial<SupplierFacts>, string, string]>([
    [
      { unitPrice: null },
      "这个数量每件单价多少?出厂价和FOB宁波价各是多少?",
      "What is the price a piece for this quantity, ex works and FOB Ningbo?",
    ],
    [
      { unitPrice: null, port: null, unit: "pair" },
      "这个数量每双单价多少?出厂价和FOB(注明港口)价各是多少?",
      "What is the price a pair for this quantity, ex works and FOB (which port)?",
    ],
    [
      { term: null },
      "18.20元包含什么费用?是出厂价、FOB价还是到门价?",
      "What does 18.20 CNY include: is it ex works, FOB or delivered?",
    ],
    [
      { unitPrice: { amount: "3.06", currency: "USD" }, term: { rule: "FOB", place: null, assumed: true } },
      "3.06美元是FOB价吗?交货地点是哪里?",
      "Is 3.06 USD the FOB price, and from which place?",
    ],
    [{ term: { rule: "FOB", place: null, assumed: false } }, "FOB价的港口是哪里?", "Which port does your FOB price name?"],
    [{ term: { rule: "DAP", place: null, assumed: false } }, "DAP价的地点是哪里?", "Which place does your DAP price name?"],
    [{ reach: "domestic" }, "18.20元含税、含运费吗?", "Does 18.20 CNY include tax and delivery?"],
    [
      { reach: "door", unitPrice: null },
      "这个数量每件单价多少?含税、含运费吗?",
      "What is the price a piece for this quantity, tax and delivery included?",
    ],
    [
      { refusal: { kind: "stock", limit: 1_800 } },
      "页面显示库存1800件,能供应5200件吗?需要几天?",
      "The page shows 1,800 pieces in stock: can you supply 5,200 pieces, and in how many days?",
    ],
    [
      { refusal: { kind: "minimum", limit: 10_000 } },
      "起订量是10000件,5200件可以接吗?单价多少?",
      "Your least order is 10,000 pieces: would you take 5,200 pieces, at which price?",
    ],
    [
      { isMixed: true, unitPrice: null },
      "页面价是出厂价吗?含税吗?FOB宁波多少?",
      "Are your page's prices ex works, tax included? And FOB Ningbo?",
    ],
    [{ soldBy: "carton" }, "一箱有多少件?", "How many pieces are in one carton?"],
    [{ soldBy: "dozen" }, "一打有多少件?", "How many pieces are in one dozen?"],
    [
      { delivery: { en: "our forwarder's warehouse in China", zh: "我们在国内的货代仓库" } },
      "发到我们在国内的货代仓库的运费多少?",
      "What does delivery to our forwarder's warehouse in China cost?",
    ],
    [
      { certificates: ["CE", "ISO 9001"] },
      "该产品有CE、ISO 9001证书吗?请发证书编号、发证机构和有效期。",
      "Do you hold CE, ISO 9001 for this product? Number, issuer, expiry?",
    ],
    [
      { asksForAudit: true },
      "工厂是否通过第三方验厂?请发验厂报告。",
      "Has a third party audited your factory? Please send the report.",
    ],
    [
      { asksForProfile: true },
      "贵司成立几年?月产量、准时交货率是多少?有哪些证书?",
      "How old is your company, what are your monthly output and on-time rate, and which certificates do you hold?",
    ],
    [{ mixesBatches: null }, "颜色、规格可以混批吗?", "Can colours and sizes be mixed?"],
    [{ statesDays: false }, "交期几天?", "How many days to make?"],
    [{ transitTo: { en: "Germany", zh: "德国" } }, "运到德国要几天?", "How many days to Germany?"],
    [{ carton: { units: true, size: false, weight: false } }, "箱规、毛重是多少?", "Packing: carton size, gross weight?"],
    [{ carton: { units: true, size: true, weight: false } }, "毛重是多少?", "Packing: gross weight?"],
    [{ carton: { units: false, size: true, weight: true } }, "每箱装多少件?", "Packing: how many a carton?"],
    [{ sendsSamples: true }, "样品费用多少?", "What does a sample cost?"],
    [{ sendsSamples: null }, "可以先寄样吗?费用多少?", "A sample first, at what cost?"],
  ])("asks in one sentence: %j", (lacking, zh, en) => {
    const message = ask(lacking);
    expect(message?.zh.split("请问:")[1]).toBe(zh);
    expect(message?.en.split(". ").slice(1).join(". ")).toBe(en);
  });

  it("asks nothing that the listing answers: a stated place, a known price under a stated term, one kind of goods", () => {
    expect(ask({ term: { rule: "FOB", place: "Ningbo", assumed: false } })).toBeNull();
    expect(ask({ hasVariants: false, mixesBatches: null })).toBeNull();
    expect(ask({ reach: "door", term: null })).toBeNull();
  });

  it("speaks of the quote where there is no listing", () => {
    expect(ask({ item: null, statesDays: false })?.zh).toBe("您好,我们计划订购5200件,请问:交期几天?");
  });

  it("keeps what decides and loses the least where all of it would be too long", () => {
    const message = ask({
      term: { rule: "EXW", place: null, assumed: true },
      mixesBatches: null,
      statesDays: false,
      carton: { units: false, size: false, weight: false },
      sendsSamples: null,
      certificates: ["ISO 9001 quality management", "BSCI social audit", "FDA food contact", "LFGB food contact"],
      asksForAudit: true,
    });
    for (const text of [message?.en ?? "", message?.zh ?? ""])
      expect([...text].length).toBeLessThanOrEqual(MAX_MESSAGE_CHARACTERS);
    expect(message?.en).toContain("18.20 CNY");
    expect(message?.en).not.toContain("sample");
  });
});
