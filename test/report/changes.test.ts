import { expect, it } from "vitest";
import { compareOffers } from "../../src/tools/compare-purchase-options/compare-offers.ts";
import { changesOf } from "../../src/tools/compare-purchase-options/said/changes.ts";
import { pageOf, TWO_DELIVERED, tableOf, textOf } from "./two-offers.ts";

/** One sells 1,200 at 2.40 USD on board, Two 1,000 at 6.00 EUR to the door. */
const changes = (destination: string): string => {
  const answer = compareOffers({
    quantity: 1_000,
    destination,
    currency: "EUR",
    fx: { rates: { USD: "1.08" }, asOf: "2026-11-20", source: "bank" },
    offers: [
      { name: "one", supplier: "One Ltd", pricesText: "1-1199: 3.00; 1200+: 2.40", currency: "USD", tradeTerm: "FOB Ningbo" },
      { name: "two", supplier: "Two GmbH", pricesText: "1+: 6.00", currency: "EUR", tradeTerm: "DDP Lyon" },
    ],
  });
  return textOf(/<section aria-labelledby="changes">.*?<\/section>/s.exec(pageOf(answer))?.[0] ?? "");
};

it("tells a duty that the destination could ask, and no exchange rate of another year", () => {
  // 1,200 × 2.40 / 1.08 = 2,666.67 EUR against 6,000.00: a duty of 6,000 / 2,666.67 - 1 = 125 % evens them out, as would
  // 2,880 / 6,000 = 0.48 USD for a euro, which is 56 % less than today's.
  expect(changes("US")).toContain("duty rate: at 125 %");
  expect(changes("US")).not.toContain("0.48");
  expect(changes("FR")).toBe("");
});

it("tells no part of the way but freight that would cost more than a fifth of the whole", () => {
  const answer = compareOffers({ ...TWO_DELIVERED, quantity: 1_000 });
  // 1,000 × 3.00 = 3,000.00, a fifth of it 600.00.
  const flips = (
    [
      ["unloading", "600.00"],
      ["unloading", "600.01"],
      ["freight", "3000.00"],
      ["freight", "3000.01"],
    ] as const
  ).map(([line, threshold]) => ({ what: [line], for: null, now: null, threshold }));
  expect(changesOf({ ...answer, flips: flips as unknown as typeof answer.flips }).map(({ threshold }) => threshold)).toEqual([
    "600.00",
    "3000.00",
  ]);
});

const tableText = (...asked: Parameters<typeof tableOf>): string =>
  tableOf(...asked)
    .replace(/<small>.*?<\/small>/g, "")
    .replace(/<[^>]*>/g, "|")
    .replace(/\|+/g, "|");

const TO_GERMANY = {
  quantity: 1_000,
  destination: "DE",
  currency: "EUR",
  offers: ["one", "two"].map((name, index) => ({
    name,
    pricesText: `1+: ${3 + index}.00`,
    currency: "EUR",
    tradeTerm: "FOB Ningbo",
  })),
};
const WAY = { freight: "100", insuranceRate: "0", destinationTerminal: "0", lastMile: "0", unloading: "0", brokerage: "0" };

it("says that VAT comes back where it does, and what is to be paid before", () => {
  const answer = compareOffers({ ...TO_GERMANY, costs: { ...WAY, dutyRate: "0", vatRate: "0.19", vatRecoverable: true } });
  // (3,000.00 + 100.00) × 1.19 = 3,689.00; (4,000.00 + 100.00) × 1.19 = 4,879.00.
  expect(tableText("lines", answer, "en")).toContain("|VAT|comes back|comes back|");
  expect(tableText("lines", answer, "en")).toContain("|To be paid first|3,689.00|4,879.00|");
  expect(tableText("lines", answer, "zh")).toContain("|进口增值税|可退还|可退还|");
  const unsaid = compareOffers({ ...TO_GERMANY, costs: { ...WAY, dutyRate: "0", vatRate: "0.19" } });
  expect(tableText("lines", unsaid, "en")).not.toContain("comes back");
});

it("tells the prices of an order of several kinds by their ends", () => {
  const answer = compareOffers({ ...TO_GERMANY, costs: WAY });
  const [first, ...others] = answer.options;
  if (!first?.buy) throw new Error("nothing to buy");
  const mixed = (mix: readonly string[]) => {
    const kinds = mix.map((unit_price, index) => ({ sku: `${index}`, quantity: 500, unit_price }));
    return {
      ...answer,
      options: [{ ...first, buy: { ...first.buy, unit_price: null, mix: kinds } as typeof first.buy }, ...others],
    };
  };
  expect(tableText("options", mixed(["3.50", "2.75", "10.00"]), "en")).toContain("|2.75–10.00 EUR |");
  expect(tableText("options", mixed(["3.50", "3.50"]), "en")).toContain("|3.50 EUR |");
  expect(tableText("options", mixed([]), "en")).toContain("|a range |");
});

it("speaks of one total where there is one", () => {
  const one = compareOffers({ ...TO_GERMANY, offers: TO_GERMANY.offers.slice(0, 1), costs: WAY });
  expect(pageOf(one)).toContain("Not known, not in the total: duty, VAT.");
  expect(pageOf(one)).toContain(">Line by line (EUR)<");
  expect(pageOf(compareOffers({ ...TO_GERMANY, costs: WAY }))).toContain("In neither total, not known: duty, VAT.");
});

it("tells two offers of one supplier apart wherever they are named without their references", () => {
  const offers = TO_GERMANY.offers.slice(0, 2).map((offer) => ({ ...offer, supplier: "Ningbo Lin" }));
  const answer = compareOffers({ ...TO_GERMANY, offers, costs: WAY });
  const [one, two] = answer.options.map(({ ref }) => ref);
  expect(tableText("lines", answer, "en")).toContain(`|Line|${one}|${two}|`);
  const page = pageOf(answer);
  for (const part of ["bars", "curve"]) {
    const section = new RegExp(`<section aria-labelledby="${part}">.*?</section>`, "s").exec(page)?.[0] ?? "";
    expect(section, part).toContain(one);
    expect(section, part).not.toContain("Ningbo Lin");
  }
});
