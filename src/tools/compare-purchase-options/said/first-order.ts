import type { FirstOrder } from "../../../domain/compared-option.ts";
import type { ComparisonAnswer } from "../answer-schema.ts";
import { amountOf, grouped } from "../messages/units.ts";
import { fitting, totalText } from "./headline.ts";
import { fullName, optionOf } from "./names.ts";
import { firstUnmet } from "./reasons.ts";

/** Where a first order is asked for, the smallest one is bought, and the whole comes after it. */
export function firstOrderHeadline(answer: ComparisonAnswer, firstOrders: readonly FirstOrder[]): string | null {
  const { verdict } = answer;
  const orders = [...new Set([verdict.winner, ...verdict.contenders])].flatMap((ref) => {
    const order = firstOrders.find((one) => one.ref === ref);
    const option = optionOf(answer, ref ?? "");
    if (!order || !option) return [];
    const amount = `${amountOf(order.quantity, answer.unit)} from ${fullName(option)}`;
    return [{ option, amount, cost: `${grouped(order.outlay)} ${answer.currency}${order.isOpen ? " so far" : ""}` }];
  });
  const [first, second] = orders;
  if (!first || firstUnmet(first.option)) return null;
  if (verdict.state === "winner") {
    const buy = `Buy ${first.amount} first, for ${first.cost}`;
    return fitting([
      `${buy}: the smallest outlay. All ${grouped(answer.quantity)} cost ${totalText(first.option, answer)}.`,
      `${buy}.`,
    ]);
  }
  if (verdict.state !== "undecided" || !second || optionOf(answer, verdict.ask_next?.ref ?? "")?.cost === null) return null;
  return fitting([
    `Not decided which first order costs less: ${first.amount} for ${first.cost}, or ${second.amount} for ${second.cost}.`,
    `Not decided. The smallest first order: ${first.amount} for ${first.cost}.`,
  ]);
}
