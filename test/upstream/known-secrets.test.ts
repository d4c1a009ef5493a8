import { describe, expect, it } from "vitest";
import { GATEWAYS, gatewayOf } from "../../src/gateways/registry.ts";
import { asFault } from "../../src/model/fault.ts";
import { parseJson } from "../../src/model/json.ts";
import type { GatewayId } from "../../src/model/marketplace.ts";
import { Secret } from "../../src/model/secret.ts";
import { createDispatch } from "../../src/upstream/dispatch.ts";
import { createKnownSecrets, withoutReflection } from "../../src/upstream/known-secrets.ts";
import { redact } from "../../src/upstream/redact.ts";

const TOKEN = "tok&en/7+Quiet=9";
const SIGNATURE = "0A1B2C3D4E5F60718293A4B5C6D7E8F9";
const bytes = Buffer.from(TOKEN);
const ENCODED: readonly (readonly [string, string])[] = [
  ["as it is", TOKEN],
  ["percent-encoded", encodeURIComponent(TOKEN)],
  ["percent-encoded in small letters", encodeURIComponent(TOKEN).replace(/%../g, (mark) => mark.toLowerCase())],
  ["percent-encoded twice", encodeURIComponent(encodeURIComponent(TOKEN))],
  ["in HTML", TOKEN.replace("&", "&amp;")],
  ["in hexadecimal", bytes.toString("hex")],
  ["in base64", bytes.toString("base64")],
  ["in base64 for addresses", bytes.toString("base64url")],
  ["in the base64 of a longer text", Buffer.from(`u:${TOKEN}!`).toString("base64")],
  ["in the base64 of another", Buffer.from(`{"t":"${TOKEN}"}`).toString("base64url")],
];
/** Eight letters in a row of what would give it away. */
const givenAway = (text: string, written: string): boolean =>
  Array.from({ length: Math.max(0, written.length - 11) }, (_, at) => written.slice(at, at + 12)).some((part) =>
    text.includes(part),
  );

describe("a secret learnt at run time", () => {
  it.each(ENCODED)("is struck out of a log line and an answer: %s", (_, written) => {
    const secrets = createKnownSecrets([]);
    secrets.learn(new Secret(TOKEN));
    expect(givenAway(redact(`it said ${written}, and on`, secrets.all()), written)).toBe(false);
    const answer = { structured: { title: `Cup ${written}`, list: [{ [written]: 1 }] }, text: `- Cup ${written}` };
    expect(givenAway(JSON.stringify(secrets.without(answer)), written)).toBe(false);
  });

  it("is handed on, and an answer without one is the same answer", () => {
    const heard: string[] = [];
    const secrets = createKnownSecrets([new Secret("settings-1")], (secret) => heard.push(secret.reveal()));
    secrets.learn(new Secret(TOKEN));
    secrets.learn(null);
    expect(heard).toEqual([TOKEN]);
    const answer = { structured: { title: "Cup" } };
    expect(secrets.without(answer)).toBe(answer);
  });

  it("does not push a setting out, however many there are", () => {
    const secrets = createKnownSecrets([new Secret("settings-1")]);
    for (let count = 0; count < 500; count += 1) secrets.learn(new Secret(`renewed-${count}`));
    expect(redact("settings-1 renewed-499", secrets.all())).toBe("[redacted] [redacted]");
    expect(secrets.all().length).toBeLessThan(150);
  });
});

describe("an answer that repeats its request's secrets", () => {
  const request = {
    method: "POST",
    url: "https://gw.example.com/x?id=7",
    headers: {},
    body: `id=7&_aop_signature=${SIGNATURE}&access_token=${encodeURIComponent(TOKEN)}`,
  } as const;
  const replyOf = (text: string) => ({ status: 200, headers: {}, text, body: parseJson(text) });
  const clean = (text: string) => JSON.stringify(withoutReflection(replyOf(text), request, [new Secret(TOKEN)]));

  it.each([
    ["the token", JSON.stringify({ title: `Cup ${TOKEN}` })],
    ["the token as a name", JSON.stringify({ [TOKEN]: 1 })],
    ["the signature", JSON.stringify({ title: `sign was ${SIGNATURE}` })],
    ["the signature in small letters", JSON.stringify({ title: SIGNATURE.toLowerCase() })],
    ["the request's body", JSON.stringify({ debug: request.body })],
    [
      "its letters by their numbers",
      `{"title":"${[...TOKEN].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join("")}"}`,
    ],
  ])("loses %s", (_, text) => {
    expect(clean(text)).not.toMatch(/tok&en|Quiet|0A1B2C|0a1b2c/);
    expect(clean(text)).toContain("[redacted]");
  });

  it("keeps all else, digits too", () => {
    const kept = withoutReflection(replyOf(`{"id":1005008177221739123,"t":"${SIGNATURE}","n":7}`), request, []);
    expect(kept.body).toEqual({ id: "1005008177221739123", t: "[redacted]", n: 7 });
    const same = replyOf('{"title":"Cup"}');
    expect(withoutReflection(same, request, [new Secret(TOKEN)])).toBe(same);
  });

  it("finds a signature in a query, a form and JSON", () => {
    for (const sent of [
      { ...request, url: `https://gw.example.com/x?sign=${SIGNATURE}&id=7`, body: null },
      { ...request, body: JSON.stringify({ id: 7, sign: SIGNATURE }) },
    ])
      expect(withoutReflection(replyOf(`{"t":"${SIGNATURE}"}`), sent, []).body).toEqual({ t: "[redacted]" });
  });
});

describe("a token call that is refused with what it was asked with", () => {
  const PERSONS_CODE = "code-of-a-person-77";
  // Gateways that give tokens to the app itself take no other grant, and say so before any call.
  const renewing = (Object.keys(GATEWAYS) as GatewayId[]).filter((id) => {
    const { token } = gatewayOf(id);
    return typeof token !== "string" && token.grant === "refresh_token";
  });
  it.each(renewing)("%s: repeats neither a code of the login nor a refresh token", async (id) => {
    const dialect = gatewayOf(id);
    const told: unknown[] = [];
    const words = `no such grant: ${PERSONS_CODE}`;
    const body = {
      ...{ error: "invalid_grant", error_description: words, error_message: words, code: "9", message: words },
      ...{ error_response: { code: "9", msg: words, sub_msg: words } },
    };
    const dispatch = createDispatch({
      dialect,
      app: { appKey: "100", appSecret: new Secret("app-secret-1"), settings: {} },
      fetch: async () => ({ status: 400, headers: {}, text: JSON.stringify(body), body }),
      currentToken: () => null,
      secrets: createKnownSecrets([]),
      time: { now: () => 0 },
      log: () => undefined,
    });
    for (const grant of [
      { type: "authorization_code", code: PERSONS_CODE, redirectUri: "http://127.0.0.1:8765/callback" },
      { type: "refresh_token", refreshToken: PERSONS_CODE },
    ] as const) {
      const fault = await dispatch.askToken(grant).then(
        () => null,
        (error) => asFault(error),
      );
      expect(fault).not.toBeNull();
      told.push(fault?.message, fault?.code, fault?.next);
    }
    expect(JSON.stringify(told)).toContain("no such grant: [redacted]");
    expect(JSON.stringify(told)).not.toContain(PERSONS_CODE);
  });
});
