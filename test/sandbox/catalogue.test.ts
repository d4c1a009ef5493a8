import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MARKETPLACES } from "../../src/model/marketplace.ts";
import { formatRef, oddIdLength, parseProductRef } from "../../src/model/product-ref.ts";
import { contest, findListing, LISTINGS, referencesOf } from "../../src/sandbox/catalogue/catalogue.ts";
import { EXAMPLES } from "../../src/sandbox/catalogue/examples.ts";
import { FAMILIES } from "../../src/sandbox/catalogue/listing.ts";

const references = LISTINGS.flatMap(referencesOf);

describe("the catalogue", () => {
  it("gives each listing references that read back as themselves, and none twice", () => {
    for (const reference of references) {
      const ref = parseProductRef(reference);
      expect(formatRef(ref)).toBe(reference);
      expect(oddIdLength(ref)).toBeNull();
    }
    expect(new Set(references).size).toBe(references.length);
  });

  it("gives no two SKUs of a marketplace the same id", () => {
    for (const marketplace of MARKETPLACES) {
      const ids = LISTINGS.filter((listing) => listing.ids[marketplace]).flatMap(({ skus }) => skus.map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it("has listings in every family, and five families with rivals on every marketplace", () => {
    const rivals = FAMILIES.map((family) => {
      const refs = contest(family);
      expect(refs.length).toBeGreaterThan(0);
      return MARKETPLACES.every((marketplace) => refs.filter((ref) => ref.startsWith(`${marketplace}:`)).length >= 2);
    });
    expect(rivals.filter((enough) => enough).length).toBeGreaterThanOrEqual(5);
  });

  it("leaves what cannot be bought out of a contest", () => {
    expect(contest("desk lamps")).not.toContain("1688:773420662159");
    expect(contest("tumblers")).toContain("1688:738204915561");
  });

  it("writes every amount as a plain decimal", () => {
    for (const listing of LISTINGS) {
      const { pricing } = listing;
      const tiers = pricing.basis === "quantity" ? pricing.tiers : [];
      const amounts = [...tiers, ...listing.skus, ...listing.skus.flatMap((sku) => sku.tiers)].flatMap(
        (one) => one.price ?? [],
      );
      for (const amount of amounts) expect(amount).toMatch(/^\d+\.\d+$/);
    }
  });

  it("shows examples that are on sale", () => {
    for (const [family, refs] of Object.entries(EXAMPLES)) {
      for (const reference of refs) {
        const { marketplace, id } = parseProductRef(reference);
        expect(findListing(marketplace, id)).toMatchObject({ family, status: "on_sale" });
      }
    }
  });
});

it("the README has a line for each listing, saying what it is there to show", () => {
  const readme = readFileSync(new URL("../../src/sandbox/README.md", import.meta.url), "utf8");
  const lines = readme
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.replace(/ {2,}/g, " "));
  const expected = LISTINGS.map((listing) => {
    const refs = referencesOf(listing).map((reference) => `\`${reference}\``);
    return `| ${refs.join(" ")} | ${listing.family} | ${listing.shows.replaceAll("|", "\\|")} |`;
  });
  expect(lines).toEqual(expected);
});
