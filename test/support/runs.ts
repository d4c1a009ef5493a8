const isLong = process.env["SOURCING_TEST_LONG"] === "1";

/** How many cases a law tries: `few` as a rule, `full` with SOURCING_TEST_LONG=1. */
export const runs = (few: number, full: number): { readonly numRuns: number } => ({ numRuns: isLong ? full : few });
