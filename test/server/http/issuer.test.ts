import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { endHttpServers, HTTP_GENERATIONS, startHttpServer } from "../../support/http-server-process.ts";

const AUDIENCE = "https://sourcing.example/mcp";

let issuer: Server;
let issuerUrl = "";
let sign: (claims: JWTPayload, audience?: string) => Promise<string>;

// An issuer of the test's own: its metadata, its published key, and tokens signed by it.
beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
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
  sign = (claims, audience = AUDIENCE) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: "one" })
      .setIssuer(issuerUrl)
      .setSubject("anna")
      .setAudience(audience)
      .sign(privateKey);
});
afterEach(endHttpServers);
afterAll(() => void issuer.close());

const inAnHour = (): number => Math.floor(Date.now() / 1_000) + 3_600;
const connect = HTTP_GENERATIONS["client of the 2026 protocol"];

it("accepts an issuer's tokens for this server, and no others", async () => {
  const { origin } = await startHttpServer({ SOURCING_HTTP_ISSUER: issuerUrl, SOURCING_HTTP_AUDIENCE: AUDIENCE });
  const client = await connect(origin, { token: await sign({ exp: inAnHour() }) });
  expect((await client.listTools()).tools.length).toBeGreaterThan(0);
  await client.close();
  await expect(connect(origin, { token: await sign({ exp: inAnHour() }, "https://other.example/mcp") })).rejects.toThrow();
  await expect(connect(origin, { token: await sign({ exp: inAnHour() - 7_200 }) })).rejects.toThrow();
  await expect(connect(origin, { token: await sign({}) })).rejects.toThrow();
});

it("says where tokens come from", async () => {
  const { origin } = await startHttpServer({ SOURCING_HTTP_ISSUER: issuerUrl, SOURCING_HTTP_AUDIENCE: AUDIENCE });
  const refused = await fetch(new URL("/mcp", origin), {
    method: "POST",
    body: "{}",
    headers: { "content-type": "application/json" },
  });
  expect(refused.status).toBe(401);
  expect(refused.headers.get("www-authenticate")).toContain("/.well-known/oauth-protected-resource");
  for (const path of ["/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"]) {
    const document = await fetch(new URL(path, origin));
    expect(await document.json()).toMatchObject({ resource: AUDIENCE, authorization_servers: [issuerUrl] });
  }
});

it("does not start where the issuer's document is somebody else's", async () => {
  await expect(
    startHttpServer({ SOURCING_HTTP_ISSUER: `${issuerUrl}/tenant`, SOURCING_HTTP_AUDIENCE: AUDIENCE }),
  ).rejects.toThrow(/no metadata of its own/);
});
