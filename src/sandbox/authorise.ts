import type { Desk } from "./dialects/dialect.ts";
import type { Asked, Said } from "./wire.ts";

/** The page where a person agrees. The sandbox agrees at once: it sends the browser back with a one-use code. Null for other paths. */
export function answerAuthorise(asked: Asked, desk: Desk): Said | null {
  if (asked.method !== "GET" || asked.path !== "/oauth/authorize") return null;
  const { client_id: appKey, redirect_uri: redirect, state } = asked.parameters;
  if (appKey !== desk.appKey || !redirect || !URL.canParse(redirect)) {
    return { status: 400, body: { error: "invalid_request" }, code: "invalid_request" };
  }
  const location = new URL(redirect);
  location.searchParams.set("code", desk.tokens.authorise());
  if (state) location.searchParams.set("state", state);
  return { status: 302, body: {}, code: null, headers: { location: location.href } };
}
