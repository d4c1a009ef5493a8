import { Pool } from "undici";
import { codeOf, Fault, isFault } from "../../model/fault.ts";
import { type CutJson, cutJson, isNestedTooDeep, leftOutOf, parseCut } from "../../model/json.ts";
import { LOOPBACK_HOSTS } from "../../model/private-networks.ts";
import type { HttpRequest, Reply } from "../../model/wire.ts";
import type { AttemptWatch } from "../send.ts";
import { type AddressScope, ForbiddenAddress, isAllowedAddress, lookupWithin } from "./address.ts";
import { decodeBody, MAX_BODY_BYTES } from "./body.ts";

// Below the 5 s and more that the platforms' front servers keep an idle connection, so that we are the first to close it.
const KEEP_ALIVE_MS = 4_000;
// Enough for a call's 20 products; the quota, not the sockets, sets the pace.
const CONNECTIONS_PER_HOST = 8;

export interface FetchOptions {
  /** Exact https origins. */
  readonly origins: readonly string[];
  /** An origin in place of all of them: https, or http on loopback. */
  readonly baseUrl: string | null;
  readonly connectMs: number;
}

/** Sends one request and reads the whole answer. @throws Fault `unavailable`, `bad_answer`, `misconfigured` */
export type Fetch = (request: HttpRequest, answerMs: number, watch?: AttemptWatch) => Promise<Reply>;

export interface Fetcher {
  readonly fetch: Fetch;
  close(): Promise<void>;
}

/** A connection pool for each host of one gateway. Follows no redirect, sends nothing to any other host. */
export function createFetcher(options: FetchOptions): Fetcher {
  const pools = new Map<string, Pool>();

  const poolOf = (origin: string): Pool => {
    const known = pools.get(origin);
    if (known) return known;
    const pool = new Pool(origin, {
      connections: CONNECTIONS_PER_HOST,
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
      // The total deadline below is the one that holds; undici's own restart with every byte.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { timeout: options.connectMs, lookup: lookupWithin(scopeOf(new URL(origin))) },
    });
    pools.set(origin, pool);
    return pool;
  };

  return {
    async fetch(request, answerMs, watch = {}) {
      const url = target(request.url, options);
      const raw = await exchange(poolOf(url.origin), url, request, { connectMs: options.connectMs, answerMs }, watch);
      if (raw.status >= 300 && raw.status < 400) {
        throw new Fault({
          kind: "bad_answer",
          message: `${url.host} answered with a redirect (${raw.status}), which is not followed.`,
        });
      }
      const text = await decodeBody(raw.body, raw.headers);
      return { status: raw.status, headers: raw.headers, text, body: await readJson(text, url.host) };
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
      pools.clear();
    },
  };
}

interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const scopeOf = (url: URL): AddressScope => (LOOPBACK_HOSTS.has(url.hostname) ? "loopback" : "public");

/** Where the request goes: its own address if the list allows it, the base URL's origin where one is set. */
function target(address: string, { origins, baseUrl }: FetchOptions): URL {
  const url = new URL(address);
  if (!origins.includes(url.origin)) throw refused(`${url.origin} is not among the hosts of this gateway`);
  if (baseUrl === null) {
    if (url.protocol !== "https:") throw refused(`${url.origin} is not https`);
    return url;
  }
  const moved = new URL(url.pathname + url.search, baseUrl);
  const scope = scopeOf(moved);
  if (moved.protocol !== "https:" && !(moved.protocol === "http:" && scope === "loopback")) {
    throw refused(`the base URL ${moved.origin} is neither https nor http on loopback`);
  }
  const literal = moved.hostname.replace(/^\[|\]$/g, "");
  if (/^[\d.]+$|:/.test(literal) && !isAllowedAddress(literal, scope)) {
    throw refused(`the base URL ${moved.origin} is a private or link-local address`);
  }
  return moved;
}

const refused = (why: string): Fault => new Fault({ kind: "misconfigured", message: `Nothing was sent: ${why}.` });

interface Limits {
  readonly connectMs: number;
  readonly answerMs: number;
}

/** One request out, one answer back, within two total deadlines: until it leaves, and from then to the last byte. */
function exchange(pool: Pool, url: URL, request: HttpRequest, limits: Limits, watch: AttemptWatch): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let head: Omit<RawReply, "body"> | null = null;
    let failure: Error | null = null;
    let abort: (reason: Error) => void = () => undefined;

    const fail = (error: Error): void => {
      clearTimeout(timer);
      failure ??= error;
      abort(failure);
      reject(failure);
    };
    const late = (what: string, milliseconds: number) => () =>
      fail(new Fault({ kind: "unavailable", message: `${url.host} ${what} within ${milliseconds / 1_000} s.` }));
    let timer = setTimeout(late("could not be reached", limits.connectMs), limits.connectMs);

    pool.dispatch(
      {
        method: request.method,
        path: url.pathname + url.search,
        headers: { ...request.headers, "accept-encoding": "gzip, deflate, br", "user-agent": "sourcing-mcp" },
        body: request.body,
      },
      {
        onRequestStart(controller) {
          abort = (reason) => controller.abort(reason);
          // Given up while it waited for a connection: throwing here keeps it from being written.
          if (failure) throw failure;
          watch.leaving?.();
          clearTimeout(timer);
          timer = setTimeout(late("did not answer", limits.answerMs), limits.answerMs);
        },
        onResponseStart(_controller, status, headers) {
          if (status < 200) return;
          watch.arrived?.();
          head = { status, headers: lastOfEach(headers) };
        },
        onResponseData(_controller, chunk) {
          size += chunk.length;
          if (size > MAX_BODY_BYTES) fail(tooLong(url.host));
          else chunks.push(chunk);
        },
        onResponseEnd() {
          clearTimeout(timer);
          if (head) resolve({ ...head, body: Buffer.concat(chunks) });
          else reject(new Fault({ kind: "unavailable", message: `${url.host} sent no answer.` }));
        },
        onResponseError(_controller, error) {
          fail(failure ?? (isFault(error) ? error : wireFault(url.host, head !== null, error)));
        },
      },
    );
  });
}

const tooLong = (host: string): Fault =>
  new Fault({ kind: "bad_answer", message: `${host} sent more than ${MAX_BODY_BYTES / 2 ** 20} MiB.` });

function wireFault(host: string, begun: boolean, cause: Error): Fault {
  if (cause instanceof ForbiddenAddress) return refused(cause.message);
  const named = codeOf(cause);
  const code = named === "" ? "" : ` (${named})`;
  if (!begun && WRONG_CERTIFICATE.test(code)) return wrongCertificate(host, code, cause);
  const what = begun ? "broke off in the middle of its answer" : "could not be asked";
  return new Fault({ kind: "unavailable", message: `${host} ${what}${code}.`, cause });
}

// OpenSSL's and Node's codes for a certificate that does not hold: expired, of nobody known, of another host, revoked.
const WRONG_CERTIFICATE =
  /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_(?:ISSUER|CRL)|HOSTNAME_MISMATCH|CRL_|INVALID_CA|PATH_LENGTH_EXCEEDED/;

/** Asking again meets the same certificate: a person has to look. */
const wrongCertificate = (host: string, code: string, cause: Error): Fault =>
  new Fault({
    kind: "misconfigured",
    message: `Nothing was sent: the certificate of ${host} is not to be trusted${code}.`,
    next: "Look at this machine's clock, and at what stands between it and the platform: a proxy that opens TLS, another host under that name.",
    cause,
  });

const lastOfEach = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), (Array.isArray(value) ? value.at(-1) : value) ?? ""]),
  );

// A long answer is read in several turns, so that what else is asked meanwhile is answered in between.
const LONG_TEXT = 500_000;
const turn = (text: string): Promise<void> =>
  text.length < LONG_TEXT ? Promise.resolve() : new Promise((resolve) => setImmediate(resolve));

/** JSON with every digit kept; undefined for what does not look like JSON. JSON that stops short is a fault. */
async function readJson(text: string, host: string): Promise<unknown> {
  if (!/^\s*[{[]/.test(text)) return undefined;
  await turn(text);
  const cut = cutJson(text);
  if (cut.isTooDeep) throw nestedTooDeep(host);
  await turn(cut.text);
  const body = parsed(cut, host);
  if (leftOutOf(body) === null && isNestedTooDeep(body)) throw nestedTooDeep(host);
  await turn(cut.text);
  return body;
}

const nestedTooDeep = (host: string): Fault =>
  new Fault({ kind: "bad_answer", message: `${host} sent an answer nested without end.` });

function parsed(cut: CutJson, host: string): unknown {
  try {
    return parseCut(cut);
  } catch (cause) {
    throw new Fault({ kind: "unavailable", message: `${host} sent an answer that is not whole.`, cause });
  }
}
