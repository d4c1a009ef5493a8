import { expect, it } from "vitest";
import { Fault, type FaultKind } from "../../src/model/fault.ts";
import type { Call, Reply } from "../../src/model/wire.ts";
import { watchHealth } from "../../src/upstream/health.ts";
import { callerFor, createVirtualTime } from "./virtual-time.ts";

const CALL = { gateway: "1688-open", operation: "product", ids: ["1"] } as unknown as Call;
const REPLY: Reply = { status: 200, headers: {}, text: "{}", body: {} };

function open() {
  const time = createVirtualTime();
  const events: string[] = [];
  const health = watchHealth("1688-open", 10_000, time, (_, event) => events.push(event));
  const call = async (tookMs: number, failure: FaultKind | null = null, count = 1) => {
    for (let done = 0; done < count; done += 1) {
      const send = health.layer(async () => {
        await time.sleep(tookMs);
        if (failure) throw new Fault({ kind: failure, message: "no" });
        return REPLY;
      });
      await time.finish(send(CALL, callerFor(time, 45_000)).catch(() => REPLY));
    }
  };
  return { health, call, events };
}

it("says nothing of a few calls", async () => {
  const { health, call } = open();
  await call(1, "unavailable", 19);
  expect(health.note()).toBeNull();
});

it("says that a gateway is failing once more than a fifth of its calls failed, and logs it once", async () => {
  const { health, call, events } = open();
  await call(1, null, 16);
  await call(1, "unavailable", 4);
  expect(health.note()).toBeNull();
  await call(1, "rate_limited", 2);
  expect(health.note()).toBe("1688-open failed 6 of its last 22 calls.");
  expect(events).toEqual(["upstream_degraded"]);
});

it("does not count what a listing or a person is to blame for", async () => {
  const { health, call } = open();
  for (const kind of ["not_found", "not_permitted", "unauthorised"] as const) await call(1, kind, 10);
  expect(health.note()).toBeNull();
});

it("says that a gateway is slow once a twentieth of its calls takes more than half the time-out", async () => {
  const { health, call } = open();
  await call(100, null, 38);
  await call(5_001, null, 2);
  expect(health.note()).toBeNull();
  await call(5_001);
  expect(health.note()).toBe("1688-open answers slowly: some calls take more than 5 s.");
});

it("forgets what is more than a hundred calls ago", async () => {
  const { health, call } = open();
  await call(1, "unavailable", 30);
  await call(1, null, 100);
  expect(health.note()).toBeNull();
});
