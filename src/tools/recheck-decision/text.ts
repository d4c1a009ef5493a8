import type { Decided } from "../../decisions/decision.ts";
import { grouped } from "../compare-purchase-options/messages/units.ts";
import { notesText } from "../wording/notes.ts";
import { type Block, block, inline, type Line, line, sentence } from "../wording/writers.ts";
import type { RecheckAnswer } from "./answer-schema.ts";

const MAX_CHANGES = 20;
const WORDS: Readonly<Record<RecheckAnswer["changed"][number]["what"], string>> = {
  price: "price",
  tier: "price step",
  stock: "stock",
  status: "status",
  lead_time: "days to make",
  fx: "rate",
  freight: "delivery",
};

interface Orders {
  readonly was: Decided["first"];
  readonly now: Decided["first"];
}

/** What is to be done first, then what changed. */
export function recheckText(answer: RecheckAnswer, orders: Orders, currency: string): Block {
  const { changed, total, order_changed: isOther, decided_at: decidedAt, verdict, notes } = answer;
  const head = isOther
    ? line`**The buy changes**: ${order(orders.was)} was decided; now it is ${order(orders.now)}.`
    : line`**The buy stays**: ${order(orders.now)}.`;
  const sums =
    total === null || (total.was === null && total.now === null)
      ? line``
      : line`Total: ${inline(grouped(total.was ?? "not known"))} then, ${inline(grouped(total.now ?? "not known"))} now (${inline(currency)}). Decided ${inline(decidedAt.slice(0, 10))}.`;
  const shown = changed.slice(0, MAX_CHANGES).map(({ ref, what, was, now }) => {
    const whose = ref === null ? line`` : line`${inline(ref)} `;
    return line`- ${whose}${inline(WORDS[what])}: ${inline(was ?? "not stated")} -> ${inline(now ?? "not stated")}`;
  });
  const more = changed.length > MAX_CHANGES ? line`- and ${changed.length - MAX_CHANGES} more` : line``;
  const list =
    changed.length === 0 ? line`No figure of the sellers and no rate has changed.` : block([line`Changed:`, ...shown, more]);
  return block([head, sums, sentence(verdict.because), list, notesText(notes)], "\n\n");
}

const order = (first: Decided["first"]): Line =>
  first === null ? line`nothing that can be ordered` : line`${inline(grouped(first.quantity))} from ${inline(first.ref)}`;
