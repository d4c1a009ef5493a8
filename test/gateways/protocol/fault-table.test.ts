import { describe, expect, it } from "vitest";
import { type FaultTable, faultReading, kindOfCode, unreadableReply } from "../../../src/gateways/protocol/fault-table.ts";
import { replyOf } from "../fixture.ts";

const TABLE: FaultTable = {
  exact: { Known: "not_found" },
  broad: [
    [/\bisp\./, "unavailable"],
    [/busy/, "rate_limited"],
  ],
  status: { 401: "unauthorised" },
};

describe("what a code means", () => {
  it("is looked up exactly first, then in the message, in order", () => {
    expect(kindOfCode(TABLE, "Known", "busy")).toBe("not_found");
    expect(kindOfCode(TABLE, "x", "isp. busy")).toBe("unavailable");
    expect(kindOfCode(TABLE, null, "busy")).toBe("rate_limited");
    expect(kindOfCode(TABLE, "x", "y")).toBeNull();
  });

  it.each(["toString", "constructor", "__proto__"])("is unknown for %s, which every object has", (code) => {
    expect(kindOfCode(TABLE, code, "")).toBeNull();
  });

  it("falls back to the status, then to a bad answer", () => {
    expect(faultReading(TABLE, "x", "", replyOf({}, 429)).kind).toBe("rate_limited");
    expect(faultReading(TABLE, "x", "", replyOf({}, 503)).kind).toBe("unavailable");
    expect(faultReading(TABLE, "x", "", replyOf({}, 401)).kind).toBe("unauthorised");
    expect(faultReading(TABLE, "x", "", replyOf({}, 400)).kind).toBe("bad_answer");
  });

  it("keeps numbers as codes and shortens what the platform says", () => {
    const reading = faultReading(TABLE, 15, "y".repeat(5000), replyOf({}));
    expect(reading.code).toBe("15");
    expect(reading.message).toHaveLength(300);
  });
});

describe("an answer without JSON", () => {
  it.each([
    [200, "<html></html>", "unavailable"],
    [404, "<html></html>", "unavailable"],
    [500, "", "unavailable"],
    [429, "", "rate_limited"],
    [401, "", "unauthorised"],
    [302, "", "misconfigured"],
  ])("HTTP %i is read by its status", (status, text, kind) => {
    expect(unreadableReply(TABLE, replyOf(text, status))?.kind).toBe(kind);
  });

  it("is no object either where it is a bare word or number", () => {
    const reply = { status: 200, headers: {}, text: "7", body: 7 };
    expect(unreadableReply(TABLE, reply)?.kind).toBe("bad_answer");
    expect(unreadableReply(TABLE, replyOf({}))).toBeNull();
  });
});

describe("how long to wait", () => {
  it.each([
    [{ "retry-after": "12" }, 12_000],
    [{ "retry-after": "Sat, 21 Nov 2026 10:00:05 GMT", date: "Sat, 21 Nov 2026 10:00:00 GMT" }, 5_000],
    [{ "retry-after": "Sat, 21 Nov 2026 09:59:00 GMT", date: "Sat, 21 Nov 2026 10:00:00 GMT" }, undefined],
    [{ "retry-after": "Sat, 21 Nov 2026 10:00:05 GMT" }, undefined],
    [{ "retry-after": "soon" }, undefined],
    [{}, undefined],
  ])("%o is %s ms", (headers, waitMs) => {
    expect(unreadableReply(TABLE, replyOf("", 429, headers as Record<string, string>))?.retryAfterMs).toBe(waitMs);
  });
});
