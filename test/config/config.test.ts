import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { readConfig, SETTINGS } from "../../src/config/config.ts";
import { MARKETPLACE_FACTS } from "../../src/model/marketplace.ts";

const LINUX = { platform: "linux", home: "/home/buyer" } as const;
const read = (env: Record<string, string>) => readConfig(env, LINUX);
const STATE_KEY = Buffer.alloc(32, 7).toString("base64");

describe("an empty environment", () => {
  const config = read({});

  it("is the sandbox, with the marketplaces' own gateways and no problem", () => {
    expect(config.mode).toBe("sandbox");
    expect(config.problems).toEqual([]);
    expect(config.marketplaces["1688"]).toEqual({
      gateway: "1688-open",
      credentials: null,
      accessToken: null,
      refreshToken: null,
      baseUrl: null,
      quota: null,
      own: { productApi: "crossborder" },
    });
    expect(config.marketplaces.aliexpress.gateway).toBe("aliexpress-iop");
    expect(config.marketplaces.alibaba.gateway).toBe("alibaba-iop");
  });

  it("has the defaults of the README", () => {
    expect(config).toMatchObject({
      country: "US",
      currency: "USD",
      language: "en",
      fx: null,
      maxDisputeRate: "0.02",
      maxRefundRate: "0.05",
      loginRedirect: "http://127.0.0.1:8765/callback",
      logLevel: "warn",
      redisUrl: null,
      stateKey: null,
    });
  });

  it("keeps state where the platform keeps it", () => {
    expect(config.stateDir).toBe("/home/buyer/.local/state/sourcing-mcp");
    expect(read({ XDG_STATE_HOME: "/var/state" }).stateDir).toBe("/var/state/sourcing-mcp");
    expect(readConfig({}, { platform: "darwin", home: "/Users/b" }).stateDir).toBe(
      "/Users/b/Library/Application Support/sourcing-mcp",
    );
    expect(read({ SOURCING_STATE_DIR: "/data" }).stateDir).toBe("/data");
  });
});

describe("the mode", () => {
  it("is live as soon as one marketplace has a credential", () => {
    expect(read({ SOURCING_ALIBABA_APP_KEY: "1", SOURCING_ALIBABA_APP_SECRET: "app-secret" }).mode).toBe("live");
  });

  it("is live with half a credential too, and says which half is missing", () => {
    const config = read({ SOURCING_1688_APP_KEY: "1", SOURCING_1688_REFRESH_TOKEN: "refresh-token" });
    expect(config.mode).toBe("live");
    expect(config.marketplaces["1688"].credentials).toBeNull();
    expect(config.problems).toEqual([
      {
        variable: "SOURCING_1688_APP_SECRET",
        message: "is missing, though SOURCING_1688_APP_KEY and SOURCING_1688_REFRESH_TOKEN are set",
      },
    ]);
  });

  it("is what the setting says, whatever credentials there are", () => {
    expect(read({ SOURCING_MODE: "sandbox", SOURCING_1688_APP_KEY: "1", SOURCING_1688_APP_SECRET: "app-secret" }).mode).toBe(
      "sandbox",
    );
    expect(read({ SOURCING_MODE: "live" }).mode).toBe("live");
  });
});

describe("a marketplace", () => {
  it("takes credentials, gateway, base URL and quota", () => {
    const { aliexpress } = read({
      SOURCING_ALIEXPRESS_APP_KEY: " 5012 ",
      SOURCING_ALIEXPRESS_APP_SECRET: "hush-hush",
      SOURCING_ALIEXPRESS_ACCESS_TOKEN: "access-token",
      SOURCING_ALIEXPRESS_REFRESH_TOKEN: "refresh-token",
      SOURCING_ALIEXPRESS_GATEWAY: "aliexpress-md5",
      SOURCING_ALIEXPRESS_BASE_URL: "http://127.0.0.1:9000/",
      SOURCING_ALIEXPRESS_QUOTA: "5/s,10000/d",
    }).marketplaces;
    expect(aliexpress.credentials?.appKey).toBe("5012");
    expect(aliexpress.credentials?.appSecret.reveal()).toBe("hush-hush");
    expect(aliexpress.accessToken?.reveal()).toBe("access-token");
    expect(aliexpress.refreshToken?.reveal()).toBe("refresh-token");
    expect(aliexpress).toMatchObject({
      gateway: "aliexpress-md5",
      baseUrl: "http://127.0.0.1:9000",
      quota: [
        { limit: 5, periodMs: 1_000 },
        { limit: 10_000, periodMs: 86_400_000 },
      ],
    });
  });

  it.each([
    ["5/m", [{ limit: 5, periodMs: 60_000 }]],
    ["5/10s", [{ limit: 5, periodMs: 10_000 }]],
    ["100 / 2h", [{ limit: 100, periodMs: 7_200_000 }]],
  ])("reads the quota %s", (text, rules) => {
    expect(read({ SOURCING_1688_QUOTA: text }).marketplaces["1688"].quota).toEqual(rules);
  });

  it.each(["5", "0/s", "5/0s", "-1/s", "5/w", "5/s,", "5/s;3/m", "1.5/s", "5/99d"])("refuses the quota %s", (text) => {
    expect(read({ SOURCING_1688_QUOTA: text }).problems.map(({ variable }) => variable)).toEqual(["SOURCING_1688_QUOTA"]);
  });

  it.each(["https://proxy.example.com", "http://localhost:1234", "http://[::1]:80"])("accepts the base URL %s", (text) => {
    expect(read({ SOURCING_ALIBABA_BASE_URL: text }).problems).toEqual([]);
  });

  it.each([
    "http://proxy.example.com",
    "http://127.0.0.1.example.com",
    "https://host/path",
    "https://user:pass@host",
    "https://host?x=1",
    "ftp://host",
    "host",
  ])("refuses the base URL %s", (text) => {
    const { problems, marketplaces } = read({ SOURCING_ALIBABA_BASE_URL: text });
    expect(problems.map(({ variable }) => variable)).toEqual(["SOURCING_ALIBABA_BASE_URL"]);
    expect(marketplaces.alibaba.baseUrl).toBeNull();
  });
});

describe("bad settings", () => {
  const HUSH = "hush-hush-value";
  const config = read({
    SOURCING_MODE: HUSH,
    SOURCING_1688_APP_KEY: `${HUSH} x`,
    SOURCING_1688_GATEWAY: "aliexpress-iop",
    SOURCING_STATE_KEY: HUSH,
    SOURCING_COUNTRY: "XX",
    SOURCING_CURRENCY: "dollars",
    SOURCING_LANGUAGE: "e n",
    SOURCING_FX: `{"base":"USD","rates":{"${HUSH}":"1"}}`,
    SOURCING_MAX_DISPUTE_RATE: "2",
    SOURCING_LOGIN_REDIRECT: "http://example.com/callback",
    SOURCING_REDIS_URL: "https://example.com",
    SOURCING_LOG_LEVEL: "loud",
    SOURCING_1688_TOKEN_BY_GET: "perhaps",
    SOURCING_1688_PRODUCT_API: "none",
  });

  it("are named all at once", () => {
    expect(config.problems.map(({ variable }) => variable).sort()).toEqual([
      "SOURCING_1688_APP_KEY",
      "SOURCING_1688_APP_SECRET",
      "SOURCING_1688_GATEWAY",
      // Settings of one gateway alone are there as long as it is.
      ...["SOURCING_1688_PRODUCT_API", "SOURCING_1688_TOKEN_BY_GET"].filter((own) => SETTINGS.some(({ name }) => name === own)),
      "SOURCING_COUNTRY",
      "SOURCING_CURRENCY",
      "SOURCING_FX",
      "SOURCING_LANGUAGE",
      "SOURCING_LOGIN_REDIRECT",
      "SOURCING_LOG_LEVEL",
      "SOURCING_MAX_DISPUTE_RATE",
      "SOURCING_MODE",
      "SOURCING_REDIS_URL",
      "SOURCING_STATE_KEY",
    ]);
  });

  it("say what to write and never repeat the value", () => {
    const messages = config.problems.map(({ message }) => message);
    expect(messages).toContain("Write one of auto, live, sandbox");
    expect(messages).toContain('Write a share such as "2%" or "0.02"');
    expect(messages.join(" ")).not.toContain(HUSH);
  });

  it("leave the others as they are, with defaults in their own place", () => {
    const mixed = read({ SOURCING_COUNTRY: "nowhere", SOURCING_CURRENCY: "eur", SOURCING_MAX_REFUND_RATE: "7.5 %" });
    expect(mixed).toMatchObject({ country: "US", currency: "EUR", maxRefundRate: "0.075" });
  });
});

it("reads exchange rates as decimal strings, whether written as numbers or texts", () => {
  const { fx, problems } = read({
    SOURCING_FX: '{"base":"USD","rates":{"CNY":"7.12","EUR":0.92},"as_of":"2026-11-20","source":"the bank"}',
  });
  expect(problems).toEqual([]);
  expect(fx).toEqual({ base: "USD", rates: { CNY: "7.12", EUR: "0.92" }, asOf: "2026-11-20", source: "the bank" });
  expect(read({ SOURCING_FX: '{"base":"USD","rates":{"CNY":"7.12"}}' }).fx).toMatchObject({ asOf: null, source: null });
});

it.each([
  '{"base":"USD"}',
  '{"base":"USD","rates":{"CNY":"0"}}',
  '{"base":"USD","rates":{"CNY":"-7"}}',
  "7.12",
  '{"base":"USD","rates":{},"x":1}',
])("refuses the exchange rates %s", (text) => {
  expect(read({ SOURCING_FX: text }).problems.map(({ variable }) => variable)).toEqual(["SOURCING_FX"]);
});

it("takes an empty text or an unfilled placeholder of the host for unset", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the text as a host hands it over.
  const config = read({ SOURCING_1688_APP_KEY: "", SOURCING_1688_APP_SECRET: "${user_config.secret}", SOURCING_COUNTRY: "  " });
  expect(config).toMatchObject({ mode: "sandbox", country: "US", problems: [] });
});

it("names variables that begin as ours and are none", () => {
  expect(read({ SOURCING_1688_APPKEY: "1", HOME: "/" }).unknown).toEqual(["SOURCING_1688_APPKEY"]);
});

it.each(["APP_SECRET", "ACCESS_TOKEN", "REFRESH_TOKEN"])("refuses a short %s by name, and never says it", (part) => {
  const variable = `SOURCING_ALIBABA_${part}`;
  const { problems } = read({
    SOURCING_ALIBABA_APP_KEY: "1",
    SOURCING_ALIBABA_APP_SECRET: "long-enough",
    [variable]: "q7",
  });
  expect(problems.map((problem) => problem.variable)).toContain(variable);
  expect(JSON.stringify(problems)).not.toContain("q7");
});

it("lets a stand-in on loopback have a secret of any length, and no other address", () => {
  const short = { SOURCING_1688_APP_KEY: "1", SOURCING_1688_APP_SECRET: "s", SOURCING_1688_ACCESS_TOKEN: "t" };
  expect(read({ ...short, SOURCING_1688_BASE_URL: "http://127.0.0.1:8080" }).problems).toEqual([]);
  const refused = ["SOURCING_1688_APP_SECRET", "SOURCING_1688_ACCESS_TOKEN"];
  const elsewhere = read({ ...short, SOURCING_1688_BASE_URL: "https://reseller.example" });
  expect(elsewhere.problems.map(({ variable }) => variable)).toEqual(expect.arrayContaining(refused));
  const beside = read({ ...short, SOURCING_ALIBABA_BASE_URL: "http://127.0.0.1:8080" });
  expect(beside.problems.map(({ variable }) => variable)).toEqual(expect.arrayContaining(refused));
});

it("takes one state folder for all processes: absolute, or in the home; a relative one is refused", () => {
  expect(read({ SOURCING_STATE_DIR: "/srv/state" }).stateDir).toBe("/srv/state");
  expect(read({ SOURCING_STATE_DIR: "~/state" }).stateDir).toMatch(/^\/.+\/state$/);
  expect(read({ SOURCING_STATE_DIR: "~/state" }).problems).toEqual([]);
  expect(read({ SOURCING_STATE_DIR: "./state" }).problems).toMatchObject([{ variable: "SOURCING_STATE_DIR" }]);
  expect(read({ SOURCING_STATE_DIR: "state" }).problems).toMatchObject([{ variable: "SOURCING_STATE_DIR" }]);
});

it("prints no secret", () => {
  const config = read({
    SOURCING_1688_APP_KEY: "1",
    SOURCING_1688_APP_SECRET: "hush1-hush1",
    SOURCING_1688_ACCESS_TOKEN: "hush2-hush2",
    SOURCING_1688_REFRESH_TOKEN: "hush3-hush3",
    SOURCING_REDIS_URL: "redis://:hush4@localhost:6379",
    SOURCING_STATE_KEY: STATE_KEY,
  });
  expect(config.problems).toEqual([]);
  const printed = inspect(config, { depth: null }) + JSON.stringify(config);
  expect(printed).not.toMatch(/hush/);
  expect(printed).not.toContain(STATE_KEY);
  expect(config.stateKey?.reveal()).toBe(STATE_KEY);
});

it("lists every setting with a meaning, each once, with all of a marketplace's own", () => {
  const names = SETTINGS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(SETTINGS.filter(({ meaning }) => meaning === "")).toEqual([]);
  for (const { settingPrefix } of Object.values(MARKETPLACE_FACTS)) {
    for (const part of ["APP_KEY", "APP_SECRET", "ACCESS_TOKEN", "REFRESH_TOKEN", "GATEWAY", "BASE_URL", "QUOTA"]) {
      expect(names).toContain(`${settingPrefix}_${part}`);
    }
  }
  expect(names).not.toContain("XDG_STATE_HOME");
});
