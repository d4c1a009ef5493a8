import { describe, expect, it } from "vitest";
import { gatewayOf } from "../../src/gateways/registry.ts";
import { askOf, STAMP } from "./fixture.ts";

// A platform answers what `fields` names and nothing else: a group that is read and not asked for would never come.

interface Read {
  readonly out: { readonly shape: Readonly<Record<string, unknown>> };
}

/** By its path, so that a gateway that is removed leaves no import behind. */
async function groupsOf(gateway: string, name: string): Promise<string[]> {
  const payloads = (await import(`../../src/gateways/${gateway}/payload.ts`)) as Readonly<Record<string, Read>>;
  return Object.keys(payloads[name]?.out.shape ?? {});
}

function askedOf(gateway: Parameters<typeof gatewayOf>[0]): ReadonlySet<string> {
  const call = askOf(gateway, "1600590300031", { include: ["description", "raw"] });
  const { url, body } = gatewayOf(gateway).product.request(call, STAMP);
  const inBody = body?.startsWith("{")
    ? (JSON.parse(body) as { fields?: string }).fields
    : new URLSearchParams(body ?? "").get("fields");
  return new Set((new URL(url).searchParams.get("fields") ?? inBody ?? "").split(","));
}

describe("every group of the payload that is read is asked for", () => {
  // What comes unasked: the listing's own id, for whom the answer is, and what 1688 dates by itself.
  it.each([
    ["alibaba-v3", "ItemPayload", ["item_id", "ship_to_country"]],
    ["alibaba-global", "ProductPayload", ["product_id", "country", "ship_to_country"]],
    ["1688-sha1", "ProductPayload", ["gmt_modified"]],
    ["1688-md5", "ProductPayload", []],
    ["aliexpress-md5", "Item", []],
  ] as const)("%s", async (gateway, payload, unasked) => {
    const asked = askedOf(gateway);
    expect(asked.size).toBeGreaterThan(3);
    const groups = await groupsOf(gateway, payload);
    expect(groups.length).toBeGreaterThan(3);
    expect(groups.filter((group) => !asked.has(group))).toEqual([...unasked]);
  });
});
