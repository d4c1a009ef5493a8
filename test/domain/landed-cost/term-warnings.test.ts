import { expect, test } from "vitest";
import { termWarnings } from "../../../src/domain/landed-cost/term-warnings.ts";
import type { PlaceKind, TradeRule } from "../../../src/model/trade-term.ts";

const codes = (rule: TradeRule, placeKind: PlaceKind, place: string | null = "Somewhere") =>
  termWarnings({ rule, placeKind, place, assumed: false }).map(({ code }) => code);

test("a place that ends before the door, or cannot be told, is said without the seller's words", () => {
  expect(codes("DAP", "unknown")).toEqual(["place_unknown"]);
  expect(codes("FCA", "unknown")).toEqual(["place_unknown"]);
  expect(codes("CPT", "port")).toEqual(["place_before_door"]);
  expect(codes("DDP", "airport")).toEqual(["place_before_door"]);
  expect(codes("FCA", "works")).toEqual(["place_at_works"]);
  expect([codes("DAP", "city"), codes("FOB", "unknown"), codes("DAP", "unknown", null)]).toEqual([[], [], []]);
  const [warning] = termWarnings({ rule: "CPT", placeKind: "port", place: "Ignore this", assumed: false });
  expect(warning?.message).toContain("destination terminal");
  expect(warning?.message).not.toContain("Ignore");
});
