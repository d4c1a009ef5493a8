import { readFileSync } from "node:fs";

/** A fixture file of `test/fixtures/`. */
export const fixture = <Cases>(name: string): Cases =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8")) as Cases;

export interface ParsingCases {
  readonly ladders: readonly {
    readonly name: string;
    readonly input: string | readonly string[] | null;
    readonly currency?: string;
    readonly defaultTerm?: "FOB";
    readonly tiers: readonly {
      readonly from: number;
      readonly to: number | null;
      readonly price: string;
      readonly term?: string;
    }[];
    readonly discounts?: readonly (string | null)[];
    readonly warnings?: readonly string[];
    readonly resultCurrency?: string | null;
    readonly assumed?: boolean;
    readonly place?: string;
  }[];
  readonly ranges: readonly {
    readonly input: unknown;
    readonly low: string | null;
    readonly high: string | null;
    readonly currency?: string;
  }[];
  readonly freight: readonly {
    readonly name: string;
    readonly input: unknown;
    readonly brackets: readonly {
      readonly from: number;
      readonly to: number | null;
      readonly method: string | null;
      readonly minDays: number | null;
      readonly maxDays: number | null;
      readonly fee: string | null;
      readonly currency: string | null;
    }[];
    readonly warnings?: readonly string[];
  }[];
  readonly wholesaleRules: readonly {
    readonly input: string | null;
    readonly mixedBatch: boolean | null;
    readonly dropShipping: boolean | null;
    readonly customMade: boolean | null;
    readonly samples: boolean | null;
  }[];
  readonly rates: readonly {
    readonly input: unknown;
    readonly needsPercentSign?: boolean;
    readonly rate: string | null;
    readonly warnings?: readonly string[];
  }[];
}

export const PARSING = fixture<ParsingCases>("parsing.json");

export const codes = (warnings: readonly { readonly code: string }[]): string[] => warnings.map(({ code }) => code);
