import { describe, expect, it } from "vitest";
import { Secret } from "../../../src/model/secret.ts";
import { createMemoryTokenStore } from "../../../src/upstream/tokens/store.ts";
import { callerFor } from "../virtual-time.ts";
import { fresh, openManager, refused } from "./open-manager.ts";

describe("a refused refresh", () => {
  it("needs a person, and is not repeated for ten minutes", async () => {
    const { time, ready, renew, grants } = openManager({ answer: () => refused("unauthorised") });
    await ready();
    await expect(renew("access-0")).rejects.toMatchObject({ kind: "login_needed", gateway: "aliexpress-iop" });
    await time.advance(599_999);
    await expect(renew("access-0")).rejects.toMatchObject({ kind: "login_needed" });
    expect(grants).toHaveLength(1);
    await time.advance(1);
    await expect(renew("access-0")).rejects.toMatchObject({ kind: "login_needed" });
    expect(grants).toHaveLength(2);
  });

  it("is forgiven when another process has stored a newer token meanwhile", async () => {
    const store = createMemoryTokenStore();
    const other = openManager({ store });
    const mine = openManager({
      store,
      answer: async () => {
        // The other process wins while this one's refresh token is turned down.
        await other.ready();
        await store.save({
          access: new Secret("theirs"),
          refresh: null,
          expiresAtMs: null,
          obtainedAtMs: 0,
          seed: (await seedOf()) ?? "",
        });
        throw refused("login_needed");
      },
    });
    const seedOf = async () => {
      const probe = createMemoryTokenStore();
      const manager = openManager({ store: probe });
      await manager.ready();
      await manager.renew("access-0");
      return (await probe.load())?.seed;
    };
    await mine.ready();
    expect(await mine.renew("access-0")).toBe("theirs");
  });

  it("ends with a login, which is stored", async () => {
    const store = createMemoryTokenStore();
    const { time, manager, ready, renew } = openManager({
      store,
      answer: (grant) => (grant.type === "authorization_code" ? fresh("new", "new-refresh", null) : refused("login_needed")),
    });
    await ready();
    await expect(renew("access-0")).rejects.toMatchObject({ kind: "login_needed" });
    await manager.login("code", "http://127.0.0.1:8765/callback", callerFor(time, 45_000));
    expect(await ready()).toBe("new");
    expect((await store.load())?.refresh?.reveal()).toBe("new-refresh");
  });

  it("names the key and the secret where no person is asked", async () => {
    const { ready } = openManager({
      grant: "client_credentials",
      access: null,
      refresh: null,
      answer: () => refused("unauthorised"),
    });
    await expect(ready()).rejects.toMatchObject({ kind: "misconfigured" });
  });
});
