import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import { BlockList, isIP } from "node:net";
import { embeddedIpv4, PRIVATE_NETWORKS } from "../../model/private-networks.ts";

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

const PRIVATE = new BlockList();
for (const [address, prefixLength] of PRIVATE_NETWORKS.ipv4) PRIVATE.addSubnet(address, prefixLength, "ipv4");
for (const [address, prefixLength] of PRIVATE_NETWORKS.ipv6) PRIVATE.addSubnet(address, prefixLength, "ipv6");

export type AddressScope = "public" | "loopback";

/** Whether an IP address may be called: in the scope `public` no private one, in `loopback` no other. */
export function isAllowedAddress(address: string, scope: AddressScope): boolean {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  // BlockList reads ::ffff:10.0.0.1 as 10.0.0.1 by itself.
  const translated = family === "ipv6" ? embeddedIpv4(address) : null;
  if (translated !== null && !isAllowedAddress(translated, "public")) return false;
  return scope === "loopback"
    ? LOOPBACK.check(address, family)
    : isIP(address) !== 0 && !LOOPBACK.check(address, family) && !PRIVATE.check(address, family);
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
