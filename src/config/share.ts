import { z } from "zod";

/** A share of all cases, as "2%" or "0.02": a fraction as a decimal text. */
export const share = (fallback: string) =>
  z
    .string()
    .transform((text, context) => {
      const [, figure = "", sign] = /^(\d{1,3}(?:\.\d{1,10})?)\s*(%?)$/.exec(text) ?? [];
      const fraction = fractionOf(figure, sign === "%");
      if (figure === "" || Number(fraction) > 1) {
        context.addIssue('Write a share such as "2%" or "0.02"');
        return z.NEVER;
      }
      return fraction;
    })
    .default(fallback);

/** The point moved, exactly; a start loads no arithmetic for it. */
function fractionOf(figure: string, isPercent: boolean): string {
  const [whole = "", part = ""] = figure.split(".");
  const digits = whole.padStart(3, "0") + part;
  const point = digits.length - part.length - (isPercent ? 2 : 0);
  return `${digits.slice(0, point)}.${digits.slice(point)}`.replace(/^0+(?=\d)/, "").replace(/\.?0*$/, "");
}
