import { BlockList, isIP } from "node:net";

/** An address block: its first address and the length of its prefix. */
export type Network = readonly [address: string, prefixLength: number];

/**
 * Networks that a signed request never goes to: RFC 1918, RFC 4193, link-local (which holds the clouds' metadata services),
 * carrier-grade NAT, "this host", multicast. 198.18.0.0/15 is left out on purpose: local proxies in common use in China
 * answer DNS with it. Loopback is another question, asked apart.
 */
const PRIVATE_NETWORKS: { readonly ipv4: readonly Network[]; readonly ipv6: readonly Network[] } = {
  ipv4: [
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
    ["224.0.0.0", 4],
  ],
  ipv6: [
    ["::", 128],
    ["fec0::", 10],
    ["fc00::", 7],
    ["fe80::", 10],
    ["ff00::", 8],
  ],
};

const PRIVATE = new BlockList();
for (const [address, prefixLength] of PRIVATE_NETWORKS.ipv4) PRIVATE.addSubnet(address, prefixLength, "ipv4");
for (const [address, prefixLength] of PRIVATE_NETWORKS.ipv6) PRIVATE.addSubnet(address, prefixLength, "ipv6");

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

// BlockList reads ::ffff:10.0.0.1 as 10.0.0.1 by itself.
const isIn = (list: BlockList, address: string): boolean =>
  isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

export const isLoopback = (address: string): boolean => isIn(LOOPBACK, address);

/**
 * Whether an IP address is one of a private network. Loopback is none, but for one that an IPv6 address hides behind a translator.
 *
 *     isPrivate("64:ff9b::a00:1")   // true: 10.0.0.1
 */
export function isPrivate(address: string): boolean {
  const translated = isIP(address) === 6 ? embeddedIpv4(address) : null;
  if (translated !== null && (isPrivate(translated) || isLoopback(translated))) return true;
  return isIn(PRIVATE, address);
}

// IPv6 spellings of an IPv4 address: the IPv4-compatible form, NAT64 (RFC 6052, RFC 8215) and 6to4 (RFC 3056), by where it begins.
const SPELLINGS: readonly { readonly begins: readonly number[]; readonly at: number }[] = [
  { begins: [0, 0, 0, 0, 0, 0], at: 6 },
  { begins: [0x64, 0xff9b, 0, 0, 0, 0], at: 6 },
  { begins: [0x64, 0xff9b, 1], at: 6 },
  { begins: [0x2002], at: 1 },
];

/**
 * The IPv4 address that an IPv6 one stands for behind a translator; null where it stands for none. Not for `::ffff:1.2.3.4`, which
 * Node reads by itself, nor for `::` and `::1`.
 *
 *     embeddedIpv4("64:ff9b::a00:1")   // "10.0.0.1"
 */
export function embeddedIpv4(address: string): string | null {
  const groups = groupsOf(address);
  if (groups === null || groups.slice(0, 7).every((group) => group === 0)) return null;
  const spelling = SPELLINGS.find(({ begins }) => begins.every((group, index) => groups[index] === group));
  if (spelling === undefined) return null;
  const [high = 0, low = 0] = groups.slice(spelling.at, spelling.at + 2);
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
}

/** The eight groups of an IPv6 address; null for anything else. */
function groupsOf(address: string): readonly number[] | null {
  const dotted = /^(.*:)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address.replace(/%.*$/, ""));
  const [, head = "", ...bytes] = dotted ?? [];
  const [a = 0, b = 0, c = 0, d = 0] = bytes.map(Number);
  const text = dotted ? `${head}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}` : address.replace(/%.*$/, "");
  if (!/^[\da-f:]+$/i.test(text) || !text.includes(":")) return null;
  const [before = "", after] = text.split("::");
  const left = before === "" ? [] : before.split(":");
  const right = after === undefined || after === "" ? [] : after.split(":");
  const zeros = after === undefined ? 0 : 8 - left.length - right.length;
  if (zeros < 0 || left.length + zeros + right.length !== 8) return null;
  return [...left, ...Array.from({ length: zeros }, () => "0"), ...right].map((group) => Number.parseInt(group, 16));
}

/** This machine, as a URL writes it. */
export const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(["127.0.0.1", "[::1]", "localhost"]);
