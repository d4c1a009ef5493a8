import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import { isIP } from "node:net";
import { isLoopback, isPrivate } from "../../model/private-networks.ts";

export type AddressScope = "public" | "loopback";

/** Whether an IP address may be called: in the scope `public` no private one, in `loopback` no other. */
export const isAllowedAddress = (address: string, scope: AddressScope): boolean =>
  scope === "loopback" ? isLoopback(address) : isIP(address) !== 0 && !isLoopback(address) && !isPrivate(address);

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
