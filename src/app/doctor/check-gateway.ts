import type { Config } from "../../config/config.ts";
import type { Log } from "../../log.ts";
import { ABSENCE, asFault, Fault, isFault } from "../../model/fault.ts";
import { MARKETPLACE_FACTS, type Marketplace } from "../../model/marketplace.ts";
import type { Call, QuotaRule } from "../../model/wire.ts";
import { explainFault } from "../../tools/wording/explain.ts";
import { callerUntil } from "../../upstream/caller.ts";
import { isPace } from "../../upstream/quota/hold-times.ts";
import type { Room } from "../../upstream/quota/ledger.ts";
import { systemTime } from "../../upstream/time.ts";
import { openMarketplace } from "../open-marketplace.ts";
import type { Check } from "./check.ts";
import { checkSearch } from "./check-search.ts";

// No listing has it. A gateway that looks for it has believed key, signature and token; one call is all that this costs.
const ABSENT_ID = "1";
const PATIENCE_MS = 20_000;
// The narrowest of the gateways lets the clock be five minutes off; half a minute is a clock that nobody sets.
const NOTABLE_CLOCK_OFFSET_MS = 30_000;
const DAY_MS = 86_400_000;

/**
 * Asks one gateway for a listing that does not exist: whether it believes the credentials, its clock, and what may be asked now; then,
 * where it does believe them, whether the app may search.
 */
export async function checkGateway(config: Config, marketplace: Marketplace, log: Log): Promise<readonly Check[]> {
  let clockOffsetMs: number | null = null;
  const onReply = ({ headers }: { readonly headers: Readonly<Record<string, string>> }): void => {
    const theirsMs = Date.parse(headers["date"] ?? "");
    // The header has whole seconds: on the average it is half of one behind.
    if (!Number.isNaN(theirsMs)) clockOffsetMs = systemTime.now() - theirsMs - 500;
  };
  const opened = await openMarketplace(config, marketplace, log, { onReply }).catch(asCheckFault);
  if (opened instanceof Fault) return [notAsked(marketplace, opened)];
  const { gateway, upstream, ledger } = opened;
  const { caller, end } = callerUntil(systemTime, systemTime.elapsed() + PATIENCE_MS, new AbortController().signal, "single");
  try {
    const startMs = systemTime.elapsed();
    const call: Call = {
      gateway: gateway.id,
      operation: "product",
      ids: [ABSENT_ID],
      skuId: null,
      quantity: null,
      language: "en",
      country: config.country,
      currency: config.currency,
      include: [],
    };
    const fault = await upstream.send(call, caller).then(() => null, asCheckFault);
    const latencyMs = Math.round(systemTime.elapsed() - startMs);
    const room = await ledger.room().catch(() => null);
    const figures = {
      gateway: gateway.id,
      latency_ms: latencyMs,
      clock_offset_ms: clockOffsetMs,
      calls_now: room && leastLeft(room),
      calls_today: room && leastLeft(room.filter(({ rule }) => !isPace(rule))),
    };
    const good = fault === null || isFault(fault, ...ABSENCE);
    const said = good ? `the credentials are good, answered in ${latencyMs} ms` : failure(fault);
    const whose = config.mode === "sandbox" ? `${gateway.id} of the sandbox` : gateway.id;
    const message = [`${whose}: ${said}`, clockInWords(clockOffsetMs), quotaInWords(room)].join("; ");
    const clockIsOff = Math.abs(clockOffsetMs ?? 0) > NOTABLE_CLOCK_OFFSET_MS;
    // Waiting for one's turn is nothing to mend.
    const passes = good || isFault(fault, "rate_limited");
    const state = passes ? (good && !clockIsOff ? "good" : "note") : "bad";
    const check: Check = { area: "gateways", state, message, figures };
    const ask = (search: Call) => upstream.send(search, caller).then(() => null, asCheckFault);
    return good ? [check, ...(await checkSearch(gateway, config, ask))] : [check];
  } finally {
    end();
    await opened.close();
  }
}

const asCheckFault = (error: unknown): Fault => asFault(error, "The check itself failed.");

function notAsked(marketplace: Marketplace, fault: Fault): Check {
  const { name } = MARKETPLACE_FACTS[marketplace];
  if (fault.kind !== "not_configured") return { area: "gateways", state: "bad", message: `${name}: ${failure(fault)}` };
  return { area: "gateways", state: "note", message: `${name} has no credentials: its products are not answered in live mode` };
}

function failure(fault: Fault): string {
  const { message, next } = explainFault(fault);
  return `${message.replace(/\.$/, "")} (${fault.kind}). ${next.replace(/\.$/, "")}`;
}

function clockInWords(offsetMs: number | null): string {
  if (offsetMs === null) return "its clock is not known";
  if (Math.abs(offsetMs) <= NOTABLE_CLOCK_OFFSET_MS) return "this machine's clock agrees with its own";
  const seconds = Math.round(Math.abs(offsetMs) / 1_000);
  return `this machine's clock is ${seconds} s ${offsetMs > 0 ? "ahead of" : "behind"} its own: set it`;
}

/** Null where there is no rule. */
const leastLeft = (room: readonly Room[]): number | null =>
  room.length === 0 ? null : Math.min(...room.map(({ left }) => left));

function quotaInWords(room: readonly Room[] | null): string {
  if (room === null) return "what is left of the quota is not known";
  const now = leastLeft(room) ?? 0;
  const budgets = room.filter(({ rule }) => !isPace(rule));
  const today = budgets.map(({ rule, left }) => `${left} of ${rule.limit} are left for ${periodInWords(rule)}`);
  return [`${now === 1 ? "1 call" : `${now} calls`} may leave now`, ...today].join(", and ");
}

const periodInWords = ({ periodMs }: QuotaRule): string =>
  periodMs === DAY_MS ? "the day" : `${(periodMs / 3_600_000).toFixed(1).replace(".0", "")} hours`;
