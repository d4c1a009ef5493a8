import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { GatewayId, Marketplace } from "../../../src/model/marketplace.ts";
import { commandEntry, removeBundle } from "../../support/bundle.ts";
import { runCommand, type Settings, startCommand } from "../../support/command.ts";
import { everythingIn, filesIn, modeOf, temporaryFolder } from "../../support/folder.ts";
import { freePort } from "../../support/redis.ts";
import { startTestSandbox } from "../../support/sandbox/test-sandbox.ts";

const STATE_KEY = Buffer.alloc(32, 1).toString("base64");

/** The browser: follows one redirect, and shows what it lands on. */
async function browse(address: string) {
  const sent = await fetch(address, { redirect: "manual" });
  const landing = sent.headers.get("location") ?? "";
  return { landing, page: async (at = landing) => look(at) };
}

async function look(address: string) {
  const answer = await fetch(address);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

describe("sourcing-mcp login", () => {
  let entry: string;
  beforeAll(async () => {
    entry = await commandEntry();
    return () => removeBundle(entry);
  });

  /** Live settings for both kinds of token answer, with a gateway of our own in the platform's place. */
  async function live(marketplace: Marketplace, gateway: GatewayId) {
    const sandbox = await startTestSandbox();
    onTestFinished(() => sandbox.close());
    const prefix = `SOURCING_${marketplace.toUpperCase()}`;
    const { appKey, appSecret } = sandbox.credentials(marketplace);
    const folder = temporaryFolder();
    const settings: Settings = {
      [`${prefix}_APP_KEY`]: appKey,
      [`${prefix}_APP_SECRET`]: appSecret,
      [`${prefix}_BASE_URL`]: sandbox.origin(gateway),
      SOURCING_STATE_DIR: folder,
      SOURCING_LOGIN_REDIRECT: `http://127.0.0.1:${await freePort()}/callback`,
    };
    return { sandbox, settings, folder, appSecret };
  }
  const PAGE = /(http:\/\/127\.0\.0\.1:\d+\/oauth\/authorize\?\S+)\n[\s\S]*Waiting/;

  it.each([
    ["1688", "1688-open"],
    ["aliexpress", "aliexpress-iop"],
    ["alibaba", "alibaba-iop"],
  ] as const)("stores the tokens that the agreement at %s buys, for its owner alone", async (marketplace, gateway) => {
    const { settings, folder, appSecret } = await live(marketplace, gateway);
    const command = startCommand(entry, ["login", marketplace, "--no-open"], settings);
    const [, address = ""] = await command.says(PAGE);
    expect(new URL(address).searchParams.get("redirect_uri")).toBe(settings["SOURCING_LOGIN_REDIRECT"]);
    const { landing, page } = await browse(address);
    const forged = new URL(landing);
    forged.searchParams.set("state", "guessed");
    expect((await page(forged.href)).status).toBe(400);
    expect(await page()).toMatchObject({ status: 200, text: expect.stringContaining("Logged in") });

    const { code, stdout, stderr } = await command.ended();
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(`Logged in at ${gateway}`);
    const [file = ""] = filesIn(join(folder, "tokens")).filter((name) => name.endsWith(".json"));
    expect(file).toMatch(new RegExp(`^${gateway}-[0-9a-f]{16}\\.json$`));
    expect(modeOf(join(folder, "tokens", file))).toBe("600");
    const kept = JSON.parse(readFileSync(join(folder, "tokens", file), "utf8"));
    expect(kept.access).toMatch(new RegExp(`^sandbox-${marketplace}-access-\\d+$`));
    expect(kept.refresh).toMatch(new RegExp(`^sandbox-${marketplace}-refresh-\\d+$`));
    for (const secret of [kept.access, kept.refresh, appSecret]) expect(stdout + stderr).not.toContain(secret);
    await expect(page()).rejects.toThrow();
  });

  it("stores them encrypted where there is a key, and the gateway then believes them", async () => {
    const { settings, folder, sandbox } = await live("1688", "1688-open");
    const sealed = { ...settings, SOURCING_STATE_KEY: STATE_KEY };
    const command = startCommand(entry, ["login", "1688", "--no-open"], sealed);
    const [, address = ""] = await command.says(PAGE);
    await (await browse(address)).page();
    expect((await command.ended()).code).toBe(0);
    expect(everythingIn(folder)).toContain("sealed-1.");
    expect(everythingIn(folder)).not.toMatch(/sandbox-1688|access|refresh/);

    const asked = sandbox.history.length;
    const { code, stdout } = await runCommand(entry, ["doctor"], sealed);
    expect(stdout).toContain("1688-open: the credentials are good");
    expect(code).toBe(0);
    expect(sandbox.history.slice(asked).map(({ ids }) => ids)).toEqual([["1"], [], []]);

    const other = await runCommand(entry, ["doctor"], {
      ...settings,
      SOURCING_STATE_KEY: Buffer.alloc(32, 2).toString("base64"),
    });
    expect(other.code).toBe(1);
    expect(other.stdout).toMatch(/encrypted with another key than SOURCING_STATE_KEY/);
  });

  it("fails where the platform refuses the code, and says why in the terminal", async () => {
    const { settings, folder } = await live("1688", "1688-open");
    const command = startCommand(entry, ["login", "1688", "--no-open"], settings);
    const [, address = ""] = await command.says(PAGE);
    const state = new URL(address).searchParams.get("state");
    const page = await look(`${settings["SOURCING_LOGIN_REDIRECT"]}?code=never-issued&state=${state}`);
    expect(page).toMatchObject({ status: 400, text: expect.stringContaining("Not logged in") });
    const { code, stderr } = await command.ended();
    expect(code).toBe(1);
    expect(stderr).toContain("login failed: 1688-open answered invalid_grant");
    expect(stderr).not.toContain("never-issued");
    expect(everythingIn(folder)).not.toContain("access");
  });

  it("has the address pasted where the redirect is not on this machine", async () => {
    const { settings, folder } = await live("1688", "1688-open");
    const elsewhere = { ...settings, SOURCING_LOGIN_REDIRECT: "https://shop.example/landed" };
    const command = startCommand(entry, ["login", "1688", "--no-open"], elsewhere);
    const [, address = ""] = await command.says(/(http:\/\/127\.0\.0\.1:\d+\/oauth\/authorize\?\S+)\n[\s\S]*paste it here/);
    const { landing } = await browse(address);
    expect(landing).toMatch(/^https:\/\/shop\.example\/landed\?code=/);
    command.input.write("what?\n");
    await command.says(/does not begin with the registered redirect/);
    command.input.write(`${landing.replace(/state=[^&]*/, "state=guessed")}\n`);
    await command.says(/state is that of another login/);
    command.input.write(`${landing}\n`);
    const { code, stdout } = await command.ended();
    expect(code).toBe(0);
    expect(stdout).toContain("Logged in at 1688-open");
    expect(everythingIn(folder)).toContain("sandbox-1688-access-");
  });

  it("ends where the input ends before an address is pasted", async () => {
    const { settings } = await live("1688", "1688-open");
    const elsewhere = { ...settings, SOURCING_LOGIN_REDIRECT: "https://shop.example/landed" };
    const { code, stderr } = await runCommand(entry, ["login", "1688", "--no-open"], elsewhere);
    expect(code).toBe(1);
    expect(stderr).toContain("The input ended");
  });

  it("fails aloud where the tokens cannot be stored", async () => {
    const { settings } = await live("1688", "1688-open");
    const command = startCommand(entry, ["login", "1688", "--no-open"], { ...settings, SOURCING_STATE_DIR: "/dev/null/state" });
    const [, address = ""] = await command.says(PAGE);
    expect((await (await browse(address)).page()).status).toBe(400);
    const { code, stderr } = await command.ended();
    expect(code).toBe(1);
    expect(stderr).toContain("could not be stored");
  });

  it("can be tried against the sandbox, of which nothing is kept", async () => {
    const folder = temporaryFolder();
    const command = startCommand(entry, ["login", "1688", "--no-open"], {
      SOURCING_MODE: "sandbox",
      SOURCING_STATE_DIR: folder,
      SOURCING_LOGIN_REDIRECT: `http://127.0.0.1:${await freePort()}/callback`,
    });
    const [, address = ""] = await command.says(PAGE);
    expect((await (await browse(address)).page()).status).toBe(200);
    const { code, stdout } = await command.ended();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Sandbox: this logs in to the sandbox's invented /);
    expect(stdout).toContain("nowhere: the sandbox and its tokens end with this command");
    expect(filesIn(folder)).toEqual([]);
  });

  const APP = { SOURCING_ALIEXPRESS_APP_KEY: "1", SOURCING_ALIEXPRESS_APP_SECRET: "app-secret" };
  it.each([
    ["without credentials", "1688", { SOURCING_MODE: "live" }, /SOURCING_1688_APP_KEY, SOURCING_1688_APP_SECRET/],
    [
      "at a gateway whose token is given",
      "1688",
      { SOURCING_1688_APP_KEY: "1", SOURCING_1688_APP_SECRET: "app-secret", SOURCING_1688_GATEWAY: "1688-sha1" },
      /1688-sha1 has no page[\s\S]*Set SOURCING_1688_ACCESS_TOKEN to what[\s\S]*SOURCING_1688_GATEWAY=1688-open/,
    ],
    [
      "at a gateway that only renews",
      "aliexpress",
      { ...APP, SOURCING_ALIEXPRESS_GATEWAY: "aliexpress-md5" },
      /SOURCING_ALIEXPRESS_ACCESS_TOKEN and SOURCING_ALIEXPRESS_REFRESH_TOKEN/,
    ],
    [
      "at a gateway that asks for its token by itself",
      "alibaba",
      { SOURCING_ALIBABA_APP_KEY: "1", SOURCING_ALIBABA_APP_SECRET: "app-secret", SOURCING_ALIBABA_GATEWAY: "alibaba-v3" },
      /alibaba-v3 needs no login/,
    ],
    ["with a bad setting", "1688", { SOURCING_COUNTRY: "nowhere" }, /SOURCING_COUNTRY/],
  ])("says what to set %s", async (_, marketplace, settings, message) => {
    const { code, stderr, stdout } = await runCommand(entry, ["login", marketplace, "--no-open"], {
      SOURCING_STATE_DIR: temporaryFolder(),
      ...settings,
    } as Settings);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stdout).toBe("");
  });

  it.each([[[]], [["taobao"]], [["1688", "aliexpress"]], [["1688", "--quiet"]]])("shows how it is used: %j", async (args) => {
    const { code, stderr } = await runCommand(entry, ["login", ...args], {});
    expect(code).toBe(2);
    expect(stderr).toContain("Usage: sourcing-mcp login <1688|aliexpress|alibaba>");
  });
});
