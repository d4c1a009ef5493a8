import type { Marketplace } from "../../model/marketplace.ts";
import { CANVAS_TOTES } from "./families/canvas-totes.ts";
import { CERAMIC_MUGS } from "./families/ceramic-mugs.ts";
import { CUTTING_BOARDS } from "./families/cutting-boards.ts";
import { DESK_LAMPS } from "./families/desk-lamps.ts";
import { LITTER_MATS } from "./families/litter-mats.ts";
import { PHONE_CASES_1688 } from "./families/phone-cases-1688.ts";
import { PHONE_CASES_ABROAD } from "./families/phone-cases-abroad.ts";
import { TUMBLERS_1688 } from "./families/tumblers-1688.ts";
import { TUMBLERS_ABROAD } from "./families/tumblers-abroad.ts";
import { WIRELESS_EARBUDS } from "./families/wireless-earbuds.ts";
import { WORK_GLOVES } from "./families/work-gloves.ts";
import { YOGA_MATS } from "./families/yoga-mats.ts";
import type { Family, Listing } from "./listing.ts";

/** All listings of the sandbox, invented from the first to the last. */
export const LISTINGS: readonly Listing[] = [
  ...TUMBLERS_1688,
  ...TUMBLERS_ABROAD,
  ...PHONE_CASES_1688,
  ...PHONE_CASES_ABROAD,
  ...YOGA_MATS,
  ...DESK_LAMPS,
  ...CERAMIC_MUGS,
  ...CANVAS_TOTES,
  ...WIRELESS_EARBUDS,
  ...LITTER_MATS,
  ...CUTTING_BOARDS,
  ...WORK_GLOVES,
];

/** `1688:738204915561` and the like: one for each marketplace on which the listing stands. */
export const referencesOf = (listing: Listing): readonly string[] =>
  Object.entries(listing.ids).map(([marketplace, id]) => `${marketplace}:${id}`);

const BY_REFERENCE: ReadonlyMap<string, Listing> = new Map(
  LISTINGS.flatMap((listing) => referencesOf(listing).map((reference) => [reference, listing] as const)),
);

export const findListing = (marketplace: Marketplace, id: string): Listing | null =>
  BY_REFERENCE.get(`${marketplace}:${id}`) ?? null;

/** References to every listing of a family that is on sale, to be compared with each other. */
export const contest = (family: Family): readonly string[] =>
  LISTINGS.filter((listing) => listing.family === family && listing.status === "on_sale").flatMap(referencesOf);
