import type { Dialect } from "../model/dialect.ts";
import { ABSENCE, asFault, closedCode, Fault, type FaultKind, type FaultReading, faultWith } from "../model/fault.ts";
import { Secret } from "../model/secret.ts";
import type { Reply, Stamp, TokenAnswer, TokenGrant } from "../model/wire.ts";
import type { Fetch } from "./http/fetch.ts";
import { type KnownSecrets, withoutReflection } from "./known-secrets.ts";
import { plainLine } from "./redact.ts";
import type { AttemptWatch, Log, Send } from "./send.ts";
import type { Time } from "./time.ts";

// Below this, the difference is the answer's way and the whole seconds of the Date header.
const NOTABLE_CLOCK_OFFSET_MS = 30_000;
// Faults that a person mends, and codes that nobody here knows: there the platform's own words help. Others may quote a listing.
const SHOWS_PLATFORM_MESSAGE: ReadonlySet<FaultKind> = new Set([
  "unauthorised",
  "login_needed",
  "signature_rejected",
  "misconfigured",
  "not_permitted",
  "bad_request",
  "bad_answer",
]);

/** Who asks: the app's credentials and what it was granted. */
export interface App {
  readonly appKey: string;
  readonly appSecret: Secret;
  readonly settings: Stamp["settings"];
}

export interface DispatchOptions {
  readonly dialect: Dialect;
  readonly app: App;
  readonly fetch: Fetch;
  readonly currentToken: () => Secret | null;
  readonly secrets: KnownSecrets;
  readonly time: Pick<Time, "now">;
  readonly log: Log;
}

export interface Dispatch {
  readonly send: Send;
  /** One token call. @throws Fault */
  askToken(grant: TokenGrant, watch?: AttemptWatch): Promise<TokenAnswer>;
}

/** The one place that stamps, signs and sends, and that reads the fault in an answer. */
export function createDispatch({ dialect, app, fetch, currentToken, secrets, time, log }: DispatchOptions): Dispatch {
  const stampWith = (token: Secret | null): Stamp => ({
    appKey: app.appKey,
    appSecret: app.appSecret.reveal(),
    accessToken: token?.reveal() ?? null,
    nowMs: time.now(),
    settings: app.settings,
  });

  const faultFrom = (reading: FaultReading, reply: Reply, what: string, more: readonly Secret[] = []): Fault => {
    const all = [...secrets.all(), ...more];
    const code = closedCode(reading.code === null ? null : plainLine(reading.code, all, 80));
    const said = plainLine(reading.message, all);
    log(ABSENCE.includes(reading.kind) ? "info" : "warn", "upstream_fault", {
      gateway: dialect.id,
      what,
      kind: reading.kind,
      code,
      status: reply.status,
      said,
    });
    const page = reply.body === undefined ? "a page instead of JSON" : reading.kind.replaceAll("_", " ");
    const named = code ?? (reply.status >= 400 ? `HTTP ${reply.status}` : page);
    const quoted = SHOWS_PLATFORM_MESSAGE.has(reading.kind) && said !== "" ? `: "${said.replaceAll('"', "'")}"` : "";
    const clock = reading.kind === "signature_rejected" ? clockOffset(reply, time.now()) : "";
    const message = `${dialect.id} answered ${named}${quoted}.${clock}`;
    const { kind, retryAfterMs, next } = reading;
    return new Fault({ kind, gateway: dialect.id, message, code, retryAfterMs, next });
  };

  const asOwnFault = (error: unknown): Fault => {
    const fault = asFault(error, `The call to ${dialect.id} could not be made.`);
    return fault.gateway === null ? faultWith(fault, { gateway: dialect.id, cause: fault.cause }) : fault;
  };

  return {
    async send(call, { watch }) {
      try {
        const operation = dialect[call.operation];
        if (operation === null) throw new Fault({ kind: "bad_request", message: `${dialect.id} has no such call.` });
        const token = currentToken();
        watch?.stamped?.(token);
        secrets.learn(token);
        const request = operation.request(call, stampWith(token));
        const reply = withoutReflection(await fetch(request, dialect.timeouts.answerMs, watch), request, secrets.all());
        const reading = dialect.readFault(reply, call);
        if (reading !== null) throw faultFrom(reading, reply, call.operation);
        return reply;
      } catch (error) {
        throw asOwnFault(error);
      }
    },
    async askToken(grant, watch) {
      try {
        if (typeof dialect.token === "string")
          throw new Fault({ kind: "bad_request", message: `${dialect.id} has no token call.` });
        const request = dialect.token.request(grant, stampWith(currentToken()));
        const reply = await fetch(request, dialect.timeouts.tokenAnswerMs, watch);
        const reading = dialect.token.read(reply, time.now());
        if ("kind" in reading)
          throw faultFrom(reading, withoutReflection(reply, request, secrets.all()), "token", secretsIn(grant));
        return reading;
      } catch (error) {
        throw asOwnFault(error);
      }
    },
  };
}

function secretsIn(grant: TokenGrant): readonly Secret[] {
  switch (grant.type) {
    case "client_credentials":
      return [];
    case "refresh_token":
      return [new Secret(grant.refreshToken)];
    case "authorization_code":
      return [new Secret(grant.code)];
  }
}

/** A refused signature is a wrong secret or a wrong clock: the answer's Date tells which. */
function clockOffset(reply: Reply, nowMs: number): string {
  const theirsMs = Date.parse(reply.headers["date"] ?? "");
  if (Number.isNaN(theirsMs)) return "";
  const aheadMs = nowMs - theirsMs;
  if (Math.abs(aheadMs) < NOTABLE_CLOCK_OFFSET_MS)
    return " This machine's clock agrees with the gateway's: look at the app's secret.";
  return ` This machine's clock is ${Math.round(Math.abs(aheadMs) / 1_000)} s ${aheadMs > 0 ? "ahead of" : "behind"} the gateway's: set it.`;
}
