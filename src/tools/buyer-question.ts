/** A question that the buyer can answer inside a call, as a form of a few fields. */
export interface BuyerQuestion {
  /** What is asked and why. */
  readonly message: string;
  readonly fields: readonly FormField[];
}

export type FormField = {
  /** The key under which the answer comes back. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
} & ({ readonly type: "string"; readonly enum?: readonly string[] } | { readonly type: "number" });

/** What the buyer filled in, by field name, unchecked; null where nothing was: declined, closed, too late. */
export type FilledIn = Readonly<Record<string, unknown>> | null;

/** Ends a call whose protocol has the client ask, and call again with the answer in it. */
export class OpenQuestion extends Error {
  readonly question: BuyerQuestion;

  constructor(question: BuyerQuestion) {
    super("The buyer is to be asked first");
    this.question = question;
  }
}
