import { offerName } from "../../../domain/option/buyer-offer/offer-listing.ts";
import { SANDBOX_NOTE, SELLER_TEXT_NOTE } from "../../wording/notes.ts";
import type { ComparisonAnswer } from "../answer-schema.ts";

// What the sandbox and sellers' words are, and under what the decision is kept, people are told in shorter words of their own.
const TOLD_APART: readonly string[] = [SANDBOX_NOTE, SELLER_TEXT_NOTE];

/** The notes that a person is told as they stand. */
export const toldNotes = ({ notes }: ComparisonAnswer): readonly string[] =>
  notes.filter((note) => !TOLD_APART.includes(note) && !/^(?:Kept as |In full detail)/.test(note));

/** Whether a listing of the sandbox is in it: offers are the buyer's own, whatever the mode. */
export const isInvented = ({ mode, options }: ComparisonAnswer): boolean =>
  mode === "sandbox" && options.some(({ ref }) => offerName(ref) === null);
