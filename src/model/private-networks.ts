/** An address block: its first address and the length of its prefix. */
export type Network = readonly [address: string, prefixLength: number];

/**
 * Networks that a signed request never goes to: RFC 1918, RFC 4193, link-local (which holds the clouds' metadata services),
 * carrier-grade NAT, "this host" and multicast. 198.18.0.0/15 is left out on purpose: local proxies in common use in China
 * answer DNS with it. Loopback is another question, asked apart.
 */
export const PRIVATE_NETWORKS: { readonly ipv4: readonly Network[]; readonly ipv6: readonly Network[] } = {
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
    ["fc00::", 7],
    ["fe80::", 10],
    ["ff00::", 8],
  ],
};
