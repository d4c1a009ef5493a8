import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { liveSettings } from "../support/live-settings.ts";
import { type BareServer, endAll, openServer } from "../support/server-process.ts";
import { askServer, expectCleanEnd, type FaultRow, play } from "./fault-row.ts";
import {
  answers,
  closedBeforeHeaders,
  cutByChunk,
  cutByClose,
  cutByLength,
  drip,
  garbage,
  gzipBomb,
  halfBody,
  hugeHeader,
  inGbk,
  inNoKnownSet,
  inUtf16,
  inUtf16Swapped,
  oversize,
  page,
  reset,
  silence,
} from "./misdeeds.ts";
import { type FaultProxy, type Misdeed, startProxy } from "./proxy.ts";

const AGAIN = /\(unavailable\)\. Trying again can help\. Ask again in a minute\./;
const NO_USE = /\(bad answer\)\. Trying again does not help\./;
const SECRETS = "token sandbox-aliexpress-access-1, secret sandbox-aliexpress-secret, sign ABCD";

let sandbox: Sandbox;
let aliexpress: FaultProxy;
let open1688: FaultProxy;
let server: BareServer;
let elsewhere: { readonly origin: string; requests: number };

beforeAll(async () => {
  sandbox = await startSandbox({
    quota: { "aliexpress-iop": [{ limit: 1_000, periodMs: 1_000 }], "1688-open": [{ limit: 1_000, periodMs: 1_000 }] },
  });
  aliexpress = await startProxy(sandbox.origin("aliexpress-iop"));
  open1688 = await startProxy(sandbox.origin("1688-open"));
  const other = createServer((_, response) => {
    elsewhere.requests += 1;
    response.end("{}");
  });
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  other.unref();
  elsewhere = { origin: `http://127.0.0.1:${(other.address() as AddressInfo).port}`, requests: 0 };
  const origins = { aliexpress: aliexpress.origin, "1688": open1688.origin };
  server = await openServer({
    ...liveSettings(sandbox, { origins, quotas: { aliexpress: "200/s", "1688": "200/s" } }),
    SOURCING_LOG_LEVEL: "debug",
  });
});
afterAll(async () => {
  await endAll();
  await aliexpress.close();
  await open1688.close();
  await sandbox.close();
});

/** Tried three times, as the dialect's attempts say, and then left to the agent. */
const passing = (fault: string, ref: string, misdeed: Misdeed): FaultRow => ({
  fault,
  ref,
  misdeed,
  told: "unavailable",
  says: AGAIN,
  calls: 3,
});
const final = (fault: string, ref: string, misdeed: Misdeed, told: string, says: RegExp): FaultRow => ({
  fault,
  ref,
  misdeed,
  told,
  says,
  calls: 1,
});

const error = (code: string, message: string): Misdeed =>
  answers("200 OK", JSON.stringify({ error_response: { type: "ISV", code, msg: message, request_id: "1" } }));
const elsewhereRedirect: Misdeed = (visit) => page("302 Found", { location: `${elsewhere.origin}/sync` })(visit);

const ON_ALIEXPRESS: readonly FaultRow[] = [
  passing("connection reset", "aliexpress:1005008120440117", reset),
  passing("closed before headers", "aliexpress:1005008120440243", closedBeforeHeaders),
  passing("half a body, then reset", "aliexpress:1005008233150021", halfBody),
  passing("truncated: short of its length", "aliexpress:9007199254740993", cutByLength),
  passing("truncated: no last chunk", "aliexpress:1005008233150274", cutByChunk),
  passing("truncated: closed", "aliexpress:1005008344260031", cutByClose),
  passing("garbage", "aliexpress:1005008344260158", garbage),
  passing("40 KB header", "aliexpress:1005008455370295", hugeHeader),
  passing("error inside 200, passing", "aliexpress:1005008566480051", error("SystemError", "busy")),
  final("oversize", "aliexpress:1005008566480178", oversize, "bad_answer", /sent more than 8 MiB/),
  final("gzip bomb", "aliexpress:1005008677590061", gzipBomb, "bad_answer", /unpacks to more than 8 MiB/),
  final(
    "redirect to another host",
    "aliexpress:1005008677590188",
    elsewhereRedirect,
    "bad_answer",
    /redirect \(302\), which is not followed/,
  ),
  final(
    "error inside 200, for a person",
    "aliexpress:1005008788600325",
    error("InvalidAppKey", "unknown app"),
    "misconfigured",
    /InvalidAppKey: "unknown app"/,
  ),
  final(
    "error inside 200 that repeats our secrets",
    "aliexpress:1005008899710081",
    error("MissingParameter", SECRETS),
    "bad_request",
    /"token \[redacted\], secret \[redacted\], sign ABCD"/,
  ),
  final("error inside 200, unknown code", "aliexpress:1005009010820091", error("Brand.New", "?"), "bad_answer", NO_USE),
  {
    ...final(
      "not found",
      "aliexpress:1005009010820218",
      answers("200 OK", '{"aliexpress_ds_product_get_response":{"rsp_code":605}}'),
      "not_found",
      /\(not found\)/,
    ),
    after: { told: "not_found", calls: 0 },
  },
];

const read = (fault: string, ref: string, misdeed: Misdeed): FaultRow => final(fault, ref, misdeed, "ok", /### 1688:/);

const ON_1688: readonly FaultRow[] = [
  read("in UTF-16", "1688:761145502477", inUtf16),
  read("in UTF-16, the other end first", "1688:761145502604", inUtf16Swapped),
  read("in GBK", "1688:773420661905", inGbk),
  final(
    "in a character set of nobody",
    "1688:773420662032",
    inNoKnownSet,
    "bad_answer",
    /character set that is not known \(x-seller-7\)/,
  ),
  {
    ...passing("HTML for JSON", "1688:738204915561", page("200 OK")),
    says: /1688-open answered a page instead of JSON \(unavailable\)/,
  },
  passing("an empty answer", "1688:741960338207", answers("200 OK", "")),
  passing("500", "1688:745518820943", page("500 Internal Server Error")),
  passing("501", "1688:761145502318", page("501 Not Implemented")),
  passing("502", "1688:752310448816", page("502 Bad Gateway")),
  passing("503", "1688:752310448942", page("503 Service Unavailable")),
  passing("504", "1688:752310449075", page("504 Gateway Timeout")),
  final("JSON that is no object", "1688:784530772016", answers("200 OK", "[1,2,3]"), "bad_answer", NO_USE),
  {
    fault: "one reset, then well",
    ref: "1688:806751994238",
    misdeed: reset,
    times: 1,
    told: "ok",
    says: /### 1688:/,
    calls: 2,
  },
  {
    fault: "two 503, then well",
    ref: "1688:817862005476",
    misdeed: page("503 Service Unavailable"),
    times: 2,
    told: "ok",
    says: /### 1688:/,
    calls: 3,
  },
];

// At the same time: each row has a listing of its own, and what one waits the others wait too.
describe.concurrent("on the wire", () => {
  it.each(ON_ALIEXPRESS)("$fault", (row) => play(row, aliexpress, askServer(server)));
  it.each(ON_1688)("$fault", (row) => play(row, open1688, askServer(server)));

  // Three tries of 10 s each.
  describe.skipIf(process.env["SOURCING_TEST_LONG"] !== "1")("with the time-outs of every day", () => {
    it(
      "silence",
      () => play(passing("silence, in full", "aliexpress:1005009121930101", silence), aliexpress, askServer(server)),
      60_000,
    );
    it("drip", () => play(passing("drip, in full", "1688:839083227808", drip), open1688, askServer(server)), 60_000);
  });
});

describe("after all of it", () => {
  it("no other host was asked", () => {
    expect(elsewhere.requests).toBe(0);
  });

  it("the server leaves in order, and no secret was printed", () => expectCleanEnd(server));
});
