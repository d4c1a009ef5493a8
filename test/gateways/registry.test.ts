import { expect, it } from "vitest";
import { GATEWAY_IDS } from "../../src/gateways/ids.ts";
import { gatewayOf } from "../../src/gateways/registry.ts";
import { MARKETPLACE_FACTS } from "../../src/model/marketplace.ts";

const ALL = [
  ...["1688-md5", "1688-open", "1688-sha1", "alibaba-global", "alibaba-iop", "alibaba-v3"],
  ...["aliexpress-iop", "aliexpress-md5"],
];

it("has the eight dialects", () => {
  expect([...GATEWAY_IDS].sort()).toEqual(ALL);
});

it("has the standard gateway of every marketplace", () => {
  expect(GATEWAY_IDS).toEqual(expect.arrayContaining(Object.values(MARKETPLACE_FACTS).map((facts) => facts.standardGateway)));
});

it("says which there are where one is unknown", () => {
  expect(() => gatewayOf("1688-next")).toThrow(`There is no gateway "1688-next". Write one of ${ALL.join(", ")}`);
  expect(() => gatewayOf("toString" as "1688-open")).toThrow(/no gateway "toString"/);
});
