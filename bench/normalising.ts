import { readProduct } from "../src/gateways/read-product.ts";
import { gatewayOf } from "../src/gateways/registry.ts";
import { parseJson } from "../src/model/json.ts";
import type { GatewayId } from "../src/model/marketplace.ts";
import type { Call } from "../src/model/wire.ts";
import { findListing } from "../src/sandbox/catalogue/catalogue.ts";
import type { Listing } from "../src/sandbox/catalogue/listing.ts";
import { type Sandbox, startSandbox } from "../src/sandbox/server.ts";
import { medianNanoseconds } from "./measure/median.ts";

// The target: times the bare parse of the same text.
const MOST_TIMES = 12;
const OFFICIAL: readonly GatewayId[] = ["1688-open", "aliexpress-iop", "alibaba-iop"];
// The sandbox's listing of 200 SKUs, and one with a ladder of three steps.
const ID = "752310448816";
const LADDER_ID = "828973116450";

/** From the text of an answer to a product, 200 SKUs, beside the bare parse of that text. */
export async function run(): Promise<void> {
  const bySku = stated(findListing("1688", ID));
  const { pricing } = stated(findListing("1688", LADDER_ID));
  const skus = bySku.skus.map((sku) => ({ ...sku, price: null, promotionPrice: null }));
  console.log(
    "| listing | gateway | KB | SKUs | read, ms | JSON.parse, ms | times the parse | at most |\n|---|---|---|---|---|---|---|---|",
  );
  await measured("priced by SKU", bySku);
  await measured("a ladder", { ...bySku, pricing, ladderText: null, skus });
}

async function measured(name: string, listing: Listing): Promise<void> {
  const sandbox = await startSandbox({ listings: [{ ...listing, ids: { "1688": ID, aliexpress: ID, alibaba: ID } }] });
  try {
    for (const id of OFFICIAL) {
      const gateway = gatewayOf(id);
      const call = productCall(id);
      const text = await answerOf(sandbox, call);
      const product = readProduct(gateway, parseJson(text), call);
      const [ours, floor] = medianNanoseconds([() => readProduct(gateway, parseJson(text), call), () => JSON.parse(text)]);
      const times = ours / floor;
      const figures = [
        (text.length / 1_000).toFixed(0),
        product.skus.length,
        (ours / 1e6).toFixed(2),
        (floor / 1e6).toFixed(2),
      ];
      const verdict = times <= MOST_TIMES ? "" : " (missed)";
      console.log(`| ${name} | ${id} | ${figures.join(" | ")} | ${times.toFixed(1)}${verdict} | ${MOST_TIMES} |`);
    }
  } finally {
    await sandbox.close();
  }
}

function stated(listing: Listing | null): Listing {
  if (listing === null) throw new Error("The sandbox has lost a listing.");
  return listing;
}

const productCall = (gateway: GatewayId): Call => ({
  ...{ gateway, operation: "product", ids: [ID], skuId: null, quantity: null },
  ...{ language: "en", country: "US", currency: "USD", include: ["description"] },
});

/** The answer's text, asked over HTTP as the server asks. */
async function answerOf(sandbox: Sandbox, call: Call): Promise<string> {
  const { product, marketplace } = gatewayOf(call.gateway);
  const stamp = {
    ...sandbox.credentials(marketplace),
    nowMs: Date.now(),
    settings: {},
  };
  const { url, method, headers, body } = product.request(call, stamp);
  const { pathname, search } = new URL(url);
  const response = await fetch(`${sandbox.origin(call.gateway)}${pathname}${search}`, {
    method,
    headers: { ...headers },
    body,
  });
  return response.text();
}
