import type { TokenDesk, TokenPair } from "../../../src/sandbox/tokens.ts";

export interface Revocation {
  /** Every access token becomes unknown, as when the person withdraws consent; `refreshToo` ends the refresh tokens as well. */
  revoke(refreshToo: boolean): void;
  /** The desk, at which a revoked token is none. */
  over(desk: TokenDesk): TokenDesk;
}

/** Withdraws what a token desk has given out. A token that it gives out afterwards is good again. */
export function revocation(): Revocation {
  let accessIsRevoked = false;
  let refreshIsRevoked = false;
  const good = new Set<string>();
  const given = <T extends TokenPair | null>(pair: T): T => {
    if (pair !== null) for (const token of [pair.accessToken, pair.refreshToken]) good.add(token);
    return pair;
  };
  return {
    revoke(refreshToo) {
      accessIsRevoked = true;
      refreshIsRevoked ||= refreshToo;
      for (const token of good) if (refreshToo || token.includes("-access-")) good.delete(token);
    },
    over: (desk) => ({
      ...desk,
      issue: (nowMs) => given(desk.issue(nowMs)),
      redeem: (code, nowMs) => given(desk.redeem(code, nowMs)),
      refresh: (token, nowMs, rotate, lifeMs) =>
        refreshIsRevoked && !good.has(token) ? null : given(desk.refresh(token, nowMs, rotate, lifeMs)),
      check: (token, nowMs, lifeMs) => {
        const state = desk.check(token, nowMs, lifeMs);
        return token && accessIsRevoked && !good.has(token) ? "unknown" : state;
      },
    }),
  };
}
