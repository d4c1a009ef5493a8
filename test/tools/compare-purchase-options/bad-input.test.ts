import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/tools/call-tool.ts";
import type { ComparisonAnswer } from "../../../src/tools/compare-purchase-options/answer-schema.ts";
import { comparePurchaseOptions } from "../../../src/tools/compare-purchase-options/tool.ts";
import { productWith } from "../../support/listing.ts";
import { aContext, type Shelf } from "../../support/market.ts";
import { aSku } from "../../support/product.ts";

const A = "alibaba:1600590399629";
const B = "alibaba:1600590399630";
const WORKS = "1688:610784549587";
const SHELF: Shelf = {
  listings: {
    [A]: productWith("1600590399629", { ladder: [[100, 999, "3.60"]], supplier: { id: "7" } }),
    [B]: productWith("1600590399630", { ladder: [[200, 4_999, "3.40"]], rule: "DDP", supplier: { id: "7" } }),
    [WORKS]: productWith("610784549587", {
      marketplace: "1688",
      ladder: [[50, "21.36"]],
      rule: "EXW",
      offer: { currency: "CNY", unit: "件" },
    }),
  },
};

async function ask(input: Record<string, unknown>, shelf: Shelf = SHELF) {
  const result = await callTool(comparePurchaseOptions, input, aContext(shelf, {}), (error) => {
    throw error;
  });
  return { ...result, answer: result.structured as unknown as ComparisonAnswer };
}

describe("a quantity that cannot be ordered", () => {
  it("past every top tier says up to where there is a price", async () => {
    const { answer, text, isError } = await ask({ products: [A, B], quantity: 50_000 });
    expect(isError).toBe(false);
    expect(answer.verdict.state).toBe("infeasible");
    expect(text).toContain("no price is stated above 999");
    expect(answer.options.map(({ nearest }) => nearest?.quantity)).toEqual([999, 4_999]);
  });

  it("that several have together is said with how many each has, the fewest of them", async () => {
    // 600 + 500 cover 1,000; 600 + 300 would not.
    const stocked = (id: string, stock: number) =>
      productWith(id, { ladder: [[10, "2.00"]], stock, supplier: { name: `Mill ${stock}` } });
    const C = "alibaba:1600590399631";
    const listings = {
      [A]: stocked("1600590399629", 300),
      [B]: stocked("1600590399630", 600),
      [C]: stocked("1600590399631", 500),
    };
    const { answer } = await ask({ products: [A, B, C], quantity: 1_000 }, { listings });
    expect(answer.verdict.headline).toBe(
      "No single one covers 1,000; 2 together have 1,100 in stock: 600 at Mill 600, 500 at Mill 500.",
    );
    expect(answer.verdict.next_steps[0]).toContain("whether it can do all of it (message below)");
    const more = await ask({ products: [A, B, C], quantity: 2_000 }, { listings });
    expect(more.answer.verdict.headline).toMatch(/^Nothing here can be bought as asked for 2,000: Mill 600, 600 are in stock/);
  });

  it("past a budget names the least that it costs, the nearest first", async () => {
    // 500 × 3.60 = 1,800.00 and 500 × 3.40 = 1,700.00.
    const { answer } = await ask({ products: [A, B], quantity: 500, budget: 900, costs: { unloading: 0 } });
    expect(answer.verdict.next_steps).toEqual([
      `Raise the budget, or compare again with fewer: the least for 500 is 1,700.00 USD, from Seller 1600590399630 (${B}).`,
    ]);
    expect(answer.verdict.headline).toMatch(
      /: Seller 1600590399630, over the budget: at least 1,700\.00 USD; Seller 1600590399629, /,
    );
  });

  it("below every least order buys the least order, or says what it is where only the need is wanted", async () => {
    const { answer } = await ask({ products: [A, B], quantity: 10, costs: { unloading: 0 } });
    expect(answer.options.map(({ buy }) => buy?.quantity)).toEqual([100, 200]);
    const exact = await ask({ products: [A, B], quantity: 10, allow_overbuy: false });
    expect(exact.answer.verdict.because).toContain(`${A}: 10 is below the least order of 100, possible at 100`);
    expect(exact.text).not.toContain("below_moq");
    expect(exact.text).toContain("10 is below the least order of 100");
  });
});

describe("prices that cannot be compared", () => {
  it("are asked for where no listing has one", async () => {
    const silent = productWith("1600590399629", { ladder: [], offer: { priceBasis: "none" } });
    const { answer, isError } = await ask({ products: [A], quantity: 500 }, { listings: { [A]: silent } });
    expect(isError).toBe(false);
    expect(answer.verdict).toMatchObject({ state: "undecided", winner: null, contenders: [A] });
    expect(answer.verdict.because).toBe(`Nothing can be compared for 500; ${A} has no price (the listing states no price).`);
    expect(answer.verdict.ask_next).toMatchObject({ ref: A });
  });

  it("lack their rates, and the answer says all of them and where to write them", async () => {
    const { answer } = await ask({ products: [WORKS, A], quantity: 500, currency: "XAF" });
    expect(answer.options.map(({ reasons }) => reasons[0]?.code)).toEqual(["rate_missing", "rate_missing"]);
    expect(answer.verdict.headline).toBe("Nothing can be compared in XAF: no rate from CNY and USD is known.");
    expect(answer.verdict.ask_next?.question_en).toBe("How many CNY and how many USD are there for one XAF?");
    expect(answer.verdict.ask_next?.answers.map(({ field }) => field)).toEqual(["fx.rates.CNY", "fx.rates.USD"]);
    expect(answer.verdict.next_steps).toEqual([
      "Give the exchange rates: How many CNY and how many USD are there for one XAF?",
      "Then compare again with rates CNY, rates USD (fx).",
    ]);
    // Its price stands on the page: it is no supplier's to say again.
    expect(answer.messages.supplier?.zh).not.toContain("单价");
  });
});

describe("a SKU", () => {
  const sku = (id: string, unitPrice: string | null) => aSku({ id, attributes: { Colour: `colour ${id}` }, unitPrice });
  const priced = productWith("610784549587", {
    marketplace: "1688",
    ladder: [],
    rule: "EXW",
    offer: { currency: "CNY", priceBasis: "sku" },
    skus: [sku("31", "19.80"), sku("32", "21.60")],
  });
  const shelf = { listings: { [WORKS]: priced, [A]: productWith("1600590399629", { ladder: [[100, "3.60"]] }) } };

  it("that the listing does not have is the buyer's to say again, and nobody is asked for its price", async () => {
    const { answer, text } = await ask({ products: [`${WORKS}#99`, A], quantity: 500 }, shelf);
    expect(answer.verdict.ask_next).toMatchObject({ to: "buyer", ref: `${WORKS}#99`, answers: [{ field: "products" }] });
    expect(answer.verdict.next_steps).toEqual([
      "Say which SKU you need: #31 at 19.80 CNY, #32 at 21.60 CNY.",
      `Then compare again with ${WORKS}# and the SKU's number.`,
    ]);
    expect(answer.messages.supplier?.ref).toBe(A);
    expect(text).toContain("the listing has no SKU 99");
    const alone = await ask({ products: [`${WORKS}#99`], quantity: 500 }, shelf);
    expect(alone.answer.verdict.headline).toBe("Not decided: none has a price for 500 yet: the listing has no SKU 99.");
  });

  it("that was named stands in the message, one whose name is no name by its number alone", async () => {
    const odd = {
      ...priced,
      skus: [...priced.skus, aSku({ id: "33", attributes: { Colour: "Blue](https://a.b)" }, unitPrice: "20.00" })],
    };
    const both = { listings: { ...shelf.listings, [WORKS]: odd } };
    const { answer } = await ask({ products: [`${WORKS}#31`], quantity: 500 }, both);
    expect(answer.messages.supplier?.en).toContain("we plan to order 500 pieces (SKU 31 colour 31) of your item 610784549587.");
    expect(answer.messages.supplier?.en).not.toContain("mixed");
    const named = await ask({ products: [`${WORKS}#33`], quantity: 500 }, both);
    expect(named.answer.messages.supplier?.en).toContain("500 pieces (SKU 33) of your item");
  });

  it("bought by the piece is asked for neither a mix, a carton nor a sample", async () => {
    const { answer } = await ask({ products: [WORKS], quantity: 1 }, shelf);
    expect(answer.messages.supplier?.en).not.toMatch(/mixed|carton|sample/i);
  });

  it("that was not named while the SKUs differ in price can be named by the buyer, or its price asked for", async () => {
    const { answer } = await ask({ products: [WORKS], quantity: 500 }, shelf);
    expect(answer.verdict.next_steps[0]).toMatch(
      /^Say which SKU you need \(#31 at 19\.80 CNY, #32 at 21\.60 CNY\) or ask .+ for its price for 500 pieces/,
    );
  });
});

describe("figures that cannot be meant", () => {
  it.each(["duty_rate", "vat_rate", "insurance_rate"])("%s as a percentage is refused with the fraction", async (rate) => {
    const { text, isError } = await ask({ products: [A], quantity: 500, costs: { [rate]: 6.5 } });
    expect(isError).toBe(true);
    expect(text).toContain(`\`costs.${rate}\`: got 6.5; 6.5 is 650 %: write 0.065 or "6.5%"`);
  });

  it("import VAT for the United States is in no total", async () => {
    const { answer } = await ask({ products: [A], quantity: 500, destination: "US", costs: { vat_rate: "0.2" } });
    expect(answer.notes).toContain("`costs.vat_rate` is in no total: the United States levies no import VAT. Leave it out.");
  });

  it("freight beside a price that holds it is in no total", async () => {
    const way = { freight: "900", unloading: "0" };
    const { answer } = await ask({ products: [B], quantity: 500, destination: "US", costs: way });
    expect(answer.options[0]?.cost?.total).toEqual({ low: "1700.00", high: "1700.00" });
    expect(answer.notes).toContain("`costs.freight` is in no total: the price already holds it. Leave it out.");
    const own = await ask({ products: [A, B], quantity: 500, destination: "US", costs_by_product: [{ for: B, ...way }] });
    expect(own.answer.notes).toContain(
      `\`costs_by_product["${B}"].freight\` is in no total: the price already holds it. Leave it out.`,
    );
  });

  it("a shared freight says whose freight it is too", async () => {
    const { answer } = await ask({ products: [WORKS, A], quantity: 500, destination: "US", costs: { freight: "900" } });
    expect(answer.notes).toContain(
      `\`costs.freight\` is also the freight of ${A}: to have the platform asked for its own, give it as costs_by_product["1688"].freight.`,
    );
  });

  it("costs for a product that is not compared are refused", async () => {
    const { text, isError } = await ask({ products: [A], quantity: 500, costs_by_product: [{ for: "1688", freight: "900" }] });
    expect(isError).toBe(true);
    expect(text).toContain('`costs_by_product.0.for`: got "1688", which is not compared');
  });
});

it("gives a marketplace's costs to its listings alone, and a listing's before them", async () => {
  const { answer } = await ask({
    products: [WORKS, A],
    quantity: 500,
    destination: "US",
    detail: "full",
    costs: { brokerage: "10" },
    costs_by_product: [
      { for: "1688", freight: "300", brokerage: "20" },
      { for: WORKS, brokerage: "30" },
    ],
  });
  const amount = (index: number, name: string) =>
    answer.options[index]?.cost?.lines?.find((line) => line.name === name)?.amount;
  expect([amount(0, "freight"), amount(0, "brokerage")]).toEqual(["300.00", "30.00"]);
  expect([amount(1, "freight"), amount(1, "brokerage")]).toEqual([null, "10.00"]);
});

it("counts one supplier under two references as one source", async () => {
  const { answer } = await ask({ products: [A, B], quantity: 500 });
  expect(answer.notes).toContain(`Listings of one supplier, one source: ${A} and ${B}.`);
});
