import {
  type AuthInfo,
  OAuthError,
  OAuthErrorCode,
  type OAuthMetadata,
  type OAuthTokenVerifier,
} from "@modelcontextprotocol/server";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { codeOf } from "../../model/fault.ts";

export interface Issuer {
  readonly verifier: OAuthTokenVerifier;
  /** As the issuer publishes it (RFC 8414). */
  readonly metadata: OAuthMetadata;
}

const METADATA_PATHS = [".well-known/oauth-authorization-server", ".well-known/openid-configuration"];
const PATIENCE_MS = 10_000;

/**
 * Reads an OAuth issuer's metadata once and checks tokens by its published keys: signature, issuer, audience and end.
 * @param audience what a token for this server names as its audience, usually the server's URL
 * @throws Error where the metadata cannot be had or names no keys
 */
export async function openIssuer(issuer: URL, audience: string): Promise<Issuer> {
  const metadata = await readMetadata(issuer);
  const { jwks_uri: keysUrl } = metadata as { readonly jwks_uri?: unknown };
  if (typeof keysUrl !== "string") throw new Error(`The issuer ${issuer.href} publishes no keys (jwks_uri)`);
  const keys = createRemoteJWKSet(new URL(keysUrl), { timeoutDuration: PATIENCE_MS });
  return {
    metadata,
    verifier: {
      async verifyAccessToken(token): Promise<AuthInfo> {
        const { payload } = await jwtVerify(token, keys, { issuer: metadata.issuer, audience }).catch((cause: unknown) => {
          throw new OAuthError(OAuthErrorCode.InvalidToken, `The token is not accepted: ${codeOf(cause) || "unreadable"}`);
        });
        if (payload.exp === undefined) throw new OAuthError(OAuthErrorCode.InvalidToken, "The token names no end");
        const { scope, client_id: clientId } = payload as { readonly scope?: unknown; readonly client_id?: unknown };
        return {
          token,
          clientId: typeof clientId === "string" ? clientId : (payload.sub ?? "unknown"),
          scopes: typeof scope === "string" ? scope.split(" ") : [],
          expiresAt: payload.exp,
        };
      },
    },
  };
}

async function readMetadata(issuer: URL): Promise<OAuthMetadata> {
  const base = issuer.href.endsWith("/") ? issuer.href : `${issuer.href}/`;
  for (const path of METADATA_PATHS) {
    const answer = await fetch(new URL(path, base), { redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
      () => null,
    );
    if (answer?.ok !== true) continue;
    const metadata = (await answer.json()) as OAuthMetadata;
    // RFC 8414: the issuer that the document names is the one that was asked, or it is somebody else's document.
    if (withoutSlash(metadata.issuer) === withoutSlash(issuer.href)) return metadata;
  }
  throw new Error(`The issuer ${issuer.href} answers with no metadata of its own`);
}

const withoutSlash = (url: string): string => url.replace(/\/$/, "");
