import DataLoader from "dataloader";
import type { BatchItem, BatchOperation, Gateway } from "../gateways/gateway.ts";
import { safeProduct } from "../gateways/read-product.ts";
import { boundedAnswer } from "../gateways/reading/answer/bounded-answer.ts";
import { asFault, closedCode, Fault, isFault } from "../model/fault.ts";
import type { Product } from "../model/product.ts";
import type { Call } from "../model/wire.ts";
import { plainLine } from "../upstream/redact.ts";
import type { Caller, Send } from "../upstream/send.ts";
import type { Time } from "../upstream/time.ts";

/** Asks for one product, together with the others that are asked for at the same moment. */
export type BatchSend = (call: Call, caller: Caller) => Promise<Product>;

// A longer wait than this is most of what a tool's call has: then the batch leaves for the queue, which says how long it is.
const LONGEST_OPEN_MS = 20_000;

/** What a batch waits for before it closes. */
export interface BatchPace {
  readonly time: Pick<Time, "sleep">;
  nextLeaseMs(): Promise<number>;
}

interface Job {
  readonly call: Call;
  readonly caller: Caller;
}
type Outcome = Product | Fault;

/**
 * Gathers calls that differ in nothing but the listing into calls of several ids: one lease for up to `maxIds` of them.
 * Null where the dialect has no such call. `single` serves one id alone, and all of them where the app was not granted
 * the batch call. A batch stays open while the quota keeps it waiting, so that whoever asks meanwhile joins it.
 */
export function createBatch(gateway: Gateway, send: Send, single: BatchSend, pace: BatchPace): BatchSend | null {
  const { batch } = gateway;
  if (batch === null) return null;
  const loaders = new Map<string, DataLoader<Job, Product>>();
  let granted = true;

  const together = async (jobs: readonly Job[]): Promise<readonly Outcome[]> => {
    const waiting = jobs.filter(({ caller }) => !caller.signal.aborted);
    if (!granted || waiting.length < 2) return alone(jobs, single);
    try {
      const first = await askBatch(gateway, batch, send, waiting);
      const again = waiting.filter(({ call }) => isFault(first.get(call.ids[0]), "unavailable", "rate_limited"));
      // What failed for a passing reason goes together once more, and pays for it.
      const second = again.length === 0 ? first : await askBatch(gateway, batch, send, again).catch(() => first);
      return jobs.map(({ call: { ids } }) => second.get(ids[0]) ?? first.get(ids[0]) ?? notThere(gateway));
    } catch (error) {
      if (!isFault(error, "not_permitted", "misconfigured")) throw error;
      granted = false;
      return alone(jobs, single);
    }
  };

  return (call, caller) => {
    const { ids: _, ...alike } = call;
    const key = JSON.stringify([alike, caller.urgency]);
    const loader =
      loaders.get(key) ??
      new DataLoader<Job, Product>(together, {
        cache: false,
        maxBatchSize: batch.maxIds,
        batchScheduleFn: (close) => void whenLeaseIsNear(pace).then(close, close),
      });
    loaders.set(key, loader);
    return loader.load({ call, caller });
  };
}

async function whenLeaseIsNear({ time, nextLeaseMs }: BatchPace): Promise<void> {
  const waitMs = await nextLeaseMs();
  if (waitMs > 0 && waitMs <= LONGEST_OPEN_MS) await time.sleep(waitMs);
}

const alone = (jobs: readonly Job[], single: BatchSend): Promise<readonly Outcome[]> =>
  Promise.all(jobs.map(({ call, caller }) => single(call, caller).catch((error: unknown) => asListingFault(error))));

async function askBatch(
  gateway: Gateway,
  batch: BatchOperation,
  send: Send,
  jobs: readonly Job[],
): Promise<Map<string, Outcome>> {
  const [first, ...others] = jobs;
  if (first === undefined) return new Map();
  const ids = new Set(others.map(({ call }) => call.ids[0]));
  ids.delete(first.call.ids[0]);
  const call: Call = { ...first.call, operation: "batch", ids: [first.call.ids[0], ...ids] };
  const { caller, end } = callerOfAll(jobs.map((job) => job.caller));
  try {
    const items = batch.read(boundedAnswer((await send(call, caller)).body).body, call);
    return new Map(items.map((item) => [item.id, outcomeOf(gateway, item)]));
  } finally {
    end();
  }
}

/** On behalf of several: it ends when the last of them has left, and has the time of the most patient. */
function callerOfAll(all: readonly Caller[]): { readonly caller: Caller; end(): void } {
  const controller = new AbortController();
  const leave = () => {
    if (all.every(({ signal }) => signal.aborted)) controller.abort(all[0]?.signal.reason);
  };
  for (const { signal } of all) signal.addEventListener("abort", leave, { once: true });
  return {
    caller: {
      signal: controller.signal,
      deadline: () => Math.max(...all.map(({ deadline }) => deadline())),
      urgency: all.some(({ urgency }) => urgency === "single") ? "single" : "many",
    },
    end() {
      for (const { signal } of all) signal.removeEventListener("abort", leave);
    },
  };
}

function outcomeOf(gateway: Gateway, item: BatchItem): Outcome {
  if ("product" in item) return safeProduct(item.product);
  const { kind, retryAfterMs, next } = item.fault;
  const code = closedCode(item.fault.code);
  // Where nobody here knows the code, the platform's own words are all there is.
  const words = kind === "bad_answer" ? plainLine(item.fault.message).replaceAll('"', "'") : "";
  const said = words === "" ? "" : `: "${words}"`;
  const message = `${gateway.id} answered ${plainLine(code ?? kind.replaceAll("_", " "))} for this listing${said}.`;
  return new Fault({ kind, gateway: gateway.id, code, retryAfterMs, next, message });
}

const notThere = (gateway: Gateway): Fault =>
  new Fault({ kind: "bad_answer", gateway: gateway.id, message: `${gateway.id} left this listing out of its answer.` });

const asListingFault = (error: unknown): Fault => asFault(error, "The listing could not be read.");
