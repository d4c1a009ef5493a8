import { expect, it } from "vitest";
import { createFlights } from "../../src/upstream/flight.ts";
import type { Caller } from "../../src/upstream/send.ts";
import { endedFault } from "../../src/upstream/send.ts";
import { callerFor, createVirtualTime } from "./virtual-time.ts";

const time = createVirtualTime();

/** Work that waits to be finished, or to be given up before it left. */
function work() {
  const started: Caller[] = [];
  let finish: (value: string) => void = () => undefined;
  const start = (caller: Caller) => {
    started.push(caller);
    return new Promise<string>((resolve, reject) => {
      finish = resolve;
      caller.signal.addEventListener("abort", () => reject(endedFault(caller.signal)));
    });
  };
  return { start, started, finish: (value: string) => finish(value) };
}

it("does one piece of work for all who ask meanwhile, and a new one for who comes later", async () => {
  const flights = createFlights();
  const { start, started, finish } = work();
  const both = [flights.join("k", callerFor(time, 1), start), flights.join("k", callerFor(time, 1), start)];
  finish("answer");
  expect(await Promise.all(both)).toEqual(["answer", "answer"]);
  const later = flights.join("k", callerFor(time, 1), start);
  finish("next");
  expect(await later).toBe("next");
  expect(started).toHaveLength(2);
});

it("goes on for the others when one leaves, with the time of the most patient", async () => {
  const flights = createFlights();
  const { start, started, finish } = work();
  const leaving = new AbortController();
  const left = flights.join("k", callerFor(time, 90, leaving.signal), start);
  const patient = flights.join("k", callerFor(time, 50), start);
  expect(started[0]?.deadline()).toBe(90);
  leaving.abort();
  await expect(left).rejects.toMatchObject({ kind: "cancelled" });
  expect(started[0]?.deadline()).toBe(50);
  finish("answer");
  expect(await patient).toBe("answer");
  expect(started[0]?.signal.aborted).toBe(false);
});

it("is given up when the last has left", async () => {
  const flights = createFlights();
  const { start, started } = work();
  const leaving = new AbortController();
  const left = flights.join("k", callerFor(time, 1, leaving.signal), start);
  leaving.abort();
  await expect(left).rejects.toMatchObject({ kind: "cancelled" });
  expect(started[0]?.signal.aborted).toBe(true);
});

it("starts anew for who joins work that the others have given up", async () => {
  const flights = createFlights();
  let starts = 0;
  const slowToStop = async (caller: Caller) => {
    starts += 1;
    if (starts === 2) return "second";
    await new Promise((resolve) => setTimeout(resolve, 20));
    throw endedFault(caller.signal);
  };
  const leaving = new AbortController();
  const left = flights.join("k", callerFor(time, 1, leaving.signal), slowToStop).catch(() => undefined);
  leaving.abort();
  await left;
  expect(await flights.join("k", callerFor(time, 1), slowToStop)).toBe("second");
});

it("lets who comes late have the answer of a request that had left already", async () => {
  const flights = createFlights();
  let finish: (value: string) => void = () => undefined;
  let starts = 0;
  const onTheWire = () => {
    starts += 1;
    return new Promise<string>((resolve) => {
      finish = resolve;
    });
  };
  const leaving = new AbortController();
  const left = flights.join("k", callerFor(time, 1, leaving.signal), onTheWire).catch(() => undefined);
  leaving.abort();
  await left;
  const late = flights.join("k", callerFor(time, 1), onTheWire);
  finish("answer");
  expect(await late).toBe("answer");
  expect(starts).toBe(1);
});
