import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Check } from "../../src/app/doctor/check.ts";
import type { SandboxOptions } from "../../src/sandbox/server.ts";
import { commandEntry, removeBundle } from "../support/bundle.ts";
import { runCommand, type Settings } from "../support/command.ts";
import { filesIn, temporaryFolder } from "../support/folder.ts";
import { freePort, REDIS_PROGRAM, startRedis } from "../support/redis.ts";
import { startTestSandbox } from "../support/sandbox/test-sandbox.ts";

let entry: string;
beforeAll(async () => {
  entry = await commandEntry();
  return () => removeBundle(entry);
});

interface Report {
  readonly ok: boolean;
  readonly version: string;
  readonly node: string;
  readonly mode: string;
  readonly checks: readonly Check[];
}

async function examine(settings: Settings) {
  const { code, stdout, stderr } = await runCommand(entry, ["doctor", "--json"], {
    SOURCING_STATE_DIR: temporaryFolder(),
    ...settings,
  });
  const report = JSON.parse(stdout) as Report;
  const of = (area: Check["area"]) => report.checks.filter((check) => check.area === area);
  return { code, report, of, text: stdout + stderr };
}

/** Live settings for 1688, with a gateway of our own in the platform's place. */
async function live(options: SandboxOptions = {}) {
  const sandbox = await startTestSandbox(options);
  onTestFinished(() => sandbox.close());
  const { appKey, appSecret, accessToken, refreshToken } = sandbox.credentials("1688");
  const settings: Settings = {
    SOURCING_1688_APP_KEY: appKey,
    SOURCING_1688_APP_SECRET: appSecret,
    SOURCING_1688_ACCESS_TOKEN: accessToken,
    SOURCING_1688_REFRESH_TOKEN: refreshToken,
    SOURCING_1688_BASE_URL: sandbox.origin("1688-open"),
  };
  return { sandbox, settings, secrets: [appSecret, accessToken, refreshToken] };
}

it("finds nothing wrong with no settings at all, in plain words", async () => {
  const { code, stdout } = await runCommand(entry, ["doctor"], { SOURCING_STATE_DIR: temporaryFolder() });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^sourcing-mcp \d+\.\d+\.\d+, Node v\d+/);
  expect(stdout).toContain("Sandbox: all listings are invented");
  expect(stdout).toContain("Nothing is in the way.");
});

it("shows how it is used where it does not understand", async () => {
  expect(await runCommand(entry, ["doctor", "--yaml"], {})).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Usage"),
  });
});

describe("settings", () => {
  it("names every bad variable at once, and what looks misspelt, and asks no gateway", async () => {
    const { settings, sandbox } = await live();
    const wrong = { SOURCING_COUNTRY: "Germany", SOURCING_FX: "7.12", SOURCING_1688_APPKEY: "secret-in-the-wrong-place" };
    const { code, of, text } = await examine({ ...settings, ...wrong });
    expect(code).toBe(1);
    expect(
      of("settings")
        .filter(({ state }) => state === "bad")
        .map(({ message }) => message.split(":")[0]),
    ).toEqual(["SOURCING_COUNTRY", "SOURCING_FX"]);
    expect(of("settings").find(({ state }) => state === "note")?.message).toContain("SOURCING_1688_APPKEY");
    expect(text).not.toContain("secret-in-the-wrong-place");
    expect(sandbox.history).toEqual([]);
  });

  it("says that live mode without any credentials is of no use", async () => {
    const { code, of } = await examine({ SOURCING_MODE: "live" });
    expect(code).toBe(1);
    expect(of("settings")[0]).toMatchObject({
      state: "bad",
      message: expect.stringContaining("no marketplace has credentials"),
    });
    expect(of("gateways").map(({ state }) => state)).toEqual(["note", "note", "note"]);
  });
});

describe("a gateway", () => {
  it("is asked once, and its credentials, clock and quota told; secrets are not", async () => {
    const { settings, sandbox, secrets } = await live();
    const { code, of, report, text } = await examine(settings);
    expect(code).toBe(0);
    expect(report).toMatchObject({ ok: true, mode: "live", node: process.version });
    const [open1688] = of("gateways");
    expect(open1688).toMatchObject({ state: "good", figures: { gateway: "1688-open", calls_now: 4, calls_today: 9_999 } });
    expect(open1688?.message).toMatch(
      /^1688-open: the credentials are good.*clock agrees.*4 calls may leave now, and 9999 of 10000 are left for the day$/,
    );
    // The listing, then one call without words for each kind of search: nothing is searched.
    expect(sandbox.history.map(({ ids, code }) => [ids, code])).toEqual([
      [["1"], "business"],
      [[], "gw.ParamMissing"],
      [[], "gw.ParamMissing"],
    ]);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it("says which permission to ask for where the app may not search", async () => {
    const keyword = "com.alibaba.fenxiao.crossborder/product.search.keywordQuery";
    const selection = "com.alibaba.fenxiao/jxhy.product.getPageList";
    const picture = "com.alibaba.linkplus/alibaba.cross.similar.offer.search";
    const second = await live({ declined: [keyword] });
    expect((await examine(second.settings)).of("search").map(({ state, message }) => [state, message])).toEqual([
      ["good", `1688-open may be searched by words (${selection})`],
      ["good", `1688-open may be searched by picture (${picture})`],
    ]);
    const none = await live({ declined: [keyword, selection, picture] });
    const { code, of } = await examine(none.settings);
    expect(code).toBe(0);
    expect(of("search").map(({ state }) => state)).toEqual(["note", "note"]);
    expect(of("search")[0]?.message).toContain(
      `The app may not search 1688-open by words: ask the platform to grant ${keyword} or ${selection}`,
    );
    expect(of("search")[1]?.message).toContain(`by picture: ask the platform to grant ${picture}`);
  });

  it("of a dialect without a search has none, and the sandbox's is said to be the sandbox's", async () => {
    const { of } = await examine({ SOURCING_1688_GATEWAY: "1688-md5" });
    expect(of("settings")[0]?.message).toContain("speaks of the sandbox alone");
    expect(of("gateways")[0]?.message).toMatch(/^1688-md5 of the sandbox: /);
    expect(of("search")[0]).toMatchObject({ state: "note", message: expect.stringMatching(/^1688-md5 has no search/) });
    expect(
      of("search")
        .slice(1)
        .map(({ state }) => state),
    ).toEqual(["good", "good"]);
  });

  it("that refuses the signature is bad, and the clock is cleared of it", async () => {
    const { settings } = await live();
    const { code, of, text } = await examine({ ...settings, SOURCING_1688_APP_SECRET: "not-the-secret" });
    expect(code).toBe(1);
    expect(of("gateways")[0]).toMatchObject({
      state: "bad",
      message: expect.stringMatching(/signature_rejected.*clock agrees/),
    });
    expect(text).not.toContain("not-the-secret");
  });

  it("that wants a person says so", async () => {
    const { settings, sandbox } = await live();
    sandbox.revokeToken("1688", true);
    const { code, of } = await examine(settings);
    expect(code).toBe(1);
    expect(of("gateways")[0]?.message).toContain("login_needed");
  });

  it("whose clock is elsewhere is worth a note that says by how much", async () => {
    const { settings, sandbox } = await live();
    const date = new Date(Date.now() + 120_000).toUTCString();
    const body = '{"result":{"success":false,"message":"商品[1]不存在"}}';
    sandbox.fail("1688-open", { kind: "answered", status: 200, body, headers: { date } });
    const { code, of } = await examine(settings);
    expect(code).toBe(0);
    expect(of("gateways")[0]).toMatchObject({
      state: "note",
      message: expect.stringMatching(/clock is 1[12]\d s behind its own: set it/),
    });
  });

  it("that cannot be reached is bad", async () => {
    const { settings } = await live();
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const { code, of } = await examine({ ...settings, SOURCING_1688_BASE_URL: nowhere });
    expect(code).toBe(1);
    expect(of("gateways")[0]).toMatchObject({ state: "bad", message: expect.stringContaining("unavailable") });
  });
});

describe("the state folder", () => {
  it("is tried, and nothing of the trial stays", async () => {
    const folder = join(temporaryFolder(), "new", "state");
    const { code, of } = await examine({ SOURCING_STATE_DIR: folder });
    expect(code).toBe(0);
    expect(of("state")[0]).toMatchObject({ state: "good", message: expect.stringContaining(folder) });
    expect(filesIn(folder)).toEqual([]);
  });

  it("that cannot be written is bad", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    const { code, of } = await examine({ SOURCING_STATE_DIR: file });
    expect(code).toBe(1);
    expect(of("state")[0]).toMatchObject({ state: "bad", message: expect.stringContaining("cannot be written") });
  });

  it("with a token that others may read is bad", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "tokens"), { mode: 0o700 });
    writeFileSync(join(folder, "tokens", "1688-open-a1b2.json"), "{}");
    chmodSync(join(folder, "tokens", "1688-open-a1b2.json"), 0o644);
    const { code, of } = await examine({ SOURCING_STATE_DIR: folder });
    expect(code).toBe(1);
    expect(of("state").find(({ state }) => state === "bad")?.message).toMatch(/1688-open-a1b2\.json has mode 644.*chmod 600/);
  });
});

describe("Redis in its place", () => {
  it.skipIf(REDIS_PROGRAM === null)("is told to answer", async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const { code, of } = await examine({ SOURCING_REDIS_URL: redis.url });
    expect(code).toBe(0);
    expect(of("state")[0]).toMatchObject({
      state: "good",
      message: expect.stringMatching(/^Redis at 127\.0\.0\.1:\d+ answers/),
    });
    expect(of("cache")[0]?.message).toBe("Nothing is cached");
  });

  it("is bad where it does not answer, and its password is not told", async () => {
    const { code, of, text } = await examine({ SOURCING_REDIS_URL: `redis://me:open-sesame@127.0.0.1:${await freePort()}` });
    expect(code).toBe(1);
    expect(of("state")[0]).toMatchObject({ state: "bad", message: expect.stringContaining("does not answer") });
    expect(text).not.toContain("sesame");
  });
});
