import { readFileSync } from "node:fs";
import { readProduct } from "../../src/gateways/read-product.ts";
import { gatewayOf } from "../../src/gateways/registry.ts";
import { parseJson } from "../../src/model/json.ts";
import type { GatewayId } from "../../src/model/marketplace.ts";
import type { Product } from "../../src/model/product.ts";
import type { Call, Reply, Stamp } from "../../src/model/wire.ts";

/** 2025-01-01 00:00 UTC, 08:00 in China. */
export const NOW_MS = 1_735_689_600_000;

export const STAMP: Stamp = {
  appKey: "1234567",
  appSecret: "app-secret",
  accessToken: "access-token",
  nowMs: NOW_MS,
  settings: {},
};

export const askOf = (gateway: GatewayId, id: string, more: Partial<Call> = {}): Call => ({
  gateway,
  operation: "product",
  ids: [id],
  skuId: null,
  quantity: null,
  language: "en",
  country: "US",
  currency: "USD",
  include: [],
  ...more,
});

/** An answer with a JSON body, or with text that is none. */
export function replyOf(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  if (typeof body === "string") return { status, headers, text: body, body: undefined };
  const text = JSON.stringify(body);
  return { status, headers, text, body: parseJson(text) };
}

export const payloadOf = (gateway: GatewayId, name: string): unknown =>
  parseJson(readFileSync(new URL(`../fixtures/payloads/${gateway}/${name}.json`, import.meta.url), "utf8"));

/** A product of the project's own payload, read the way the market reads it: no fault first, then the listing. */
export function productOf(gateway: GatewayId, name: string, more: Partial<Call> = {}): Product {
  const body = payloadOf(gateway, name);
  // No listing in particular and no country: what the answer is for is its own to say.
  const call = askOf(gateway, "", { country: "", ...more });
  const fault = gatewayOf(gateway).readFault(replyOf(body), call);
  if (fault !== null) throw new Error(`${gateway}/${name} reads as ${fault.kind}`);
  return readProduct(gatewayOf(gateway), body, call);
}

/** The tiers as rows: from, to, price, and the term where the step has one of its own. */
export const rowsOf = (tiers: Product["offer"]["tiers"]): readonly unknown[] =>
  tiers.map(({ minQuantity, maxQuantity, unitPrice, term }) =>
    term === null ? [minQuantity, maxQuantity, unitPrice] : [minQuantity, maxQuantity, unitPrice, term.rule],
  );

export const reasonFor = (product: Product, field: string): string | undefined =>
  product.missing.find((missing) => missing.field === field)?.reason;

export const warningCodes = (product: Product): readonly string[] => product.warnings.map(({ code }) => code);
