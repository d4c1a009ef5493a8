import type { Marketplace } from "../model/marketplace.ts";

export type TokenState = "valid" | "missing" | "unknown" | "expired";

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A marketplace's tokens for the sandbox app. A token lives as long as the dialect it is shown to says. */
export interface TokenDesk {
  /** The pair the app was born with. */
  readonly first: TokenPair;
  issue(nowMs: number): TokenPair;
  /**
   * Spends a refresh token. With `rotate` it is used up and a new one comes with the access token.
   * Null where it is unknown, used up, or older than `refreshLifeMs`.
   */
  refresh(refreshToken: string, nowMs: number, rotate: boolean, refreshLifeMs: number): TokenPair | null;
  /** A one-use code, as the authorise page hands one back; and what it buys. */
  authorise(): string;
  redeem(code: string, nowMs: number): TokenPair | null;
  check(accessToken: string | null | undefined, nowMs: number, lifeMs: number): TokenState;
}

export function tokenDesk(marketplace: Marketplace, startMs: number): TokenDesk {
  const accessIssuedAt = new Map<string, number>();
  const refreshIssuedAt = new Map<string, number>();
  const codes = new Set<string>();
  let serial = 0;

  const issueAccess = (nowMs: number): string => {
    serial += 1;
    const token = `sandbox-${marketplace}-access-${serial}`;
    accessIssuedAt.set(token, nowMs);
    return token;
  };
  const issueRefresh = (nowMs: number): string => {
    serial += 1;
    const token = `sandbox-${marketplace}-refresh-${serial}`;
    refreshIssuedAt.set(token, nowMs);
    return token;
  };
  const issue = (nowMs: number): TokenPair => ({ accessToken: issueAccess(nowMs), refreshToken: issueRefresh(nowMs) });

  return {
    first: issue(startMs),
    issue,
    refresh(refreshToken, nowMs, rotate, refreshLifeMs) {
      const issuedAtMs = refreshIssuedAt.get(refreshToken);
      if (issuedAtMs === undefined || nowMs - issuedAtMs >= refreshLifeMs) return null;
      if (!rotate) return { accessToken: issueAccess(nowMs), refreshToken };
      refreshIssuedAt.delete(refreshToken);
      return issue(nowMs);
    },
    authorise() {
      serial += 1;
      const code = `sandbox-${marketplace}-code-${serial}`;
      codes.add(code);
      return code;
    },
    redeem: (code, nowMs) => (codes.delete(code) ? issue(nowMs) : null),
    check(accessToken, nowMs, lifeMs) {
      if (!accessToken) return "missing";
      const issuedAtMs = accessIssuedAt.get(accessToken);
      if (issuedAtMs === undefined) return "unknown";
      return nowMs - issuedAtMs >= lifeMs ? "expired" : "valid";
    },
  };
}
