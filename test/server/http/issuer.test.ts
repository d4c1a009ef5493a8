import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  endHttpServers,
  HTTP_GENERATIONS,
  type HttpServerProcess,
  startHttpServer,
} from "../../support/http-server-process.ts";

const AUDIENCE = "https://sourcing.example/mcp";

let issuer: Server;
let issuerUrl = "";
let server: HttpServerProcess;
let publicPem = "";
let strangersKey: CryptoKey;
interface Claimed {
  readonly audience?: string;
  readonly issuer?: string;
  readonly key?: CryptoKey;
}
let sign: (claims: JWTPayload, claimed?: Claimed) => Promise<string>;

// An issuer of the test's own: its metadata, its published key, and tokens signed by it.
beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  strangersKey = (await generateKeyPair("RS256")).privateKey;
  publicPem = await exportSPKI(publicKey);
  const key = { ...(await exportJWK(publicKey)), kid: "one", alg: "RS256", use: "sig" };
  issuer = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    if (request.url === "/keys") return void response.end(JSON.stringify({ keys: [key] }));
    if (request.url !== "/.well-known/oauth-authorization-server") return void response.writeHead(404).end();
    response.end(
      JSON.stringify({
        issuer: issuerUrl,
        authorization_endpoint: `${issuerUrl}/authorize`,
        token_endpoint: `${issuerUrl}/token`,
        jwks_uri: `${issuerUrl}/keys`,
        response_types_supported: ["code"],
      }),
    );
  });
  await new Promise<void>((resolve) => issuer.listen(0, "127.0.0.1", resolve));
  issuerUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  sign = (claims, { audience = AUDIENCE, issuer: by = issuerUrl, key: signedBy = privateKey } = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: "one" })
      .setIssuer(by)
      .setSubject("anna")
      .setAudience(audience)
      .sign(signedBy);
  server = await startHttpServer({ SOURCING_HTTP_ISSUER: issuerUrl, SOURCING_HTTP_AUDIENCE: AUDIENCE });
}, 30_000);
afterAll(async () => {
  await endHttpServers();
  issuer.close();
}, 30_000);

const inAnHour = (): number => Math.floor(Date.now() / 1_000) + 3_600;
const ask = (token: string | null): Promise<Response> =>
  fetch(new URL("/mcp", server.origin), {
    method: "POST",
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} }),
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
  });
const connect = HTTP_GENERATIONS["client of the 2026 protocol"];

it("accepts an issuer's tokens for this server", async () => {
  const client = await connect(server.origin, { token: await sign({ exp: inAnHour() }) });
  expect((await client.listTools()).tools.length).toBeGreaterThan(0);
  await client.close();
});

it("accepts no other token, whatever it says of itself", async () => {
  const good = await sign({ exp: inAnHour() });
  const [head = "", body = "", signature = ""] = good.split(".");
  const unsigned = Buffer.from(JSON.stringify({ alg: "none", kid: "one" })).toString("base64url");
  const symmetric = Buffer.from(JSON.stringify({ alg: "HS256", kid: "one" })).toString("base64url");
  const mac = createHmac("sha256", publicPem).update(`${symmetric}.${body}`).digest("base64url");
  const others = {
    "for another server": await sign({ exp: inAnHour() }, { audience: "https://other.example/mcp" }),
    "for part of this address": await sign({ exp: inAnHour() }, { audience: "https://sourcing.example" }),
    "of another issuer": await sign({ exp: inAnHour() }, { issuer: "https://issuer.example" }),
    "signed by another key": await sign({ exp: inAnHour() }, { key: strangersKey }),
    ended: await sign({ exp: inAnHour() - 7_200 }),
    "not begun": await sign({ exp: inAnHour() + 3_600, nbf: inAnHour() }),
    "without an end": await sign({}),
    unsigned: `${unsigned}.${body}.`,
    "with the public key as a secret": `${symmetric}.${body}.${mac}`,
    changed: `${head}.${Buffer.from(JSON.stringify({ exp: inAnHour() + 1 })).toString("base64url")}.${signature}`,
    "no token at all": "0123456789abcdef0123456789abcdef",
  };
  for (const [what, token] of Object.entries(others)) expect((await ask(token)).status, what).toBe(401);
  expect((await ask(good)).status).toBe(200);
});

it("says where tokens come from", async () => {
  const refused = await ask(null);
  expect(refused.status).toBe(401);
  expect(refused.headers.get("www-authenticate")).toContain("/.well-known/oauth-protected-resource");
  for (const path of ["/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"]) {
    const document = await fetch(new URL(path, server.origin));
    expect(await document.json()).toMatchObject({ resource: AUDIENCE, authorization_servers: [issuerUrl] });
  }
});

it("does not start where the issuer's document is somebody else's", async () => {
  await expect(
    startHttpServer({ SOURCING_HTTP_ISSUER: `${issuerUrl}/tenant`, SOURCING_HTTP_AUDIENCE: AUDIENCE }),
  ).rejects.toThrow(/no metadata of its own/);
});
