import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Fault } from "../../model/fault.ts";
import { type LoginAnswer, readLoginAnswer } from "./login-answer.ts";

export interface LoginPageOptions {
  /** http on loopback; its host, port and path are what is listened on. */
  readonly redirect: URL;
  /** Known to this login alone. */
  readonly state: string;
  readonly timeoutMs: number;
  /** Called once it listens. */
  readonly onListening: () => void;
  /** Called with the first code that comes with the right `state`; no other is taken. @throws Fault */
  readonly trade: (code: string) => Promise<void>;
}

/**
 * Waits on the redirect's own address for the browser to come back, trades the code and shows how that went. Whatever does not carry
 * the right `state` is refused and changes nothing. @throws Fault of the trade, `timed_out`, `login_needed`, `misconfigured`
 */
export async function receiveLogin(options: LoginPageOptions): Promise<void> {
  const { redirect, timeoutMs, onListening } = options;
  let settle: (failure: unknown) => void = () => undefined;
  const settled = new Promise<unknown>((resolve) => {
    settle = resolve;
  });
  const answer = answerer(options, settle);
  const servers = hostsOf(redirect).map((host) => ({ host, server: createServer(answer) }));
  const timer = setTimeout(() => settle(late(timeoutMs)), timeoutMs);
  try {
    const listening = await Promise.all(servers.map(({ host, server }) => listen(server, host, redirect)));
    if (!listening.includes(true)) throw unusable(redirect, "EADDRNOTAVAIL");
    onListening();
    const failure = await settled;
    if (failure !== null) throw failure;
  } finally {
    clearTimeout(timer);
    for (const { server } of servers) {
      server.close();
      server.closeAllConnections();
    }
  }
}

/** `settle` gets null for a login that worked, after the browser has been told. */
function answerer({ redirect, state, trade }: LoginPageOptions, settle: (failure: unknown) => void) {
  let used = false;

  const finish = (response: ServerResponse, failure: unknown): void => {
    // The browser may have left while the code was traded.
    if (response.destroyed) settle(failure);
    else response.once("close", () => settle(failure));
    show(response, failure === null ? PAGES.done : PAGES.failed);
  };

  return (request: IncomingMessage, response: ServerResponse): void => {
    const answered = used ? "used" : looked(request, redirect, state);
    if (typeof answered === "string") {
      show(response, PAGES[answered]);
      return;
    }
    used = true;
    const traded = "code" in answered ? trade(answered.code) : Promise.reject(refused(answered.refused));
    traded.then(
      () => finish(response, null),
      (error) => finish(response, error),
    );
  };
}

/** The answer that the login waits for, else what is wrong with the request. */
function looked(
  request: IncomingMessage,
  redirect: URL,
  state: string,
): Exclude<LoginAnswer, { stray: unknown }> | keyof typeof PAGES {
  // A page elsewhere that has its own name point here does not get to ask.
  if (request.headers.host !== redirect.host) return "otherHost";
  const address = `${redirect.origin}${request.url ?? ""}`;
  const answered = URL.canParse(address) ? readLoginAnswer(new URL(address), redirect, state) : ({ stray: "address" } as const);
  if (!("stray" in answered)) return request.method === "GET" ? answered : "otherMethod";
  return answered.stray === "address" ? "nothing" : "stray";
}

interface Page {
  readonly status: number;
  readonly heading: string;
  readonly text: string;
}

/** Our own words alone: nothing of a request is ever shown. */
const PAGES = {
  done: { status: 200, heading: "Logged in", text: "The app has its tokens. You can close this page." },
  failed: { status: 400, heading: "Not logged in", text: "The terminal where you began says why. You can close this page." },
  used: { status: 410, heading: "Used already", text: "This login has been used. Begin again in the terminal." },
  stray: { status: 400, heading: "Not this login", text: "This is not the answer to the login that is waiting." },
  otherHost: { status: 400, heading: "Not here", text: "This is not the address that was registered." },
  otherMethod: { status: 405, heading: "Not so", text: "This page is only looked at." },
  nothing: { status: 404, heading: "Not found", text: "There is nothing here." },
} as const satisfies Readonly<Record<string, Page>>;

function show(response: ServerResponse, { status, heading, text }: Page): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "cache-control": "no-store",
    // The address holds the code: it goes to nobody.
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    connection: "close",
  });
  response.end(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>sourcing-mcp: ${heading}</title>
<h1>${heading}</h1><p>${text}</p></html>
`);
}

/** A browser may look for localhost on either of its addresses. */
const hostsOf = ({ hostname }: URL): readonly string[] =>
  hostname === "localhost" ? ["127.0.0.1", "::1"] : [hostname.replace(/^\[|\]$/g, "")];

/** False where this machine has no such address. */
const listen = (server: Server, host: string, redirect: URL): Promise<boolean> =>
  new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const code = error.code ?? "";
      if (["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes(code)) resolve(false);
      else reject(unusable(redirect, code));
    });
    server.listen(Number(redirect.port || 80), host, () => resolve(true));
  });

const unusable = (redirect: URL, code: string): Fault =>
  new Fault({
    kind: "misconfigured",
    message: `Nothing can wait on ${redirect.origin} (${code || "unknown"}).`,
    next: "Stop the program that uses it, or register another loopback address with the app and set SOURCING_LOGIN_REDIRECT to it.",
  });

export const refused = (word: string): Fault =>
  new Fault({
    kind: "login_needed",
    message: `The platform sent no code back but "${word}": the person did not agree, or the app may not ask.`,
  });

export const late = (timeoutMs: number): Fault =>
  new Fault({
    kind: "timed_out",
    message: `Nobody came back from the page within ${timeoutMs / 60_000} minutes.`,
    next: "Begin again.",
  });
