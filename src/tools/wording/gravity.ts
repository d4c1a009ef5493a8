// What decides whether a figure can be trusted, before what only describes the text.
const GRAVE = [
  "stale",
  "skus_cut",
  "tiers_cut",
  "deliveries_cut",
  "supplier_risk",
  "certificate_expired",
  "promotion",
  "member_price",
  "inverted",
  "stock_conflict",
  "mixed_currencies",
  "currency_unknown",
  "tax_included",
];

/** Warnings with the gravest first; those of the same weight keep their order. */
export const gravestFirst = <Warned extends { readonly code: string }>(warnings: readonly Warned[]): readonly Warned[] =>
  warnings.toSorted((one, other) => weight(one) - weight(other));

const weight = ({ code }: { readonly code: string }): number => {
  const at = GRAVE.indexOf(code);
  return at < 0 ? GRAVE.length : at;
};
