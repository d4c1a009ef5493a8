import type { Decided, OptionFigures, SellersFigures } from "./decision.ts";

export type ChangeKind = "price" | "tier" | "stock" | "status" | "lead_time" | "fx" | "freight";

export interface Change {
  /** The option; null for a rate, which all share. */
  readonly ref: string | null;
  readonly what: ChangeKind;
  readonly was: string | null;
  readonly now: string | null;
}

const FIELDS: readonly (readonly [Exclude<ChangeKind, "fx">, keyof Omit<OptionFigures, "ref">])[] = [
  ["status", "status"],
  ["price", "price"],
  ["tier", "tier"],
  ["stock", "stock"],
  ["lead_time", "leadTime"],
  ["freight", "freight"],
];

/** What is otherwise than it was, in the order of the options; empty where the old figures are no longer kept. */
export function changesBetween(was: SellersFigures | null, now: SellersFigures): readonly Change[] {
  if (was === null) return [];
  const before = new Map(was.options.map((option) => [option.ref, option]));
  const options = now.options.flatMap((option) => {
    const old = before.get(option.ref);
    if (old === undefined) return [];
    return FIELDS.flatMap(([what, field]) =>
      old[field] === option[field] ? [] : [{ ref: option.ref, what, was: old[field], now: option[field] }],
    );
  });
  const codes = [...new Set([...Object.keys(was.rates), ...Object.keys(now.rates)])];
  const rates = codes.flatMap((code): readonly Change[] => {
    const [old, present] = [was.rates[code], now.rates[code]];
    const said = (rate: string | undefined): string | null => (rate === undefined ? null : `${rate} ${code}`);
    return old === present ? [] : [{ ref: null, what: "fx", was: said(old), now: said(present) }];
  });
  return [...options, ...rates];
}

/** Whether something else is to be bought: another option, another quantity, or another rule for choosing. */
export function isOtherBuy(was: Decided, now: Decided): boolean {
  const bought = ({ state, winner, rule, first }: Decided): string => {
    // The only one that is left to look at is what is bought, as the winner was.
    const named = winner ?? (state === "single" ? (first?.ref ?? null) : null);
    return JSON.stringify([
      named,
      named === null ? rule.map(({ buy }) => buy) : [],
      first?.ref ?? null,
      first?.quantity ?? null,
    ]);
  };
  return bought(was) !== bought(now);
}
