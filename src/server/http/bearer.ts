import { createHash, timingSafeEqual } from "node:crypto";
import { type AuthInfo, OAuthError, OAuthErrorCode, type OAuthTokenVerifier } from "@modelcontextprotocol/server";

/** A token that opens the server, and the name that its bearer goes by. */
export interface NamedToken {
  readonly name: string;
  readonly token: string;
}

// A list of tokens has no end of its own; the SDK wants one.
const YEAR_SECONDS = 365 * 86_400;

/**
 * Tokens from a file's text: one a line, `name token` or the token alone; blank lines and lines that begin with `#` are passed over.
 * @example readTokens("# team\nanna 6f1c…\n") // [{ name: "anna", token: "6f1c…" }]
 */
export const readTokens = (text: string): readonly NamedToken[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line, index) => {
      const [first = "", second] = line.split(/\s+/);
      return second === undefined ? { name: `token ${index + 1}`, token: first } : { name: first, token: second };
    });

/** Accepts the tokens of a list. Every one is compared, in the same time whatever is wrong with the one presented. */
export function verifyListed(tokens: readonly NamedToken[]): OAuthTokenVerifier {
  const known = tokens.map(({ name, token }) => ({ name, digest: digestOf(token) }));
  return {
    async verifyAccessToken(token): Promise<AuthInfo> {
      const digest = digestOf(token);
      const matches = known.filter((one) => timingSafeEqual(one.digest, digest));
      const [match] = matches;
      if (match === undefined) throw new OAuthError(OAuthErrorCode.InvalidToken, "The token is not one of this server's");
      return { token, clientId: match.name, scopes: [], expiresAt: Math.floor(Date.now() / 1_000) + YEAR_SECONDS };
    },
  };
}

const digestOf = (token: string): Buffer => createHash("sha256").update(token).digest();
