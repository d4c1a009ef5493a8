import { expect, it } from "vitest";
import { Fault, type FaultKind } from "../../src/model/fault.ts";
import type { Call, Reply, RetryPolicy } from "../../src/model/wire.ts";
import { retry } from "../../src/upstream/retry.ts";
import type { Send } from "../../src/upstream/send.ts";
import { callerFor, createVirtualTime } from "./virtual-time.ts";

const CALL = { gateway: "1688-open", operation: "product", ids: ["1"] } as unknown as Call;
const REPLY: Reply = { status: 200, headers: {}, text: "{}", body: {} };
const GENERAL: RetryPolicy = { attempts: 3, waitsMs: null, rateLimitedWaitsMs: null };

/** Fails in these ways, one after the other, then answers. */
async function ask(
  policy: RetryPolicy,
  failures: readonly (FaultKind | { kind: FaultKind; retryAfterMs?: number; refused?: boolean })[],
  deadlineMs = 45_000,
  random = 0.5,
) {
  const time = createVirtualTime(0, () => random);
  let tries = 0;
  const send: Send = async () => {
    const failure = failures[tries];
    tries += 1;
    if (failure === undefined) return REPLY;
    throw new Fault({ message: "no", ...(typeof failure === "string" ? { kind: failure } : failure) });
  };
  const outcome = await time.finish(
    retry(policy, time)(send)(CALL, callerFor(time, deadlineMs)).catch((fault: Fault) => fault),
  );
  return { outcome, tries, waits: time.waits };
}

it("asks three times with full jitter: a random share of 0.5 s, then of 1 s", async () => {
  expect(await ask(GENERAL, ["unavailable", "unavailable"])).toEqual({ outcome: REPLY, tries: 3, waits: [250, 500] });
  expect(await ask(GENERAL, ["unavailable"], 45_000, 0)).toMatchObject({ waits: [0] });
});

it("gives up after the last try with the last fault", async () => {
  const { outcome, tries } = await ask(GENERAL, ["unavailable", "unavailable", "rate_limited"]);
  expect(tries).toBe(3);
  expect(outcome).toMatchObject({ kind: "rate_limited" });
});

it("bounds the jitter at 8 s", async () => {
  const { waits } = await ask({ ...GENERAL, attempts: 8 }, Array(7).fill("unavailable"), 1e6, 0.999);
  expect(waits.map(Math.round)).toEqual([500, 999, 1998, 3996, 7992, 7992, 7992]);
});

it("waits as the dialect says: four tries, 2 s apart", async () => {
  const policy = { attempts: 4, waitsMs: [2_000, 2_000, 2_000], rateLimitedWaitsMs: null };
  expect(await ask(policy, ["unavailable", "unavailable", "unavailable"])).toMatchObject({
    tries: 4,
    waits: [2_000, 2_000, 2_000],
  });
});

it("has waits of its own for throttling: 1, 2, 4 and 8 s", async () => {
  const policy = { attempts: 3, waitsMs: null, rateLimitedWaitsMs: [1_000, 2_000, 4_000, 8_000] };
  const all = await ask(policy, Array(5).fill("rate_limited"));
  expect(all).toMatchObject({ tries: 5, waits: [1_000, 2_000, 4_000, 8_000], outcome: { kind: "rate_limited" } });
});

it("waits as long as the gateway says, over any policy", async () => {
  const policy = { attempts: 3, waitsMs: [1_000, 2_000], rateLimitedWaitsMs: [10_000, 20_000] };
  const { waits } = await ask(policy, [{ kind: "rate_limited", retryAfterMs: 7_000 }, "rate_limited"]);
  expect(waits).toEqual([7_000, 20_000]);
});

it("begins no wait past the deadline, and says how long it would have been", async () => {
  const policy = { attempts: 3, waitsMs: null, rateLimitedWaitsMs: [10_000, 20_000] };
  const { outcome, tries, waits } = await ask(policy, ["rate_limited", "rate_limited"], 25_000);
  expect({ tries, waits }).toEqual({ tries: 2, waits: [10_000] });
  expect(outcome).toMatchObject({
    kind: "rate_limited",
    message: "no",
    retryAfterMs: 20_000,
    cause: { kind: "rate_limited", retryAfterMs: null },
  });
});

it.each<FaultKind>([
  "unauthorised",
  "login_needed",
  "signature_rejected",
  "misconfigured",
  "not_permitted",
  "not_found",
  "off_shelf",
  "not_sold_there",
  "quota_exhausted",
  "suspended",
  "bad_request",
  "bad_answer",
])("never asks again after %s", async (kind) => {
  expect(await ask(GENERAL, [kind])).toMatchObject({ tries: 1, outcome: { kind } });
});

it("does not repeat a refusal of our own, which nothing mends meanwhile", async () => {
  expect(await ask(GENERAL, [{ kind: "unavailable", refused: true }])).toMatchObject({
    tries: 1,
    waits: [],
    outcome: { kind: "unavailable" },
  });
});
