import type { SplitRequest, SplitSupplier } from "../../src/domain/split/request.ts";

/**
 * The request as a mixed-integer program in CPLEX LP format, as an experienced modeller writes it: a binary for each affine piece
 * of each supplier, its quantity between the piece's ends, one piece a supplier. Quantities are continuous where every multiple
 * is 1: with whole data the optimum is whole then, and the solver is faster.
 */
export const milpOf = ({ need, maxSuppliers, allowOverbuy, suppliers }: SplitRequest): string => {
  const objective: string[] = [];
  const rows: string[] = [];
  const binaries: string[] = [];
  const integers: string[] = [];
  const quantities: string[] = [];
  suppliers.forEach((supplier, place) => {
    const names = piecesOf(supplier, need).map((piece, at) => {
      const name = `${place}_${at}`;
      const multiple = supplier.orderMultiple ?? 1;
      const low = Math.ceil(piece.low / multiple);
      const high = Math.floor(piece.high / multiple);
      objective.push(`${piece.flat} y${name} + ${piece.perUnit * multiple} q${name}`);
      rows.push(`q${name} - ${low} y${name} >= 0`, `q${name} - ${high} y${name} <= 0`);
      binaries.push(`y${name}`);
      quantities.push(`${multiple} q${name}`);
      if (multiple > 1) integers.push(`q${name}`);
      if (low > high) rows.push(`y${name} = 0`);
      return `y${name}`;
    });
    if (names.length > 0) rows.push(`${names.join(" + ")} <= 1`);
  });
  rows.push(`${quantities.join(" + ")} ${allowOverbuy === false ? "=" : ">="} ${need}`);
  if (maxSuppliers != null) rows.push(`${binaries.join(" + ")} <= ${maxSuppliers}`);
  const general = integers.length > 0 ? `General\n ${integers.join(" ")}\n` : "";
  return `Minimize\n obj: ${objective.join(" + ")}\nSubject To\n ${rows.join("\n ")}\n${general}Binary\n ${binaries.join(" ")}\nEnd\n`;
};

interface MilpPiece {
  readonly low: number;
  readonly high: number;
  readonly flat: number;
  readonly perUnit: number;
}

/** Tiers and brackets are sorted and start at whole quantities in the bench's own instances. */
const piecesOf = (
  { minOrderQuantity, capacity, tiers, freight, fixedCost }: SplitSupplier,
  need: number,
): readonly MilpPiece[] => {
  const least = Math.max(minOrderQuantity ?? 1, tiers[0]?.minQuantity ?? 1, freight[0]?.minQuantity ?? 1);
  const most = capacity ?? Math.max(need, ...[...tiers, ...freight].map((step) => step.minQuantity)) * 2;
  const starts = [...new Set([least, ...[...tiers, ...freight].map((step) => step.minQuantity)])]
    .filter((start) => start >= least && start <= most)
    .sort((a, b) => a - b);
  return starts.map((low, at) => {
    const tier = tiers.findLast((step) => step.minQuantity <= low);
    const bracket = freight.findLast((step) => step.minQuantity <= low);
    return {
      low,
      high: Math.min(most, (starts[at + 1] ?? Number.POSITIVE_INFINITY) - 1),
      flat: Number(fixedCost) + Number(bracket?.flat ?? 0),
      perUnit: Number(tier?.unitPrice) + Number(bracket?.perUnit ?? 0),
    };
  });
};
