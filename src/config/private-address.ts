import { BlockList, isIP } from "node:net";
import { embeddedIpv4, PRIVATE_NETWORKS } from "../model/private-networks.ts";

// The same networks are refused again before anything is sent, where names are looked up too.
const PRIVATE = new BlockList();
for (const [address, prefixLength] of PRIVATE_NETWORKS.ipv4) PRIVATE.addSubnet(address, prefixLength, "ipv4");
for (const [address, prefixLength] of PRIVATE_NETWORKS.ipv6) PRIVATE.addSubnet(address, prefixLength, "ipv6");

/** Whether a URL's host is written as an address of a private network; loopback is none. `URL` has undone other spellings. */
export function isPrivateAddress({ hostname }: URL): boolean {
  const address = hostname.replace(/^\[|\]$/g, "");
  const family = isIP(address);
  // BlockList reads ::ffff:10.0.0.1 as 10.0.0.1 by itself.
  const translated = family === 6 ? embeddedIpv4(address) : null;
  if (translated !== null && (PRIVATE.check(translated, "ipv4") || translated.startsWith("127."))) return true;
  return family !== 0 && PRIVATE.check(address, family === 6 ? "ipv6" : "ipv4");
}
