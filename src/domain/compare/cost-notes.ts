import { snakeCase } from "../../normalize/text/field-name.ts";
import type { ComparedOption } from "../compared-option.ts";
import type { ComparisonRequest } from "../comparison.ts";
import { type BuyerCosts, recoverableShare } from "../landed-cost/buyer-costs.ts";
import { COST_LINES, type LineBasis, saidFields, type WayLine } from "../landed-cost/cost-lines.ts";
import { isVatBaseAssumed, taxBases } from "../landed-cost/customs.ts";

/** What a reader has to know of the costs of the way: which of those given are in no total, and what was taken for the VAT. */
export const costNotes = (
  request: ComparisonRequest,
  options: readonly ComparedOption[],
  quoting: ReadonlySet<string>,
): readonly string[] => [
  ...unusedCosts(request, options),
  ...idleQualifiers(request),
  ...replacedQuotes(request, options, quoting),
  ...vatNotes(request, options),
];

/** Said where the totals run from without VAT to with it. */
export const RECOVERY_NOTE =
  "Each total runs from without VAT to with it: say whether it comes back (`costs.vat_recoverable`).";

const IN_USE: ReadonlySet<LineBasis> = new Set(["given", "scaled", "computed", "unknown"]);

/** Costs that the buyer gave and that are in no total: they contradict the terms or the destination. Nothing is given by a 0. */
function unusedCosts(request: ComparisonRequest, options: readonly ComparedOption[]): readonly string[] {
  const { costs, costsByProduct } = request;
  const priced = options.filter(({ cost }) => cost !== null);
  const unused = (given: BuyerCosts, bearers: readonly ComparedOption[], group: string): readonly string[] =>
    COST_LINES.flatMap((line) => {
      const fields = saidFields(line, given);
      const bases = bearers.flatMap((option) => basesOf(line, option));
      if (fields.length === 0 || bases.length === 0 || bases.some((basis) => IN_USE.has(basis))) return [];
      const names = fields.map((field) => `\`${group}.${field}\``).join(" and ");
      return [`${names} is in no total: ${whyUnused(line, bases, request)}. Leave it out.`];
    });
  return [
    ...unused(costs, priced, "costs"),
    ...priced.flatMap((option) => unused(costsByProduct[option.ref] ?? {}, [option], `costs_by_product["${option.ref}"]`)),
  ];
}

// What a figure needs beside it to be of any effect.
const QUALIFIERS = [
  { field: "freightLeast", of: ["freight", "freightPerUnit", "freightPerKg", "freightPerM3"] },
  { field: "volumetricDivisor", of: ["freightPerKg"] },
] as const;

/** A minimum of a freight, or the way its weight is counted, that stands without the freight itself. */
function idleQualifiers({ costs, costsByProduct }: ComparisonRequest): readonly string[] {
  const idle = (group: string, given: BuyerCosts, beside: readonly BuyerCosts[]): readonly string[] =>
    QUALIFIERS.flatMap(({ field, of }) => {
      const isOfEffect = [given, ...beside].some((said) => of.some((figure) => said[figure] !== undefined));
      if (given[field] === undefined || isOfEffect) return [];
      const wanted = of.map((figure) => `\`${snakeCase(figure)}\``).join(", ");
      return [
        `\`${group}.${snakeCase(field)}\` changes no total alone: give ${of.length > 1 ? "one of " : ""}${wanted} beside it.`,
      ];
    });
  return [
    ...idle("costs", costs, Object.values(costsByProduct)),
    ...Object.entries(costsByProduct).flatMap(([key, own]) => idle(`costs_by_product["${key}"]`, own, [costs])),
  ];
}

const basesOf = (line: WayLine, { cost }: ComparedOption): readonly LineBasis[] =>
  (cost?.lines ?? []).filter(({ name }) => name === line || name.startsWith(`${line}:`)).map(({ basis }) => basis);

function whyUnused(line: WayLine, bases: readonly LineBasis[], { destination }: ComparisonRequest): string {
  if (line === "vat" && taxBases(destination).vat === null) {
    return destination === "US" ? "the United States levies no import VAT" : `${destination} levies no import VAT`;
  }
  if (destination === "CN") return "to a buyer in China only the carriage within the country is paid (`origin_inland`)";
  if (bases.every((basis) => basis === "not_applicable")) return "who sells in your country pays none of it";
  if (bases.every((basis) => basis === "in_price")) return "the price already holds it";
  return "the price or the delivery quote already holds it";
}

/** A freight meant for one marketplace takes the place of the quotes of another, or of asking for one. */
function replacedQuotes(
  { costs, costsByProduct }: ComparisonRequest,
  options: readonly ComparedOption[],
  quoting: ReadonlySet<string>,
): readonly string[] {
  if (costs.freight === undefined || !options.some(({ ref }) => ref.startsWith("1688:"))) return [];
  const hasOwn = (ref: string): boolean =>
    [ref, ref.split("#")[0] ?? ref, "alibaba"].some((key) => costsByProduct[key]?.freight !== undefined);
  const taking = options.filter(
    ({ ref, cost }) =>
      ref.startsWith("alibaba:") &&
      cost?.lines.some(({ name, basis }) => name === "freight" && (basis === "given" || basis === "scaled")) &&
      !hasOwn(ref),
  );
  const isQuoted = taking.some(({ ref }) => quoting.has(ref));
  if (taking.length === 0) return [];
  const refs = taking.map(({ ref }) => ref).join(", ");
  const way = 'costs_by_product["1688"].freight';
  return isQuoted
    ? [`\`costs.freight\` also stands in for the delivery quotes of ${refs}: to weigh those, give it as ${way}.`]
    : [`\`costs.freight\` is also the freight of ${refs}: to have the platform asked for its own, give it as ${way}.`];
}

function vatNotes({ costs, destination }: ComparisonRequest, options: readonly ComparedOption[]): readonly string[] {
  const linesOf = (bases: readonly LineBasis[]): number =>
    options.filter(({ cost }) => cost?.lines.some(({ name, basis }) => name === "vat" && bases.includes(basis))).length;
  const share = recoverableShare(costs);
  const said = costs.vatRate !== undefined || costs.vatAmount !== undefined;
  const [levied, retail] = [linesOf(said ? ["computed", "unknown"] : ["computed"]), retailWithTax(options)];
  return [
    ...(levied > 0 ? recovery(share === null ? null : share.times(100).toString()) : []),
    ...(retail.length > 0 && !share?.isZero() ? [retailNote(retail, said)] : []),
    ...(levied > 0 && isVatBaseAssumed(destination)
      ? [`What ${destination} levies its VAT on is assumed: the customs value and the duty. Ask your customs broker.`]
      : []),
  ];
}

function recovery(percent: string | null): readonly string[] {
  if (percent === "0") return [];
  if (percent === "100") return ["The VAT is to be paid (`cash`) and comes back: it is in no total."];
  if (percent === null) return [RECOVERY_NOTE];
  return [`${percent} % of the VAT comes back: that part is in \`cash\` and in no total.`];
}

/** Options whose own price holds the tax, other than a price with duty and all paid. */
const retailWithTax = (options: readonly ComparedOption[]): readonly string[] =>
  options.flatMap(({ ref, cost, buy }) =>
    buy?.tradeTerm === null && cost?.lines.some(({ name, basis }) => name === "vat" && basis === "in_price") ? [ref] : [],
  );

const retailNote = (refs: readonly string[], said: boolean): string =>
  said
    ? `The VAT in the price of ${refs.join(", ")} is treated as the other VAT: what comes back is out of the total.`
    : `The VAT in the price of ${refs.join(", ")} is in its total: give \`costs.vat_rate\` where it comes back to you.`;
