import { Decimal } from "decimal.js";

/** Works a line of arithmetic out again: null where it holds, else what comes out. @throws SyntaxError */
export function wrongResult(line: string): string | null {
  const [left = "", right = ""] = line.split("=").map((side) => side.trim());
  const decimals = right.split(".")[1]?.length ?? 0;
  const result = worked(left).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
  return result.equals(right) ? null : result.toFixed(decimals);
}

/** Numbers, + - * / and brackets, from left to right, products first. */
function worked(text: string): Decimal {
  const tokens = text.match(/\d+(?:\.\d+)?|[-+*/()]/g) ?? [];
  if (tokens.join("") !== text.replaceAll(" ", "")) throw new SyntaxError(`not arithmetic: ${text}`);
  let at = 0;
  const sum = (): Decimal => {
    let total = product();
    while (tokens[at] === "+" || tokens[at] === "-")
      total = tokens[at++] === "+" ? total.plus(product()) : total.minus(product());
    return total;
  };
  const product = (): Decimal => {
    let total = factor();
    while (tokens[at] === "*" || tokens[at] === "/")
      total = tokens[at++] === "*" ? total.times(factor()) : total.dividedBy(factor());
    return total;
  };
  const factor = (): Decimal => {
    const token = tokens[at++];
    if (token !== "(") return new Decimal(token ?? "");
    const inner = sum();
    if (tokens[at++] !== ")") throw new SyntaxError(`an open bracket: ${text}`);
    return inner;
  };
  const value = sum();
  if (at < tokens.length) throw new SyntaxError(`not arithmetic: ${text}`);
  return value;
}
