export interface Call {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** A buyer's question, what a model would call to answer it, and what the last answer must say. Worked by hand. */
export interface EvalQuestion {
  readonly name: string;
  /** In the buyer's words. */
  readonly asks: string;
  readonly calls: readonly Call[];
  /** Each is worked out again by the run: `5200 * 18.20 / 7.10 = 13329.58`, rounded half up to the right side's decimals. */
  readonly arithmetic: readonly string[];
  readonly says: {
    /** The reference of the option that is named first. */
    readonly whom: string;
    readonly quantity: number;
    /** What it costs, or the least it costs. */
    readonly total: string;
    /** The lines that its total lacks, in the order of the way; a word for a run of all of them is too many. */
    readonly unknown: readonly string[];
    /** Who is to be asked; "confirm": nobody, the seller confirms before the payment; "split": the headline shares the order. */
    readonly next: "forwarder" | "supplier" | "buyer" | "confirm" | "split";
  };
}

export const compare = (asked: Readonly<Record<string, unknown>>): Call => ({
  tool: "compare_purchase_options",
  arguments: asked,
});
