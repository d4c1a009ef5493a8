import { expect, it } from "vitest";
import { isAllowedAddress, lookupWithin } from "../../../src/upstream/http/address.ts";

it.each([
  "10.0.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "127.0.0.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "::1",
  "::",
  "fd12::1",
  "fe80::1",
  "::ffff:10.0.0.1",
  // 10.0.0.1 and 127.0.0.1 behind NAT64 and 6to4, and in the IPv4-compatible form.
  "64:ff9b::a00:1",
  "64:ff9b:1::a00:1",
  "64:ff9b::10.0.0.1",
  "2002:a00:1::",
  "2002:7f00:1::1",
  "::10.0.0.1",
  "no address",
])("%s is not public", (address) => {
  expect(isAllowedAddress(address, "public")).toBe(false);
});

it.each(["8.8.8.8", "172.32.0.1", "198.18.0.5", "2606:4700::1", "64:ff9b::808:808", "2002:808:808::1"])(
  "%s is public",
  (address) => {
    expect(isAllowedAddress(address, "public")).toBe(true);
  },
);

it("in the scope loopback only loopback is allowed", () => {
  expect(
    ["127.0.0.1", "127.9.9.9", "::1", "10.0.0.1", "8.8.8.8"].map((address) => isAllowedAddress(address, "loopback")),
  ).toEqual([true, true, true, false, false]);
});

it("knows no address of a name that leads into the private network", async () => {
  const found = (scope: "public" | "loopback") =>
    new Promise((resolve) => lookupWithin(scope)("localhost", {}, (error, address) => resolve(error?.name ?? address)));
  expect(await found("public")).toBe("ForbiddenAddress");
  expect(await found("loopback")).toMatch(/^127\.0\.0\.1$|^::1$/);
});
