import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createApp } from "../../../src/app/app.ts";
import { readConfig } from "../../../src/config/config.ts";
import type { Searched } from "../../../src/market/market.ts";
import { Fault } from "../../../src/model/fault.ts";
import type { SearchCard } from "../../../src/model/search.ts";
import { contest } from "../../../src/sandbox/catalogue/catalogue.ts";
import { callTool } from "../../../src/tools/call-tool.ts";
import type { SearchAnswer } from "../../../src/tools/search-products/answer-schema.ts";
import { inChinese } from "../../../src/tools/search-products/chinese-words.ts";
import { gbkEncoded, searchPageAddress } from "../../../src/tools/search-products/search-page-address.ts";
import { searchProducts } from "../../../src/tools/search-products/tool.ts";
import { unmatchedWords } from "../../../src/tools/search-products/unmatched-words.ts";
import { aContext, shelfMarket } from "../../support/market.ts";

const folder = mkdtempSync(join(tmpdir(), "search-"));
const app = createApp(readConfig({ SOURCING_MODE: "sandbox", SOURCING_STATE_DIR: folder }), () => undefined);
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = async (tool: string, args: object) =>
  app.call(tool, args, { signal: new AbortController().signal, onSettled: () => undefined });
const search = async (args: object) => {
  const { structured, text, isError } = await ask("search_products", args);
  expect(isError, text).toBe(false);
  return { answer: structured as unknown as SearchAnswer, text };
};

const card = (known: Partial<SearchCard>): SearchCard => ({
  marketplace: "1688",
  id: "1",
  title: "杯",
  url: "https://detail.1688.com/offer/1.html",
  image: null,
  price: null,
  minOrder: null,
  sold: null,
  supplier: null,
  warnings: [],
  ...known,
});
const page = (...cards: readonly SearchCard[]) => ({ cards, total: cards.length, leftOut: 0 });

/** The tool over outcomes written here. */
async function over(found: readonly Searched[], args: object): Promise<SearchAnswer> {
  const context = aContext(
    { listings: {} },
    { market: async () => ({ ...shelfMarket({ listings: {} }), search: async () => found }) },
  );
  const { structured, text } = await callTool(searchProducts, args, context, () => undefined);
  expect(structured, text).not.toBeNull();
  return structured as unknown as SearchAnswer;
}

describe("search_products", () => {
  it("goes from the question to a verdict in two calls", async () => {
    const { answer, text } = await search({ query: "40 oz tumbler", quantity: 5000, country: "US" });
    expect(answer.by_marketplace.map(({ state }) => state)).toEqual(["ok", "ok", "ok"]);
    expect(new Set(answer.results.map(({ ref }) => ref.split(":")[0]))).toEqual(new Set(["1688", "aliexpress", "alibaba"]));
    expect(answer.results.every(({ title }) => /tumbler|cup|杯/i.test(title))).toBe(true);
    const next = answer.notes.find((note) => note.startsWith("Next, compare these")) ?? "";
    expect(next).toContain("quantity 5000");
    expect(text).toContain("Next, compare these");
    const products = [...next.matchAll(/"((?:1688|aliexpress|alibaba):\d+)"/g)].map(([, ref]) => ref);
    const compared = await ask("compare_purchase_options", { products, quantity: 5000, destination: "US" });
    expect(compared.isError, compared.text).toBe(false);
    expect((compared.structured as { verdict: { state: string } }).verdict.state).not.toBe("infeasible");
  });

  it("says that it names only the first of many to compare", async () => {
    const nextOf = async (query: string) =>
      (await search({ query })).answer.notes.find((note) => note.startsWith("Next, compare these")) ?? "";
    // Nine phone cases and eight tumblers stand in the sandbox.
    expect(await nextOf("phone case")).toContain("compare these (the first 8 of 9; others can be compared too): ");
    expect(await nextOf("insulated tumbler")).toContain("compare these: ");
  });

  it("finds the same by the words of other languages", async () => {
    const chinese = await search({ query: "保温杯", marketplaces: ["1688"] });
    const english = await search({ query: "tumblers", marketplaces: ["1688"] });
    expect(chinese.answer.results.length).toBeGreaterThan(2);
    expect(chinese.answer.results.map(({ ref }) => ref).sort()).toEqual(english.answer.results.map(({ ref }) => ref).sort());
  });

  it("finds whole words only, and mends a damaged title", async () => {
    const { answer } = await search({ query: "yoga mat" });
    const titles = answer.results.map(({ title }) => title);
    // "Matte" and "Sublimation" have the letters of "mat" and are mugs.
    expect(titles.filter((title) => /mug/i.test(title))).toEqual([]);
    // 鐟滀冀鍋ヨ韩鍦板灚 is 瑜伽健身地垫 in UTF-8, read as GBK.
    expect(titles).toContain("瑜伽健身地垫");
  });

  it("says that nothing was found, and leaves padding out", async () => {
    const { answer } = await search({ query: "helicopter" });
    expect(answer.results).toEqual([]);
    expect(answer.by_marketplace.map(({ state }) => state)).toEqual(["nothing_found", "nothing_found", "nothing_found"]);
  });

  it.each([
    ["best supplier for 5000 units of a 40 oz tumbler, delivered to the US", "tumblers"],
    ["Thermobecher 40 oz", "tumblers"],
    ["planche à découper", "cutting boards"],
    ["auriculares inalámbricos", "wireless earbuds"],
    ["手机壳", "phone cases"],
  ] as const)("finds the sandbox's listings of all marketplaces for %s", async (query, family) => {
    const { answer } = await search({ query, limit: 50 });
    expect(answer.results.map(({ ref }) => ref)).toEqual(expect.arrayContaining([...contest(family)]));
    expect(answer.results.every(({ title }) => !title.includes("\n"))).toBe(true);
  });

  it("leaves out in the sandbox what fits a part of the words, where something fits all", async () => {
    const { answer } = await search({ query: "yoga mat", limit: 50 });
    expect(answer.results.map(({ ref }) => ref).toSorted()).toEqual([...contest("yoga mats")].toSorted());
  });

  it("finds by a picture in the sandbox what that picture's listing sells, and says when a picture cannot be fetched", async () => {
    const { answer: words } = await search({ query: "yoga mat", marketplaces: ["alibaba"] });
    const image = words.results[0]?.image ?? "";
    const { answer } = await search({ image_url: image });
    expect(answer.by_marketplace.map(({ state }) => state)).toEqual(["ok", "no_search", "no_search"]);
    expect(answer.results.map(({ ref }) => ref).toSorted()).toEqual(
      contest("yoga mats")
        .filter((ref) => ref.startsWith("1688:"))
        .toSorted(),
    );
    const lost = await ask("search_products", { image_url: "https://pictures.example/gone.jpg", marketplaces: ["1688"] });
    expect(lost.isError).toBe(true);
    expect((lost.structured as unknown as SearchAnswer).by_marketplace[0]).toMatchObject({
      state: "error",
      message: expect.stringMatching(/^1688 could not look at the picture/),
    });
  });

  it("has no picture search but on 1688", async () => {
    const found: readonly Searched[] = [
      { marketplace: "1688", state: "ok", page: page(card({})), queryUsed: null },
      { marketplace: "alibaba", state: "no_search" },
    ];
    const { by_marketplace } = await over(found, { image_url: "https://x.example/a.jpg" });
    expect(by_marketplace.map(({ state }) => state)).toEqual(["ok", "no_search"]);
  });

  it("keeps four refusals apart, each with what to do", async () => {
    const found: readonly Searched[] = [
      { marketplace: "1688", state: "not_permitted", methods: ["a.api", "b.api"] },
      { marketplace: "aliexpress", state: "error", fault: new Fault({ kind: "unavailable", message: "It was busy" }) },
      { marketplace: "alibaba", state: "nothing_found", page: { cards: [], total: 0, leftOut: 1 }, queryUsed: "tumbler" },
    ];
    const { by_marketplace } = await over(found, { query: "tumbler" });
    expect(by_marketplace.map(({ message }) => message)).toEqual([
      "The app may not search 1688. Ask the platform to grant a.api or b.api; until then open the address.",
      "It was busy. Ask again in a minute.",
      "Alibaba.com found nothing; 1 cards that only fill its page were left out.",
    ]);
    expect(by_marketplace[0]).toMatchObject({ query_used: "保温杯", total: null });
  });

  it("is an error where every marketplace failed, and none where one only cannot be searched", async () => {
    const failed = (marketplace: "1688" | "alibaba"): Searched => ({
      marketplace,
      state: "error",
      fault: new Fault({ kind: "unavailable", message: "It was busy" }),
    });
    const isError = async (...found: readonly Searched[]) => {
      const market = async () => ({ ...shelfMarket({ listings: {} }), search: async () => found });
      return (await callTool(searchProducts, { query: "x" }, aContext({ listings: {} }, { market }), () => undefined)).isError;
    };
    expect(await isError(failed("1688"), failed("alibaba"))).toBe(true);
    expect(await isError(failed("1688"), { marketplace: "alibaba", state: "no_search" })).toBe(false);
  });

  it("says which word no title has before it says to compare", async () => {
    const { answer } = await search({ query: "yoga mat rubber unicorn", marketplaces: ["alibaba"] });
    const said = answer.notes.findIndex((note) => note.startsWith('No title here has "unicorn":'));
    expect(said).toBeGreaterThan(-1);
    expect(answer.notes.findIndex((note) => note.startsWith("Next"))).toBeGreaterThan(said);
  });

  const TITLES = ["40oz Tumbler with Handle, Stainless Steel", "Wireless Earbuds Bluetooth 5.3", "瑜伽垫 TPE"];
  it.each<[string, readonly string[]]>([
    ["stainless steel lunchbox", ["lunchbox"]],
    ["Steel tumblers with unicorns and dragons", ["unicorn", "dragon"]],
    ["best supplier for 5000 units of a 40 oz tumbler, delivered to the US", []],
    // The same in Chinese is the same.
    ["wireless earphones", []],
    // No word of it is there: it may be another language.
    ["Thermobecher 40 oz", []],
    ["保温杯 unicorn", []],
    ["", []],
  ])("finds in %s the words that no title has", (query, words) => {
    expect(unmatchedWords(query, TITLES)).toEqual(words);
  });

  it("tells which cards the need fits, and leaves dear ones out by the rates", async () => {
    // 7.12 CNY a dollar: 14.24 CNY is 2.00 USD, 21.36 CNY is 3.00 USD.
    const price = (low: string) => ({ low, high: low, currency: "CNY" });
    const cards = [
      card({ id: "1", minOrder: 100, price: price("14.25") }),
      card({ id: "2", minOrder: 100, price: price("14.24") }),
      card({ id: "3", minOrder: 501, price: price("7.12") }),
      card({ id: "4" }),
    ];
    const found: readonly Searched[] = [{ marketplace: "1688", state: "ok", page: page(...cards), queryUsed: "cup" }];
    const answer = await over(found, { query: "cup", quantity: 500, max_unit_price: 2, sort: "price" });
    expect(answer.results.map(({ ref, fits }) => [ref, fits])).toEqual([
      ["1688:3", "no"],
      ["1688:2", "yes"],
      ["1688:4", "unknown"],
    ]);
    expect(answer.notes.join(" ")).toContain("1 cards cost more than 2 USD");
    expect(answer.notes.join(" ")).toContain("this page only");
  });

  it("wants words or a picture, and one of them only", async () => {
    for (const args of [{}, { query: "cup", image_url: "https://x.example/a.jpg" }]) {
      const { isError, text } = await ask("search_products", args);
      expect(isError).toBe(true);
      expect(text).toContain("either `query` or `image_url`");
    }
  });
});

describe("a search page's address", () => {
  it("is in GBK on 1688", () => {
    // GBK has 保 at B1A3, 温 at CEC2, 杯 at B1AD.
    expect(gbkEncoded("保温杯 40")).toBe("%B1%A3%CE%C2%B1%AD%2040");
    expect(searchPageAddress("aliexpress", "40 oz cup")).toBe("https://www.aliexpress.com/w/wholesale-40-oz-cup.html");
    expect(searchPageAddress("alibaba", "cup & lid")).toBe("https://www.alibaba.com/trade/search?SearchText=cup%20%26%20lid");
  });

  it("takes product words into Chinese, and leaves what it does not know", () => {
    expect(inChinese("40 oz tumblers")).toBe("40oz 保温杯");
    expect(inChinese("stainless steel water bottle")).toBe("不锈钢 水杯");
    expect(inChinese("a boxer")).toBeNull();
    expect(inChinese("帆布袋")).toBe("帆布袋");
  });
});
