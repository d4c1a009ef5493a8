import { timingSafeEqual } from "node:crypto";
import { LOOPBACK_HOSTS } from "../../model/private-networks.ts";

// Codes are some tens of characters; far longer is no code.
const MAX_CODE_LENGTH = 2_000;

/** What a browser brings back from the page where a person agrees or does not. */
export type LoginAnswer =
  | { readonly code: string }
  /** The platform's own word for it, made harmless. */
  | { readonly refused: string }
  /** Not the answer to this login: another address, another `state`, or nothing in it. */
  | { readonly stray: "address" | "state" | "code" };

/** Reads the address that the browser was sent back to. */
export function readLoginAnswer(address: URL, redirect: URL, state: string): LoginAnswer {
  if (address.origin !== redirect.origin || address.pathname !== redirect.pathname) return { stray: "address" };
  if (!sameText(address.searchParams.get("state") ?? "", state)) return { stray: "state" };
  const error = address.searchParams.get("error");
  if (error !== null) return { refused: /^[\w.-]{1,60}$/.test(error) ? error : "an error" };
  const code = address.searchParams.get("code") ?? "";
  return code === "" || code.length > MAX_CODE_LENGTH ? { stray: "code" } : { code };
}

/** Whether a page of this process can be what the redirect names. */
export const isOnThisMachine = ({ protocol, hostname }: URL): boolean => protocol === "http:" && LOOPBACK_HOSTS.has(hostname);

/** Takes as long for a wrong text as for the right one. */
function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given, "utf8"), Buffer.from(expected, "utf8")];
  return a.length === b.length && timingSafeEqual(a, b);
}
