import type { z } from "zod";
import type { DecisionStore } from "../decisions/decision.ts";
import type { RateTable } from "../domain/exchange-rates.ts";
import type { Market } from "../market/market.ts";
import type { ProductRef } from "../model/product-ref.ts";
import type { BuyerQuestion, FilledIn } from "./buyer-question.ts";
import type { Block } from "./wording/writers.ts";

export interface ExchangeRates extends RateTable {
  /** ISO 4217: the rates are units of each currency for one of `base`. */
  readonly base: string;
}

/** The buyer's settings, used where a call leaves a field out. */
export interface BuyerDefaults {
  readonly country: string;
  readonly currency: string;
  readonly language: string;
  readonly fx: ExchangeRates | null;
  /** Fractions: "0.02" is 2 %. */
  readonly maxDisputeRate: string;
  readonly maxRefundRate: string;
}

/** What a running tool may use. */
export interface ToolContext {
  /** Opened on first use, so that a tool that fetches nothing starts nothing. */
  market(): Promise<Market>;
  readonly mode: "live" | "sandbox";
  readonly defaults: BuyerDefaults;
  /**
   * The day's reference rates, asked for with the first call that needs them; null where there are none to be had. Left out: no such
   * source. The note says what a reader must know of them.
   */
  dayRates?(): Promise<{ readonly rates: ExchangeRates | null; readonly note: string | null }>;
  /** Where comparisons are kept. Left out: nowhere. */
  decisions?(): Promise<DecisionStore>;
  /**
   * Puts a question to the buyer as a form and waits for the answer. Left out: the client has no forms, or the buyer wants none.
   * @throws OpenQuestion where the client asks and calls again
   */
  askBuyer?(question: BuyerQuestion): Promise<FilledIn>;
  /** True: a program takes the answer, not a model, and nothing of it is left out for its length. */
  readonly isWhole?: boolean;
  readonly signal: AbortSignal;
  onSettled(ref: ProductRef): void;
  now(): number;
}

/** Both channels of one answer, each complete by itself. */
export interface Answer<Structured> {
  readonly structured: Structured;
  /** Short Markdown, written by `wording/writers.ts` alone. */
  readonly text: Block;
  /** Every item failed. */
  readonly failed?: boolean;
}

export interface Tool<Input extends z.ZodType, Output extends z.ZodType> {
  readonly name: string;
  readonly title: string;
  /** At most 1,000 characters: when to use it and what comes back. */
  readonly description: string;
  /** Strict: an unknown key is refused by name. Flat, every field described. */
  readonly input: Input;
  /** Complete and strict; every answer is parsed by it before it leaves. The advertised schema is derived from it. */
  readonly output: Output;
  run(input: z.output<Input>, context: ToolContext): Promise<Answer<z.input<Output>>>;
}

// biome-ignore lint/suspicious/noExplicitAny: the registry holds tools of every input and output.
export type AnyTool = Tool<any, any>;

/** The identity function: it exists to infer the types. */
export const defineTool = <Input extends z.ZodType, Output extends z.ZodType>(tool: Tool<Input, Output>): Tool<Input, Output> =>
  tool;
