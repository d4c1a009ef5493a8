import { afterEach, describe, expect, it } from "vitest";
import { createDailyRates, type DailyRates, type KeptRates, type RateStore } from "../../src/rates/daily-rates.ts";
import { closeAll, serve } from "../upstream/http/local-server.ts";
import { ecbFile } from "./ecb-file.ts";

const START_MS = Date.UTC(2026, 10, 20, 18);
const DAY_MS = 86_400_000;
const opened: DailyRates[] = [];
afterEach(async () => {
  for (const rates of opened.splice(0)) await rates.close();
  await closeAll();
});

function memoryStore(): RateStore & { kept: KeptRates | null } {
  const store = {
    kept: null as KeptRates | null,
    read: async () => store.kept,
    write: async (kept: KeptRates) => {
      store.kept = kept;
    },
  };
  return store;
}

async function world(answer: () => { status?: number; body: string }) {
  const clock = { ms: START_MS, now: () => clock.ms };
  const store = memoryStore();
  let calls = 0;
  const origin = await serve((_, response) => {
    calls += 1;
    const { status = 200, body } = answer();
    response.writeHead(status, { "content-type": "text/xml" }).end(body);
  });
  const open = (): DailyRates => {
    const rates = createDailyRates({ url: `${origin}/stats/eurofxref/eurofxref-daily.xml`, store, clock });
    opened.push(rates);
    return rates;
  };
  return { clock, store, open, calls: () => calls };
}

describe("the day's rates", () => {
  it("are fetched once a day, by however many ask, and outlive the process", async () => {
    const { clock, open, calls } = await world(() => ({ body: ecbFile("2026-11-20") }));
    const rates = open();
    const all = await Promise.all([rates.now(), rates.now(), rates.now()]);
    expect(all.map(({ rates: day, note }) => [day?.asOf, note])).toEqual(Array(3).fill(["2026-11-20", null]));
    expect((await open().now()).rates?.asOf).toBe("2026-11-20");
    expect(calls()).toBe(1);
    clock.ms += DAY_MS;
    await rates.now();
    expect(calls()).toBe(2);
  });

  it("are the last ones with their age where the day's cannot be had, and are not asked for by each call", async () => {
    let body = ecbFile("2026-11-20");
    const { clock, open, calls } = await world(() => ({ body }));
    const rates = open();
    await rates.now();
    body = ecbFile("2026-11-23").slice(0, 600);
    clock.ms = Date.UTC(2026, 10, 23, 18);
    const late = await rates.now();
    expect(late.rates?.asOf).toBe("2026-11-20");
    expect(late.note).toBe(
      "The day's exchange rates could not be had (The file of the day's exchange rates stops short): those of 2026-11-20 are used, 3 days old.",
    );
    await rates.now();
    expect(calls()).toBe(2);
    body = ecbFile("2026-11-23");
    clock.ms += 600_000;
    expect((await rates.now()).rates?.asOf).toBe("2026-11-23");
  });

  it.each([
    ["an error", { status: 500, body: "" }],
    ["a page", { body: "<html></html>" }],
    ["a redirect", { status: 302, body: "" }],
  ])("are none, and said to be none, after %s", async (_, answer) => {
    const { open, store } = await world(() => answer);
    const { rates, note } = await open().now();
    expect(rates).toBeNull();
    expect(note).toContain("No reference exchange rates");
    expect(note).toContain("`fx`");
    expect(store.kept).toBeNull();
  });

  it("are said to be old where the file is, and never older than those that were read before", async () => {
    let body = ecbFile("2026-11-15");
    const { clock, open } = await world(() => ({ body }));
    const rates = open();
    expect((await rates.now()).note).toBeNull();
    // Sunday's file on Saturday: 6 days.
    clock.ms = Date.UTC(2026, 10, 21, 19);
    expect(await rates.now()).toMatchObject({
      rates: { asOf: "2026-11-15" },
      note: "The file of the day's exchange rates is of 2026-11-15, 6 days old: look at the rates before you pay.",
    });
    body = ecbFile("2026-11-12");
    clock.ms += DAY_MS;
    expect(await rates.now()).toMatchObject({ rates: { asOf: "2026-11-15" }, note: expect.stringContaining("7 days old") });
  });

  it("do without a store that fails", async () => {
    const { open, store } = await world(() => ({ body: ecbFile("2026-11-20") }));
    store.read = async () => Promise.reject(new Error("full"));
    store.write = async () => Promise.reject(new Error("full"));
    expect((await open().now()).rates?.asOf).toBe("2026-11-20");
  });
});
