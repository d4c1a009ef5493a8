import { describe, expect, it } from "vitest";
import { Fault } from "../../src/model/fault.ts";
import { formatRef, oddIdLength, pageUrl, parseProductRef } from "../../src/model/product-ref.ts";

describe("a product reference", () => {
  it.each([
    ["1688:610784549587", "1688:610784549587"],
    ["aliexpress:1005008177221739", "aliexpress:1005008177221739"],
    ["alibaba:1600590399629#105613018158", "alibaba:1600590399629#105613018158"],
    ["  Alibaba:1600590399629  ", "alibaba:1600590399629"],
    ["https://detail.1688.com/offer/610784549587.html?spm=a260k.home&tracelog=p4p", "1688:610784549587"],
    ["http://m.1688.com/offer/610784549587.html", "1688:610784549587"],
    ["detail.1688.com/offer/610784549587.html", "1688:610784549587"],
    ["https://www.aliexpress.com/item/1005008177221739.html", "aliexpress:1005008177221739"],
    ["https://es.aliexpress.com/item/1005008177221739.html?gatewayAdapt=glo2esp#nav-review", "aliexpress:1005008177221739"],
    ["https://m.aliexpress.com/item/1005008177221739.html", "aliexpress:1005008177221739"],
    ["https://aliexpress.us/item/3256807990906987.html", "aliexpress:1005008177221739"],
    ["https://www.aliexpress.us/item/3256807990906987.html", "aliexpress:1005008177221739"],
    ["https://www.alibaba.com/product-detail/Sublimation-Mug-40oz-Tumbler_1601206892606.html", "alibaba:1601206892606"],
    ["https://m.alibaba.com/product/1601206892606/Sublimation-Mug.html", "alibaba:1601206892606"],
  ])("is read from %s", (written, reference) => {
    expect(formatRef(parseProductRef(written))).toBe(reference);
  });

  it("keeps an id past 2^53 digit by digit", () => {
    expect(parseProductRef("aliexpress:90071992547409931").id).toBe("90071992547409931");
  });

  it("refuses a bare number with the three spellings it could have had", () => {
    expect(() => parseProductRef("610784549587")).toThrow(
      '"610784549587" does not say which marketplace it is from. Write one of "1688:610784549587", "aliexpress:610784549587", "alibaba:610784549587".',
    );
  });

  it.each([
    "",
    "tumbler",
    "taobao:610784549587",
    "1688:",
    "1688:abc",
    "https://detail.1688.com.evil.example/offer/610784549587.html",
    "https://evil.example/detail.1688.com/offer/610784549587.html",
    "https://www.aliexpress.com/store/1005008177221739",
    "javascript:alert(1)",
    "https://www.alibaba.com/product-detail/no-id.html",
  ])("refuses %j with what to write instead", (written) => {
    expect(() => parseProductRef(written)).toThrowError(Fault);
    expect(() => parseProductRef(written)).toThrow(/Write "1688:610784549587"|Write one of/);
  });

  it("calls an odd length odd, and says where it is usual", () => {
    expect(oddIdLength(parseProductRef("1688:610784549587"))).toBeNull();
    expect(oddIdLength(parseProductRef("1688:1005008177221739"))).toContain('aliexpress ("aliexpress:1005008177221739")');
  });

  it("has a page on its marketplace", () => {
    expect(pageUrl(parseProductRef("1688:610784549587"))).toBe("https://detail.1688.com/offer/610784549587.html");
    expect(pageUrl(parseProductRef("aliexpress:1005008177221739"))).toBe(
      "https://www.aliexpress.com/item/1005008177221739.html",
    );
    expect(parseProductRef(pageUrl(parseProductRef("alibaba:1600590399629"))).id).toBe("1600590399629");
  });
});

describe("what is no listing", () => {
  it.each([
    ["看这个 https://m.1688.com/offer/738204915561.html?spm=a26352.1&__track__=x 复制打开", "1688:738204915561"],
    ["【阿里巴巴】https://detail.1688.com/offer/738204915561.html,点击链接", "1688:738204915561"],
    ["(https://www.alibaba.com/product-detail/Tumbler_1601206810538.html).", "alibaba:1601206810538"],
    [
      "I just found this: https://es.aliexpress.com/item/1005008120440117.html?gatewayAdapt=glo2esp look",
      "aliexpress:1005008120440117",
    ],
  ])("is read out of the words that an app's share puts around it: %s", (shared, ref) => {
    expect(formatRef(parseProductRef(shared))).toBe(ref);
  });

  it("among other words is one product alone, and of a marketplace's own host", () => {
    const one = "https://detail.1688.com/offer/738204915561.html";
    expect(formatRef(parseProductRef(`${one} again ${one}`))).toBe("1688:738204915561");
    expect(() => parseProductRef(`${one} or https://detail.1688.com/offer/738204915562.html`)).toThrow("These are 2 products");
    expect(() => parseProductRef("see https://detail.1688.com.example.invalid/offer/738204915561.html")).toThrow(
      "not a product reference",
    );
  });

  it.each(["https://qr.1688.com/s/AbCdEf", "https://a.aliexpress.com/_mKx1", "复制 https://m.tb.cn/h.5x 打开"])(
    "is asked for where a short link hides it: %s",
    (link) => {
      expect(() => parseProductRef(link)).toThrow("This is a short link: open it");
    },
  );

  it.each([
    "https://s.1688.com/selloffer/offer_search.htm?keywords=%B1%A3%CE%C2%B1%AD",
    "https://www.aliexpress.com/w/wholesale-40-oz-cup.html",
    "https://www.aliexpress.com/wholesale?SearchText=cup",
    "https://de.aliexpress.com/w/wholesale-tasse.html?sort=price",
    "www.alibaba.com/trade/search?SearchText=cup",
    "https://www.alibaba.com/showroom/tumbler.html",
  ])("is told of a search page: %s", (address) => {
    expect(() => parseProductRef(address)).toThrow("a search page: use search_products, or paste the products you like");
  });

  it("is told of a name that it can be searched for", () => {
    expect(() => parseProductRef("40 oz tumbler")).toThrow("use search_products");
  });

  it("keeps listings whose titles speak of searching", () => {
    expect(parseProductRef("https://www.alibaba.com/product-detail/Search-Light_1600590399629.html").id).toBe("1600590399629");
  });
});
