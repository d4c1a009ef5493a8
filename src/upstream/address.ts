import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import { BlockList, isIP } from "node:net";

// RFC 1918, RFC 4193, link-local (which holds the clouds' metadata services), carrier-grade NAT and "this host".
// 198.18.0.0/15 is left out on purpose: local proxies in common use in China answer DNS with it.
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["224.0.0.0", 4],
] as const) {
  PRIVATE.addSubnet(net, bits, "ipv4");
}
for (const [net, bits] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  PRIVATE.addSubnet(net, bits, "ipv6");
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

export type AddressScope = "public" | "loopback";

/** Whether an IP address may be called: in the scope `public` no private one, in `loopback` no other. */
export function isAllowedAddress(address: string, scope: AddressScope): boolean {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  // BlockList reads ::ffff:10.0.0.1 as 10.0.0.1 by itself.
  return scope === "loopback" ? LOOPBACK.check(address, family) : isIP(address) !== 0 && !PRIVATE.check(address, family);
}

type LookupDone = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** A look-up for sockets that knows no address outside the scope, so that a name cannot lead where an address may not. */
export const lookupWithin =
  (scope: AddressScope) =>
  (host: string, options: LookupOptions, done: LookupDone): void => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, "");
      const allowed = found.filter(({ address }) => isAllowedAddress(address, scope));
      const first = allowed[0];
      if (first === undefined) return done(new ForbiddenAddress(host), "");
      return options.all ? done(null, allowed) : done(null, first.address, first.family);
    });
  };

export class ForbiddenAddress extends Error {
  override readonly name = "ForbiddenAddress";

  constructor(host: string) {
    super(`${host} stands for a private or link-local address`);
  }
}
