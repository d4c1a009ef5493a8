import { describe, expect, it } from "vitest";
import { GATEWAY_IDS } from "../../src/gateways/ids.ts";
import { readProduct, readRaw } from "../../src/gateways/read-product.ts";
import { GATEWAYS, gatewayOf } from "../../src/gateways/registry.ts";
import { askOf, STAMP } from "./fixture.ts";

describe("hostile text of a seller", () => {
  // Zero-width space, right-to-left override and tag characters that spell "hi".
  const HIDDEN = "\u200b\u202e\u{e0068}\u{e0069}";
  const body = {
    rsp_code: 200,
    result: {
      ae_item_base_info_dto: {
        product_id: "1",
        subject: `Cup${HIDDEN} ${"x".repeat(300)}`,
        detail: "<b>a</b><script>x</script>",
      },
      ae_item_sku_info_dtos: [
        {
          sku_id: "9",
          offer_sale_price: "1",
          currency_code: "USD",
          ae_sku_property_dtos: [{ sku_property_name: `Color${HIDDEN}`, sku_property_value: `Red${HIDDEN}` }],
        },
      ],
      ae_store_info: { store_name: `Store${HIDDEN}\u0007` },
    },
  };
  const product = readProduct(gatewayOf("aliexpress-iop"), body, askOf("aliexpress-iop", "1"));

  it("loses what cannot be seen, in values and in keys", () => {
    expect(product.supplier.name).toBe("Store");
    expect(product.skus[0]?.attributes).toEqual({ Color: "Red" });
    expect(product.description).toEqual({ en: "a" });
  });

  it("has a title of at most 160 characters", () => {
    const { en } = product.title as { en: string };
    expect(en).toHaveLength(160);
    expect(en.startsWith("Cup xxx")).toBe(true);
  });
});

describe("a stated trade term", () => {
  const body = {
    result: {
      price_info: { price: "5.0", currency: "USD", trade_terms: "FOB", batch_prices: ["1000:5.0:FOB", "5000:4.5:CIF:Hamburg"] },
      logistics_info: { moq_logistics: ["100-499:express:10-15days:$200"] },
    },
  };
  const { warnings } = readProduct(gatewayOf("alibaba-global"), body, askOf("alibaba-global", "1"));

  it("without a place, or for the sea while the goods fly, is warned of once each", () => {
    const codes = warnings.map(({ code }) => code);
    expect(codes.filter((code) => code === "term_without_place")).toHaveLength(1);
    expect(warnings.filter(({ code }) => code === "sea_term_by_air").map(({ message }) => message.slice(0, 3))).toEqual([
      "FOB",
      "CIF",
    ]);
  });
});

describe("removing what is personal from a raw answer", () => {
  it("drops contact data, keeps the rest, and strips what cannot be seen", () => {
    const raw = readRaw({ result: { manufacturer_info: { phone: "1" }, seller: { email: "a@b.c", name: "Cup\u200b Store" } } });
    expect(raw).toBe('{"result":{"seller":{"name":"Cup Store"}}}');
  });

  it("is at most 20,000 characters long", () => {
    expect([...readRaw({ text: "x".repeat(50_000) })]).toHaveLength(20_000);
  });
});

describe("each gateway", () => {
  it("stands under its own id, which begins with its marketplace", () => {
    for (const id of GATEWAY_IDS) {
      expect(GATEWAYS[id].id).toBe(id);
      expect(id.slice(0, id.lastIndexOf("-"))).toBe(GATEWAYS[id].marketplace);
    }
  });

  it("calls https origins only", () => {
    for (const { origins } of Object.values(GATEWAYS)) {
      for (const origin of origins) expect(new URL(origin)).toMatchObject({ protocol: "https:", origin });
    }
  });

  it("sends every request to an origin that its gateway names", () => {
    for (const { id, origins, product, batch, stock, freight, token } of Object.values(GATEWAYS)) {
      const call = askOf(id, "123");
      const requests = [product, batch, stock, freight].flatMap((operation) => operation?.request(call, STAMP) ?? []);
      if (typeof token !== "string") {
        const refresh = { type: "refresh_token", refreshToken: "r" } as const;
        requests.push(token.request(token.grant === "refresh_token" ? refresh : { type: "client_credentials" }, STAMP));
      }
      for (const { url } of requests) expect(origins).toContain(new URL(url).origin);
    }
  });

  it("refuses an id that is not made of digits before it reaches a parameter", () => {
    for (const { id, product } of Object.values(GATEWAYS)) {
      const call = askOf(id, '1,"country":"zh"}');
      expect(() => product.request(call, STAMP)).toThrow(expect.objectContaining({ kind: "bad_reference" }));
    }
  });

  it("never edits the call", () => {
    for (const { id, product } of Object.values(GATEWAYS)) {
      const call = Object.freeze(askOf(id, "123"));
      const before = JSON.stringify(call);
      product.request(call, Object.freeze(STAMP));
      expect(JSON.stringify(call)).toBe(before);
    }
  });
});
