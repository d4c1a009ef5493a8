import { describe, expect, it } from "vitest";
import {
  type ForwarderFacts,
  forwarderMessage,
} from "../../../../src/tools/compare-purchase-options/messages/forwarder-message.ts";

// 5,200 tumblers at 0.62 kg in cartons of 24: 216.67, so 217 cartons.
const TUMBLERS: ForwarderFacts = {
  quantity: 5_200,
  unit: "piece",
  cartons: 217,
  m3: "26.5",
  kg: "3224",
  term: { rule: "EXW", place: null },
  sellerPlace: "Yongkang, Zhejiang",
  destination: "the United States",
  currency: "USD",
  lines: ["loading", "origin_inland", "export_clearance", "origin_terminal", "freight", "insurance", "last_mile"],
};

describe("the message to a forwarder", () => {
  it("says what a forwarder quotes by: volume, weight, cartons, pick-up, term, door, and what the price must hold", () => {
    expect(forwarderMessage(TUMBLERS)).toBe(
      "Please quote 5,200 pieces of [goods, HS code], 217 cartons, 26.5 m3, 3,224 kg, EXW, to be picked up at the works in Yongkang, " +
        "Zhejiang, to [address, postcode] in the United States, door to door, with pick-up, export papers, port charges, freight, " +
        "insurance, delivery: price in USD, days, valid until when? Duty and import tax apart.",
    );
  });

  it("says that a measure follows where the listing states none, and makes none up", () => {
    const message = forwarderMessage({ ...TUMBLERS, cartons: null, m3: null, kg: null, sellerPlace: null });
    expect(message).toContain(
      "[goods, HS code], volume to follow, weight to follow, EXW, to be picked up at the seller's works in China [address],",
    );
  });

  it.each<[ForwarderFacts["term"], string]>([
    [{ rule: "FOB", place: "Ningbo" }, "FOB Ningbo, to ["],
    [{ rule: "FOB", place: null }, "FOB [port], to ["],
    [{ rule: "FCA", place: null }, "FCA, handed to you at [place], to ["],
    [null, "EXW, to be picked up at the works in Yongkang, Zhejiang, to ["],
  ])("starts where the price ends: %o", (term, words) => {
    expect(forwarderMessage({ ...TUMBLERS, term })).toContain(words);
  });
});
