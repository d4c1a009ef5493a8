import { Fault, type FaultKind } from "../../../src/model/fault.ts";
import { Secret } from "../../../src/model/secret.ts";
import type { TokenAnswer, TokenGrant } from "../../../src/model/wire.ts";
import { createTokenManager, type TokenManagerOptions } from "../../../src/upstream/tokens/renewal.ts";
import { createMemoryTokenStore } from "../../../src/upstream/tokens/store.ts";
import { callerFor, createVirtualTime } from "../virtual-time.ts";

type Answerer = (grant: TokenGrant, count: number) => TokenAnswer | Fault | Promise<TokenAnswer>;

export function openManager(options: Partial<TokenManagerOptions> & { answer?: Answerer } = {}) {
  const time = createVirtualTime();
  const grants: TokenGrant[] = [];
  const { answer = (_, count) => fresh(`access-${count}`, `refresh-${count}`, time.now() + 36_000_000) } = options;
  const manager = createTokenManager({
    gateway: "aliexpress-iop",
    grant: "refresh_token",
    refreshEarlyMs: null,
    access: new Secret("access-0"),
    refresh: new Secret("refresh-0"),
    store: createMemoryTokenStore(),
    time,
    log: () => undefined,
    ask: async (grant) => {
      grants.push(grant);
      const answered = await answer(grant, grants.length);
      if (answered instanceof Fault) throw answered;
      return answered;
    },
    ...options,
  });
  const ready = async () => {
    await manager.ready(callerFor(time, 45_000));
    return manager.current()?.reveal();
  };
  const renew = async (refused: string) => {
    await manager.renew(new Secret(refused), callerFor(time, 45_000));
    return manager.current()?.reveal();
  };
  return { time, manager, grants, ready, renew };
}

export const fresh = (accessToken: string, refreshToken: string | null, expiresAtMs: number | null): TokenAnswer => ({
  accessToken,
  refreshToken,
  expiresAtMs,
  refreshExpiresAtMs: null,
});
export const refused = (kind: FaultKind) => new Fault({ kind, message: "refused" });
