import { describe, expect, it } from "vitest";
import { ProductPayload as Md5Payload } from "../../src/gateways/1688-md5/payload.ts";
import { ProductPayload as Sha1Payload } from "../../src/gateways/1688-sha1/payload.ts";
import { ProductPayload as GlobalPayload } from "../../src/gateways/alibaba-global/payload.ts";
import { ItemPayload } from "../../src/gateways/alibaba-v3/payload.ts";
import { Item } from "../../src/gateways/aliexpress-md5/payload.ts";
import { gatewayOf } from "../../src/gateways/registry.ts";
import { askOf, STAMP } from "./fixture.ts";

// A platform answers what `fields` names and nothing else: a group that is read and not asked for would never come.

interface Read {
  readonly out: { readonly shape: Readonly<Record<string, unknown>> };
}
const groupsOf = (payload: unknown): string[] => Object.keys((payload as Read).out.shape);

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
    ["alibaba-v3", ItemPayload, ["item_id", "ship_to_country"]],
    ["alibaba-global", GlobalPayload, ["product_id", "country", "ship_to_country"]],
    ["1688-sha1", Sha1Payload, ["gmt_modified"]],
    ["1688-md5", Md5Payload, []],
    ["aliexpress-md5", Item, []],
  ] as const)("%s", (gateway, payload, unasked) => {
    const asked = askedOf(gateway);
    expect(asked.size).toBeGreaterThan(3);
    expect(groupsOf(payload).filter((group) => !asked.has(group))).toEqual([...unasked]);
  });
});
