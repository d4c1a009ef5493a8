import { Secret } from "../../../src/model/secret.ts";
import type { TokenAnswer } from "../../../src/model/wire.ts";
import { systemSlotTime } from "../../../src/upstream/quota/files/slot-time.ts";
import { createSeal } from "../../../src/upstream/storage/seal.ts";
import { systemTime } from "../../../src/upstream/time.ts";
import { createFileTokenStore } from "../../../src/upstream/tokens/file-token-store.ts";
import { createTokenManager } from "../../../src/upstream/tokens/renewal.ts";

// A process of its own: it has a token that the gateway refuses, says "ready", and renews it when it reads a line.
const [folder = "", tokenUrl = "", leaseMs = ""] = process.argv.slice(2);

const time = { ...systemTime, ...systemSlotTime };
const owner = { gateway: "aliexpress-iop", account: "a1b2" } as const;
const log = (_: string, event: string): boolean => process.stderr.write(`${event}\n`);

const manager = createTokenManager({
  gateway: owner.gateway,
  grant: "refresh_token",
  refreshEarlyMs: null,
  access: new Secret("access-0"),
  refresh: new Secret("refresh-0"),
  store: createFileTokenStore({ ...owner, folder, leaseMs: Number(leaseMs), seal: createSeal(null), log }, time),
  time,
  log,
  ask: async (grant): Promise<TokenAnswer> => {
    const answer = await fetch(tokenUrl, { method: "POST", body: grant.type === "refresh_token" ? grant.refreshToken : "" });
    const { access, refresh } = (await answer.json()) as { access: string; refresh: string };
    return { accessToken: access, refreshToken: refresh, expiresAtMs: null, refreshExpiresAtMs: null };
  },
});

const asked = { signal: new AbortController().signal, deadline: () => time.elapsed() + 45_000, urgency: "single" } as const;
await manager.ready(asked);
process.stdout.write("ready\n");
process.stdin.once("data", async () => {
  await manager.renew(new Secret("access-0"), asked);
  process.stdout.write(`${manager.current()?.reveal()}\n`, () => process.exit(0));
});
