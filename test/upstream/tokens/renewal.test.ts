import { describe, expect, it } from "vitest";
import type { Fault } from "../../../src/model/fault.ts";
import { Secret } from "../../../src/model/secret.ts";
import type { TokenAnswer } from "../../../src/model/wire.ts";
import { createMemoryTokenStore, type TokenStore } from "../../../src/upstream/tokens/store.ts";
import { callerFor } from "../virtual-time.ts";
import { fresh, openManager, refused } from "./open-manager.ts";

it("uses a given token until it is refused, and asks for none", async () => {
  const { time, ready, grants } = openManager();
  expect(await ready()).toBe("access-0");
  await time.advance(30 * 86_400_000);
  expect(await ready()).toBe("access-0");
  expect(grants).toEqual([]);
});

it("renews a refused token with the refresh token", async () => {
  const { ready, renew, grants } = openManager();
  await ready();
  expect(await renew("access-0")).toBe("access-1");
  expect(grants).toEqual([{ type: "refresh_token", refreshToken: "refresh-0" }]);
});

it("asks once, however many calls were refused", async () => {
  const { ready, renew, grants } = openManager();
  await ready();
  expect(await Promise.all(Array.from({ length: 20 }, () => renew("access-0")))).toEqual(Array(20).fill("access-1"));
  expect(await renew("access-0")).toBe("access-1");
  expect(grants).toHaveLength(1);
});

it("uses the rotated refresh token next, and keeps the old one where none came", async () => {
  const { ready, renew, grants } = openManager({
    answer: (_, count) => fresh(`access-${count}`, count === 1 ? "rotated" : null, null),
  });
  await ready();
  await renew("access-0");
  await renew("access-1");
  await renew("access-2");
  expect(grants.map((grant) => grant.type === "refresh_token" && grant.refreshToken)).toEqual([
    "refresh-0",
    "rotated",
    "rotated",
  ]);
});

it("stores a rotated token before it is used", async () => {
  const store = createMemoryTokenStore();
  const events: string[] = [];
  const watched: TokenStore = {
    ...store,
    save: async (token) => {
      events.push(`saved ${token.refresh?.reveal()}, in use ${manager.current()?.reveal()}`);
      await store.save(token);
    },
  };
  const { manager, ready, renew } = openManager({ store: watched });
  await ready();
  await renew("access-0");
  expect(events).toEqual(["saved refresh-1, in use access-0"]);
});

it("goes on with a token that could not be stored", async () => {
  const readOnly: TokenStore = { ...createMemoryTokenStore(), save: () => Promise.reject(new Error("read-only")) };
  const { ready, renew, grants } = openManager({ store: readOnly });
  await ready();
  expect(await renew("access-0")).toBe("access-1");
  expect(await renew("access-1")).toBe("access-2");
  expect(grants[1]).toEqual({ type: "refresh_token", refreshToken: "refresh-1" });
});

describe("early renewal", () => {
  it("comes when a tenth of the token's life is left", async () => {
    const { time, ready, renew } = openManager();
    await ready();
    await renew("access-0");
    await time.advance(32_399_999);
    expect(await ready()).toBe("access-1");
    await time.advance(1);
    expect(await ready()).toBe("access-2");
  });

  it("comes as early as the dialect says", async () => {
    const { time, ready, renew } = openManager({ refreshEarlyMs: 600_000 });
    await ready();
    await renew("access-0");
    await time.advance(36_000_000 - 600_000 - 1);
    expect(await ready()).toBe("access-1");
    await time.advance(1);
    expect(await ready()).toBe("access-2");
  });

  it("leaves the old token in use while it lives, where the renewal fails", async () => {
    const { time, ready, renew } = openManager({
      answer: (_, count) => (count === 1 ? fresh("access-1", null, time.now() + 1_000_000) : refused("unavailable")),
    });
    await ready();
    await renew("access-0");
    await time.advance(950_000);
    expect(await ready()).toBe("access-1");
    await time.advance(50_000);
    await expect(ready()).rejects.toMatchObject({ kind: "unavailable" });
  });
});

it("takes another process's newer token in place of asking", async () => {
  const store = createMemoryTokenStore();
  const [one, two] = [openManager({ store }), openManager({ store })];
  await one.ready();
  await two.ready();
  expect(await one.renew("access-0")).toBe("access-1");
  expect(await two.renew("access-0")).toBe("access-1");
  expect(two.grants).toEqual([]);
});

it("prefers the stored token until the settings change", async () => {
  const store = createMemoryTokenStore();
  const first = openManager({ store });
  await first.ready();
  await first.renew("access-0");
  expect(await openManager({ store }).ready()).toBe("access-1");
  expect(await openManager({ store, access: null, refresh: null }).ready()).toBe("access-1");
  expect(await openManager({ store, access: new Secret("pasted") }).ready()).toBe("pasted");
});

it("gets a first token by itself with client credentials", async () => {
  const { ready, grants } = openManager({ grant: "client_credentials", access: null, refresh: null });
  expect(await Promise.all([ready(), ready()])).toEqual(["access-1", "access-1"]);
  expect(grants).toEqual([{ type: "client_credentials" }]);
});

it("gets a first access token with a refresh token alone", async () => {
  const { ready, grants } = openManager({ access: null });
  expect(await ready()).toBe("access-1");
  expect(grants).toEqual([{ type: "refresh_token", refreshToken: "refresh-0" }]);
});

it("says that a person must log in where there is no token at all", async () => {
  await expect(openManager({ access: null, refresh: null }).ready()).rejects.toMatchObject({ kind: "login_needed" });
});

it("cannot renew a token that only the settings can give", async () => {
  const { ready, renew, grants } = openManager({ grant: "given" });
  expect(await ready()).toBe("access-0");
  await expect(renew("access-0")).rejects.toMatchObject({ kind: "unauthorised" });
  await expect(openManager({ grant: "given", access: null }).ready()).rejects.toMatchObject({ kind: "not_configured" });
  expect(grants).toEqual([]);
});

it("lets a waiting caller leave without ending the renewal for the others", async () => {
  let answer: (token: TokenAnswer) => void = () => undefined;
  const { time, manager, ready } = openManager({
    access: null,
    answer: () =>
      new Promise<TokenAnswer>((resolve) => {
        answer = resolve;
      }),
  });
  const leaving = new AbortController();
  const left = manager.ready(callerFor(time, 45_000, leaving.signal)).catch((fault: Fault) => fault.kind);
  const patient = ready();
  await time.advance(1);
  leaving.abort();
  expect(await left).toBe("cancelled");
  answer(fresh("access-1", null, null));
  expect(await patient).toBe("access-1");
});
