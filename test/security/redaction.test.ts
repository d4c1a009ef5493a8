import { format, inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createApp } from "../../src/app/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { Fault } from "../../src/model/fault.ts";
import { Secret } from "../../src/model/secret.ts";
import { percentEncode } from "../../src/signing/percent-encode.ts";
import { plainLine, redact } from "../../src/upstream/redact.ts";

const HUSH = "hush-7c1e";
// All that a secret may hold by the settings' rule: anything but white space.
const AWKWARD = `p"a\\ss!'(w)*rd&=+/%`;

describe("a secret", () => {
  const secret = new Secret(HUSH);
  const holder = { settings: { appSecret: secret }, list: [secret], map: new Map([["secret", secret]]) };

  it.each([
    ["inspect", inspect(holder, { depth: null, showHidden: true })],
    ["inspect without custom functions", inspect(holder, { depth: null, showHidden: true, customInspect: false })],
    ["format", format("%s %o %O %j %d", secret, secret, secret, secret, secret)],
    ["JSON", JSON.stringify(holder)],
    ["text", `${secret} ${String(secret)} ${[secret]}`],
    ["its own entries", JSON.stringify([Object.entries(secret), Object.keys(secret), { ...secret }])],
    ["an error", inspect(new Error(`bad ${secret}`, { cause: holder }), { depth: null })],
    [
      "a fault and its causes",
      inspect(new Fault({ kind: "internal", message: `bad ${secret}`, cause: new Error("x", { cause: holder }) }), {
        depth: null,
      }),
    ],
    ["a structured clone", inspect(structuredClone(secret), { depth: null, showHidden: true })],
  ])("does not show in %s", (_, shown) => {
    expect(shown).not.toContain(HUSH);
  });
});

describe("the log's line", () => {
  it.each([
    ["as it is", AWKWARD],
    ["in a JSON text", JSON.stringify({ error: AWKWARD })],
    ["in a JSON text inside another", JSON.stringify({ error: `key ${AWKWARD}` })],
    ["in a form", new URLSearchParams({ x: AWKWARD }).toString()],
    ["in an address", `https://gw.example.com/?x=${encodeURIComponent(AWKWARD)}`],
    ["in an address by RFC 3986", `https://gw.example.com/?x=${percentEncode(AWKWARD)}`],
  ])("loses an awkward secret %s", (_, text) => {
    const line = redact(text, [new Secret(AWKWARD)]);
    expect(line).toContain("[redacted]");
    expect(line).not.toMatch(/ss!|ss%21|rd&|rd%26/);
  });

  it.each([
    "https://gw.example.com/x?access_token=hush-7c1e&product_id=1",
    "refresh_token=hush-7c1e",
    '{"app_secret":"hush-7c1e"}',
    '{"body":"{\\"refresh_token\\":\\"hush-7c1e\\"}"}',
    "Authorization: Bearer hush-7c1e",
    "redis://user:hush-7c1e@cache.example.com:6379",
    "POST client_secret=hush-7c1e&grant_type=refresh_token",
    "?_aop_signature=hush-7c1e",
  ])("loses what nobody named as a secret: %s", (text) => {
    expect(redact(text)).not.toContain(HUSH);
    expect(plainLine(text)).not.toContain(HUSH);
  });
});

describe("the app's own log", () => {
  const ENV = {
    SOURCING_MODE: "live",
    SOURCING_1688_APP_KEY: "100",
    SOURCING_1688_APP_SECRET: AWKWARD,
    SOURCING_1688_ACCESS_TOKEN: "hush-access",
    SOURCING_1688_REFRESH_TOKEN: "hush-refresh",
    SOURCING_REDIS_URL: "redis://user:hush-redis@127.0.0.1:1",
    SOURCING_STATE_KEY: Buffer.alloc(32, 7).toString("base64"),
    SOURCING_LOG_LEVEL: "debug",
  };

  it("holds no setting that is secret, whatever sentence it stands in", () => {
    const lines: string[] = [];
    const app = createApp(readConfig(ENV), (line) => lines.push(line));
    const { SOURCING_MODE: _, SOURCING_1688_APP_KEY: __, SOURCING_LOG_LEVEL: ___, ...secrets } = ENV;
    for (const secret of Object.values(secrets)) app.log("warn", "defect", { error: `at line ${secret}, and on` });
    expect(lines).toHaveLength(5);
    for (const line of lines) {
      expect(line).toMatch(/at line \S*\[redacted\]\S*, and on/);
      expect(() => JSON.parse(line)).not.toThrow();
    }
  });

  it("names a bad secret's variable and not its value", () => {
    const lines: string[] = [];
    createApp(readConfig({ ...ENV, SOURCING_STATE_KEY: "hush-short", SOURCING_REDIS_URL: "http://hush-host" }), (line) =>
      lines.push(line),
    );
    expect(lines.join()).toContain("SOURCING_STATE_KEY");
    expect(lines.join()).toContain("SOURCING_REDIS_URL");
    expect(lines.join()).not.toContain("hush");
  });
});
