import { mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { Secret } from "../../../src/model/secret.ts";
import { systemSlotTime } from "../../../src/upstream/quota/files/slot-time.ts";
import { createSeal } from "../../../src/upstream/storage/seal.ts";
import { systemTime } from "../../../src/upstream/time.ts";
import { createFileTokenStore } from "../../../src/upstream/tokens/file-token-store.ts";
import type { TokenStore } from "../../../src/upstream/tokens/store.ts";
import type { Token } from "../../../src/upstream/tokens/token.ts";
import { everythingIn, filesIn, modeOf, temporaryFolder } from "../../support/folder.ts";

const STATE_KEY = Buffer.alloc(32, 1).toString("base64");
const OTHER_KEY = Buffer.alloc(32, 2).toString("base64");
const FILE = "aliexpress-iop-a1b2.json";

const TOKEN: Token = {
  access: new Secret("access-of-gold"),
  refresh: new Secret("refresh-of-gold"),
  expiresAtMs: Date.UTC(2026, 11, 20),
  obtainedAtMs: Date.UTC(2026, 10, 20),
  seed: "0123456789abcdef",
};

function open(folder: string, { stateKey = null as string | null, account = "a1b2", leaseMs = 60_000 } = {}) {
  const events: string[] = [];
  const seal = createSeal(stateKey === null ? null : new Secret(stateKey));
  const options = { folder, gateway: "aliexpress-iop", account, leaseMs, seal } as const;
  const time = { ...systemTime, ...systemSlotTime };
  return { store: createFileTokenStore({ ...options, log: (_, event) => events.push(event) }, time), events };
}

const plainly = async (store: TokenStore) => {
  const token = await store.load();
  return token && { ...token, access: token.access?.reveal() ?? null, refresh: token.refresh?.reveal() ?? null };
};

describe("a stored token", () => {
  it("is found by another process's store, whole", async () => {
    const folder = join(temporaryFolder(), "tokens");
    expect(await open(folder).store.load()).toBeNull();
    await open(folder).store.save(TOKEN);
    expect(await plainly(open(folder).store)).toEqual({ ...TOKEN, access: "access-of-gold", refresh: "refresh-of-gold" });
    expect(await open(folder, { account: "c3d4" }).store.load()).toBeNull();
  });

  it("keeps what is not known as not known", async () => {
    const folder = temporaryFolder();
    await open(folder).store.save({ ...TOKEN, refresh: null, expiresAtMs: null });
    expect(await plainly(open(folder).store)).toMatchObject({ access: "access-of-gold", refresh: null, expiresAtMs: null });
  });

  it("belongs to its owner alone, and no half-written file stays behind", async () => {
    const folder = join(temporaryFolder(), "state", "tokens");
    const { store } = open(folder);
    await store.save(TOKEN);
    await store.save(TOKEN);
    expect(filesIn(folder)).toEqual([FILE]);
    expect(modeOf(join(folder, FILE))).toBe("600");
    expect([modeOf(folder), modeOf(dirname(folder))]).toEqual(["700", "700"]);
  });

  it("leaves nothing of a process that was killed while it wrote", async () => {
    const folder = temporaryFolder();
    const leftover = join(folder, `.${FILE}.0011.tmp`);
    writeFileSync(leftover, "access-of-old");
    utimesSync(leftover, new Date(Date.now() - 120_000), new Date(Date.now() - 120_000));
    await open(folder).store.save(TOKEN);
    expect(filesIn(folder)).toEqual([FILE]);
  });

  it.each([
    ["nothing", ""],
    ["half a token", '{"access":"acc'],
    ["other JSON", '{"access":7}'],
    ["a list", "[]"],
  ])("that cannot be read is none, and the log says so: %s", async (_, text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, FILE), text);
    const { store, events } = open(folder);
    expect(await store.load()).toBeNull();
    expect(events).toEqual(["token_unreadable"]);
  });

  it("that may not be read is a fault that names the file", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, FILE));
    await expect(open(folder).store.load()).rejects.toMatchObject({
      kind: "misconfigured",
      gateway: "aliexpress-iop",
      message: expect.stringContaining(FILE),
    });
  });
});

describe("with SOURCING_STATE_KEY", () => {
  it("leaves no plain text on the disk", async () => {
    const folder = temporaryFolder();
    const { store } = open(folder, { stateKey: STATE_KEY });
    await store.exclusively(() => store.save(TOKEN));
    expect(everythingIn(folder)).toContain("sealed-1.");
    for (const word of ["gold", "access", "refresh", TOKEN.seed, STATE_KEY]) expect(everythingIn(folder)).not.toContain(word);
    expect(await plainly(open(folder, { stateKey: STATE_KEY }).store)).toMatchObject({ refresh: "refresh-of-gold" });
  });

  it.each([
    ["another key", STATE_KEY, OTHER_KEY, /another key/],
    ["no key", STATE_KEY, null, /SOURCING_STATE_KEY is not set/],
    ["a key where none was used", null, OTHER_KEY, /not encrypted/],
  ])("names the variable where the token is opened with %s", async (_, storedWith, openedWith, message) => {
    const folder = temporaryFolder();
    await open(folder, { stateKey: storedWith }).store.save(TOKEN);
    const failure = await open(folder, { stateKey: openedWith })
      .store.load()
      .catch((error) => error);
    expect(failure).toMatchObject({
      kind: "misconfigured",
      gateway: "aliexpress-iop",
      message: expect.stringMatching(message),
    });
    expect(failure.next).toContain("SOURCING_STATE_KEY");
    expect(failure.next).toContain(join(folder, FILE));
    expect(`${failure.message} ${failure.next} ${failure.stack}`).not.toMatch(new RegExp(`gold|${OTHER_KEY}`));
  });

  it("does not take one app's token for another's", async () => {
    const folder = temporaryFolder();
    await open(folder, { stateKey: STATE_KEY }).store.save(TOKEN);
    renameSync(join(folder, FILE), join(folder, "aliexpress-iop-c3d4.json"));
    await expect(open(folder, { stateKey: STATE_KEY, account: "c3d4" }).store.load()).rejects.toThrow(/altered, or moved/);
  });

  it("does not open a token that was altered", async () => {
    const folder = temporaryFolder();
    await open(folder, { stateKey: STATE_KEY }).store.save(TOKEN);
    const kept = readFileSync(join(folder, FILE), "utf8");
    writeFileSync(join(folder, FILE), kept.slice(0, -8));
    await expect(open(folder, { stateKey: STATE_KEY }).store.load()).rejects.toMatchObject({ kind: "misconfigured" });
  });

  it("lets a person log in again over a token that does not open", async () => {
    const folder = temporaryFolder();
    await open(folder, { stateKey: OTHER_KEY }).store.save(TOKEN);
    const { store } = open(folder, { stateKey: STATE_KEY });
    await store.exclusively(() => store.save(TOKEN));
    expect(await plainly(store)).toMatchObject({ access: "access-of-gold" });
  });
});

describe("exclusively", () => {
  it("lets one work at a time, whichever store of the folder asks", async () => {
    const folder = temporaryFolder();
    let [inside, most] = [0, 0];
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside -= 1;
    };
    await Promise.all(
      [open(folder), open(folder), open(folder)].flatMap(({ store }) => [store.exclusively(work), store.exclusively(work)]),
    );
    expect(most).toBe(1);
  });

  it("goes on after work that failed", async () => {
    const { store } = open(temporaryFolder());
    await expect(store.exclusively(() => Promise.reject(new RangeError("refused")))).rejects.toThrow("refused");
    expect(await store.exclusively(async () => "next")).toBe("next");
  });

  it("works without a folder that can be written, and says so once", async () => {
    const file = join(temporaryFolder(), "not-a-folder");
    writeFileSync(file, "");
    const { store, events } = open(file);
    expect(await store.exclusively(async () => 1)).toBe(1);
    expect(await store.exclusively(async () => 2)).toBe(2);
    expect(events).toEqual(["token_lease_lost"]);
  });
});

it("is held on to by a process that is still at work, however short its lease", async () => {
  const folder = temporaryFolder();
  const order: string[] = [];
  const work = (name: string, lastsMs: number) => async () => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, lastsMs));
    order.push(`${name} ends`);
  };
  const first = open(folder, { leaseMs: 300 }).store.exclusively(work("first", 1_200));
  await expect.poll(() => order).toEqual(["first begins"]);
  await Promise.all([first, open(folder, { leaseMs: 300 }).store.exclusively(work("second", 0))]);
  expect(order).toEqual(["first begins", "first ends", "second begins", "second ends"]);
});
