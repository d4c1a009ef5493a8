import { BlockList, isIP } from "node:net";

// RFC 1918, RFC 4193, link-local (which holds the clouds' metadata services), carrier-grade NAT and "this host": the same as
// are refused again before anything is sent, where names are looked up too.
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["224.0.0.0", 4],
] as const) {
  PRIVATE.addSubnet(net, bits, "ipv4");
}
for (const [net, bits] of [
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  PRIVATE.addSubnet(net, bits, "ipv6");
}
PRIVATE.addAddress("::", "ipv6");

/** Whether a URL's host is written as an address of a private network; loopback is none. `URL` has undone other spellings. */
export function isPrivateAddress({ hostname }: URL): boolean {
  const address = hostname.replace(/^\[|\]$/g, "");
  const family = isIP(address);
  // BlockList reads ::ffff:10.0.0.1 as 10.0.0.1 by itself.
  return family !== 0 && PRIVATE.check(address, family === 6 ? "ipv6" : "ipv4");
}
