import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Secret } from "../../../src/model/secret.ts";
import { subjectPrefix } from "../../../src/upstream/cache/cache.ts";
import { createFileStore } from "../../../src/upstream/cache/file-store.ts";
import { createSeal } from "../../../src/upstream/storage/seal.ts";
import { everythingIn, filesIn, modeOf, temporaryFolder } from "../../support/folder.ts";
import { DAY_MS, entry, HOUR_MS, MUG_PRICE, PRICE, STATE_KEY, TEXTS, TUMBLER } from "./cached-tumbler.ts";

const pathOf = (folder: string, key: string) => join(folder, key.slice(0, 2), key);

function open(folder: string, { stateKey = null as Secret | null, now = Date.now } = {}) {
  const events: string[] = [];
  const store = createFileStore({ folder, seal: createSeal(stateKey), log: (_, event) => events.push(event) }, { now });
  onTestFinished(() => store.close());
  return { store, events };
}

const age = (path: string, milliseconds: number) => {
  const then = new Date(Date.now() - milliseconds);
  utimesSync(path, then, then);
};

describe("what is kept", () => {
  it("is found by another process's store", async () => {
    const folder = join(temporaryFolder(), "cache");
    const written = entry({ price: "4.20", digits: "3256807990906987" });
    await open(folder).store.set(PRICE, written);
    expect(await open(folder).store.get(PRICE)).toEqual(written);
    expect(await open(folder).store.get(TEXTS)).toBeNull();
  });

  it("belongs to its owner alone, and no half-written file stays behind", async () => {
    const folder = join(temporaryFolder(), "state", "cache");
    const { store } = open(folder);
    await Promise.all(Array.from({ length: 20 }, (_, count) => store.set(PRICE, entry(count))));
    expect(filesIn(folder)).toEqual([join(PRICE.slice(0, 2), PRICE)]);
    expect(modeOf(pathOf(folder, PRICE))).toBe("600");
    expect([modeOf(dirname(pathOf(folder, PRICE))), modeOf(folder), modeOf(dirname(folder))]).toEqual(["700", "700", "700"]);
  });

  it("touches no disk before the first question", () => {
    const folder = temporaryFolder();
    open(join(folder, "cache"));
    expect(readdirSync(folder)).toEqual([]);
  });

  it("names no file by anything but a key", async () => {
    const { store } = open(join(temporaryFolder(), "cache"));
    await expect(store.set("../../escaped", entry(1))).rejects.toThrow(RangeError);
    await expect(store.get("/etc/passwd")).rejects.toThrow(RangeError);
  });
});

describe("what cannot be read", () => {
  it.each([
    ["nothing", ""],
    ["half an entry", '{"key":"ab","storedAtMs":17'],
    ["other JSON", '{"hello":"world"}'],
    ["binary", "\u0000\u0001\u0002\ufffd"],
    ["an entry without its times", `{"key":"${PRICE}","value":1}`],
  ])("is a miss and is removed: %s", async (_, text) => {
    const folder = temporaryFolder();
    const { store } = open(folder);
    await store.set(PRICE, entry(1));
    writeFileSync(pathOf(folder, PRICE), text);
    expect(await store.get(PRICE)).toBeNull();
    expect(filesIn(folder)).toEqual([]);
    await store.set(PRICE, entry(2));
    expect((await store.get(PRICE))?.value).toBe(2);
  });

  it("is a miss where a folder stands in its place", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(pathOf(folder, PRICE), "inside"), { recursive: true });
    const { store } = open(folder);
    expect(await store.get(PRICE)).toBeNull();
    expect(filesIn(folder)).toEqual([]);
  });

  it("is a miss where it is another key's entry", async () => {
    const folder = temporaryFolder();
    const { store } = open(folder);
    await store.set(PRICE, entry("tumbler"));
    renameSync(pathOf(folder, PRICE), pathOf(folder, TEXTS));
    expect(await store.get(TEXTS)).toBeNull();
  });
});

describe("with a key", () => {
  it.each([
    ["an earlier shape", '"shape":1'],
    ["a later shape", '"shape":99'],
    ["no shape, as the first version wrote", '"figure":1'],
  ])("is a miss where it is of %s", async (_, shape) => {
    const folder = join(temporaryFolder(), "cache");
    const { store } = open(folder);
    await store.set(PRICE, entry({ price: "4.20" }));
    const kept = readFileSync(pathOf(folder, PRICE), "utf8");
    expect(kept).toMatch(/"shape":\d+/);
    writeFileSync(pathOf(folder, PRICE), kept.replace(/"shape":\d+/, shape));
    expect(await open(folder).store.get(PRICE)).toBeNull();
  });

  it("leaves no plain text on the disk", async () => {
    const folder = temporaryFolder();
    await open(folder, { stateKey: STATE_KEY }).store.set(PRICE, entry({ title: "Insulated tumbler", price: "4.20" }));
    expect(everythingIn(folder)).toContain("sealed-1.");
    for (const word of ["tumbler", "4.20", "storedAtMs", "1688", "610784549587"])
      expect(everythingIn(folder)).not.toContain(word);
    expect((await open(folder, { stateKey: STATE_KEY }).store.get(PRICE))?.value).toEqual({
      title: "Insulated tumbler",
      price: "4.20",
    });
  });

  it.each([
    ["another key", new Secret(Buffer.alloc(32, 2).toString("base64"))],
    ["none", null],
  ])("misses, and removes, with %s", async (_, stateKey) => {
    const folder = temporaryFolder();
    await open(folder, { stateKey: STATE_KEY }).store.set(PRICE, entry(1));
    expect(await open(folder, { stateKey }).store.get(PRICE)).toBeNull();
    expect(filesIn(folder)).toEqual([]);
  });

  it("does not believe an entry that was written without it", async () => {
    const folder = temporaryFolder();
    await open(folder).store.set(PRICE, entry("planted"));
    expect(await open(folder, { stateKey: STATE_KEY }).store.get(PRICE)).toBeNull();
  });

  it("does not believe an entry that was moved to another key's place", async () => {
    const folder = temporaryFolder();
    const { store } = open(folder, { stateKey: STATE_KEY });
    await store.set(PRICE, entry("cheap"));
    renameSync(pathOf(folder, PRICE), pathOf(folder, TEXTS));
    expect(await store.get(TEXTS)).toBeNull();
  });
});

describe("seven days", () => {
  it("are the end of an entry, which is removed when it is asked for", async () => {
    const folder = temporaryFolder();
    let nowMs = Date.now();
    const { store } = open(folder, { now: () => nowMs });
    await store.set(PRICE, { value: 1, storedAtMs: nowMs, freshForMs: HOUR_MS });
    nowMs += 7 * DAY_MS - 1;
    expect((await store.get(PRICE))?.value).toBe(1);
    nowMs += 1;
    expect(await store.get(PRICE)).toBeNull();
    expect(filesIn(folder)).toEqual([]);
  });

  it("are looked after on first use, for entries that nobody asks for, and for what was never finished", async () => {
    const folder = temporaryFolder();
    const { store } = open(folder);
    await store.set(PRICE, entry("old"));
    await store.set(TEXTS, entry("young"));
    const unfinished = join(folder, PRICE.slice(0, 2), `.${PRICE}.0011.tmp`);
    writeFileSync(unfinished, "half");
    age(pathOf(folder, PRICE), 7 * DAY_MS + 1_000);
    age(pathOf(folder, TEXTS), 7 * DAY_MS - HOUR_MS);
    age(unfinished, 2 * HOUR_MS);
    const next = open(folder).store;
    expect(await next.get(MUG_PRICE)).toBeNull();
    await next.close();
    expect(filesIn(folder)).toEqual([join(TEXTS.slice(0, 2), TEXTS)]);
  });
});

describe("removing", () => {
  it("takes all of one product, and what was being written of it, and nothing else", async () => {
    const folder = temporaryFolder();
    const { store } = open(folder);
    for (const key of [PRICE, TEXTS, MUG_PRICE]) await store.set(key, entry(key));
    writeFileSync(join(folder, PRICE.slice(0, 2), `.${PRICE}.0011.tmp`), "half");
    expect(await store.remove(subjectPrefix(TUMBLER))).toBe(2);
    expect(filesIn(folder)).toEqual([join(MUG_PRICE.slice(0, 2), MUG_PRICE), "purged"].sort());
    expect(await store.remove(subjectPrefix(TUMBLER))).toBe(0);
  });

  it("leaves nothing readable when everything goes", async () => {
    const folder = join(temporaryFolder(), "cache");
    const { store } = open(folder);
    for (const key of [PRICE, TEXTS, MUG_PRICE]) await store.set(key, entry("secret recipe"));
    expect(await store.remove("")).toBe(3);
    // A mark for running processes, with a random text in it.
    expect(filesIn(dirname(folder))).toEqual(["cache/purged"]);
    expect(everythingIn(folder)).not.toContain("secret recipe");
    await store.set(PRICE, entry("again"));
    expect((await store.get(PRICE))?.value).toBe("again");
  });
});

it("touches no file and no folder that it has not named itself, and follows no link", async () => {
  const folder = join(temporaryFolder(), "cache");
  const elsewhere = temporaryFolder();
  const { store } = open(folder);
  await store.set(PRICE, entry("a"));
  const shard = join(folder, PRICE.slice(0, 2));
  writeFileSync(join(shard, "letter.txt"), "mine");
  mkdirSync(join(folder, "photos"));
  writeFileSync(join(folder, "photos", PRICE), "mine");
  writeFileSync(join(elsewhere, PRICE), "mine");
  symlinkSync(elsewhere, join(folder, "0f"));
  symlinkSync(join(elsewhere, PRICE), join(shard, MUG_PRICE));
  for (const file of [join(shard, "letter.txt"), join(folder, "photos", PRICE), join(elsewhere, PRICE)]) utimesSync(file, 0, 0);
  await store.close();
  const { store: next } = open(folder);
  await next.get(TEXTS);
  await next.close();
  expect(await next.remove("")).toBe(1);
  expect(readFileSync(join(shard, "letter.txt"), "utf8")).toBe("mine");
  expect(readFileSync(join(folder, "photos", PRICE), "utf8")).toBe("mine");
  expect(readFileSync(join(elsewhere, PRICE), "utf8")).toBe("mine");
});

it("marks each purge for other processes, and is asked for the mark without making a folder", async () => {
  const folder = join(temporaryFolder(), "cache");
  const { store } = open(folder);
  expect(await store.lastPurge()).toBeNull();
  expect(filesIn(dirname(folder))).toEqual([]);
  await open(folder).store.remove("");
  const first = await store.lastPurge();
  await open(folder).store.remove(subjectPrefix(TUMBLER));
  const second = await store.lastPurge();
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(second).toMatch(/^[0-9a-f-]{36}$/);
  expect(second).not.toBe(first);
});

it("counts what it keeps", async () => {
  const folder = temporaryFolder();
  const { store } = open(folder);
  expect(await store.summary()).toEqual({ entries: 0, bytes: 0, oldestMs: null });
  await store.set(PRICE, entry("a"));
  await store.set(MUG_PRICE, entry("b"));
  utimesSync(pathOf(folder, PRICE), new Date("2026-11-20T04:00:00Z"), new Date("2026-11-20T04:00:00Z"));
  const bytes = [PRICE, MUG_PRICE].reduce((sum, key) => sum + readFileSync(pathOf(folder, key)).length, 0);
  expect(await store.summary()).toEqual({ entries: 2, bytes, oldestMs: Date.UTC(2026, 10, 20, 4) });
});
