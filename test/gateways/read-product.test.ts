import { describe, expect, it } from "vitest";
import { readProduct } from "../../src/gateways/read-product.ts";
import { GATEWAYS } from "../../src/gateways/registry.ts";
import { GATEWAY_IDS, MARKETPLACE_FACTS } from "../../src/model/marketplace.ts";
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
  const product = readProduct(GATEWAYS["aliexpress-iop"], body, askOf("aliexpress-iop", "1"));

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

describe("the registry", () => {
  it("has every gateway under its own id, on its marketplace's list", () => {
    for (const id of GATEWAY_IDS) {
      expect(GATEWAYS[id].id).toBe(id);
      expect(MARKETPLACE_FACTS[GATEWAYS[id].marketplace].gateways).toContain(id);
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
